#include "service/seed_endpoints.hpp"

#include <algorithm>
#include <utility>

#include "service/endpoint_check.hpp"
#include "service/endpoint_parameters.hpp"
#include "service/endpoints.hpp"
#include "service/web_address.hpp"
#include "store/records.hpp"
#include "tundish/codec.hpp"

namespace tundish::service {
namespace {

std::string text_in(const Value& object, std::string_view name, std::string_view otherwise = "") {
  const Value* found = object.find(name);
  return found == nullptr ? std::string(otherwise) : found->text();
}

const Value::List& list_in(const Value& object, std::string_view name) {
  const Value* found = object.find(name);
  return found == nullptr ? Value().list() : found->list();
}

ParameterWish parameter_of(const Value& item, const std::string& pointer, Diagnostics& faults) {
  ParameterWish wish;
  const auto kind = find_parameter_kind(text_in(item, "kind"));
  const auto place = find_parameter_place(text_in(item, "in"));
  if (!kind || !place) {
    faults.push_back(fault_at("unknown_word", pointer,
                              "A parameter has a `kind` (fixed, exposed or hidden) and is `in` "
                              "path, query, header or body."));
  }
  wish.parameter.name = text_in(item, "name");
  wish.parameter.kind = kind.value_or(ParameterKind::exposed);
  wish.parameter.place = place.value_or(ParameterPlace::body);
  const Value* value = item.find("value");
  const bool is_hidden = wish.parameter.kind == ParameterKind::hidden;
  if (value != nullptr && !is_hidden) wish.parameter.value = *value;
  return wish;
}

EndpointWish wish_of(const Value& data, const std::string& pointer, Diagnostics& faults) {
  EndpointWish wish;
  wish.name = text_in(data, "name");
  wish.label = text_in(data, "label");
  wish.method = text_in(data, "method", "POST");
  wish.url = text_in(data, "url");
  const Value::List& parameters = list_in(data, "parameters");
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    const std::string place = pointer + "/parameters/" + std::to_string(i);
    wish.parameters.push_back(parameter_of(parameters[i], place, faults));
  }
  for (const Value& way : list_in(data, "exposes")) wish.exposes.push_back(way.text());
  const std::optional<Redirects> redirects = find_redirects(text_in(data, "redirects", "none"));
  if (!redirects) {
    faults.push_back(
        fault_at("unknown_word", pointer + "/redirects", "It is none or same_origin."));
  }
  wish.redirects = redirects.value_or(Redirects::none);
  if (const Value* most = data.find("most_bytes")) {
    wish.most_bytes = static_cast<std::int64_t>(most->number());
  }
  return wish;
}

/// The secret that is kept under that name for the same server; empty when there is none.
std::string kept_secret(const std::optional<store::Endpoint>& before, const EndpointWish& wish,
                        const std::string& name) {
  const auto now = parse_web_address(wish.url);
  const auto then = before ? parse_web_address(before->url) : std::nullopt;
  if (!now || !then || now->origin != then->origin) return {};
  for (const EndpointParameter& one : parse_parameters(before->parameters)) {
    if (one.name == name && one.kind == ParameterKind::hidden) return one.sealed;
  }
  return {};
}

bool is_same(const store::Endpoint& left, const store::Endpoint& right) {
  return left.label == right.label && left.method == right.method && left.url == right.url &&
         left.parameters == right.parameters && left.exposes == right.exposes &&
         left.redirects == right.redirects && left.most_bytes == right.most_bytes;
}

store::Endpoint row_of(const EndpointWish& wish, const std::optional<store::Endpoint>& before,
                       const std::string& pointer, Diagnostics& findings) {
  std::vector<EndpointParameter> parameters;
  for (std::size_t i = 0; i < wish.parameters.size(); ++i) {
    EndpointParameter one = wish.parameters[i].parameter;
    if (one.kind == ParameterKind::hidden) one.sealed = kept_secret(before, wish, one.name);
    if (one.kind == ParameterKind::hidden && one.sealed.empty()) {
      findings.push_back(fault_at("secret_missing", pointer + "/parameters/" + std::to_string(i),
                                  "Seeds bring no secrets: give `" + one.name + "` here."));
      findings.back().severity = Severity::warning;
    }
    parameters.push_back(std::move(one));
  }
  Value ways{Value::List{}};
  for (const std::string& way : wish.exposes) ways.push(way);
  store::Endpoint row = before.value_or(store::Endpoint{});
  row.name = wish.name;
  row.label = wish.label;
  row.method = wish.method;
  row.url = wish.url;
  row.parameters = parameters_text(parameters);
  row.exposes = to_json(ways);
  row.redirects = to_text(wish.redirects);
  row.most_bytes = wish.most_bytes;
  return row;
}

}  // namespace

std::optional<Value> endpoint_seed(store::Reader& reader, std::string_view name) {
  const auto row = store::find<store::Endpoint>(reader, name);
  if (!row) return std::nullopt;
  Value parameters{Value::List{}};
  for (const EndpointParameter& one : parse_parameters(row->parameters)) {
    Value parameter{Value::Object{}};
    parameter.set("name", one.name);
    parameter.set("kind", to_text(one.kind));
    parameter.set("in", to_text(one.place));
    const bool is_hidden = one.kind == ParameterKind::hidden;
    if (!is_hidden && !one.value.is_null()) parameter.set("value", one.value);
    parameters.push(std::move(parameter));
  }
  Value ways{Value::List{}};
  for (const std::string& way : exposed_ways(*row)) ways.push(way);
  Value data{Value::Object{}};
  data.set("name", row->name);
  data.set("label", row->label);
  data.set("method", row->method);
  data.set("url", row->url);
  data.set("parameters", std::move(parameters));
  data.set("exposes", std::move(ways));
  data.set("redirects", row->redirects);
  data.set("most_bytes", static_cast<double>(row->most_bytes));
  return data;
}

EndpointPlan plan_endpoint(store::Reader& reader, const Outgoing& outgoing, const Value& data,
                           const std::string& pointer) {
  EndpointPlan plan;
  const EndpointWish wish = wish_of(data, pointer, plan.findings);
  for (Diagnostic& one : check_endpoint(wish, outgoing)) {
    one.place.pointer = pointer + one.place.pointer;
    plan.findings.push_back(std::move(one));
  }
  plan.outcome = "refused";
  if (!plan.findings.empty()) return plan;
  const auto before = store::find<store::Endpoint>(reader, wish.name);
  plan.row = row_of(wish, before, pointer, plan.findings);
  plan.outcome = !before ? "created" : is_same(*before, plan.row) ? "unchanged" : "updated";
  return plan;
}

void put_endpoint(store::Writer& writer, store::Endpoint row, const Actor& actor) {
  const auto before = store::find<store::Endpoint>(writer, row.name);
  row.created_at_ms = before ? before->created_at_ms : actor.at_ms;
  row.updated_at_ms = actor.at_ms;
  row.revision = before ? before->revision + 1 : 1;
  store::put(writer, row);
}

}  // namespace tundish::service
