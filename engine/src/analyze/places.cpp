#include "analyze/places.hpp"

#include "support/pointer.hpp"

namespace tundish {

namespace {

void add_conditions(const std::vector<Condition>& conditions, std::string pointer,
                    std::vector<ConditionPlace>& places) {
  if (!conditions.empty()) places.push_back(ConditionPlace{&conditions, std::move(pointer)});
}

void add_item_ways(const Message& message, const std::string& pointer,
                   std::vector<WayPlace>& places) {
  for (std::size_t i = 0; i < message.items.size(); ++i) {
    const Navigation& ways = message.items[i].navigation;
    if (ways.leads_nowhere()) continue;
    places.push_back(WayPlace{&ways, pointer + "/items/" + std::to_string(i), nullptr});
  }
}

void visit_condition(const Condition& condition, const std::string& pointer,
                     const VisitCondition& visit) {
  switch (condition.kind) {
    case ConditionKind::compare:
    case ConditionKind::logic:
      return visit(condition, pointer);
    case ConditionKind::all:
      return each_condition(condition.children, pointer, visit);
    case ConditionKind::any:
      return each_condition(condition.children, pointer + "/any", visit);
    case ConditionKind::not_:
      for (const Condition& child : condition.children) {
        visit_condition(child, pointer + "/not", visit);
      }
      return;
  }
}

}  // namespace

std::string layer_pointer(std::size_t layer) { return "/layers/" + std::to_string(layer); }

std::string component_pointer(std::size_t layer, std::size_t component) {
  return layer_pointer(layer) + "/components/" + std::to_string(component);
}

void each_form(const Component& component, const std::string& pointer,
               const VisitComponent& visit) {
  visit(component, pointer);
  for (const Alternative& one : component.alternatives) {
    visit(one.component, child_pointer(pointer + "/alternatives", to_text(one.channel)));
  }
}

void each_component(const Layer& layer, std::size_t index, const VisitComponent& visit) {
  for (std::size_t i = 0; i < layer.components.size(); ++i) {
    each_form(layer.components[i], component_pointer(index, i), visit);
  }
}

std::vector<WayPlace> ways_of(const Layer& layer, std::size_t index) {
  std::vector<WayPlace> places;
  each_component(layer, index, [&places](const Component& one, const std::string& pointer) {
    const Button* button = one.button();
    if (button && !button->navigation.leads_nowhere()) {
      places.push_back(WayPlace{&button->navigation, pointer, &one});
    }
    if (one.message()) add_item_ways(*one.message(), pointer, places);
  });
  const std::string pointer = layer_pointer(index);
  if (layer.next) places.push_back(WayPlace{&*layer.next, pointer + "/next", nullptr});
  if (layer.subfunnel && layer.subfunnel->next) {
    places.push_back(WayPlace{&*layer.subfunnel->next, pointer + "/subfunnel/next", nullptr});
  }
  return places;
}

std::vector<ConditionPlace> conditions_on(const Layer& layer, std::size_t index) {
  std::vector<ConditionPlace> places;
  each_component(layer, index, [&places](const Component& one, const std::string& pointer) {
    add_conditions(one.visible_if, pointer + "/visible_if", places);
    if (one.button()) add_conditions(one.button()->enabled_if, pointer + "/enabled_if", places);
    if (!one.input()) return;
    for (std::size_t i = 0; i < one.input()->options.size(); ++i) {
      add_conditions(one.input()->options[i].visible_if,
                     pointer + "/options/" + std::to_string(i) + "/visible_if", places);
    }
  });
  add_conditions(layer.skip_conditions, layer_pointer(index) + "/skip_conditions", places);
  return places;
}

void each_condition(const std::vector<Condition>& conditions, const std::string& pointer,
                    const VisitCondition& visit) {
  for (std::size_t i = 0; i < conditions.size(); ++i) {
    visit_condition(conditions[i], pointer + "/" + std::to_string(i), visit);
  }
}

}  // namespace tundish
