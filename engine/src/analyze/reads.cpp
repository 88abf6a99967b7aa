#include "analyze/reads.hpp"

#include "analyze/places.hpp"
#include "analyze/scope.hpp"
#include "tundish/logic.hpp"
#include "tundish/template.hpp"

namespace tundish {

namespace {

class SlugReads {
 public:
  explicit SlugReads(Reads& reads) : reads_(reads) {}

  void add(const Definition& definition);

 private:
  void add_name(std::string_view name) {
    reads_.names.emplace(name);
    reads_.names.emplace(first_name(name));
  }
  void add_rule(const Logic& logic);
  void add_conditions(const std::vector<Condition>& conditions);
  void add_mappings(const std::vector<Mapping>& mappings);
  void add_sources(const std::vector<AutofillSource>& sources, AutofillKind own);
  void add_component(const Component& component);
  void add_action(const Action& action);
  void add_parents(const Definition& part);

  Reads& reads_;
};

void SlugReads::add_rule(const Logic& logic) {
  if (!logic.program) return;
  const LogicReads reads = reads_of(CompiledLogic(logic.program));
  reads_.everything = reads_.everything || reads.everything;
  for (const std::string& name : reads.names) add_name(name);
}

void SlugReads::add_conditions(const std::vector<Condition>& conditions) {
  each_condition(conditions, {}, [this](const Condition& one, const std::string&) {
    if (one.kind == ConditionKind::logic) return add_rule(one.logic);
    add_name(one.slug);
    add_name(one.value_slug);
  });
}

void SlugReads::add_mappings(const std::vector<Mapping>& mappings) {
  for (const Mapping& one : mappings) add_name(one.from);
}

void SlugReads::add_sources(const std::vector<AutofillSource>& sources, AutofillKind own) {
  for (const AutofillSource& one : sources) {
    if (one.kind == own) add_name(one.name);
  }
}

void SlugReads::add_component(const Component& component) {
  if (component.endpoint()) add_mappings(component.endpoint()->call.request);
  // What was given already stands in an input of that slug, or is taken from elsewhere into it.
  if (component.input()) {
    add_name(component.input()->slug);
    add_sources(component.input()->autofill_source, AutofillKind::session);
  }
  if (component.auth()) {
    add_name(component.auth()->slug);
    add_sources(component.auth()->autofill_source, AutofillKind::session);
  }
}

void SlugReads::add_action(const Action& action) {
  add_mappings(action.data);
  add_mappings(action.call.request);
  add_rule(action.calculation.logic);
  add_name(action.identity);
  add_name(action.to);
}

/// A subfunnel may look at the answers of the funnel around it.
void SlugReads::add_parents(const Definition& part) {
  for (std::size_t i = 0; i < part.layers.size(); ++i) {
    each_component(part.layers[i], i, [this](const Component& one, const std::string&) {
      if (one.input()) add_sources(one.input()->autofill_source, AutofillKind::parent);
      if (one.auth()) add_sources(one.auth()->autofill_source, AutofillKind::parent);
    });
  }
}

void SlugReads::add(const Definition& definition) {
  for (std::size_t i = 0; i < definition.layers.size(); ++i) {
    const Layer& layer = definition.layers[i];
    for (const ConditionPlace& one : conditions_on(layer, i)) add_conditions(*one.conditions);
    for (const WayPlace& way : ways_of(layer, i)) {
      for (const Jump& jump : way.ways->jumps) add_conditions(jump.conditions);
    }
    each_component(layer, i,
                   [this](const Component& one, const std::string&) { add_component(one); });
    for (const Calculation& one : layer.calculations) add_rule(one.logic);
    for (const Action& one : layer.actions) add_action(one);
    if (layer.subfunnel) add_mappings(layer.subfunnel->in);
  }
  for (const Content& content : definition.content) {
    for (const Text& text : content.texts) {
      if (text.text.find("{{") == std::string::npos) continue;
      for (const std::string& name : template_names(text.text)) add_name(name);
    }
  }
  for (const Definition& part : definition.subfunnels) add_parents(part);
}

}  // namespace

Reads reads_in(const Definition& definition) {
  Reads reads;
  SlugReads(reads).add(definition);
  return reads;
}

}  // namespace tundish
