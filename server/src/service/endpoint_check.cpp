#include "service/endpoint_check.hpp"

#include <algorithm>
#include <iterator>
#include <set>

#include "service/web_address.hpp"

namespace tundish::service {
namespace {

constexpr std::string_view kMethods[] = {"GET", "POST", "PUT", "PATCH", "DELETE"};
constexpr std::size_t kMostParameters = 50;
constexpr std::size_t kMostName = 64;
constexpr std::size_t kMostText = 4000;
constexpr std::size_t kMostWays = 100;
constexpr std::int64_t kMostBytes = 1024 * 1024;
// What the client of HTTP says itself.
constexpr std::string_view kOwnHeaders[] = {"host",
                                            "content-length",
                                            "transfer-encoding",
                                            "connection",
                                            "expect",
                                            "content-type",
                                            "te",
                                            "upgrade",
                                            "idempotency-key",
                                            "user-agent",
                                            "proxy-authorization"};

bool is_word_letter(char letter) {
  return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
         (letter >= '0' && letter <= '9') || letter == '_' || letter == '-';
}

bool is_name(std::string_view text) {
  return !text.empty() && text.size() <= kMostName &&
         std::all_of(text.begin(), text.end(), is_word_letter);
}

std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (char& letter : lower) {
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter + 32);
  }
  return lower;
}

bool is_own_header(std::string_view name) {
  const std::string lower = lower_case(name);
  return std::find(std::begin(kOwnHeaders), std::end(kOwnHeaders), lower) != std::end(kOwnHeaders);
}

/// The checks of one wish.
class EndpointCheck {
 public:
  EndpointCheck(const EndpointWish& wish, const Outgoing& outgoing)
      : wish_(wish), outgoing_(outgoing) {}

  Diagnostics run() {
    if (!is_name(wish_.name)) {
      add("invalid_name", "/name", "A name has 1 to 64 letters, digits, `_` and `-`.");
    }
    if (wish_.label.size() > kMostText)
      add("too_long", "/label", "A label has at most 4000 bytes.");
    if (std::find(std::begin(kMethods), std::end(kMethods), wish_.method) == std::end(kMethods)) {
      add("unknown_word", "/method", "A method is GET, POST, PUT, PATCH or DELETE.");
    }
    if (wish_.most_bytes < 1 || wish_.most_bytes > kMostBytes) {
      add("out_of_range", "/most_bytes", "An answer has between 1 and 1048576 bytes.");
    }
    check_url();
    if (wish_.parameters.size() > kMostParameters) {
      add("out_of_range", "/parameters", "An endpoint has at most 50 parameters.");
      return std::move(faults_);
    }
    for (std::size_t i = 0; i < wish_.parameters.size(); ++i) {
      check_parameter(wish_.parameters[i], "/parameters/" + std::to_string(i));
    }
    check_ways();
    return std::move(faults_);
  }

 private:
  void add(std::string code, std::string pointer, std::string sentence) {
    faults_.push_back(fault_at(std::move(code), std::move(pointer), std::move(sentence)));
  }

  void check_url() {
    const std::optional<WebAddress> address = parse_web_address(wish_.url);
    if (!address) {
      return add("invalid_url", "/url", "Write https://host/path of plain letters.");
    }
    if (!outgoing_.may_use(address->scheme)) {
      add("scheme_forbidden", "/url", std::string(kHttpsOnly));
    }
    const std::size_t authority = std::min(wish_.url.find('/', 8), wish_.url.size());
    for (std::size_t at = wish_.url.find('{'); at != wish_.url.npos;
         at = wish_.url.find('{', at + 1)) {
      const std::size_t end = wish_.url.find('}', at);
      const std::string name = end == wish_.url.npos ? "" : wish_.url.substr(at + 1, end - at - 1);
      const bool is_known = std::any_of(
          wish_.parameters.begin(), wish_.parameters.end(), [&name](const ParameterWish& wish) {
            return wish.parameter.place == ParameterPlace::path && wish.parameter.name == name;
          });
      if (!is_known || at < authority) {
        add("unknown_parameter", "/url", "`{…}` names a parameter that stands in the path.");
      }
    }
  }

  void check_parameter(const ParameterWish& wish, const std::string& pointer) {
    const EndpointParameter& parameter = wish.parameter;
    if (!is_name(parameter.name)) {
      add("invalid_name", pointer + "/name", "A name has 1 to 64 letters, digits, `_` and `-`.");
    }
    if (!names_.insert(lower_case(parameter.name)).second) {
      add("taken", pointer + "/name", "Another parameter has this name.");
    }
    check_place(parameter, pointer);
    check_value(wish, pointer);
  }

  void check_place(const EndpointParameter& parameter, const std::string& pointer) {
    const bool is_in_url =
        parameter.place == ParameterPlace::path || parameter.place == ParameterPlace::query;
    if (parameter.kind == ParameterKind::hidden && is_in_url) {
      add("secret_in_url", pointer + "/in", "A secret stands in a header or in the body.");
    }
    if (parameter.place == ParameterPlace::header && is_own_header(parameter.name)) {
      add("invalid_name", pointer + "/name", "The server says this header itself.");
    }
    if (parameter.place == ParameterPlace::body && wish_.method == "GET") {
      add("no_body", pointer + "/in", "GET has no body.");
    }
    if (parameter.place == ParameterPlace::path &&
        wish_.url.find('{' + parameter.name + '}') == std::string::npos) {
      add("unknown_parameter", pointer + "/in", "The address has no `{…}` of this name.");
    }
  }

  void check_value(const ParameterWish& wish, const std::string& pointer) {
    const EndpointParameter& parameter = wish.parameter;
    if (parameter.kind == ParameterKind::fixed && parameter.value.is_null()) {
      add("missing_property", pointer + "/value", "A fixed parameter has a value.");
    }
    const bool is_part =
        parameter.value.is_text() || parameter.value.is_number() || parameter.value.is_boolean();
    if (parameter.place != ParameterPlace::body && !parameter.value.is_null() && !is_part) {
      add("wrong_type", pointer + "/value", "Outside of the body it is a text or a number.");
    }
    const std::string& text = wish.secret ? *wish.secret : parameter.value.text();
    const bool has_control_letter = std::any_of(text.begin(), text.end(), [](char letter) {
      return static_cast<unsigned char>(letter) < 0x20 || letter == 0x7f;
    });
    if (parameter.place == ParameterPlace::header && has_control_letter) {
      add("invalid", pointer + "/value", "A header has no control characters.");
    }
    if (text.size() > kMostText) add("too_long", pointer + "/value", "It has at most 4000 bytes.");
    if (wish.secret && wish.secret->empty()) {
      add("too_short", pointer + "/value", "A secret is not empty.");
    }
  }

  void check_ways() {
    if (wish_.exposes.size() > kMostWays) {
      add("out_of_range", "/exposes", "An endpoint exposes at most 100 ways.");
    }
    for (std::size_t i = 0; i < wish_.exposes.size(); ++i) {
      const std::string& way = wish_.exposes[i];
      if (way.empty() || way.size() > kMostText) {
        add("invalid", "/exposes/" + std::to_string(i), "Write a way such as `offer.price`.");
      }
    }
  }

  const EndpointWish& wish_;
  const Outgoing& outgoing_;
  std::set<std::string> names_;
  Diagnostics faults_;
};

}  // namespace

Diagnostic fault_at(std::string code, std::string pointer, std::string sentence) {
  Diagnostic fault;
  fault.code = std::move(code);
  fault.place.pointer = std::move(pointer);
  fault.sentence = std::move(sentence);
  return fault;
}

Diagnostics check_endpoint(const EndpointWish& wish, const Outgoing& outgoing) {
  return EndpointCheck(wish, outgoing).run();
}

}  // namespace tundish::service
