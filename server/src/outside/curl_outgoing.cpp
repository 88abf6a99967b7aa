#include "outside/curl_outgoing.hpp"

#include <curl/curl.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <chrono>
#include <cstring>
#include <memory>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <utility>

#include "outside/address_guard.hpp"
#include "service/web_address.hpp"
#include "tundish/version.hpp"

namespace tundish::outside {
namespace {

using Clock = std::chrono::steady_clock;
using service::OutgoingAnswer;
using service::OutgoingOutcome;
using service::OutgoingRequest;

constexpr int kMostRedirects = 3;
constexpr long kConnectTimeoutMs = 10'000;
constexpr std::int64_t kMostRetryAfterS = 24 * 60 * 60;

struct FreeEasy {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct FreeList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

/// One request under way.
class Exchange {
 public:
  Exchange(const OutgoingRules& rules, const OutgoingRequest& request)
      : rules_(rules), request_(request), easy_(curl_easy_init()) {
    if (!easy_) throw std::runtime_error("libcurl makes no handle");
  }

  OutgoingAnswer run(long timeout_ms) {
    set_up(timeout_ms);
    const CURLcode code = curl_easy_perform(easy_.get());
    OutgoingAnswer answer;
    answer.outcome = outcome_of(code);
    if (answer.outcome != OutgoingOutcome::answered) return answer;
    long status = 0;
    curl_easy_getinfo(easy_.get(), CURLINFO_RESPONSE_CODE, &status);
    answer.status = static_cast<int>(status);
    answer.body = std::move(body_);
    curl_off_t wait_s = 0;
    curl_easy_getinfo(easy_.get(), CURLINFO_RETRY_AFTER, &wait_s);
    answer.retry_after_ms = 1000 * std::clamp<std::int64_t>(wait_s, 0, kMostRetryAfterS);
    return answer;
  }

  /// Where the answer sends the request on to; empty: nowhere.
  std::string next_url() const {
    const char* url = nullptr;
    curl_easy_getinfo(easy_.get(), CURLINFO_REDIRECT_URL, &url);
    return url == nullptr ? "" : url;
  }

 private:
  template <class Value>
  void set(CURLoption option, Value value) {
    if (curl_easy_setopt(easy_.get(), option, value) != CURLE_OK) {
      throw std::runtime_error("libcurl does not know an option");
    }
  }

  void set_up(long timeout_ms) {
    const bool may_be_plain = rules_.schemes == OutgoingRules::Schemes::http_and_https;
    set(CURLOPT_URL, request_.url.c_str());
    set(CURLOPT_PROTOCOLS_STR, may_be_plain ? "http,https" : "https");
    set(CURLOPT_DISALLOW_USERNAME_IN_URL, 1L);
    set(CURLOPT_FOLLOWLOCATION, 0L);
    set(CURLOPT_PROXY, "");  // nor one that the environment names: it would be judged instead
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_TIMEOUT_MS, timeout_ms);
    set(CURLOPT_CONNECTTIMEOUT_MS, std::min(timeout_ms, kConnectTimeoutMs));
    set(CURLOPT_OPENSOCKETFUNCTION, &Exchange::open_socket);
    set(CURLOPT_OPENSOCKETDATA, this);
    set(CURLOPT_WRITEFUNCTION, &Exchange::take);
    set(CURLOPT_WRITEDATA, this);
    if (!rules_.authorities.empty()) set(CURLOPT_CAINFO, rules_.authorities.c_str());
    set_method();
    set_headers();
  }

  void set_method() {
    if (request_.method == "GET") return set(CURLOPT_HTTPGET, 1L);
    set(CURLOPT_POST, 1L);
    set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request_.body.size()));
    set(CURLOPT_POSTFIELDS, request_.body.data());
    set(CURLOPT_CUSTOMREQUEST, request_.method.c_str());
  }

  void add_header(const std::string& line) {
    curl_slist* longer = curl_slist_append(headers_.get(), line.c_str());
    if (longer == nullptr) throw std::bad_alloc();
    (void)headers_.release();
    headers_.reset(longer);
  }

  void set_headers() {
    add_header("User-Agent: Tundish/" + std::string(engine_version()));
    add_header("Expect:");  // a body is sent at once
    // curl leaves out what has nothing behind the colon, and sends it with a semicolon.
    for (const auto& [name, value] : request_.headers) {
      add_header(value.empty() ? name + ';' : name + ": " + value);
    }
    set(CURLOPT_HTTPHEADER, headers_.get());
  }

  OutgoingOutcome outcome_of(CURLcode code) const {
    if (code == CURLE_OK) return OutgoingOutcome::answered;
    if (is_too_large_) return OutgoingOutcome::too_large;
    if (code == CURLE_OPERATION_TIMEDOUT) return OutgoingOutcome::too_slow;
    const bool is_forbidden = is_forbidden_ || code == CURLE_UNSUPPORTED_PROTOCOL ||
                              code == CURLE_URL_MALFORMAT || code == CURLE_LOGIN_DENIED;
    return is_forbidden ? OutgoingOutcome::forbidden : OutgoingOutcome::unreachable;
  }

  static std::optional<http::ClientAddress> address_of(const curl_sockaddr& socket) {
    http::ClientAddress address;
    if (socket.family == AF_INET6 && socket.addrlen >= sizeof(sockaddr_in6)) {
      sockaddr_in6 ipv6{};
      std::memcpy(&ipv6, &socket.addr, sizeof ipv6);
      std::copy_n(ipv6.sin6_addr.s6_addr, address.bytes.size(), address.bytes.begin());
      return address;
    }
    if (socket.family != AF_INET || socket.addrlen < sizeof(sockaddr_in)) return std::nullopt;
    sockaddr_in ipv4{};
    std::memcpy(&ipv4, &socket.addr, sizeof ipv4);
    address.bytes[10] = 0xff;
    address.bytes[11] = 0xff;
    std::memcpy(address.bytes.data() + 12, &ipv4.sin_addr, 4);
    return address;
  }

  static curl_socket_t open_socket(void* self, curlsocktype, curl_sockaddr* socket) {
    Exchange& exchange = *static_cast<Exchange*>(self);
    const std::optional<http::ClientAddress> address = address_of(*socket);
    if (!address || !may_be_called(*address, exchange.rules_.named_networks)) {
      exchange.is_forbidden_ = true;
      return CURL_SOCKET_BAD;
    }
    return ::socket(socket->family, socket->socktype | SOCK_CLOEXEC, socket->protocol);
  }

  static std::size_t take(char* bytes, std::size_t size, std::size_t count, void* self) {
    Exchange& exchange = *static_cast<Exchange*>(self);
    const std::size_t come = size * count;
    if (come > exchange.request_.most_bytes - exchange.body_.size()) {
      exchange.is_too_large_ = true;
      return 0;
    }
    exchange.body_.append(bytes, come);
    return come;
  }

  const OutgoingRules& rules_;
  const OutgoingRequest& request_;
  std::unique_ptr<CURL, FreeEasy> easy_;
  std::unique_ptr<curl_slist, FreeList> headers_;
  std::string body_;
  bool is_forbidden_ = false;
  bool is_too_large_ = false;
};

bool has_control_letter(const std::string& text) {
  return std::any_of(text.begin(), text.end(), [](char letter) {
    return static_cast<unsigned char>(letter) < 0x20 || letter == 0x7f;
  });
}

bool can_be_sent(const OutgoingRequest& request) {
  return !has_control_letter(request.url) && !has_control_letter(request.method) &&
         std::none_of(request.headers.begin(), request.headers.end(), [](const auto& header) {
           return has_control_letter(header.first) || has_control_letter(header.second);
         });
}

bool is_redirect(int status) {
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

/// Whether an address is one of the server that the request was meant for.
bool is_same_server(const std::string& url, const std::string& first) {
  const std::optional<service::WebAddress> to = service::parse_web_address(url);
  const std::optional<service::WebAddress> from = service::parse_web_address(first);
  return to && from && to->origin == from->origin;
}

void send_on(OutgoingRequest& request, int status, std::string url) {
  request.url = std::move(url);
  if (status == 307 || status == 308) return;
  request.method = "GET";
  request.body.clear();
}

long left_of(Clock::time_point end) {
  const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now());
  return static_cast<long>(left.count());
}

}  // namespace

CurlOutgoing::CurlOutgoing(OutgoingRules rules) : rules_(std::move(rules)) {
  static std::once_flag once;
  std::call_once(once, [] {
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
      throw std::runtime_error("libcurl does not start");
    }
  });
}

bool CurlOutgoing::may_use(service::Scheme scheme) const {
  return scheme == service::Scheme::https ||
         rules_.schemes == OutgoingRules::Schemes::http_and_https;
}

OutgoingAnswer CurlOutgoing::send(const OutgoingRequest& request) {
  OutgoingAnswer answer;
  answer.outcome = OutgoingOutcome::forbidden;
  if (!can_be_sent(request)) return answer;
  const Clock::time_point end = Clock::now() + std::chrono::milliseconds(request.timeout_ms);
  OutgoingRequest next = request;
  for (int hop = 0;; ++hop) {
    const long left = left_of(end);
    answer = OutgoingAnswer{};
    answer.outcome = OutgoingOutcome::too_slow;
    if (left <= 0) return answer;
    Exchange exchange(rules_, next);
    answer = exchange.run(left);
    if (answer.outcome != OutgoingOutcome::answered || !is_redirect(answer.status)) return answer;
    std::string url = exchange.next_url();
    const bool may_go_on = request.redirects == service::Redirects::same_origin &&
                           hop < kMostRedirects && is_same_server(url, request.url);
    if (!may_go_on) return answer;
    send_on(next, answer.status, std::move(url));
  }
}

}  // namespace tundish::outside
