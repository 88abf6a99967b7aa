#include "api/endpoint_values.hpp"

#include <algorithm>

#include "api/context.hpp"
#include "api/outgoing_values.hpp"
#include "service/endpoint_check.hpp"
#include "tundish/codec.hpp"

namespace tundish::api {
namespace {

constexpr std::size_t kMostItems = 200;

const Value::List& list_if_there(BodyReader& reader, std::string_view name) {
  return reader.has(name) ? reader.list(name) : Value().list();
}

/// One item of `parameters`.
service::ParameterWish read_parameter(BodyReader& reader, const Value& item,
                                      const std::string& pointer) {
  service::ParameterWish wish;
  const auto word = [&](std::string_view name) {
    const Value* member = item.find(name);
    return member == nullptr ? std::string() : member->text();
  };
  for (const Value::Member& member : item.object()) {
    constexpr std::string_view kKnown[] = {"name", "kind", "in", "value", "is_set"};
    if (std::find(std::begin(kKnown), std::end(kKnown), member.name) == std::end(kKnown)) {
      reader.add(service::fault_at("unknown_property", pointer + '/' + member.name.substr(0, 64),
                                   "This is not known here."));
    }
  }
  const auto kind = service::find_parameter_kind(word("kind"));
  const auto place = service::find_parameter_place(word("in"));
  if (!kind) {
    reader.add(service::fault_at("unknown_word", pointer + "/kind",
                                 "`kind` is fixed, exposed or hidden."));
  }
  if (!place) {
    reader.add(
        service::fault_at("unknown_word", pointer + "/in", "`in` is path, query, header or body."));
  }
  wish.parameter.name = word("name");
  wish.parameter.kind = kind.value_or(service::ParameterKind::exposed);
  wish.parameter.place = place.value_or(service::ParameterPlace::body);
  const Value* value = item.find("value");
  if (value == nullptr) return wish;
  if (wish.parameter.kind != service::ParameterKind::hidden) {
    wish.parameter.value = *value;
  } else if (value->is_text()) {
    wish.secret = value->text();
  } else {
    reader.add(service::fault_at("wrong_type", pointer + "/value", "A secret is a text."));
  }
  return wish;
}

}  // namespace

Value endpoint_value(const store::Endpoint& endpoint) {
  Value parameters{Value::List{}};
  for (const service::EndpointParameter& one : service::parse_parameters(endpoint.parameters)) {
    Value parameter{Value::Object{}};
    parameter.set("name", one.name);
    parameter.set("kind", to_text(one.kind));
    parameter.set("in", to_text(one.place));
    if (one.kind == service::ParameterKind::hidden) {
      parameter.set("is_set", !one.sealed.empty());
    } else if (!one.value.is_null()) {
      parameter.set("value", one.value);
    }
    parameters.push(std::move(parameter));
  }
  Value ways{Value::List{}};
  for (const std::string& way : service::exposed_ways(endpoint)) ways.push(way);
  Value value{Value::Object{}};
  value.set("name", endpoint.name);
  value.set("label", endpoint.label);
  value.set("method", endpoint.method);
  value.set("url", endpoint.url);
  value.set("parameters", std::move(parameters));
  value.set("exposes", std::move(ways));
  value.set("redirects", endpoint.redirects);
  value.set("most_bytes", static_cast<double>(endpoint.most_bytes));
  value.set("created_at", utc_text(endpoint.created_at_ms));
  value.set("updated_at", utc_text(endpoint.updated_at_ms));
  return value;
}

service::EndpointWish read_endpoint_wish(BodyReader& reader) {
  service::EndpointWish wish;
  wish.label = reader.text_or("label", "");
  wish.method = reader.text_or("method", "POST");
  wish.url = reader.text("url");
  const Value::List& parameters = list_if_there(reader, "parameters");
  for (std::size_t i = 0; i < std::min(parameters.size(), kMostItems); ++i) {
    wish.parameters.push_back(
        read_parameter(reader, parameters[i], "/parameters/" + std::to_string(i)));
  }
  const Value::List& exposes = list_if_there(reader, "exposes");
  for (std::size_t i = 0; i < std::min(exposes.size(), kMostItems); ++i) {
    wish.exposes.push_back(exposes[i].text());
  }
  if (reader.has("redirects")) {
    wish.redirects =
        reader.word<service::Redirects>("redirects", service::find_redirects, "none or same_origin")
            .value_or(service::Redirects::none);
  }
  wish.most_bytes = reader.integer_or("most_bytes", wish.most_bytes);
  return wish;
}

Value endpoint_answer_value(const service::EndpointAnswer& answer) {
  const bool is_done = answer.kind == service::EndpointAnswer::Kind::done;
  Value value{Value::Object{}};
  value.set("outcome", is_done ? "done" : "failed");
  value.set("status", answer.status);
  if (is_done) value.set("data", answer.data);
  set_why(value, answer.why);
  return value;
}

}  // namespace tundish::api
