#include <cmath>
#include <map>
#include <utility>

#include "export/value_schema.hpp"
#include "support/pointer.hpp"
#include "tundish/codec.hpp"
#include "tundish/export.hpp"

namespace tundish {

namespace {

/// What the answers of a slug may be, of all inputs that have it.
using Shapes = std::map<std::string, Value::List>;

void add_shape(Shapes& shapes, const std::string& slug, Value shape) {
  Value::List& known = shapes[slug];
  for (const Value& one : known) {
    if (one == shape) return;
  }
  known.push_back(std::move(shape));
}

void add_component(Shapes& shapes, const Component& component, const Layer& layer,
                   const Content* content) {
  if (const Input* input = component.input()) {
    Value shape = value_schema(*input);
    const std::string* label =
        content ? find_text(*content, layer.id, component.id, "label") : nullptr;
    if (label && label->find("{{") == std::string::npos) shape.set("title", *label);
    add_shape(shapes, input->slug, std::move(shape));
  }
  if (const Auth* auth = component.auth()) {
    Value text;
    text.set("type", "string");
    add_shape(shapes, auth->slug, std::move(text));
  }
  if (const Endpoint* endpoint = component.endpoint()) {
    for (const Mapping& one : endpoint->call.response) add_shape(shapes, one.to, Value(true));
  }
  for (const Alternative& other : component.alternatives) {
    add_component(shapes, other.component, layer, content);
  }
}

/// Values that nobody types: whatever they are.
void add_made(Shapes& shapes, const Layer& layer) {
  for (const Calculation& one : layer.calculations) add_shape(shapes, one.slug, Value(true));
  for (const InitialDatum& one : layer.initial_data) add_shape(shapes, one.slug, Value(true));
  for (const Action& action : layer.actions) {
    if (action.kind == ActionKind::set) add_shape(shapes, action.calculation.slug, Value(true));
    for (const Mapping& one : action.call.response) add_shape(shapes, one.to, Value(true));
    for (const Value::Member& one : action.call.fallback.object()) {
      add_shape(shapes, one.name, Value(true));
    }
  }
  if (!layer.subfunnel) return;
  for (const Mapping& one : layer.subfunnel->out) add_shape(shapes, one.to, Value(true));
}

Value joined(Value::List shapes) {
  for (const Value& one : shapes) {
    if (one.is_boolean()) return one;
  }
  if (shapes.size() == 1) return std::move(shapes.front());
  Value any;
  any.set("anyOf", Value(std::move(shapes)));
  return any;
}

}  // namespace

Exported export_answer_schema(const Funnel& funnel, std::string_view language) {
  const Content* content = find_content(*funnel, language);
  Shapes shapes;
  for (const Layer& layer : funnel->layers) {
    for (const Component& one : layer.components) add_component(shapes, one, layer, content);
    add_made(shapes, layer);
  }
  Value properties{Value::Object{}};
  for (auto& [slug, list] : shapes) properties.set(slug, joined(std::move(list)));
  Value schema;
  schema.set("$schema", "https://json-schema.org/draft/2020-12/schema");
  schema.set("title", funnel->title);
  if (!funnel->description.empty()) schema.set("description", funnel->description);
  schema.set("type", "object");
  schema.set("properties", properties);
  schema.set("additionalProperties", false);
  return {to_json(schema), {}};
}

}  // namespace tundish
