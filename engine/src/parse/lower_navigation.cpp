#include <algorithm>
#include <utility>

#include "parse/lowering.hpp"
#include "parse/reading.hpp"

namespace tundish {

using json::Kind;

Navigation Lowering::lower_navigation(const Node& at) {
  Navigation ways;
  ways.target = target_in(at, "target");
  if (const Node* jumps = member(at, "jumps", Kind::list)) {
    for (const Node& written : jumps->items) ways.jumps.push_back(lower_jump(written));
  }
  check_leads(at, ways);
  return ways;
}

Jump Lowering::lower_jump(const Node& at) {
  Jump jump;
  jump.target = target_in(at, "target");
  const Node* conditions = member(at, "conditions", Kind::list);
  if (conditions) jump.conditions = lower_conditions(*conditions);
  if constexpr (!kLean) lower_experiment(at, jump);
  return jump;
}

// Variants by name, each with its layer: the one that `targets` says, else the one with its name.
void Lowering::lower_experiment(const Node& at, Jump& jump) {
  const Node* experiment = member(at, "experiment", Kind::text);
  const Node* weights = member(at, "weights", Kind::object);
  if (!experiment || !weights) return;
  jump.experiment = experiment->text;
  const Node* targets = member(at, "targets", Kind::object);
  weights->is_whole = true;
  if (targets) targets->is_whole = true;
  for (const json::Member& one : weights->members) {
    Variant variant;
    variant.name = one.name;
    variant.weight = whole_number(&one.node).value_or(0);
    const Node* target = targets ? member(*targets, one.name, Kind::text) : nullptr;
    const auto known = layers_.find(one.name);
    if (target) {
      variant.target = resolve(*target);
    } else if (known != layers_.end()) {
      variant.target = static_cast<LayerIndex>(known->second - layer_list_->items.data());
    } else if (kTerse || !targets || !member(*targets, one.name)) {
      // Where it is no text, the player's build has nobody else who would say so.
      findings_.error_at_name("unknown_target", one,
                              "No layer has the id {q}: `targets` must say where this variant "
                              "leads.",
                              {one.name});
    }
    jump.variants.push_back(std::move(variant));
  }
  std::sort(jump.variants.begin(), jump.variants.end(),
            [](const Variant& left, const Variant& right) { return left.name < right.name; });
  const json::Row<json::Member> none;
  for (const json::Member& one : targets ? targets->members : none) {
    if (member(*weights, one.name)) continue;
    findings_.error_at_name("unknown_variant", one, "The experiment has no variant {q}.",
                            {one.name});
  }
  check_weights(*experiment, *weights, jump);
}

void Lowering::check_weights(const Node& name, const Node& at, const Jump& jump) {
  const auto has_weight = [](const Variant& one) { return one.weight > 0; };
  if (std::none_of(jump.variants.begin(), jump.variants.end(), has_weight)) {
    findings_.error("contradiction", at,
                    "At least one variant of an experiment must have a weight above 0.");
  }
  const auto [known, is_new] = experiments_.emplace(name.text, &at);
  if (is_new) return;
  const Node& first = *known->second;
  const auto same = [&first](const Variant& one) {
    const Node* weight = member(first, one.name);
    return weight && whole_number(weight) == one.weight;
  };
  if (first.members.size() == at.members.size() &&
      std::all_of(jump.variants.begin(), jump.variants.end(), same)) {
    return;
  }
  findings_.error(
      "experiment_conflict", at,
      "The experiment {q} has other weights elsewhere: a session has one variant of it.",
      {jump.experiment});
  findings_.also(first, "The other weights.");
}

void Lowering::check_leads(const Node& at, const Navigation& ways) {
  // The player's build has nobody else who would say that a target is no text.
  const bool has_target = kTerse ? ways.target != kNoLayer : member(at, "target") != nullptr;
  if (!ways.jumps.empty() || has_target) return;
  findings_.error("missing_property", at,
                  "This leads nowhere: it needs a `target`, or `jumps`, or both.");
}

LayerIndex Lowering::target_in(const Node& at, std::string_view name) {
  const Node* target = member(at, name, Kind::text);
  return target ? resolve(*target) : kNoLayer;
}

LayerIndex Lowering::resolve(const Node& name) {
  if constexpr (kLean) {
    // A map of names is more to download; most ways lead to a layer a little further on.
    const std::size_t size = layer_list_ ? layer_list_->items.size() : 0;
    for (std::size_t passed = 0; passed < size; ++passed) {
      const std::size_t i = (definition_.layers.size() + passed) % size;
      if (text_in(layer_list_->items[i], "id") == name.text) return static_cast<LayerIndex>(i);
    }
  } else {
    const auto known = layers_.find(name.text);
    if (known != layers_.end()) {
      return static_cast<LayerIndex>(known->second - layer_list_->items.data());
    }
  }
  findings_.error("unknown_target", name, "No layer has the id {q}.{}",
                  {name.text, suggestion(name.text, layer_ids_)});
  return kNoLayer;
}

}  // namespace tundish
