#include <algorithm>

#include "analyze/checks.hpp"
#include "analyze/places.hpp"

namespace tundish {

namespace {

constexpr std::string_view kLatest = "latest";

bool plays_itself(const Scope& scope, const Subfunnel& subfunnel) {
  const auto& around = scope.around;
  return subfunnel.release == kLatest &&
         (subfunnel.funnel == scope.definition.slug ||
          std::find(around.begin(), around.end(), subfunnel.funnel) != around.end());
}

/// False where another one is played than the one that is wanted.
bool is_there(const Definition& played, const Subfunnel& wanted) {
  return wanted.release == kLatest || played.structure == wanted.release;
}

/// Layers name a subfunnel by its slug and structure: of two that share both one is never played.
void check_twins(const std::vector<Definition>& subfunnels, Diagnostics& findings) {
  for (std::size_t i = 0; i < subfunnels.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (subfunnels[i].slug != subfunnels[j].slug) continue;
      if (subfunnels[i].structure != subfunnels[j].structure) continue;
      report(findings, Severity::error, "duplicate_subfunnel",
             "/subfunnels/" + std::to_string(i) + "/slug",
             "`subfunnels` has the funnel `" + subfunnels[i].slug +
                 "` twice, with the same structure: only the first is played.");
      break;
    }
  }
}

void check_out(const Subfunnel& subfunnel, const Definition& played, const std::string& pointer,
               Diagnostics& findings) {
  const Setters setters = find_setters(played, {});
  for (std::size_t i = 0; i < subfunnel.out.size(); ++i) {
    const std::string& from = subfunnel.out[i].from;
    const std::string_view name = first_name(from);
    const auto is_it = [&](const Mapping& one) { return one.to == name || one.to == from; };
    const bool handed = std::any_of(subfunnel.in.begin(), subfunnel.in.end(), is_it);
    const bool known = setters.count(name) > 0 || setters.count(from) > 0;
    if (name.empty() || handed || known || is_built_in(name)) continue;
    report(findings, Severity::warning, "unknown_slug",
           pointer + "/out/" + std::to_string(i) + "/from",
           "Nothing in the subfunnel `" + played.slug + "` gives `" + std::string(name) + "`.");
  }
}

}  // namespace

void check_subfunnels(const Scope& scope, Diagnostics& findings) {
  check_twins(scope.definition.subfunnels, findings);
  const std::vector<Layer>& layers = scope.definition.layers;
  for (std::size_t i = 0; i < layers.size(); ++i) {
    if (!layers[i].subfunnel) continue;
    const Subfunnel& subfunnel = *layers[i].subfunnel;
    const std::string pointer = layer_pointer(i) + "/subfunnel";
    if (plays_itself(scope, subfunnel)) {
      report(findings, Severity::error, "subfunnel_cycle", pointer + "/funnel",
             "The funnel `" + subfunnel.funnel +
                 "` is being played here already: this would never end.");
      continue;
    }
    const Definition* played = find_subfunnel(scope.definition, subfunnel);
    if (played && !is_there(*played, subfunnel)) {
      report(findings, Severity::error, "unknown_subfunnel", pointer + "/release",
             "`subfunnels` has the funnel `" + subfunnel.funnel +
                 "`, but neither its structure nor a release of it has this hash.");
      continue;
    }
    if (played) {
      check_out(subfunnel, *played, pointer, findings);
      continue;
    }
    report(findings, Severity::error, "unknown_subfunnel", pointer + "/funnel",
           "`subfunnels` has no funnel with the slug `" + subfunnel.funnel + "`.");
  }
}

}  // namespace tundish
