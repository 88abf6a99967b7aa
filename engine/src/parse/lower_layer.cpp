#include <utility>

#include "parse/lowering.hpp"
#include "parse/reading.hpp"
#include "support/ending.hpp"

namespace tundish {

using json::Kind;

Layer Lowering::lower_layer(const Node& at) {
  Layer layer;
  layer.id = text_in(at, "id");
  layer.type = word_in(at, "type", LayerType::intermediate);
  layer.extensions = extensions_of(at);
  layer.on_error = target_in(at, "on_error");
  layer.conversion = boolean_in(at, "conversion");
  layer.trigger = text_in(at, "trigger");
  if (const Node* next = member(at, "next", Kind::text)) {
    layer.next = Navigation();
    layer.next->target = resolve(*next);
  } else if (const Node* ways = member(at, "next", Kind::object)) {
    layer.next = lower_navigation(*ways);
  }
  lower_components(at, layer);
  if constexpr (!kTerse) check_properties(at, layer);
  return layer;
}

void Lowering::lower_components(const Node& at, Layer& layer) {
  const Node* components = member(at, "components", Kind::list);
  if (!components) return;
  Named ids;
  for (const Node& written : components->items) {
    std::optional<Component> component = lower_component(written, layer);
    const Node* id = member(written, "id", Kind::text);
    if (!id || !note_name(ids, *id, written, "duplicate_id",
                          "Another component of this layer has the id {q} already.")) {
      continue;
    }
    if (!component) continue;
    lift(layer, written);
    layer.components.push_back(std::move(*component));
  }
}

std::optional<Component> Lowering::lower_component(const Node& at, const Layer& layer) {
  Component component;
  component.id = text_in(at, "id");
  component.extensions = extensions_of(at);
  ComponentType type = ComponentType::message;
  InputType input_type = InputType::text;
  ButtonKind kind = ButtonKind::jump;
  if (!from_text(text_in(at, "type"), type)) return std::nullopt;
  switch (type) {
    case ComponentType::message:
      component.detail = lower_message(at);
      break;
    case ComponentType::input:
      if (!from_text(text_in(at, "input_type"), input_type)) return std::nullopt;
      component.detail = lower_input(at, layer);
      break;
    case ComponentType::button:
      if (!from_text(text_in(at, "kind"), kind)) return std::nullopt;
      component.detail = lower_button(at, layer);
      break;
  }
  return component;
}

Message Lowering::lower_message(const Node& at) {
  Message message;
  message.appearance = word_in(at, "appearance", MessageAppearance::simple);
  message.image = text_in(at, "image");
  const bool wants_image = message.appearance == MessageAppearance::image;
  const Node* image = member(at, "image");
  if (wants_image && !image) {
    findings_.error("missing_property", at,
                    "A message of the appearance image needs the property `image`.");
  } else if (!wants_image && image) {
    findings_.error("misplaced_property", *image,
                    "Only a message of the appearance image shows an `image`.");
  }
  return message;
}

Button Lowering::lower_button(const Node& at, const Layer& layer) {
  Button button;
  button.kind = word_in(at, "kind", ButtonKind::jump);
  if (button.kind == ButtonKind::jump) button.navigation = lower_navigation(at);
  if (is_ending(layer)) {
    findings_.error("outbound_navigation", at,
                    "The session ends on a layer of type {}: it can not have a button that leads "
                    "on or back.",
                    {to_text(layer.type)});
  }
  if (button.kind == ButtonKind::previous && text_in(at, "id") == "next") {
    findings_.error("reserved_id", *member(at, "id"),
                    "A previous button can not have the id `next`: pressing `next` takes the "
                    "layer's way onward.");
  }
  return button;
}

Navigation Lowering::lower_navigation(const Node& at) {
  Navigation ways;
  ways.target = target_in(at, "target");
  if (const Node* jumps = member(at, "jumps", Kind::list)) {
    for (const Node& written : jumps->items) {
      Jump jump;
      jump.target = target_in(written, "target");
      const Node* conditions = member(written, "conditions", Kind::list);
      if (conditions) jump.conditions = lower_conditions(*conditions);
      ways.jumps.push_back(std::move(jump));
    }
  }
  // The player's build has nobody else who would say that a target is no text.
  const bool has_target = kTerse ? ways.target != kNoLayer : member(at, "target") != nullptr;
  if (ways.jumps.empty() && !has_target) {
    findings_.error("missing_property", at,
                    "This leads nowhere: it needs a `target`, or `jumps`, or both.");
  }
  return ways;
}

LayerIndex Lowering::target_in(const Node& at, std::string_view name) {
  const Node* target = member(at, name, Kind::text);
  return target ? resolve(*target) : kNoLayer;
}

LayerIndex Lowering::resolve(const Node& name) {
  const auto known = layers_.find(name.text);
  if (known != layers_.end()) {
    return static_cast<LayerIndex>(known->second - layer_list_->items.data());
  }
  findings_.error("unknown_target", name, "No layer has the id {q}.{}",
                  {name.text, suggestion(name.text, layer_ids_)});
  return kNoLayer;
}

// The session is over on a result or fatalistic layer: nothing leads on from there.
void Lowering::check_properties(const Node& at, const Layer& layer) {
  for (const std::string_view name : {"next", "on_error"}) {
    const Node* way = member(at, name);
    if (!way || !is_ending(layer)) continue;
    findings_.error("outbound_navigation", *way,
                    "The session ends on a layer of type {}: it can not have {q}.",
                    {to_text(layer.type), name});
  }
  for (const std::string_view name : {"conversion", "trigger"}) {
    const Node* property = member(at, name);
    if (!property || layer.type == LayerType::result) continue;
    findings_.error("misplaced_property", *property,
                    "{q} belongs to a layer of type result, not to one of type {}.",
                    {name, to_text(layer.type)});
  }
}

}  // namespace tundish
