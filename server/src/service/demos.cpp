#include "service/demos.hpp"

#include "service/publish.hpp"
#include "tundish/parse.hpp"

namespace tundish::service {

Diagnostics keep_published(store::Store& store, std::string_view definition,
                           std::string_view environment, std::int64_t now_ms) {
  const Result<Funnel> funnel = parse_funnel(definition);
  if (!funnel) return funnel.error();
  const std::string& slug = (*funnel)->slug;
  bool is_played = false;
  store.read([&](store::Reader& reader) {
    is_played = find_draft(reader, slug, environment) == definition &&
                !reader.list_publications(environment, slug).empty();
  });
  if (is_played) return {};
  const Actor actor = server_actor(now_ms);
  DraftPlace place;
  place.environment = environment;
  const SavedFunnel saved = save_funnel(store, definition, actor, place);
  if (saved.outcome == DraftOutcome::invalid) return saved.findings;
  PublishWish wish;
  wish.environment = environment;
  const Published published = publish_funnel(store, slug, wish, actor);
  return published.outcome == PublishOutcome::not_publishable ? published.findings : Diagnostics();
}

}  // namespace tundish::service
