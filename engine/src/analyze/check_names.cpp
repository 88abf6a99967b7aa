#include <map>
#include <set>
#include <string>

#include "analyze/checks.hpp"
#include "analyze/places.hpp"
#include "tundish/logic.hpp"

namespace tundish {

namespace {

void add_outcomes(const Definition& definition, std::set<std::string_view>& ids) {
  for (std::size_t i = 0; i < definition.layers.size(); ++i) {
    const Layer& layer = definition.layers[i];
    for (const Action& one : layer.actions) ids.insert(one.id);
    for (const Component& one : layer.components) {
      each_form(one, {}, [&](const Component& form, const std::string&) {
        if (form.endpoint() || form.auth()) ids.insert(one.id);
      });
    }
  }
  for (const Definition& part : definition.subfunnels) add_outcomes(part, ids);
}

/// The variants of experiments, by name.
using Experiments = std::map<std::string_view, std::set<std::string_view>>;

void add_experiments(const Definition& definition, Experiments& experiments) {
  for (std::size_t i = 0; i < definition.layers.size(); ++i) {
    for (const WayPlace& way : ways_of(definition.layers[i], i)) {
      for (const Jump& jump : way.ways->jumps) {
        for (const Variant& one : jump.variants) experiments[jump.experiment].insert(one.name);
      }
    }
  }
  for (const Definition& part : definition.subfunnels) add_experiments(part, experiments);
}

class NameCheck {
 public:
  NameCheck(const Scope& scope, Diagnostics& findings) : scope_(scope), findings_(findings) {
    add_outcomes(scope.whole, outcomes_);
    add_experiments(scope.whole, experiments_);
    for (const Layer& layer : scope.definition.layers) {
      for (const InitialDatum& one : layer.initial_data) initial_.insert(one.slug);
    }
  }

  void run();

 private:
  void check_conditions(const std::vector<Condition>& conditions, const std::string& pointer);
  void check_comparison(const Condition& condition, const std::string& pointer);
  void check_rule(const Logic& logic, const std::string& pointer);
  void check_kind(const Condition& condition, const std::string& pointer);
  void check_variant(const Condition& condition, const std::string& pointer);
  void check_slug(std::string_view slug, std::string pointer);
  void check_mappings(const std::vector<Mapping>& mappings, const std::string& pointer);
  void check_call(const Call& call, const std::string& pointer);
  void check_component(const Component& component, const std::string& pointer);
  void check_sources(const std::vector<AutofillSource>& sources, const std::string& pointer);
  void check_action(const Action& action, const std::string& pointer);

  const Scope& scope_;
  Diagnostics& findings_;
  std::set<std::string_view> outcomes_, initial_;
  Experiments experiments_;
};

void NameCheck::run() {
  for (std::size_t i = 0; i < scope_.definition.layers.size(); ++i) {
    const Layer& layer = scope_.definition.layers[i];
    const std::string pointer = layer_pointer(i);
    for (const ConditionPlace& one : conditions_on(layer, i)) {
      check_conditions(*one.conditions, one.pointer);
    }
    for (const WayPlace& one : ways_of(layer, i)) {
      for (std::size_t j = 0; j < one.ways->jumps.size(); ++j) {
        check_conditions(one.ways->jumps[j].conditions,
                         one.pointer + "/jumps/" + std::to_string(j) + "/conditions");
      }
    }
    each_component(layer, i, [this](const Component& one, const std::string& place) {
      check_component(one, place);
    });
    for (std::size_t j = 0; j < layer.calculations.size(); ++j) {
      check_rule(layer.calculations[j].logic,
                 pointer + "/calculations/" + std::to_string(j) + "/logic");
    }
    for (std::size_t j = 0; j < layer.actions.size(); ++j) {
      check_action(layer.actions[j], pointer + "/actions/" + std::to_string(j));
    }
    if (layer.subfunnel) check_mappings(layer.subfunnel->in, pointer + "/subfunnel/in");
  }
}

void NameCheck::check_conditions(const std::vector<Condition>& conditions,
                                 const std::string& pointer) {
  each_condition(conditions, pointer, [this](const Condition& one, const std::string& place) {
    if (one.kind == ConditionKind::logic) return check_rule(one.logic, place + "/logic");
    check_comparison(one, place);
  });
}

void NameCheck::check_comparison(const Condition& condition, const std::string& pointer) {
  const std::string& slug = condition.slug;
  switch (condition.source) {
    case OperandSource::session:
      check_slug(slug, pointer + "/slug");
      break;
    case OperandSource::initial:
      if (initial_.count(slug) > 0) break;
      report(findings_, Severity::error, "unknown_slug", pointer + "/slug",
             "No initial data has the slug `" + slug + "`.");
      break;
    case OperandSource::endpoint:
      if (outcomes_.count(slug) > 0) break;
      report(findings_, Severity::error, "unknown_endpoint", pointer + "/slug",
             "No endpoint has the id `" + slug + "`: nobody knows how it went.");
      break;
    case OperandSource::experiment:
      if (experiments_.count(slug) > 0) {
        check_variant(condition, pointer);
        break;
      }
      report(findings_, Severity::error, "unknown_experiment", pointer + "/slug",
             "No experiment is called `" + slug + "`.");
      break;
    default:
      break;
  }
  if (!condition.value_slug.empty()) {
    check_slug(condition.value_slug, pointer + "/value/slug");
  } else if (condition.operation == Operator::input_type) {
    check_kind(condition, pointer);
  }
}

void NameCheck::check_kind(const Condition& condition, const std::string& pointer) {
  if (condition.value.is_text() && is_answer_kind(condition.value.text())) return;
  report(findings_, Severity::warning, "wrong_value_type", pointer + "/value",
         "This condition never holds: the kinds of answers are text, numeric, boolean, list and "
         "file.");
}

void NameCheck::check_variant(const Condition& condition, const std::string& pointer) {
  const bool compares =
      condition.operation == Operator::equal || condition.operation == Operator::not_equal;
  const auto& names = experiments_[condition.slug];
  if (!compares || !condition.value.is_text() || condition.value.text().empty()) return;
  if (names.count(condition.value.text()) > 0) return;
  report(
      findings_, Severity::warning, "unknown_experiment", pointer + "/value",
      "The experiment `" + condition.slug + "` has no variant `" + condition.value.text() + "`.");
}

void NameCheck::check_slug(std::string_view slug, std::string pointer) {
  if (scope_.sets(slug) || slug == "score") return;
  report(findings_, Severity::error, "unknown_slug", std::move(pointer),
         "Nothing gives `" + std::string(slug) +
             "`: no input, initial data, calculation or answer of a server has this slug.");
}

void NameCheck::check_rule(const Logic& logic, const std::string& pointer) {
  if (!logic.program) return;
  for (const std::string& name : reads_of(CompiledLogic(logic.program)).names) {
    if (name.empty() || scope_.sets(name) || is_built_in(name)) continue;
    report(findings_, Severity::warning, "unknown_slug", pointer,
           "Nothing gives `" + name + "`, which this rule reads: it will be null.");
  }
}

void NameCheck::check_mappings(const std::vector<Mapping>& mappings, const std::string& pointer) {
  for (std::size_t i = 0; i < mappings.size(); ++i) {
    const std::string_view name = first_name(mappings[i].from);
    if (name.empty() || scope_.sets(name) || scope_.sets(mappings[i].from) || is_built_in(name)) {
      continue;
    }
    report(findings_, Severity::warning, "unknown_slug",
           pointer + "/" + std::to_string(i) + "/from",
           "Nothing gives `" + std::string(name) + "`: nothing will be handed over.");
  }
}

void NameCheck::check_call(const Call& call, const std::string& pointer) {
  check_mappings(call.request, pointer + "/request");
}

void NameCheck::check_sources(const std::vector<AutofillSource>& sources,
                              const std::string& pointer) {
  for (std::size_t i = 0; i < sources.size(); ++i) {
    const std::string& name = sources[i].name;
    const bool is_session = sources[i].kind == AutofillKind::session;
    const bool is_initial = sources[i].kind == AutofillKind::initial;
    const bool known =
        is_initial ? initial_.count(name) > 0 : !is_session || scope_.sets(name) || name == "score";
    if (known) continue;
    report(findings_, Severity::warning, "unknown_slug", pointer + "/" + std::to_string(i),
           is_initial ? "No initial data has the slug `" + name + "`: nothing is found here."
                      : "Nothing gives `" + name + "`: nothing is found here.");
  }
}

void NameCheck::check_component(const Component& component, const std::string& pointer) {
  if (component.endpoint()) check_call(component.endpoint()->call, pointer);
  const std::string sources = pointer + "/autofill_source";
  if (component.input()) check_sources(component.input()->autofill_source, sources);
  if (component.auth()) check_sources(component.auth()->autofill_source, sources);
}

void NameCheck::check_action(const Action& action, const std::string& pointer) {
  check_mappings(action.data, pointer + "/data");
  if (action.kind == ActionKind::endpoint) check_call(action.call, pointer);
  if (action.kind == ActionKind::set) check_rule(action.calculation.logic, pointer + "/logic");
  if (action.kind == ActionKind::authenticate) {
    check_slug(action.identity, pointer + "/identity");
  }
  if (action.kind == ActionKind::send && !action.to.empty()) {
    check_slug(action.to, pointer + "/to");
  }
}

}  // namespace

void check_names(const Scope& scope, Diagnostics& findings) { NameCheck(scope, findings).run(); }

}  // namespace tundish
