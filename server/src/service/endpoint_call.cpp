#include "service/endpoint_call.hpp"

#include <algorithm>
#include <optional>
#include <stdexcept>
#include <utility>
#include <vector>

#include "service/endpoint_parameters.hpp"
#include "service/endpoints.hpp"
#include "service/web_address.hpp"
#include "tundish/codec.hpp"

namespace tundish::service {
namespace {

constexpr std::size_t kMostData = 32 * 1024;
constexpr std::size_t kLeastSecret = 4;

/// A request in the making.
class Composition {
 public:
  Composition(const store::Endpoint& endpoint, const Sealer& sealer,
              const EndpointQuestion& question)
      : endpoint_(endpoint), sealer_(sealer), question_(question) {}

  /// A word for why it cannot be asked; nothing when it can.
  std::optional<std::string> compose() {
    const std::optional<WebAddress> address = parse_web_address(endpoint_.url);
    if (!address) return "invalid_url";
    origin_ = address->origin;
    request.method = endpoint_.method;
    request.url = endpoint_.url;
    request.timeout_ms = question_.timeout_ms;
    request.most_bytes = static_cast<std::size_t>(endpoint_.most_bytes);
    request.redirects = find_redirects(endpoint_.redirects).value_or(Redirects::none);
    const std::vector<EndpointParameter> parameters = parse_parameters(endpoint_.parameters);
    if (auto why = find_unknown(parameters)) return why;
    for (const EndpointParameter& parameter : parameters) {
      if (auto why = place(parameter)) return why;
    }
    finish();
    return std::nullopt;
  }

  OutgoingRequest request;
  std::vector<std::string> secrets;

 private:
  /// Whatever a funnel gives is taken somewhere, or told.
  std::optional<std::string> find_unknown(const std::vector<EndpointParameter>& parameters) const {
    for (const Value::Member& given : question_.request.object()) {
      const bool is_exposed =
          std::any_of(parameters.begin(), parameters.end(), [&](const EndpointParameter& one) {
            return one.name == given.name && one.kind == ParameterKind::exposed;
          });
      if (!is_exposed) return "unknown_parameter " + given.name.substr(0, 64);
    }
    return std::nullopt;
  }

  std::optional<Value> value_of(const EndpointParameter& parameter) {
    if (parameter.kind == ParameterKind::hidden) {
      std::optional<std::string> secret =
          sealer_.open(parameter.sealed, purpose_of(endpoint_.name, parameter.name, origin_));
      if (!secret) return std::nullopt;
      secrets.push_back(*secret);
      return Value(*std::move(secret));
    }
    const Value* given =
        parameter.kind == ParameterKind::exposed ? question_.request.find(parameter.name) : nullptr;
    const Value& value = given ? *given : parameter.value;
    if (value.is_null()) return std::nullopt;
    return value;
  }

  std::optional<std::string> place(const EndpointParameter& parameter) {
    const std::optional<Value> value = value_of(parameter);
    if (!value) {
      const bool is_secret = parameter.kind == ParameterKind::hidden;
      return (is_secret ? "secret_unreadable " : "parameter_missing ") + parameter.name;
    }
    if (parameter.place == ParameterPlace::body) {
      body_.set(parameter.name, *value);
      return std::nullopt;
    }
    if (value->is_list() || value->is_object()) return "parameter_no_text " + parameter.name;
    const std::string text = value->is_text() ? value->text() : to_json(*value);
    switch (parameter.place) {
      case ParameterPlace::path:
        // A dot alone would be a way up.
        if (text.empty() || text == "." || text == "..") {
          return "parameter_no_segment " + parameter.name;
        }
        replace_in_path(parameter.name, percent_encoded(text));
        break;
      case ParameterPlace::query:
        query_ += (query_.empty() ? "" : "&") + percent_encoded(parameter.name) + '=' +
                  percent_encoded(text);
        break;
      case ParameterPlace::header:
        request.headers.emplace_back(parameter.name, text);
        break;
      case ParameterPlace::body:
        break;
    }
    return std::nullopt;
  }

  void replace_in_path(const std::string& name, const std::string& text) {
    const std::string mark = '{' + name + '}';
    for (std::size_t at = request.url.find(mark); at != std::string::npos;
         at = request.url.find(mark, at + text.size())) {
      request.url.replace(at, mark.size(), text);
    }
  }

  void finish() {
    if (!query_.empty()) {
      request.url += (request.url.find('?') == std::string::npos ? '?' : '&') + query_;
    }
    request.headers.emplace_back("Accept", "application/json");
    if (request.method != "GET") {
      request.headers.emplace_back("Content-Type", "application/json");
      request.body = to_json(body_);
    }
    if (!question_.key.empty()) request.headers.emplace_back("Idempotency-Key", question_.key);
  }

  const store::Endpoint& endpoint_;
  const Sealer& sealer_;
  const EndpointQuestion& question_;
  std::string origin_;
  std::string query_;
  Value body_{Value::Object{}};
};

const Value* find_part(const Value& value, std::string_view way) {
  const Value* found = &value;
  while (found != nullptr && !way.empty()) {
    const std::size_t dot = std::min(way.find('.'), way.size());
    const std::string_view part = way.substr(0, dot);
    way.remove_prefix(std::min(dot + 1, way.size()));
    if (!found->is_list()) {
      found = found->find(part);
      continue;
    }
    const bool is_place =
        !part.empty() && part.size() < 7 && part.find_first_not_of("0123456789") == part.npos;
    const std::size_t place = is_place ? std::stoul(std::string(part)) : found->list().size();
    found = place < found->list().size() ? &found->list()[place] : nullptr;
  }
  return found;
}

void put_part(Value& value, std::string_view way, const Value& part) {
  if (way.empty()) {
    value = part;
    return;
  }
  const std::size_t dot = std::min(way.find('.'), way.size());
  const std::string_view first = way.substr(0, dot);
  const Value* there = value.find(first);
  Value child = there ? *there : Value();
  put_part(child, way.substr(std::min(dot + 1, way.size())), part);
  value.set(first, std::move(child));
}

/// What a session may know of an answer; `*`: all of it.
Value exposed_part(const Value& answer, const std::vector<std::string>& ways) {
  Value data{Value::Object{}};
  for (const std::string& way : ways) {
    if (way == "*") return answer;
    if (const Value* part = find_part(answer, way)) put_part(data, way, *part);
  }
  return data;
}

/// Whether one of the secrets would be told.
bool tells_a_secret(const std::string& text, const std::vector<std::string>& secrets) {
  return std::any_of(secrets.begin(), secrets.end(), [&text](const std::string& secret) {
    const std::string quoted = to_json(Value(secret));
    return secret.size() >= kLeastSecret &&
           text.find(quoted.substr(1, quoted.size() - 2)) != text.npos;
  });
}

EndpointAnswer failed(int status, std::string why) {
  EndpointAnswer answer;
  answer.status = status;
  answer.why = std::move(why);
  return answer;
}

EndpointAnswer read_answer(const store::Endpoint& endpoint, const OutgoingAnswer& came,
                           const std::vector<std::string>& secrets) {
  EndpointAnswer answer;
  answer.kind = EndpointAnswer::Kind::done;
  answer.status = came.status;
  const std::vector<std::string> ways = exposed_ways(endpoint);
  if (ways.empty() || came.body.empty()) return answer;
  const Result<Value> value = parse_value(came.body);
  if (!value) return failed(came.status, "no_json");
  answer.data = exposed_part(*value, ways);
  const std::string text = to_json(answer.data);
  if (text.size() > kMostData) return failed(came.status, "too_large");
  if (tells_a_secret(text, secrets)) return failed(came.status, "tells_a_secret");
  return answer;
}

}  // namespace

EndpointAnswer ask_endpoint(const store::Endpoint& endpoint, const Sealer& sealer,
                            Outgoing& outgoing, const EndpointQuestion& question) {
  Composition composition(endpoint, sealer, question);
  if (auto why = composition.compose()) return failed(0, *std::move(why));
  const OutgoingAnswer came = outgoing.send(composition.request);
  if (came.outcome == OutgoingOutcome::answered && came.status >= 200 && came.status < 300) {
    return read_answer(endpoint, came, composition.secrets);
  }
  const bool is_answer = came.outcome == OutgoingOutcome::answered;
  EndpointAnswer answer =
      failed(came.status, is_answer ? "status" : std::string(to_text(came.outcome)));
  if (is_worth_another_try(came)) answer.kind = EndpointAnswer::Kind::try_again;
  answer.retry_after_ms = came.retry_after_ms;
  return answer;
}

}  // namespace tundish::service
