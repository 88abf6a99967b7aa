#include "service/endpoint_parameters.hpp"

#include <iterator>
#include <stdexcept>

#include "tundish/codec.hpp"

namespace tundish::service {
namespace {

constexpr std::string_view kParameterKinds[] = {"fixed", "exposed", "hidden"};
constexpr std::string_view kPlaces[] = {"path", "query", "header", "body"};

template <class Word, std::size_t count>
std::optional<Word> find_word(const std::string_view (&words)[count], std::string_view word) {
  for (std::size_t i = 0; i < count; ++i) {
    if (words[i] == word) return static_cast<Word>(i);
  }
  return std::nullopt;
}

std::string_view member(const Value& value, std::string_view name) {
  const Value* found = value.find(name);
  return found == nullptr ? std::string_view() : std::string_view(found->text());
}

}  // namespace

std::string_view to_text(ParameterKind kind) {
  return kParameterKinds[static_cast<std::size_t>(kind)];
}
std::optional<ParameterKind> find_parameter_kind(std::string_view word) {
  return find_word<ParameterKind>(kParameterKinds, word);
}
std::string_view to_text(ParameterPlace place) { return kPlaces[static_cast<std::size_t>(place)]; }
std::optional<ParameterPlace> find_parameter_place(std::string_view word) {
  return find_word<ParameterPlace>(kPlaces, word);
}

std::string parameters_text(const std::vector<EndpointParameter>& parameters) {
  Value list{Value::List{}};
  for (const EndpointParameter& parameter : parameters) {
    Value value{Value::Object{}};
    value.set("name", parameter.name);
    value.set("kind", to_text(parameter.kind));
    value.set("in", to_text(parameter.place));
    if (!parameter.value.is_null()) value.set("value", parameter.value);
    if (!parameter.sealed.empty()) value.set("sealed", parameter.sealed);
    list.push(std::move(value));
  }
  return to_json(list);
}

std::vector<EndpointParameter> parse_parameters(const std::string& text) {
  const Result<Value> list = parse_value(text);
  if (!list) throw std::runtime_error("the parameters of an endpoint do not parse");
  std::vector<EndpointParameter> parameters;
  for (const Value& value : list->list()) {
    EndpointParameter parameter;
    const auto kind = find_parameter_kind(member(value, "kind"));
    const auto place = find_parameter_place(member(value, "in"));
    if (!kind || !place) throw std::runtime_error("an endpoint has a parameter of no kind");
    parameter.name = member(value, "name");
    parameter.kind = *kind;
    parameter.place = *place;
    if (const Value* given = value.find("value")) parameter.value = *given;
    parameter.sealed = member(value, "sealed");
    parameters.push_back(std::move(parameter));
  }
  return parameters;
}

std::string purpose_of(std::string_view endpoint, std::string_view parameter,
                       std::string_view origin) {
  std::string purpose = "endpoint:";
  return purpose.append(endpoint).append(":").append(parameter).append(":").append(origin);
}

}  // namespace tundish::service
