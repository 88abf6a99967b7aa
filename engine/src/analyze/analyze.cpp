#include "tundish/analyze.hpp"

#include <utility>

#include "analyze/checks.hpp"
#include "support/pointer.hpp"

namespace tundish {

namespace {

/// What the layers of a funnel hand over to the subfunnels that they play.
std::set<std::string_view> handed_to(const Definition& played, const Definition& around) {
  std::set<std::string_view> slugs;
  for (const Layer& layer : around.layers) {
    if (!layer.subfunnel || layer.subfunnel->funnel != played.slug) continue;
    for (const Mapping& one : layer.subfunnel->in) slugs.insert(one.to);
  }
  return slugs;
}

void check(const Scope& scope, const std::string& pointer, Diagnostics& all) {
  Diagnostics findings;
  check_ways(scope, findings);
  check_circles(scope, findings);
  check_names(scope, findings);
  check_paths(scope, findings);
  check_texts(scope, findings);
  check_messages(scope, findings);
  check_layers(scope, findings);
  if (!scope.is_part()) check_theme(scope, findings);
  check_subfunnels(scope, findings);
  check_unread(scope, findings);
  for (Diagnostic& one : findings) {
    one.place.pointer.insert(0, pointer);
    for (RelatedPlace& other : one.related) other.place.pointer.insert(0, pointer);
    all.push_back(std::move(one));
  }
  const std::vector<Definition>& parts = scope.definition.subfunnels;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    Scope part{parts[i], scope.whole, scope.around,
               find_setters(parts[i], handed_to(parts[i], scope.definition))};
    part.around.push_back(scope.definition.slug);
    check(part, child_pointer(pointer + "/subfunnels", i), all);
  }
}

}  // namespace

Diagnostics analyze(const Funnel& funnel) {
  Diagnostics findings;
  const Definition& definition = funnel.written();
  check(Scope{definition, definition, {}, find_setters(definition, {})}, {}, findings);
  check_experiments(definition, findings);
  check_channels(funnel, findings);
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

void relate(Diagnostics& findings, std::string pointer, std::string sentence) {
  RelatedPlace related;
  related.place.pointer = std::move(pointer);
  related.sentence = std::move(sentence);
  findings.back().related.push_back(std::move(related));
}

}  // namespace tundish
