#include "sim/line.hpp"

#include <cstdlib>
#include <memory>
#include <utility>

namespace tundish::sim {
namespace {

/// How long a page waits for an answer.
constexpr std::int64_t kPatienceMs = 30000;

http::Request request_of(http::Method method, const std::string& path, const std::string& secret) {
  http::Request request;
  request.method = method;
  request.path = path;
  if (!secret.empty()) request.headers.push_back(http::Header{"authorization", "Bearer " + secret});
  return request;
}

}  // namespace

struct Line::Call {
  Told told;
  bool is_settled = false;
};

http::Request post_events(const std::string& target, const std::string& secret, std::string body) {
  http::Request request =
      request_of(http::Method::post, "/api/v1/play/sessions/" + target + "/events", secret);
  request.body = std::move(body);
  return request;
}

http::Request get_session(const std::string& target, const std::string& secret) {
  return request_of(http::Method::get, "/api/v1/play/sessions/" + target, secret);
}

std::int64_t Line::latency() {
  Random& random = around_.random;
  if (around_.is_calm) return random.between(1, 20);
  if (random.per_mille(80)) return random.between(1000, 90000);
  return random.between(5, 400);
}

void Line::answer(const std::shared_ptr<Call>& call, Answer answer, std::int64_t delay_ms) {
  around_.schedule.after(delay_ms, [this, call, answer = std::move(answer)] {
    // A page hears one answer; its reducer must bear a second one.
    const bool again = call->is_settled && !around_.is_calm && around_.random.per_mille(300);
    if (call->is_settled && !again) return;
    call->is_settled = true;
    call->told(answer);
  });
}

bool Line::meets_stranger(const std::shared_ptr<Call>& call) {
  if (around_.is_calm) return false;
  if (has_portal_) {
    answer(call, Answer{200, "<html><body>Please log in to the Wi-Fi</body></html>", 0}, latency());
    return true;
  }
  const std::int64_t lot = around_.random.below(1000);
  if (lot < 20) {
    answer(call, Answer{503, "", 1000 * around_.random.below(20)}, latency());
  } else if (lot < 25) {
    answer(call, Answer{429, "{\"code\":\"busy\"}", 3000}, latency());
  } else if (lot < 35) {
    answer(call, Answer{502, "<html>Bad gateway</html>", 0}, latency());
  } else if (lot < 40) {
    answer(call, Answer{200, "{}", 0}, latency());
  }
  return lot < 40;
}

void Line::arrive(const http::Request& request, const std::shared_ptr<Call>& call) {
  server_.handle(request, [this, call](const std::optional<http::Response>& response) {
    if (!response) return answer(call, Answer{}, latency());
    if (!around_.is_calm && around_.random.per_mille(60)) return;  // the answer is lost
    const http::Header* retry = nullptr;
    for (const http::Header& header : response->headers) {
      if (header.name == "retry-after") retry = &header;
    }
    const std::int64_t seconds = retry ? std::strtoll(retry->value.c_str(), nullptr, 10) : 0;
    answer(call, Answer{response->status, std::string(response->body.view()), 1000 * seconds},
           latency());
  });
}

void Line::send(http::Request request, Told told) {
  const auto call = std::make_shared<Call>();
  call->told = std::move(told);
  if (!is_online_) return answer(call, Answer{}, around_.random.between(1, 50));
  if (meets_stranger(call)) return;
  answer(call, Answer{}, kPatienceMs);
  Random& random = around_.random;
  int copies = 1;
  if (!around_.is_calm && random.per_mille(50)) copies = 2;
  if (!around_.is_calm && random.per_mille(60)) copies = 0;
  for (int i = 0; i < copies; ++i) {
    around_.schedule.after(latency(), [this, request, call] { arrive(request, call); });
  }
}

}  // namespace tundish::sim
