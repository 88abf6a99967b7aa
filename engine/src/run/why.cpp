#include "tundish/why.hpp"

#include <algorithm>

#include "run/operands.hpp"
#include "run/why_place.hpp"
#include "tundish/advance.hpp"

namespace tundish {

namespace {

void set_text(Value& value, const char* name, std::string_view text) {
  if (!text.empty()) value.set(name, text);
}

Value kind_of_why(const char* why) {
  Value entry;
  entry.set("why", why);
  return entry;
}

/// A condition with what it read and whether it holds; groups with all their parts, those too that
/// no longer mattered.
class Explainer {
 public:
  Explainer(const Funnel& funnel, const State& state)
      : operands_(funnel, state),
        lookup_([this](OperandSource source, std::string_view slug) {
          return operands_.find(source, slug);
        }),
        names_([this](std::string_view name) { return operands_.find_name(name); }) {}
  Explainer(const Explainer&) = delete;
  Explainer& operator=(const Explainer&) = delete;

  Value explain(const std::vector<Condition>& conditions) {
    Value list{Value::List{}};
    for (const Condition& one : conditions) list.push(explain(one));
    return list;
  }
  bool all(const std::vector<Condition>& conditions) {
    return all_hold(conditions, lookup_, names_);
  }

 private:
  Value explain(const Condition& condition) {
    Value said;
    switch (condition.kind) {
      case ConditionKind::compare:
        said = explain_comparison(condition);
        break;
      case ConditionKind::all:
        said.set("all", explain(condition.children));
        break;
      case ConditionKind::any:
        said.set("any", explain(condition.children));
        break;
      case ConditionKind::not_:
        said.set("not", explain(condition.children));
        break;
      case ConditionKind::logic:
        said.set("logic", condition.logic.rule);
        said.set("gives", evaluate(condition.logic, names_).value);
        break;
    }
    said.set("holds", holds(condition, lookup_, names_));
    return said;
  }

  Value explain_comparison(const Condition& condition) {
    Value said;
    said.set("operator", to_text(condition.operation));
    if (condition.source != OperandSource::session) said.set("source", to_text(condition.source));
    set_text(said, "slug", condition.slug);
    if (const Value* found = lookup_(condition.source, condition.slug)) said.set("operand", *found);
    if (condition.value_slug.empty()) {
      said.set("value", condition.value);
      return said;
    }
    said.set("other_slug", condition.value_slug);
    if (const Value* other = lookup_(OperandSource::session, condition.value_slug)) {
      said.set("value", *other);
    }
    return said;
  }

  Operands operands_;
  OperandLookup lookup_;
  NameLookup names_;
};

}  // namespace

void Why::add(Value entry) {
  if (entries_.size() > kMaxWhyEntries) return;
  const auto from = entries_.begin() + static_cast<std::ptrdiff_t>(since_);
  if (std::find(from, entries_.end(), entry) != entries_.end()) return;
  const bool full = entries_.size() == kMaxWhyEntries;
  entries_.push_back(full ? kind_of_why("cut") : std::move(entry));
}

void Why::judged(const Funnel& funnel, const State& state,
                 const std::vector<Condition>& conditions) {
  Explainer explainer(funnel, state);
  Value entry = place_of(funnel, state, conditions);
  entry.set("why", "conditions");
  entry.set("conditions", explainer.explain(conditions));
  entry.set("holds", explainer.all(conditions));
  add(std::move(entry));
}

void Why::chose(const Funnel& funnel, const State& state, const Navigation&, LayerIndex target,
                int jump, std::string_view variant) {
  Value entry = kind_of_why("way");
  entry.set("layer", funnel->layers[static_cast<std::size_t>(state.layer)].id);
  if (target != kNoLayer) {
    entry.set("target", funnel->layers[static_cast<std::size_t>(target)].id);
  }
  if (jump >= 0) entry.set("jump", jump);
  set_text(entry, "variant", variant);
  add(std::move(entry));
}

void Why::looked(const AutofillSource& source, std::string_view slug, const Value& found,
                 bool fits) {
  Value entry = kind_of_why("source");
  entry.set("slug", slug);
  entry.set("source", std::string(to_text(source.kind)) +
                          (source.kind == AutofillKind::constant ? ":" : ".") + source.name);
  if (!found.is_null()) entry.set("found", found);
  entry.set("fits", fits);
  add(std::move(entry));
}

void Why::happened(const Fact& fact) {
  Value entry = kind_of_why("fact");
  entry.set("kind", to_text(fact.kind));
  entry.set("layer", fact.layer);
  set_text(entry, "component", fact.component);
  set_text(entry, "slug", fact.slug);
  set_text(entry, "name", fact.name);
  set_text(entry, "variant", fact.variant);
  since_ = entries_.size();  // facts may repeat
  add(std::move(entry));
  since_ = entries_.size();
}

void Why::refused(const Refused& refused) {
  Value entry = kind_of_why("refused");
  entry.set("code", to_text(refused.code));
  entry.set("sentence", refused.sentence);
  set_text(entry, "pointer", refused.pointer);
  add(std::move(entry));
}

Transition start(const Funnel& funnel, const Event& header, Why& why) {
  Transition transition = start(funnel.traced_by(why), header);
  if (transition.refused) why.refused(*transition.refused);
  return transition;
}

Transition advance(const Funnel& funnel, const State& state, const Event& event, Why& why) {
  Transition transition = advance(funnel.traced_by(why), state, event);
  if (transition.refused) why.refused(*transition.refused);
  return transition;
}

}  // namespace tundish
