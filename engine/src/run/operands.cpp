#include "run/operands.hpp"

#include <algorithm>
#include <string>

#include "run/subfunnel.hpp"

namespace tundish {

const Value* Operands::keep(Value value) {
  kept_ = std::move(value);
  return kept_.is_null() ? nullptr : &kept_;
}

const Value* Operands::find_answered(std::string_view slug) const {
  const Answer* answer = find_answer(state_, slug);
  const bool counts = answer && answer->problems.empty() && is_on_path(state_, *answer);
  return counts ? &answer->value : nullptr;
}

const Value* Operands::find(OperandSource source, std::string_view slug) {
  switch (source) {
    case OperandSource::session:
      if (const Value* value = find_answered(slug)) return value;
      if (slug == "score" && !find_answer(state_, slug)) return keep(score(funnel_, state_));
      return nullptr;
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
    default:
      return find_wide(source, slug);
  }
}

const Value* Operands::find_name(std::string_view name) {
  const Layer* here =
      state_.layer == kNoLayer ? nullptr : &funnel_->layers[static_cast<std::size_t>(state_.layer)];
  const std::string_view scope = here ? scope_of(here->id) : std::string_view();
  if (!scope.empty()) {
    if (const Value* own = find_answered(std::string(scope).append(name))) return own;
    if (name == "score") return keep(score(funnel_, state_));
  } else if (const Value* value = find(OperandSource::session, name)) {
    return value;
  }
  if (name == "reference_code" || name == "ReferenceCode") {
    return keep(reference_code(state_.header.session));
  }
  if (name == "funnel") {
    Value funnel;
    funnel.set("slug", funnel_->slug);
    funnel.set("title", funnel_->title);
    return keep(std::move(funnel));
  }
  if (name == "channel") return keep(to_text(state_.header.channel));
  if (name == "language") return keep(state_.header.language);
  return find_wide_name(name);
}

}  // namespace tundish
