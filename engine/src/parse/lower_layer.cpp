#include <map>
#include <utility>

#include "parse/lowering.hpp"
#include "parse/near_word.hpp"

namespace tundish {

using json::Kind;

namespace {

bool is_ending(LayerType type) {
  return type == LayerType::result || type == LayerType::fatalistic;
}

std::string layer_of(LayerType type) { return "a layer of type " + std::string(to_text(type)); }

}  // namespace

Layer Lowering::lower_layer(const At& at) {
  Layer layer;
  layer.id = text_in(*at, "id");
  layer.type = word_in(*at, "type", LayerType::intermediate);
  layer.extensions = extensions_of(*at);
  layer.on_error = target_in(at, "on_error");
  layer.conversion = boolean_in(*at, "conversion");
  layer.trigger = text_in(*at, "trigger");
  if (const auto next = at.find("next", Kind::text)) {
    Navigation onward;
    onward.target = resolve(*next);
    layer.next = std::move(onward);
  } else if (const auto ways = at.find("next", Kind::object)) {
    layer.next = lower_navigation(*ways);
  }
  lower_components(at, layer);
  if (is_ending(layer.type)) {
    check_ending(at, layer);
  }
  if (layer.type != LayerType::result) check_not_result(at, layer);
  return layer;
}

void Lowering::lower_components(const At& at, Layer& layer) {
  const auto components = at.find("components", Kind::list);
  if (!components) return;
  std::map<std::string, Place> ids;
  for (std::size_t i = 0; i < components->node->items.size(); ++i) {
    const At written = components->item(i);
    std::optional<Component> component = lower_component(written, layer);
    const auto id = written.find("id", Kind::text);
    if (!id) continue;
    const auto [known, is_new] = ids.emplace((*id)->text, id->place());
    if (!is_new) {
      findings_.error(
          "duplicate_id", id->place(),
          "Another component of this layer has the id " + quoted((*id)->text) + " already.",
          {{known->second, "The first one."}});
    } else if (component) {
      lift(layer, written, (*id)->text);
      layer.components.push_back(std::move(*component));
    } else {
      broken_.insert(layer.id + "." + (*id)->text);
    }
  }
}

std::optional<Component> Lowering::lower_component(const At& at, const Layer& layer) {
  Component component;
  component.id = text_in(*at, "id");
  component.extensions = extensions_of(*at);
  ComponentType type = ComponentType::message;
  if (!from_text(text_in(*at, "type"), type)) return std::nullopt;
  switch (type) {
    case ComponentType::message:
      component.detail = lower_message(at);
      break;
    case ComponentType::input: {
      InputType input_type = InputType::text;
      if (!from_text(text_in(*at, "input_type"), input_type)) return std::nullopt;
      component.detail = lower_input(at, layer);
      break;
    }
    case ComponentType::button: {
      ButtonKind kind = ButtonKind::jump;
      if (!from_text(text_in(*at, "kind"), kind)) return std::nullopt;
      component.detail = lower_button(at, layer);
      break;
    }
  }
  return component;
}

Message Lowering::lower_message(const At& at) {
  Message message;
  message.appearance = word_in(*at, "appearance", MessageAppearance::simple);
  message.image = text_in(*at, "image");
  const bool wants_image = message.appearance == MessageAppearance::image;
  if (wants_image && !at.find("image")) {
    findings_.error("missing_property", at,
                    "A message of the appearance image needs the property `image`.");
  } else if (!wants_image && at.find("image")) {
    findings_.error("misplaced_property", *at.find("image"),
                    "Only a message of the appearance image shows an `image`.");
  }
  return message;
}

Button Lowering::lower_button(const At& at, const Layer& layer) {
  Button button;
  button.kind = word_in(*at, "kind", ButtonKind::jump);
  if (button.kind == ButtonKind::jump) button.navigation = lower_navigation(at);
  if (is_ending(layer.type)) {
    findings_.error("outbound_navigation", at,
                    "The session ends on " + layer_of(layer.type) +
                        ": it can not have a button that leads on or back.");
  }
  if (button.kind == ButtonKind::previous && text_in(*at, "id") == "next") {
    findings_.error("reserved_id", *at.find("id"),
                    "A previous button can not have the id `next`: pressing `next` takes the "
                    "layer's way onward.");
  }
  return button;
}

Navigation Lowering::lower_navigation(const At& at) {
  Navigation ways;
  ways.target = target_in(at, "target");
  if (const auto jumps = at.find("jumps", Kind::list)) {
    for (std::size_t i = 0; i < jumps->node->items.size(); ++i) {
      const At written = jumps->item(i);
      Jump jump;
      jump.target = target_in(written, "target");
      if (const auto conditions = written.find("conditions", Kind::list)) {
        jump.conditions = lower_conditions(*conditions);
      }
      ways.jumps.push_back(std::move(jump));
    }
    if (!jumps->node->items.empty()) return ways;
  }
  if (!at.find("target")) {
    findings_.error("missing_property", at,
                    "This leads nowhere: it needs a `target`, or `jumps`, or both.");
  }
  return ways;
}

LayerIndex Lowering::target_in(const At& at, std::string_view name) {
  const auto target = at.find(name, Kind::text);
  return target ? resolve(*target) : kNoLayer;
}

LayerIndex Lowering::resolve(const At& at) {
  const auto known = layers_.find(at->text);
  if (known != layers_.end()) return known->second;
  findings_.error(
      "unknown_target", at,
      "No layer has the id " + quoted(at->text) + "." + did_you_mean(at->text, layer_ids_));
  return kNoLayer;
}

// The session is over on a result or fatalistic layer: nothing leads on, nothing can be asked.
void Lowering::check_ending(const At& at, const Layer& layer) {
  for (const std::string_view name : {"next", "on_error"}) {
    if (const auto way = at.find(name)) {
      findings_.error("outbound_navigation", *way,
                      "The session ends on " + layer_of(layer.type) + ": it can not have " +
                          quoted(name) + ".");
    }
  }
}

void Lowering::check_not_result(const At& at, const Layer& layer) {
  for (const std::string_view name : {"conversion", "trigger"}) {
    if (const auto property = at.find(name)) {
      findings_.error("misplaced_property", *property,
                      quoted(name) + " belongs to a layer of type result, not to " +
                          layer_of(layer.type) + ".");
    }
  }
}

}  // namespace tundish
