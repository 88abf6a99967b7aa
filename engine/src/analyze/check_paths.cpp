#include <algorithm>

#include "analyze/checks.hpp"
#include "analyze/paths.hpp"

namespace tundish {

namespace {

bool is_absent(const Domain& domain) { return domain.absent && !domain.has_value(); }

class PathCheck {
 public:
  PathCheck(const Scope& scope, Diagnostics& findings)
      : scope_(scope),
        layers_(scope.definition.layers),
        followed_(scope),
        ways_(scope.definition),
        paths_(scope, followed_, ways_),
        findings_(findings) {}

  void run();

 private:
  void check_reached();
  void check_layer(std::size_t layer);
  void check_way(std::size_t layer, const WayPlace& way);
  void check_shadows(const WayPlace& way, const Facts& leaving);
  bool check_list(const std::vector<Condition>& conditions, const std::string& pointer,
                  Facts facts);
  bool check_early(const std::vector<Condition>& conditions, const std::string& pointer,
                   const Facts& here);
  void never_holds(const Condition& condition, const std::string& pointer);
  bool has_wrong_type(const Condition& condition) const;
  void shadowed(std::string pointer, const std::string& by);

  const Scope& scope_;
  const std::vector<Layer>& layers_;
  Followed followed_;
  Ways ways_;
  Paths paths_;
  Diagnostics& findings_;
};

void PathCheck::run() {
  if (!paths_.is_known()) return;
  check_reached();
  for (std::size_t i = 0; i < layers_.size(); ++i) {
    if (paths_.reaches(i)) check_layer(i);
  }
}

void PathCheck::check_reached() {
  const Config& config = scope_.definition.config;
  std::vector<LayerIndex> begin{config.start_layer};
  if (config.fatalistic_layer != kNoLayer) begin.push_back(config.fatalistic_layer);
  const LayerSet connected = ways_.reachable_from(begin);
  for (std::size_t i = 0; i < layers_.size(); ++i) {
    if (paths_.reaches(i) || !connected[i]) continue;
    report(findings_, Severity::warning, "unreachable_layer", layer_pointer(i),
           "The layer `" + layers_[i].id +
               "` can not be reached: the conditions of every way there never hold.");
  }
}

void PathCheck::check_layer(std::size_t layer) {
  const Facts here = paths_.on(layer);
  for (const ConditionPlace& one : conditions_on(layers_[layer], layer)) {
    if (!check_early(*one.conditions, one.pointer, here)) {
      check_list(*one.conditions, one.pointer, here);
    }
  }
  for (const WayPlace& one : ways_of(layers_[layer], layer)) check_way(layer, one);
}

void PathCheck::check_way(std::size_t layer, const WayPlace& way) {
  Facts leaving;
  if (!paths_.leaving(layer, way, leaving)) return;
  for (std::size_t i = 0; i < way.ways->jumps.size(); ++i) {
    const std::vector<Condition>& conditions = way.ways->jumps[i].conditions;
    const std::string pointer = way.pointer + "/jumps/" + std::to_string(i) + "/conditions";
    if (!check_early(conditions, pointer, leaving)) check_list(conditions, pointer, leaving);
  }
  check_shadows(way, leaving);
}

// What comes behind a way that is always taken, and what only holds when an earlier one does.
void PathCheck::check_shadows(const WayPlace& way, const Facts& leaving) {
  const std::vector<Jump>& jumps = way.ways->jumps;
  Facts left = leaving;
  bool is_over = false;
  std::string last;
  for (std::size_t i = 0; i < jumps.size(); ++i) {
    const std::string pointer = way.pointer + "/jumps/" + std::to_string(i);
    Facts alone = leaving;
    Facts narrowed = left;
    const bool can_hold = followed_.assume_all(jumps[i].conditions, alone);
    if (is_over || (can_hold && !followed_.assume_all(jumps[i].conditions, narrowed))) {
      shadowed(pointer, last);
    }
    if (is_over) continue;
    Facts other = leaving;
    is_over = !followed_.assume_not_all(jumps[i].conditions, other);
    if (can_hold) last = pointer;
    if (!is_over && !followed_.assume_not_all(jumps[i].conditions, left)) return;
  }
  if (is_over && way.ways->target != kNoLayer) shadowed(way.pointer + "/target", last);
}

void PathCheck::shadowed(std::string pointer, const std::string& by) {
  report(findings_, Severity::warning, "target_shadowed", std::move(pointer),
         "This way is never taken: whenever it could be, one before it is.");
  if (!by.empty()) relate(findings_, by, "The way that is taken instead.");
}

/// True when something was found.
bool PathCheck::check_list(const std::vector<Condition>& conditions, const std::string& pointer,
                           Facts facts) {
  for (std::size_t i = 0; i < conditions.size(); ++i) {
    Facts failing = facts;
    const std::string place = pointer + "/" + std::to_string(i);
    if (!followed_.assume(conditions[i], facts)) {
      never_holds(conditions[i], place);
      return true;
    }
    if (followed_.assume_not(conditions[i], failing)) continue;
    report(findings_, Severity::warning, "condition_always_true", place,
           "This condition always holds here, whatever was answered: it can be left out.");
  }
  return false;
}

/// True when something was found.
bool PathCheck::check_early(const std::vector<Condition>& conditions, const std::string& pointer,
                            const Facts& here) {
  bool found = false;
  const auto check = [&](const std::string& slug, const std::string& place) {
    const int number = followed_.find(slug);
    if (number < 0 || !is_absent(here[static_cast<std::size_t>(number)])) return;
    found = true;
    report(findings_, Severity::warning, "slug_read_too_early", place,
           "`" + slug + "` never has a value here: it is only set on layers that come later.");
    const Setter& setter = followed_.setters(static_cast<std::size_t>(number)).front();
    relate(findings_, layer_pointer(static_cast<std::size_t>(setter.layer)), "It is set here.");
  };
  each_condition(conditions, pointer, [&](const Condition& one, const std::string& place) {
    if (one.kind != ConditionKind::compare) return;
    if (one.source == OperandSource::session) check(one.slug, place + "/slug");
    if (!one.value_slug.empty()) check(one.value_slug, place + "/value/slug");
  });
  return found;
}

void PathCheck::never_holds(const Condition& condition, const std::string& pointer) {
  const bool asks_kind = condition.kind == ConditionKind::compare &&
                         condition.operation == Operator::input_type &&
                         condition.value_slug.empty();
  if (asks_kind && !(condition.value.is_text() && is_answer_kind(condition.value.text()))) {
    return;  // said where names are checked
  }
  if (has_wrong_type(condition)) {
    return report(findings_, Severity::warning, "wrong_value_type", pointer,
                  "This condition never holds: answers to `" + condition.slug +
                      "` are of another type than the operator " +
                      std::string(to_text(condition.operation)) + " and its value ask for.");
  }
  report(findings_, Severity::warning, "contradictory_conditions", pointer,
         "This condition never holds here: no way that leads here, and nothing that can be "
         "answered, makes it true together with the conditions before it.");
}

/// Whether no value of the slug's types could make it hold.
bool PathCheck::has_wrong_type(const Condition& condition) const {
  const bool reads = condition.kind == ConditionKind::compare &&
                     condition.source == OperandSource::session && condition.value_slug.empty();
  const int number = reads ? followed_.find(condition.slug) : -1;
  if (number < 0) return false;
  const auto slug = static_cast<std::size_t>(number);
  Domain type = followed_.all(slug);
  Answers answers = followed_.answers(slug);
  answers.any_element = answers.any_number = answers.any_text = true;
  type.low = -Domain::kInfinity;
  type.high = Domain::kInfinity;
  type.low_open = type.high_open = false;
  type.absent = true;
  for (std::size_t i = 0; i < answers.known.size(); ++i) {
    if ((type.known >> i & 1) && answers.known[i].is_text()) type.text = true;
  }
  return !split(type, answers, condition.operation, condition.value).held.is_possible();
}

}  // namespace

void check_paths(const Scope& scope, Diagnostics& findings) { PathCheck(scope, findings).run(); }

}  // namespace tundish
