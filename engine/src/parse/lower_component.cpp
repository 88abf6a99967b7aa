#include <utility>

#include "parse/field_reader.hpp"
#include "parse/lowering.hpp"
#include "parse/reading.hpp"
#include "support/component_fields.hpp"
#include "support/ending.hpp"

namespace tundish {

using json::Kind;

template <class Detail>
Detail& Lowering::read_detail(const Node& at, Component& component, Detail detail) {
  component.detail = std::move(detail);
  Detail& it = *std::get_if<Detail>(&component.detail);
  FieldReader reader(at, *this);
  fields(reader, component, it);
  return it;
}

bool Lowering::unknown_component() {
  findings_.need_full_engine();
  return false;
}

bool Lowering::lower_component(const Node& at, std::string_view id, Component& component) {
  component.id = id;
  ComponentType type = ComponentType::message;
  if (!from_text(text_in(at, "type"), type)) return unknown_component();
  switch (type) {
    case ComponentType::message: {
      const Message& message = read_detail(at, component, Message());
      if constexpr (!kTerse) check_message(at, message);
      return true;
    }
    case ComponentType::input: {
      Input input;
      if (!from_text(text_in(at, "input_type"), input.input_type)) return unknown_component();
      const Input& read = read_detail(at, component, std::move(input));
      if constexpr (!kTerse) check_input(at, read);
      if (kLean && read.appearance == InputAppearance::url) findings_.need_full_engine();
      break;
    }
    case ComponentType::button: {
      Button button;
      if (!from_text(text_in(at, "kind"), button.kind)) return unknown_component();
      const Button& read = read_detail(at, component, std::move(button));
      if (kTerse && read.kind == ButtonKind::jump) check_leads(at, read.navigation);
      if constexpr (!kTerse) check_button(at, read);
      return true;
    }
    case ComponentType::endpoint:
      if constexpr (kLean) return unknown_component();
      if constexpr (!kLean) {
        const Endpoint& endpoint = read_detail(at, component, Endpoint());
        if constexpr (!kTerse) check_call(at, endpoint.call);
      }
      break;
    case ComponentType::auth:
      if constexpr (kLean) return unknown_component();
      if constexpr (!kLean) {
        const Auth& auth = read_detail(at, component, Auth());
        if constexpr (!kTerse) check_auth(at, auth);
      }
      break;
  }
  if (!kLean && is_ending(*layer_)) {
    findings_.error("misplaced_component", at,
                    "The session ends on a layer of type {}: it can not have a component of type "
                    "{}.",
                    {to_text(layer_->type), to_text(type)});
  }
  return true;
}

// By the names of their channels, under the component's id.
void Lowering::lower_alternatives(const Node& at, Component& component) {
  const Node* written = member(at, "alternatives", Kind::object);
  if (!written) return;
  if (in_alternative_) {
    findings_.error("misplaced_property", *written, "An alternative has no `alternatives`.");
    return;
  }
  in_alternative_ = true;
  std::map<std::string_view, Alternative> by_channel;
  for (const json::Member& one : written->members) {
    one.is_read = true;
    Alternative alternative;
    for (const std::string_view name : {"id", "visible_if"}) {
      const Node* property = member(one.node, name);
      if (!property) continue;
      findings_.error("misplaced_property", *property,
                      "An alternative stands for its component: it has no {q} of its own.", {name});
    }
    if (!from_text(one.name, alternative.channel)) {
      continue;  // the shape check has said so
    }
    if (!lower_component(one.node, component.id, alternative.component)) continue;
    by_channel.emplace(one.name, std::move(alternative));
  }
  in_alternative_ = false;
  for (auto& [channel, alternative] : by_channel) {
    component.alternatives.push_back(std::move(alternative));
  }
}

// Reports values that are in the list twice.
void Lowering::check_values(const Node& at, std::string_view list, std::string_view code,
                            std::string_view sentence) {
  const Node* written = member(at, list, Kind::list);
  if (!written) return;
  Named values;
  for (const Node& item : written->items) {
    const Node* value = member(item, "value", Kind::text);
    if (value) note_name(values, *value, item, code, sentence);
  }
}

}  // namespace tundish
