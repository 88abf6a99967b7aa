#include "simulate/state_keys.hpp"

#include <algorithm>

#include "analyze/places.hpp"
#include "tundish/codec.hpp"
#include "tundish/expression.hpp"

namespace tundish {

namespace {

void add_number(std::int64_t number, std::string& key) {
  key += std::to_string(number);
  key += ' ';
}

bool has_experiment(const Navigation& ways) {
  return std::any_of(ways.jumps.begin(), ways.jumps.end(),
                     [](const Jump& jump) { return !jump.experiment.empty(); });
}

bool is_plain(const Layer& layer) {
  return (layer.type == LayerType::start || layer.type == LayerType::intermediate ||
          layer.type == LayerType::result || layer.type == LayerType::fatalistic) &&
         !layer.requires_auth && layer.authenticated_target_layer == kNoLayer &&
         layer.calculations.empty() && layer.initial_data.empty() &&
         layer.ends_subfunnel == kNoLayer;
}

}  // namespace

StateKeys::StateKeys(const Plan& plan) {
  const Definition& definition = *plan.funnel();
  const Availability& available = definition.config.availability;
  are_enough_ = !available.from_ms && !available.until_ms && available.windows.empty() &&
                !plan.brings_anything();
  for (std::size_t i = 0; i < definition.layers.size(); ++i) {
    are_enough_ = are_enough_ && is_plain(definition.layers[i]);
    read_conditions(definition.layers[i], i);
  }
  read_inputs(plan);
}

void StateKeys::read_conditions(const Layer& layer, std::size_t index) {
  const auto visit = [this](const Condition& one, const std::string&) { read_condition(one); };
  for (const ConditionPlace& place : conditions_on(layer, index)) {
    each_condition(*place.conditions, {}, visit);
  }
  for (const WayPlace& place : ways_of(layer, index)) {
    are_enough_ = are_enough_ && !has_experiment(*place.ways);
    for (const Jump& jump : place.ways->jumps) each_condition(jump.conditions, {}, visit);
  }
  each_component(layer, index,
                 [this](const Component& here, const std::string&) { read_component(here); });
}

void StateKeys::read_condition(const Condition& condition) {
  const bool is_known =
      condition.kind == ConditionKind::compare &&
      (condition.source == OperandSource::session || condition.source == OperandSource::channel ||
       condition.source == OperandSource::language || condition.source == OperandSource::visited ||
       condition.source == OperandSource::score);
  are_enough_ = are_enough_ && is_known;
  reads_visits_ = reads_visits_ || condition.source == OperandSource::visited;
  reads_score_ = reads_score_ || condition.source == OperandSource::score ||
                 condition.slug == "score" || condition.value_slug == "score";
  if (!condition.value_slug.empty()) slugs_[condition.value_slug].is_whole = true;
  if (condition.source != OperandSource::session) return;
  Reading& reading = slugs_[condition.slug];
  reading.conditions.push_back(&condition);
  reading.is_whole = reading.is_whole || !condition.value_slug.empty();
}

void StateKeys::read_component(const Component& here) {
  if (here.endpoint() || here.auth()) are_enough_ = false;
  const Input* input = here.input();
  if (!input) return;
  if (!input->autofill_source.empty() || input->input_type == InputType::datetime) {
    are_enough_ = false;
  }
  const bool has_conditions =
      std::any_of(input->options.begin(), input->options.end(),
                  [](const Option& option) { return !option.visible_if.empty(); });
  if (has_conditions) slugs_[input->slug].is_whole = true;
}

void StateKeys::read_inputs(const Plan& plan) {
  std::map<std::string, const Component*> asked;
  for (const Layer& layer : plan.funnel()->layers) {
    for (const Component& component : layer.components) {
      const Component& here = on_channel(component, plan.channels().front());
      const Input* input = here.input();
      if (!input) continue;
      const bool is_first = asked.emplace(input->slug, &component).second;
      const bool scores = reads_score_ && (input->input_type == InputType::choice ||
                                           input->input_type == InputType::matrix);
      if (!is_first || scores || !component.alternatives.empty()) {
        slugs_[input->slug].is_whole = true;
      }
    }
  }
}

void StateKeys::add_answer(const Answer& answer, std::string& key) const {
  key += answer.slug;
  key += answer.hidden ? " h" : " ";
  add_number(answer.layer, key);
  key += answer.problems.empty() ? "f" : "w";
  key += static_cast<char>('0' + static_cast<int>(answer.origin));
  const auto read = slugs_.find(answer.slug);
  if (read == slugs_.end()) {
    key += ';';
    return;
  }
  if (read->second.is_whole) key += to_json(answer.value);
  const auto lookup = [&answer](OperandSource, std::string_view) { return &answer.value; };
  for (const Condition* one : read->second.conditions) {
    key += read->second.is_whole || holds(*one, lookup) ? '1' : '0';
  }
  key += ';';
}

std::string StateKeys::key_of(const State& state) const {
  std::string key;
  key += to_text(state.header.channel);
  key += state.header.language;
  key += ' ';
  add_number(static_cast<std::int64_t>(state.status), key);
  key += state.reason;
  key += ' ';
  for (const int number : {state.layer, state.component, state.reasks}) add_number(number, key);
  for (const LayerIndex layer : state.trail) add_number(layer, key);
  key += ';';
  for (const Answer& one : state.answers) add_answer(one, key);
  if (!reads_visits_) return key;
  std::vector<LayerIndex> visited = state.path;
  std::sort(visited.begin(), visited.end());
  visited.erase(std::unique(visited.begin(), visited.end()), visited.end());
  for (const LayerIndex layer : visited) add_number(layer, key);
  return key;
}

}  // namespace tundish
