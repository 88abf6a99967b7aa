#include "service/demos.hpp"

#include "service/publish.hpp"
#include "tundish/parse.hpp"

namespace tundish::service {

Diagnostics keep_published(store::Store& store, std::string_view definition, std::int64_t now_ms) {
  const Result<Funnel> funnel = parse_funnel(definition);
  if (!funnel) return funnel.error();
  const std::string& slug = (*funnel)->slug;
  bool is_played = false;
  store.read([&](store::Reader& reader) {
    is_played = find_draft(reader, slug, kUsualEnvironment) == definition &&
                !reader.list_publications(kUsualEnvironment, slug).empty();
  });
  if (is_played) return {};
  const Actor actor = server_actor(now_ms);
  const SavedFunnel saved = save_funnel(store, definition, actor);
  if (saved.outcome == DraftOutcome::invalid) return saved.findings;
  const Published published = publish_funnel(store, slug, {}, actor);
  return published.outcome == PublishOutcome::not_publishable ? published.findings : Diagnostics();
}

}  // namespace tundish::service
