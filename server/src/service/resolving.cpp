#include "service/resolving.hpp"

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include "service/history.hpp"
#include "store/funnels.hpp"
#include "store/records.hpp"
#include "tundish/codec.hpp"
#include "tundish/parse.hpp"
#include "tundish/release.hpp"

namespace tundish::service {
namespace {

constexpr std::string_view kLatest = "latest";

/// A list in which each named window is its hours. What one name means beyond the first stands at
/// the end, so that everything else keeps its place.
Value resolved_windows(store::Reader& reader, const Value& written) {
  Value::List first;
  Value::List more;
  for (const Value& window : written.list()) {
    const Value* name = window.find("publishing_window");
    const auto kept =
        name == nullptr ? std::nullopt : store::find<store::PublishingWindow>(reader, name->text());
    const Result<Value> hours = parse_value(kept ? kept->windows : "[]");
    if (!hours || hours->list().empty()) {
      first.push_back(window);
      continue;
    }
    first.push_back(hours->list().front());
    more.insert(more.end(), hours->list().begin() + 1, hours->list().end());
  }
  first.insert(first.end(), more.begin(), more.end());
  return first;
}

bool has_named_window(const Funnel& funnel) {
  const std::vector<Window>& windows = funnel->config.availability.windows;
  return std::any_of(windows.begin(), windows.end(),
                     [](const Window& one) { return !one.publishing_window.empty(); });
}

void resolve_windows(store::Reader& reader, Value& definition) {
  Value config = *definition.find("config");
  Value availability = *config.find("availability");
  availability.set("windows", resolved_windows(reader, *availability.find("windows")));
  config.set("availability", std::move(availability));
  definition.set("config", std::move(config));
}

/// Whether the definition brings along the very one that is wanted.
bool is_brought(const Definition& definition, const Subfunnel& wanted) {
  const Definition* found = find_subfunnel(definition, wanted);
  if (found == nullptr) return false;
  return wanted.release == kLatest || found->structure == wanted.release;
}

/// What layers play and the definition lacks, `latest` first: among several of one slug a layer
/// that names no hash plays the first.
std::vector<Subfunnel> missing_subfunnels(const Definition& definition) {
  std::vector<Subfunnel> missing;
  for (const Layer& layer : definition.layers) {
    if (!layer.subfunnel || is_brought(definition, *layer.subfunnel)) continue;
    const Subfunnel& wanted = *layer.subfunnel;
    const bool is_known =
        std::any_of(missing.begin(), missing.end(), [&wanted](const Subfunnel& one) {
          return one.funnel == wanted.funnel && one.release == wanted.release;
        });
    if (is_known || wanted.funnel == definition.slug) continue;
    missing.insert(wanted.release == kLatest ? missing.begin() : missing.end(), wanted);
  }
  return missing;
}

}  // namespace

std::optional<std::string> find_played(store::Reader& reader, std::string_view environment,
                                       std::string_view slug) {
  const std::vector<store::Publication> played = reader.list_publications(environment, slug);
  if (played.empty()) return std::nullopt;
  if (std::optional<std::string> whole = find_published(reader, environment, slug)) return whole;
  // Published before definitions were kept: a release is one in its language.
  for (const store::Publication& one : played) {
    const std::optional<store::Release> release = reader.find_release(one.release);
    if (release && release->language == one.default_language) return release->text;
  }
  const std::optional<store::Release> any = reader.find_release(played.front().release);
  return any ? std::optional(any->text) : std::nullopt;
}

std::optional<std::string> resolved(store::Reader& reader, const Funnel& funnel,
                                    std::string_view environment) {
  const std::vector<Subfunnel> missing = missing_subfunnels(funnel.written());
  const bool has_names = has_named_window(funnel);
  if (missing.empty() && !has_names) return std::nullopt;
  Result<Value> definition = parse_value(to_json(funnel));
  if (!definition) return std::nullopt;
  if (has_names) resolve_windows(reader, *definition);
  const Value* brought = definition->find("subfunnels");
  Value::List subfunnels = brought == nullptr ? Value::List() : brought->list();
  std::set<std::string> structures;
  for (const Definition& one : funnel.written().subfunnels) structures.insert(one.structure);
  for (const Subfunnel& wanted : missing) {
    const std::optional<std::string> text =
        wanted.release == kLatest ? find_played(reader, environment, wanted.funnel)
                                  : find_pinned(reader, wanted.funnel, wanted.release);
    const Result<Funnel> found = parse_funnel(text.value_or(""));
    // One structure is brought along once: layers cannot tell two of them apart.
    if (!found || !structures.insert((*found)->structure).second) continue;
    if (const Result<Value> value = parse_value(*text)) subfunnels.push_back(*value);
  }
  if (!subfunnels.empty()) definition->set("subfunnels", std::move(subfunnels));
  return to_json(*definition);
}

}  // namespace tundish::service
