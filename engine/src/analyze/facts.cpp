#include "analyze/facts.hpp"

#include <algorithm>

#include "analyze/places.hpp"
#include "analyze/score_range.hpp"
#include "expression/comparand.hpp"
#include "tundish/logic.hpp"

namespace tundish {

namespace {

/// Slugs times layers: what is kept at once.
constexpr std::size_t kMostFacts = 200'000;

bool comes_late(const std::vector<Setter>& setters) {
  return std::any_of(setters.begin(), setters.end(),
                     [](const Setter& one) { return one.comes_late; });
}

bool can_be(const Condition& condition, bool wanted, const Value& value) {
  return compare(condition.operation, Comparand(value), Comparand(condition.value)) == wanted;
}

/// A session has one of the funnel's channels and languages.
bool can_be_among(const Condition& condition, bool wanted, const Definition& whole) {
  const auto can = [&](std::string_view word) { return can_be(condition, wanted, Value(word)); };
  if (condition.source == OperandSource::language) {
    return std::any_of(whole.languages.begin(), whole.languages.end(), can);
  }
  return std::any_of(whole.channels.begin(), whole.channels.end(),
                     [&can](Channel one) { return can(to_text(one)); });
}

/// A rule that reads nothing comes to the same for everybody.
bool can_come_to(const Logic& logic, bool wanted) {
  if (!logic.program) return true;
  const CompiledLogic rule(logic.program);
  const LogicReads reads = reads_of(rule);
  if (reads.everything || !reads.names.empty()) return true;
  const LogicResult result = evaluate(rule, Value());
  return (!result.failed && is_truthy(result.value)) == wanted;
}

/// The built-in score: by its own name too, when nothing else has it.
bool reads_score(const Condition& condition, const Scope& scope) {
  if (condition.source == OperandSource::score) return true;
  return condition.source == OperandSource::session && condition.slug == "score" &&
         !scope.sets("score");
}

/// What does not change while a session goes on by itself.
bool is_of_world(const Condition& condition) {
  return condition.source == OperandSource::channel ||
         condition.source == OperandSource::language ||
         (condition.source == OperandSource::auth && condition.slug == "authenticated");
}

}  // namespace

Followed::Followed(const Scope& scope) : scope_(scope) {
  const std::vector<Layer>& layers = scope.definition.layers;
  const std::size_t most = kMostFacts / std::max<std::size_t>(layers.size(), 1);
  for (std::size_t i = 0; i < layers.size(); ++i) {
    for (const ConditionPlace& one : conditions_on(layers[i], i)) follow(*one.conditions, most);
    for (const WayPlace& one : ways_of(layers[i], i)) {
      for (const Jump& jump : one.ways->jumps) follow(jump.conditions, most);
    }
  }
}

void Followed::follow(const std::vector<Condition>& conditions, std::size_t most) {
  each_condition(conditions, {}, [this, most](const Condition& one, const std::string&) {
    if (one.kind != ConditionKind::compare || size() >= most) return;
    if (reads_score(one, scope_)) return follow_score();
    if (one.source != OperandSource::session || numbers_.count(one.slug) > 0) return;
    const auto setters = scope_.setters.find(one.slug);
    if (setters == scope_.setters.end() || comes_late(setters->second)) return;
    Answers answers;
    Domain all;
    for (const Setter& setter : setters->second) {
      all = joined(all, tundish::given_by(setter, answers));
    }
    numbers_.emplace(one.slug, size());
    answers_.push_back(std::move(answers));
    all_.push_back(all);
    setters_.push_back(&setters->second);
  });
}

void Followed::follow_score() {
  static const std::vector<Setter> kNobody;
  if (score_ >= 0) return;
  score_ = static_cast<int>(size());
  Answers answers;
  answers.any_number = true;
  answers_.push_back(std::move(answers));
  all_.push_back(score_range(scope_.whole));
  setters_.push_back(&kNobody);
}

void Followed::renew_score(Facts& facts) const {
  if (score_ < 0) return;
  const auto score = static_cast<std::size_t>(score_);
  facts[score] = all_[score];
}

int Followed::find_operand(const Condition& condition) const {
  if (reads_score(condition, scope_)) return score_;
  return condition.source == OperandSource::session ? find(condition.slug) : -1;
}

int Followed::find(std::string_view slug) const {
  const auto at = numbers_.find(slug);
  return at == numbers_.end() ? -1 : static_cast<int>(at->second);
}

Domain Followed::given_by(const Input& input, std::size_t slug) const {
  Setter setter;
  setter.input = &input;
  Answers answers = answers_[slug];
  const Domain domain = tundish::given_by(setter, answers);
  return answers.known.size() == answers_[slug].known.size() ? domain : nothing_known();
}

bool Followed::assume_all(const std::vector<Condition>& conditions, Facts& facts) const {
  return assume_each(conditions, true, facts);
}

bool Followed::assume(const Condition& condition, Facts& facts) const {
  return assume(condition, true, facts);
}

bool Followed::assume_not(const Condition& condition, Facts& facts) const {
  return assume(condition, false, facts);
}

bool Followed::assume_not_all(const std::vector<Condition>& conditions, Facts& facts) const {
  return assume_some(conditions, false, facts);
}

bool Followed::assume(const Condition& condition, bool wanted, Facts& facts) const {
  switch (condition.kind) {
    case ConditionKind::compare:
      return assume_comparison(condition, wanted, facts);
    case ConditionKind::logic:
      return can_come_to(condition.logic, wanted);
    case ConditionKind::all:
      return wanted ? assume_each(condition.children, true, facts)
                    : assume_some(condition.children, false, facts);
    case ConditionKind::any:
      return wanted ? assume_some(condition.children, true, facts)
                    : assume_each(condition.children, false, facts);
    case ConditionKind::not_:
      return wanted ? assume_some(condition.children, false, facts)
                    : assume_each(condition.children, true, facts);
  }
  return true;
}

bool Followed::assume_each(const std::vector<Condition>& all, bool wanted, Facts& facts) const {
  return std::all_of(all.begin(), all.end(),
                     [&](const Condition& one) { return assume(one, wanted, facts); });
}

bool Followed::assume_some(const std::vector<Condition>& all, bool wanted, Facts& facts) const {
  if (all.size() == 1) return assume(all.front(), wanted, facts);
  bool possible = false;
  Facts some;
  for (const Condition& one : all) {
    Facts narrowed = facts;
    if (!assume(one, wanted, narrowed)) continue;
    if (!possible) some = std::move(narrowed);
    for (std::size_t i = 0; possible && i < some.size(); ++i) {
      some[i] = joined(some[i], narrowed[i]);
    }
    possible = true;
  }
  if (possible) facts = std::move(some);
  return possible;
}

bool Followed::can_be_here(const Condition& condition, bool wanted) const {
  if (condition.source == OperandSource::auth) {
    return !world_ || can_be(condition, wanted, Value(world_->is_authenticated));
  }
  if (world_ && condition.source == OperandSource::channel) {
    return can_be(condition, wanted, Value(to_text(world_->channel)));
  }
  return can_be_among(condition, wanted, scope_.whole);
}

bool Followed::knows(const std::vector<Condition>& conditions) const {
  bool all = true;
  each_condition(conditions, {}, [&](const Condition& one, const std::string&) {
    const bool reads = one.kind == ConditionKind::compare && one.value_slug.empty();
    const bool is_here = is_of_world(one) && one.source != OperandSource::language;
    const bool is_answer = one.source == OperandSource::session && find(one.slug) >= 0;
    all = all && reads && (is_here || is_answer);
  });
  return all;
}

bool Followed::assume_comparison(const Condition& condition, bool wanted, Facts& facts) const {
  if (!condition.value_slug.empty()) return true;
  if (is_of_world(condition)) return can_be_here(condition, wanted);
  const int number = find_operand(condition);
  if (number < 0) return true;
  const auto slug = static_cast<std::size_t>(number);
  const Split parts = split(facts[slug], answers_[slug], condition.operation, condition.value);
  facts[slug] = wanted ? parts.held : parts.failed;
  return facts[slug].is_possible();
}

}  // namespace tundish
