#include "tundish/analyze.hpp"

#include <utility>

#include "analyze/checks.hpp"

namespace tundish {

Diagnostics analyze(const Funnel& funnel) {
  Diagnostics findings;
  check_ways(*funnel, findings);
  check_conditions(*funnel, findings);
  check_texts(*funnel, findings);
  return findings;
}

void report(Diagnostics& findings, Severity severity, std::string_view code, std::string pointer,
            std::string sentence) {
  Diagnostic finding;
  finding.code = code;
  finding.severity = severity;
  finding.place.pointer = std::move(pointer);
  finding.sentence = std::move(sentence);
  findings.push_back(std::move(finding));
}

std::set<std::string_view> slugs_of(const Definition& definition) {
  std::set<std::string_view> slugs;
  for (const Layer& layer : definition.layers) {
    for (const Component& component : layer.components) {
      if (component.input()) slugs.insert(component.input()->slug);
    }
  }
  return slugs;
}

}  // namespace tundish
