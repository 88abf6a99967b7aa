#include "service/demos.hpp"

#include "service/publish.hpp"
#include "tundish/parse.hpp"

namespace tundish::service {

namespace {
constexpr std::string_view kEnvironment = "production";
}

Diagnostics keep_published(store::Store& store, std::string_view definition, std::int64_t now_ms) {
  const Result<Funnel> funnel = parse_funnel(definition);
  if (!funnel) return funnel.error();
  const std::string& slug = (*funnel)->slug;
  bool is_played = false;
  store.read([&](store::Reader& reader) {
    const std::optional<store::Funnel> draft = reader.find_funnel(slug);
    is_played = draft && draft->definition == definition &&
                !reader.list_publications(kEnvironment, slug).empty();
  });
  if (is_played) return {};
  const Result<SavedFunnel> saved = save_funnel(store, definition, server_actor(now_ms));
  if (!saved) return saved.error();
  const Published published = publish_funnel(store, slug, kEnvironment, server_actor(now_ms));
  if (published.outcome == PublishOutcome::published) return {};
  return published.findings;
}

}  // namespace tundish::service
