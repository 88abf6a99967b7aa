#include "run/why_place.hpp"

#include <string>

namespace tundish {

namespace {

using Conditions = std::vector<Condition>;

/// Looks for the very list, not for one like it.
class Search {
 public:
  Search(const Layer& layer, const Conditions& sought) : sought_(sought) {
    place_.set("layer", layer.id);
  }

  bool is(const Conditions& conditions, const char* of) {
    if (&conditions != &sought_) return false;
    place_.set("of", of);
    return true;
  }

  bool in(const Navigation& navigation) {
    for (std::size_t i = 0; i < navigation.jumps.size(); ++i) {
      if (!is(navigation.jumps[i].conditions, "jump")) continue;
      place_.set("jump", static_cast<double>(i));
      return true;
    }
    return false;
  }

  bool in(const Input& input) {
    for (const Option& option : input.options) {
      if (!is(option.visible_if, "visible_if")) continue;
      place_.set("option", option.value);
      return true;
    }
    return false;
  }

  bool in(const Message& message) {
    for (const Item& item : message.items) {
      if (!in(item.navigation)) continue;
      place_.set("option", item.value);
      return true;
    }
    return false;
  }

  bool in(const Component& component, Channel channel) {
    const Component& here = on_channel(component, channel);
    const bool found =
        is(component.visible_if, "visible_if") ||
        (here.button() &&
         (is(here.button()->enabled_if, "enabled_if") || in(here.button()->navigation))) ||
        (here.input() && in(*here.input())) || (here.message() && in(*here.message()));
    if (found) place_.set("component", component.id);
    return found;
  }

  Value take() { return std::move(place_); }

 private:
  const Conditions& sought_;
  Value place_;
};

}  // namespace

Value place_of(const Funnel& funnel, const State& state, const Conditions& conditions) {
  if (state.layer == kNoLayer) return Value(Value::Object{});
  const Layer& layer = funnel->layers[static_cast<std::size_t>(state.layer)];
  Search search(layer, conditions);
  if (search.is(layer.skip_conditions, "skip_conditions")) return search.take();
  if (layer.next && search.in(*layer.next)) return search.take();
  if (layer.subfunnel && layer.subfunnel->next && search.in(*layer.subfunnel->next)) {
    return search.take();
  }
  for (const Component& component : layer.components) {
    if (search.in(component, state.header.channel)) break;
  }
  return search.take();
}

}  // namespace tundish
