#include "codec/field_writer.hpp"

#include <algorithm>

#include "codec/view_json.hpp"
#include "support/component_fields.hpp"
#include "support/terse.hpp"
#include "tundish/release.hpp"

namespace tundish {

namespace {

std::string two_digits(int number) { return {char('0' + number / 10), char('0' + number % 10)}; }

std::string clock_text(int minutes) {
  return two_digits(minutes / 60) + ":" + two_digits(minutes % 60);
}

}  // namespace

void FieldWriter::truth(std::string_view name, bool flag) {
  if (flag) return;
  json_.key(name);
  json_.boolean(false);
}

void FieldWriter::logic(std::string_view name, const Logic& logic) {
  json_.key(name);
  json_.value(logic.rule);
}

void FieldWriter::target(std::string_view name, LayerIndex layer) {
  if (layer != kNoLayer) json_.text_member(name, id_of(layer));
}

// The start layer says something only when there are several to choose from.
void FieldWriter::start_layer(std::string_view name, LayerIndex layer) {
  if (count_start_layers(definition_) > 1) target(name, layer);
}

void FieldWriter::sources(std::string_view name, const std::vector<AutofillSource>& sources) {
  if (sources.empty()) return;
  json_.key(name);
  json_.begin_list();
  for (const AutofillSource& source : sources) {
    const std::string_view mark = source.kind == AutofillKind::constant ? ":" : ".";
    std::string text(to_text(source.kind));
    text.append(mark).append(source.name);
    json_.string(text);
  }
  json_.end_list();
}

void FieldWriter::validations(const Input& input) { validations_member(json_, input.validations); }

void FieldWriter::clock(std::string_view name, int minutes) {
  json_.text_member(name, clock_text(minutes));
}

void FieldWriter::utc_offset(std::string_view name, int minutes) {
  if (minutes == 0) return;
  json_.text_member(name, (minutes < 0 ? "-" : "+") + clock_text(std::abs(minutes)));
}

void FieldWriter::id(const std::string& id) {
  if (!in_alternative_) json_.text_member("id", id);
}

void FieldWriter::alternatives(std::string_view name, const Component& component) {
  if (component.alternatives.empty()) return;
  json_.key(name);
  json_.begin_object();
  in_alternative_ = true;
  for (const Alternative& one : component.alternatives) {
    json_.key(to_text(one.channel));
    this->component(one.component);
  }
  in_alternative_ = false;
  json_.end_object();
}

void FieldWriter::components(std::string_view name, const Layer& layer) {
  if (layer.components.empty()) return;
  json_.key(name);
  json_.begin_list();
  for (const Component& one : layer.components) component(one);
  json_.end_list();
}

void FieldWriter::component(const Component& component) {
  json_.begin_object();
  if (const Message* it = component.message()) fields(*this, component, *it);
  if (const Input* it = component.input()) fields(*this, component, *it);
  if (const Button* it = component.button()) fields(*this, component, *it);
  if (const Endpoint* it = component.endpoint()) fields(*this, component, *it);
  if (const Auth* it = component.auth()) fields(*this, component, *it);
  json_.end_object();
}

void FieldWriter::extensions(const Value& extensions) {
  // The lean engine reads none.
  if constexpr (kLean) return;
  for (const Value::Member& member : extensions.object()) {
    if (!for_authors_ && member.name == kOfAuthors) continue;
    json_.key(member.name);
    json_.value(member.value);
  }
}

void FieldWriter::conditions(std::string_view name, const std::vector<Condition>& conditions) {
  if (conditions.empty()) return;
  json_.key(name);
  group(conditions);
}

void FieldWriter::group(const std::vector<Condition>& conditions) {
  json_.begin_list();
  for (const Condition& one : conditions) condition(one);
  json_.end_list();
}

// A list means all: the shorter form, so that the canonical text is never nested deeper than the
// author's.
void FieldWriter::condition(const Condition& condition) {
  switch (condition.kind) {
    case ConditionKind::compare:
      return comparison(condition);
    case ConditionKind::all:
      return group(condition.children);
    case ConditionKind::any:
      json_.begin_object();
      json_.key("any");
      group(condition.children);
      json_.end_object();
      return;
    case ConditionKind::not_:
      json_.begin_object();
      json_.key("not");
      for (const Condition& child : condition.children) this->condition(child);
      json_.end_object();
      return;
    case ConditionKind::logic:
      json_.begin_object();
      logic("logic", condition.logic);
      json_.end_object();
      return;
  }
}

void FieldWriter::comparison(const Condition& condition) {
  json_.begin_object();
  json_.text_member("operator", to_text(condition.operation));
  json_.text_member("slug", condition.slug);
  word("source", condition.source, OperandSource::session);
  if (condition.value_slug.empty()) {
    json_.value_member("value", condition.value);
  } else {
    json_.key("value");
    json_.begin_object();
    json_.text_member("slug", condition.value_slug);
    json_.end_object();
  }
  json_.end_object();
}

void FieldWriter::jumps(std::string_view name, const std::vector<Jump>& jumps) {
  if (jumps.empty()) return;
  json_.key(name);
  json_.begin_list();
  for (const Jump& jump : jumps) {
    json_.begin_object();
    conditions("conditions", jump.conditions);
    experiment(jump);
    target("target", jump.target);
    json_.end_object();
  }
  json_.end_list();
}

// A variant leads to the layer with its name when nobody says.
void FieldWriter::experiment(const Jump& jump) {
  if (jump.experiment.empty()) return;
  json_.text_member("experiment", jump.experiment);
  const auto leads_elsewhere = [this](const Variant& one) { return id_of(one.target) != one.name; };
  if (std::any_of(jump.variants.begin(), jump.variants.end(), leads_elsewhere)) {
    json_.key("targets");
    json_.begin_object();
    for (const Variant& one : jump.variants) {
      if (leads_elsewhere(one)) target(one.name, one.target);
    }
    json_.end_object();
  }
  json_.key("weights");
  json_.begin_object();
  for (const Variant& one : jump.variants) {
    json_.key(one.name);
    json_.integer(one.weight);
  }
  json_.end_object();
}

void FieldWriter::way(std::string_view name, const std::optional<Navigation>& way) {
  if (!way) return;
  json_.key(name);
  if (way->jumps.empty()) return json_.string(id_of(way->target));
  json_.begin_object();
  jumps("jumps", way->jumps);
  target("target", way->target);
  json_.end_object();
}

}  // namespace tundish
