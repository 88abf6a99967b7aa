#include <set>
#include <string>

#include "analyze/checks.hpp"

namespace tundish {

namespace {

class ConditionCheck {
 public:
  ConditionCheck(const Definition& definition, Diagnostics& findings)
      : definition_(definition), findings_(findings), slugs_(slugs_of(definition)) {}

  void run();

 private:
  void check_navigation(const Navigation& navigation, const std::string& pointer);
  void check_all(const std::vector<Condition>& conditions, const std::string& pointer);
  void check(const Condition& condition, const std::string& pointer);
  void check_slug(const std::string& slug, std::string pointer);

  const Definition& definition_;
  Diagnostics& findings_;
  std::set<std::string_view> slugs_;
};

void ConditionCheck::run() {
  for (std::size_t i = 0; i < definition_.layers.size(); ++i) {
    const Layer& layer = definition_.layers[i];
    const std::string pointer = "/layers/" + std::to_string(i);
    for (std::size_t j = 0; j < layer.components.size(); ++j) {
      const Button* button = layer.components[j].button();
      if (button) {
        check_navigation(button->navigation, pointer + "/components/" + std::to_string(j));
      }
    }
    if (layer.next) check_navigation(*layer.next, pointer + "/next");
  }
}

void ConditionCheck::check_navigation(const Navigation& navigation, const std::string& pointer) {
  for (std::size_t i = 0; i < navigation.jumps.size(); ++i) {
    check_all(navigation.jumps[i].conditions,
              pointer + "/jumps/" + std::to_string(i) + "/conditions");
  }
}

void ConditionCheck::check_all(const std::vector<Condition>& conditions,
                               const std::string& pointer) {
  for (std::size_t i = 0; i < conditions.size(); ++i) {
    check(conditions[i], pointer + "/" + std::to_string(i));
  }
}

void ConditionCheck::check(const Condition& condition, const std::string& pointer) {
  switch (condition.kind) {
    case ConditionKind::compare:
      if (condition.source == OperandSource::session) {
        check_slug(condition.slug, pointer + "/slug");
      }
      if (!condition.value_slug.empty()) {
        check_slug(condition.value_slug, pointer + "/value/slug");
      }
      return;
    case ConditionKind::all:
      return check_all(condition.children, pointer);
    case ConditionKind::any:
      return check_all(condition.children, pointer + "/any");
    case ConditionKind::logic:
      return;
    case ConditionKind::not_:
      for (const Condition& child : condition.children) check(child, pointer + "/not");
      return;
  }
}

void ConditionCheck::check_slug(const std::string& slug, std::string pointer) {
  if (slugs_.count(slug) > 0) return;
  report(findings_, Severity::error, "unknown_slug", std::move(pointer),
         "No input has the slug `" + slug + "`: this condition reads an answer that nobody gives.");
}

}  // namespace

void check_conditions(const Definition& definition, Diagnostics& findings) {
  ConditionCheck(definition, findings).run();
}

}  // namespace tundish
