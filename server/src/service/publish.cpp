#include "service/publish.hpp"

#include <algorithm>
#include <optional>
#include <stdexcept>

#include "service/endpoint_findings.hpp"
#include "service/fault.hpp"
#include "service/history.hpp"
#include "service/resolving.hpp"
#include "store/records.hpp"
#include "tundish/analyze.hpp"
#include "tundish/channels.hpp"
#include "tundish/codec.hpp"
#include "tundish/parse.hpp"
#include "tundish/release.hpp"

namespace tundish::service {
namespace {

bool contains(const std::vector<std::string>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// A language that is listed without texts is played with those of the default one.
const std::string& spoken_language(const Definition& definition, const std::string& language) {
  const Content* content = find_content(definition, language);
  if (!content) content = find_content(definition, definition.default_language);
  return content ? content->language : definition.content.front().language;
}

Published refused(PublishOutcome outcome) {
  Published published;
  published.outcome = outcome;
  return published;
}

bool plays(const std::vector<store::Publication>& played, const std::string& language,
           const std::string& release) {
  return std::any_of(played.begin(), played.end(), [&](const store::Publication& one) {
    return one.language == language && one.release == release;
  });
}

/// What is played in other languages than these ends, where those are all that are meant.
void end_others(store::Writer& writer, const std::vector<store::Publication>& played,
                const std::vector<std::string>& languages) {
  for (const store::Publication& one : played) {
    if (!contains(languages, one.language)) writer.remove_publication(one);
  }
}

void note(store::Writer& writer, const Actor& actor, std::string_view action,
          const store::Publishing& publishing) {
  Deed deed{"funnel." + std::string(action), "funnel", publishing.funnel};
  deed.details.set("environment", publishing.environment);
  if (!publishing.structure.empty()) deed.details.set("structure", publishing.structure);
  if (publishing.number > 0) deed.details.set("number", static_cast<double>(publishing.number));
  note_deed(writer, actor, deed);
}

/// Lets an environment play releases that were made before.
Published play_again(store::Writer& writer, const store::Publishing& before,
                     std::string_view environment, std::string_view action, const Actor& actor) {
  Published published;
  const std::vector<store::Publication> played =
      writer.list_publications(environment, before.funnel);
  const std::optional<std::string> text = find_definition(writer, before);
  const Result<Funnel> funnel = parse_funnel(text.value_or(""));
  if (!funnel) return refused(PublishOutcome::unknown_release);
  const ReleaseByLanguage releases = releases_of(before);
  if (releases.empty()) return refused(PublishOutcome::unknown_release);
  std::vector<std::string> languages;
  bool is_new = played.size() != releases.size();
  for (const auto& [language, release] : releases) {
    languages.push_back(language);
    published.releases.push_back({language, release, before.structure});
    if (plays(played, language, release)) continue;
    is_new = true;
    writer.put_publication({std::string(environment), before.funnel, language, release,
                            (*funnel)->default_language, actor.at_ms});
  }
  end_others(writer, played, languages);
  store::Publishing publishing = before;
  publishing.number = 0;
  publishing.environment = environment;
  publishing.action = action;
  publishing.repeats = before.number;
  if (is_new) publishing = add_publishing(writer, publishing, actor);
  published.number = publishing.number;
  published.outcome = is_new ? PublishOutcome::published : PublishOutcome::unchanged;
  note(writer, actor, action, publishing);
  return published;
}

/// The publishing of exactly what an environment plays now.
std::optional<store::Publishing> find_playing(store::Reader& reader, std::string_view environment,
                                              std::string_view slug) {
  const std::vector<store::Publication> played = reader.list_publications(environment, slug);
  const store::By newest =
      store::by_index("publishings_by_environment").equal(slug, environment).descending();
  for (const store::Publishing& one : store::list<store::Publishing>(reader, newest)) {
    const ReleaseByLanguage releases = releases_of(one);
    const bool is_it = !one.definition.empty() && releases.size() == played.size() &&
                       std::all_of(releases.begin(), releases.end(), [&](const auto& release) {
                         return plays(played, release.first, release.second);
                       });
    if (is_it) return one;
  }
  return std::nullopt;
}

/// Whether the draft there is what was published there, or there is none.
bool may_replace_draft(store::Reader& reader, std::string_view environment, std::string_view slug) {
  const std::optional<std::string> draft = find_draft(reader, slug, environment);
  if (!draft) return true;
  const std::optional<std::string> published = find_published(reader, environment, slug);
  const Result<Funnel> funnel = parse_funnel(*draft);
  if (!funnel || !published) return false;
  return resolved(reader, *funnel, environment).value_or(to_json(*funnel)) == *published;
}

}  // namespace

Judged judge(const Funnel& funnel, const std::vector<std::string>& languages,
             MissingTexts missing_texts) {
  Judged judged;
  judged.languages = languages.empty() ? funnel->languages : languages;
  judged.findings = analyze(funnel);
  for (Diagnostic& finding : judged.findings) {
    constexpr std::string_view kContent = "/content/";
    const std::string& pointer = finding.place.pointer;
    const bool is_meant =
        finding.code == "missing_translation" && missing_texts == MissingTexts::refused &&
        pointer.compare(0, kContent.size(), kContent) == 0 &&
        contains(judged.languages, std::string_view(pointer).substr(kContent.size()));
    if (is_meant) finding.severity = Severity::error;
  }
  for (const Channel channel : funnel->channels) {
    if (!is_playable_on(*funnel, channel)) judged.disabled_channels.push_back(channel);
  }
  for (const std::string& language : judged.languages) {
    if (contains(funnel->languages, language)) continue;
    judged.findings.push_back(
        fault("unknown_language", "/languages", "The funnel has no language `" + language + "`."));
  }
  judged.may_be_published = !has_errors(judged.findings);
  return judged;
}

bool plays_all(const std::vector<store::Publication>& played, const Funnel& funnel,
               const std::vector<std::string>& languages) {
  const std::vector<std::string>& meant = languages.empty() ? funnel->languages : languages;
  if (languages.empty() && played.size() != meant.size()) return false;
  return std::all_of(meant.begin(), meant.end(), [&](const std::string& language) {
    return plays(played, language, release_hash(funnel, spoken_language(*funnel, language)));
  });
}

Published put_releases(store::Writer& writer, const Funnel& funnel, const PublishWish& wish,
                       std::string_view action, const Actor& actor) {
  Published published;
  const std::string& slug = funnel->slug;
  const std::string structure = structure_hash(funnel);
  const std::vector<std::string>& languages =
      wish.languages.empty() ? funnel->languages : wish.languages;
  const std::vector<store::Publication> played = writer.list_publications(wish.environment, slug);
  bool is_new = wish.languages.empty() && played.size() != languages.size();
  for (const std::string& language : languages) {
    const std::string& spoken = spoken_language(*funnel, language);
    const std::string hash = release_hash(funnel, spoken);
    published.releases.push_back({language, hash, structure});
    if (plays(played, language, hash)) continue;
    is_new = true;
    writer.put_release({hash, slug, spoken, structure, release_json(funnel, spoken), actor.at_ms});
    writer.put_publication(
        {wish.environment, slug, language, hash, funnel->default_language, actor.at_ms});
  }
  if (wish.languages.empty()) end_others(writer, played, languages);
  const std::string text = to_json(funnel);
  store::Publishing publishing;
  publishing.funnel = slug;
  publishing.environment = wish.environment;
  publishing.action = action;
  publishing.structure = structure;
  publishing.definition = sha256_hex(text);
  if (is_new) {
    store::put(writer, store::PublishedDefinition{publishing.definition, text, actor.at_ms});
    publishing = add_publishing(writer, publishing, actor);
  }
  published.number = publishing.number;
  published.outcome = is_new ? PublishOutcome::published : PublishOutcome::unchanged;
  return published;
}

Published publish_funnel(store::Store& store, std::string_view slug, const PublishWish& wish,
                         const Actor& actor) {
  std::optional<std::string> draft;
  std::optional<std::string> whole;
  bool is_known = false;
  Diagnostics missing;
  Result<Funnel> funnel = unexpected(Diagnostics{});
  store.read([&](store::Reader& reader) {
    is_known = has_environment(reader, wish.environment);
    draft = find_draft(reader, slug, wish.draft.empty() ? wish.environment : wish.draft);
    if (!draft) return;
    funnel = parse_funnel(*draft);
    if (!funnel) return;
    whole = resolved(reader, *funnel, wish.environment);
    missing = endpoint_findings(reader, *funnel);
  });
  if (!is_known) return refused(PublishOutcome::unknown_environment);
  if (!draft) return refused(PublishOutcome::unknown_funnel);
  if (funnel && whole) funnel = parse_funnel(*whole);
  Published published = refused(PublishOutcome::not_publishable);
  // A draft may be unfinished.
  if (!funnel) {
    published.findings = funnel.error();
    return published;
  }
  Judged judged = judge(*funnel, wish.languages, wish.missing_texts);
  judged.findings.insert(judged.findings.end(), missing.begin(), missing.end());
  if (judged.may_be_published) {
    store.write([&](store::Writer& writer) {
      published = put_releases(writer, *funnel, wish, "publish", actor);
      store::Publishing publishing;
      publishing.funnel = slug;
      publishing.environment = wish.environment;
      publishing.structure = structure_hash(*funnel);
      publishing.number = published.number;
      note(writer, actor, "publish", publishing);
    });
  }
  locate(judged.findings, *draft);
  published.findings = std::move(judged.findings);
  published.disabled_channels = std::move(judged.disabled_channels);
  return published;
}

Published unpublish_funnel(store::Store& store, std::string_view slug, const PublishWish& wish,
                           const Actor& actor) {
  Published published;
  store.write([&](store::Writer& writer) {
    published = refused(PublishOutcome::unknown_release);
    const std::optional<store::Publishing> before = find_playing(writer, wish.environment, slug);
    for (const store::Publication& one : writer.list_publications(wish.environment, slug)) {
      if (!wish.languages.empty() && !contains(wish.languages, one.language)) continue;
      writer.remove_publication(one);
      published.releases.push_back({one.language, one.release, ""});
    }
    if (published.releases.empty()) return;
    store::Publishing publishing;
    if (before && !writer.list_publications(wish.environment, slug).empty()) publishing = *before;
    publishing.funnel = slug;
    publishing.environment = wish.environment;
    publishing.action = "unpublish";
    publishing.repeats = 0;
    publishing = add_publishing(writer, publishing, actor);
    published.outcome = PublishOutcome::published;
    published.number = publishing.number;
    note(writer, actor, "unpublish", publishing);
  });
  return published;
}

Published roll_back(store::Store& store, std::string_view slug, std::string_view environment,
                    std::int64_t number, const Actor& actor) {
  Published published;
  store.write([&](store::Writer& writer) {
    const auto before = store::find<store::Publishing>(writer, slug, number);
    published = before && before->environment == environment
                    ? play_again(writer, *before, environment, "rollback", actor)
                    : refused(PublishOutcome::unknown_release);
  });
  return published;
}

Published promote_funnel(store::Store& store, std::string_view slug, std::string_view from,
                         std::string_view to, const Actor& actor) {
  Published published;
  store.write([&](store::Writer& writer) {
    const bool is_known = has_environment(writer, from) && has_environment(writer, to);
    const std::optional<store::Publishing> playing = find_playing(writer, from, slug);
    if (!is_known || !playing) {
      published =
          refused(is_known ? PublishOutcome::unknown_release : PublishOutcome::unknown_environment);
      return;
    }
    const bool takes_draft = may_replace_draft(writer, to, slug);
    published = play_again(writer, *playing, to, "promote", actor);
    const std::optional<std::string> text = find_definition(writer, *playing);
    const Result<Funnel> funnel = parse_funnel(text.value_or(""));
    if (takes_draft && funnel) put_draft(writer, *funnel, *text, to, actor.at_ms);
  });
  return published;
}

}  // namespace tundish::service
