#include "service/language_change.hpp"

#include <algorithm>
#include <utility>

#include "service/environments.hpp"
#include "service/server_lane.hpp"
#include "service/siblings.hpp"

namespace tundish::service {
namespace {

/// A release in that language with the structure of `funnel`; empty when nothing plays one.
std::string find_sibling(store::Reader& reader, FunnelCache& funnels, const Funnel& funnel,
                         const std::string& language) {
  for (const store::Environment& environment : list_environments(reader)) {
    for (const auto& played : reader.list_publications(environment.name, funnel->slug)) {
      if (played.language != language) continue;
      const std::optional<Funnel> sibling = funnels.find(reader, played.release);
      if (sibling && (*sibling)->structure == funnel->structure) return played.release;
    }
  }
  return {};
}

}  // namespace

LanguageChange change_language(store::Writer& writer, FunnelCache& funnels,
                               std::string_view session, const std::string& language,
                               std::int64_t now_ms) {
  std::optional<store::Session> row = writer.find_session(session);
  if (!row) return {LanguageChange::Kind::unknown_session, {}};
  const std::string release = find_sibling(writer, funnels, funnels.of(writer, *row), language);
  if (release.empty()) return {LanguageChange::Kind::no_sibling, {}};
  add_sibling(*row, release);
  const Funnel funnel = funnels.of(writer, *row);
  const std::optional<Refused> refused = write_server_event(
      writer, funnel, std::move(*row), LanguageChanged{language, release}, now_ms);
  if (refused) return {LanguageChange::Kind::refused, *refused};
  return {};
}

}  // namespace tundish::service
