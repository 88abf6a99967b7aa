#pragma once

#include <functional>
#include <string>
#include <vector>

#include "tundish/funnel.hpp"

namespace tundish {

/// Ways onward, and where they stand. `button` is the component that is pressed for them, if any.
struct WayPlace {
  const Navigation* ways = nullptr;
  std::string pointer;
  const Component* button = nullptr;
};

/// Conditions that are judged while a visitor is on a layer, and where they stand.
struct ConditionPlace {
  const std::vector<Condition>* conditions = nullptr;
  std::string pointer;
};

std::string layer_pointer(std::size_t layer);
std::string component_pointer(std::size_t layer, std::size_t component);

/// Calls `visit` with a component and each of its alternatives.
using VisitComponent = std::function<void(const Component&, const std::string& pointer)>;
void each_form(const Component& component, const std::string& pointer, const VisitComponent& visit);
/// The same with all components of a layer.
void each_component(const Layer& layer, std::size_t index, const VisitComponent& visit);

/// All ways of a layer that a visitor may take, in the order of the definition.
std::vector<WayPlace> ways_of(const Layer& layer, std::size_t index);
/// All conditions of a layer but those of its ways.
std::vector<ConditionPlace> conditions_on(const Layer& layer, std::size_t index);

/// Calls `visit` with a comparison or rule in a list, however deep it stands.
using VisitCondition = std::function<void(const Condition&, const std::string& pointer)>;
void each_condition(const std::vector<Condition>& conditions, const std::string& pointer,
                    const VisitCondition& visit);

}  // namespace tundish
