#include "tundish/codec.hpp"
#include "tundish/simulate.hpp"

namespace tundish {

namespace {

Value count_value(std::int64_t count) { return Value(static_cast<double>(count)); }

void set_count(Value& object, std::string_view name, std::int64_t count) {
  if (count != 0) object.set(name, count_value(count));
}

void set_text(Value& object, std::string_view name, const std::string& text) {
  if (!text.empty()) object.set(name, text);
}

void set_scouted(Value& object, bool scouted) {
  if (scouted) object.set("scouted", true);
}

Value layer_value(const SimulatedLayer& layer) {
  Value value;
  value.set("layer", layer.layer);
  value.set("type", to_text(layer.type));
  value.set("visits", count_value(layer.visits));
  value.set("sessions", count_value(layer.sessions));
  set_count(value, "left", layer.left);
  set_count(value, "skipped", layer.skipped);
  set_count(value, "dropped", layer.dropped);
  set_count(value, "refused", layer.refused);
  set_count(value, "asked_again", layer.asked_again);
  set_scouted(value, layer.scouted);
  return value;
}

Value edge_value(const SimulatedEdge& edge) {
  Value value;
  value.set("from", edge.from);
  value.set("to", edge.to);
  value.set("way", edge.way);
  if (edge.jump >= 0) value.set("jump", edge.jump);
  set_text(value, "variant", edge.variant);
  value.set("count", count_value(edge.count));
  set_scouted(value, edge.scouted);
  return value;
}

Value option_value(const SimulatedOption& option) {
  Value value;
  value.set("layer", option.layer);
  value.set("component", option.component);
  value.set("value", option.value);
  value.set("count", count_value(option.count));
  set_scouted(value, option.scouted);
  return value;
}

Value ending_value(const SimulatedEnding& ending) {
  Value value;
  value.set("ending", ending.ending);
  set_text(value, "reason", ending.reason);
  set_text(value, "layer", ending.layer);
  value.set("sessions", count_value(ending.sessions));
  set_scouted(value, ending.scouted);
  return value;
}

template <class List, class Making>
Value list_value(const List& list, Making make) {
  Value::List values;
  for (const auto& one : list) values.push_back(make(one));
  return values;
}

Value counts_value(const std::vector<std::pair<std::string, std::int64_t>>& counts) {
  Value::Object members;
  for (const auto& [name, count] : counts) {
    members.push_back(Value::Member{name, count_value(count)});
  }
  return members;
}

Value steps_value(const SimulatedSteps& steps) {
  Value value;
  value.set("least", steps.least);
  value.set("median", steps.median);
  value.set("p90", steps.p90);
  value.set("p99", steps.p99);
  value.set("most", steps.most);
  value.set("mean", steps.mean);
  return value;
}

}  // namespace

std::string to_json(const Simulation& simulation) {
  Value value;
  value.set("funnel", simulation.funnel);
  value.set("seed", std::to_string(simulation.seed));
  value.set("sessions", count_value(simulation.sessions));
  value.set("gestures", count_value(simulation.gestures));
  value.set("scouts", simulation.scouts);
  value.set("channels", counts_value(simulation.channels));
  value.set("layers", list_value(simulation.layers, layer_value));
  value.set("edges", list_value(simulation.edges, edge_value));
  value.set("options", list_value(simulation.options, option_value));
  value.set("endings", list_value(simulation.endings, ending_value));
  value.set("refusals", counts_value(simulation.refusals));
  value.set("steps", steps_value(simulation.steps));
  return to_json(value);
}

}  // namespace tundish
