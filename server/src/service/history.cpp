#include "service/history.hpp"

#include <algorithm>

#include "service/drafts.hpp"
#include "service/environments.hpp"
#include "store/records.hpp"
#include "tundish/codec.hpp"

namespace tundish::service {
namespace {

bool has_hash(const store::Publishing& publishing, std::string_view hash) {
  if (publishing.structure == hash) return true;
  const ReleaseByLanguage releases = releases_of(publishing);
  return std::any_of(releases.begin(), releases.end(),
                     [hash](const auto& one) { return one.second == hash; });
}

}  // namespace

ReleaseByLanguage releases_of(const store::Publishing& publishing) {
  ReleaseByLanguage releases;
  const Result<Value> object = parse_value(publishing.releases);
  if (!object) return releases;
  for (const Value::Member& one : object->object()) {
    releases.emplace_back(one.name, one.value.text());
  }
  return releases;
}

store::Publishing add_publishing(store::Writer& writer, store::Publishing publishing,
                                 const Actor& actor) {
  const std::vector<store::Publishing> last = store::list<store::Publishing>(
      writer, store::by_key().equal(publishing.funnel).descending().limit(1));
  Value object{Value::Object{}};
  for (const store::Publication& one :
       writer.list_publications(publishing.environment, publishing.funnel)) {
    object.set(one.language, one.release);
  }
  publishing.number = last.empty() ? 1 : last.front().number + 1;
  publishing.releases = to_json(object);
  publishing.at_ms = actor.at_ms;
  publishing.actor_kind = actor.kind;
  publishing.actor = actor.id;
  store::put(writer, publishing);
  return publishing;
}

std::optional<std::string> find_definition(store::Reader& reader,
                                           const store::Publishing& publishing) {
  if (publishing.definition.empty()) return std::nullopt;
  auto found = store::find<store::PublishedDefinition>(reader, publishing.definition);
  if (!found) return std::nullopt;
  return std::move(found->text);
}

std::optional<std::string> find_published(store::Reader& reader, std::string_view environment,
                                          std::string_view slug) {
  const store::By newest =
      store::by_index("publishings_by_environment").equal(slug, environment).descending();
  for (const store::Publishing& one : store::list<store::Publishing>(reader, newest)) {
    if (std::optional<std::string> text = find_definition(reader, one)) return text;
  }
  return std::nullopt;
}

std::optional<std::string> find_pinned(store::Reader& reader, std::string_view slug,
                                       std::string_view hash) {
  std::optional<store::Publishing> pinned;
  store::any<store::Publishing>(reader, store::by_key().equal(slug).descending(),
                                [&](const store::Publishing& one) {
                                  if (has_hash(one, hash)) pinned = one;
                                  return pinned.has_value();
                                });
  if (pinned) return find_definition(reader, *pinned);
  const std::optional<store::Release> release = reader.find_release(hash);
  if (!release || release->funnel != slug) return std::nullopt;
  return release->text;
}

std::vector<Version> list_versions(store::Reader& reader, std::string_view slug) {
  std::vector<Version> versions;
  for (const store::Environment& environment : list_environments(reader)) {
    if (const auto draft = store::find<store::Draft>(reader, slug, environment.name)) {
      for (const std::string& language : languages_of(reader, *draft)) {
        versions.push_back({language, environment.name, "draft", "", draft->updated_at_ms});
      }
    }
    for (const store::Publication& one : reader.list_publications(environment.name, slug)) {
      versions.push_back(
          {one.language, environment.name, "published", one.release, one.published_at_ms});
    }
  }
  return versions;
}

}  // namespace tundish::service
