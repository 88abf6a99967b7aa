#include "run/operands.hpp"

#include <algorithm>

namespace tundish {

const Value* Operands::keep(Value value) {
  kept_ = std::move(value);
  return &kept_;
}

const Value* Operands::find(OperandSource source, std::string_view slug) {
  switch (source) {
    case OperandSource::session: {
      const Answer* answer = find_answer(state_, slug);
      if (answer && answer->problems.empty() && is_on_path(state_, *answer)) return &answer->value;
      if (slug == "score" && !answer) return keep(score(funnel_, state_));
      return nullptr;
    }
    case OperandSource::channel:
      return keep(to_text(state_.header.channel));
    case OperandSource::language:
      return keep(state_.header.language);
    case OperandSource::visited: {
      const LayerIndex layer = find_layer(*funnel_, slug);
      return keep(layer != kNoLayer &&
                  std::find(state_.path.begin(), state_.path.end(), layer) != state_.path.end());
    }
    case OperandSource::score:
      return keep(score(funnel_, state_));
    case OperandSource::initial:
    case OperandSource::contact:
    case OperandSource::auth:
    case OperandSource::device:
    case OperandSource::endpoint:
    case OperandSource::experiment:
    case OperandSource::now:
      return nullptr;  // the parser refuses them still: not_playable_yet
  }
  return nullptr;
}

const Value* Operands::find_name(std::string_view name) {
  if (const Value* value = find(OperandSource::session, name)) return value;
  if (name == "reference_code" || name == "ReferenceCode") {
    return keep(reference_code(state_.header.session));
  }
  if (name == "funnel") {
    Value funnel;
    funnel.set("slug", funnel_->slug);
    funnel.set("title", funnel_->title);
    return keep(std::move(funnel));
  }
  return nullptr;
}

LayerIndex choose_target(const Funnel& funnel, const State& state, const Navigation& navigation) {
  Operands operands(funnel, state);
  const OperandLookup lookup = [&operands](OperandSource source, std::string_view slug) {
    return operands.find(source, slug);
  };
  for (const Jump& jump : navigation.jumps) {
    if (all_hold(jump.conditions, lookup)) return jump.target;
  }
  return navigation.target;
}

}  // namespace tundish
