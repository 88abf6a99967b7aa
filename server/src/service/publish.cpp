#include "service/publish.hpp"

#include <optional>
#include <stdexcept>

#include "tundish/analyze.hpp"
#include "tundish/parse.hpp"
#include "tundish/release.hpp"

namespace tundish::service {
namespace {

Diagnostics located_findings(const Funnel& funnel, std::string_view definition) {
  Diagnostics findings = analyze(funnel);
  locate(findings, definition);
  return findings;
}

/// A language that is listed without texts is played with those of the default one.
const std::string& spoken_language(const Definition& definition, const std::string& language) {
  const Content* content = find_content(definition, language);
  if (!content) content = find_content(definition, definition.default_language);
  return content ? content->language : definition.content.front().language;
}

}  // namespace

Result<SavedFunnel> save_funnel(store::Store& store, std::string_view definition,
                                const Actor& actor) {
  const Result<Funnel> funnel = parse_funnel(definition);
  if (!funnel) return unexpected(funnel.error());
  SavedFunnel saved;
  saved.languages = (*funnel)->languages;
  saved.findings = located_findings(*funnel, definition);
  saved.row.slug = (*funnel)->slug;
  saved.row.title = (*funnel)->title;
  saved.row.structure = structure_hash(*funnel);
  saved.row.definition = definition;
  store.write([&](store::Writer& writer) {
    const std::optional<store::Funnel> before = writer.find_funnel(saved.row.slug);
    saved.saved = before ? Saved::replaced : Saved::created;
    saved.row.created_at_ms = before ? before->created_at_ms : actor.at_ms;
    saved.row.updated_at_ms = actor.at_ms;
    writer.put_funnel(saved.row);
    Deed deed{before ? "funnel.save" : "funnel.create", "funnel", saved.row.slug};
    deed.details.set("structure", saved.row.structure);
    note_deed(writer, actor, deed);
  });
  return saved;
}

Published publish_funnel(store::Store& store, std::string_view slug, std::string_view environment,
                         const Actor& actor) {
  Published published;
  std::optional<store::Funnel> draft;
  store.read([&](store::Reader& reader) { draft = reader.find_funnel(slug); });
  if (!draft) {
    published.outcome = PublishOutcome::unknown_funnel;
    return published;
  }
  const Result<Funnel> funnel = parse_funnel(draft->definition);
  if (!funnel) throw std::runtime_error("the stored draft " + draft->slug + " does not parse");
  published.findings = located_findings(*funnel, draft->definition);
  if (has_errors(published.findings)) {
    published.outcome = PublishOutcome::not_publishable;
    return published;
  }
  for (const std::string& language : (*funnel)->languages) {
    published.releases.push_back(PublishedRelease{
        language, release_hash(*funnel, spoken_language(**funnel, language)), draft->structure});
  }
  store.write([&](store::Writer& writer) {
    for (const PublishedRelease& release : published.releases) {
      const std::string& spoken = spoken_language(**funnel, release.language);
      writer.put_release(store::Release{release.release, draft->slug, spoken, draft->structure,
                                        release_json(*funnel, spoken), actor.at_ms});
      writer.put_publication(store::Publication{std::string(environment), draft->slug,
                                                release.language, release.release,
                                                (*funnel)->default_language, actor.at_ms});
    }
    Deed deed{"funnel.publish", "funnel", draft->slug};
    deed.details.set("environment", environment);
    deed.details.set("structure", draft->structure);
    note_deed(writer, actor, deed);
  });
  return published;
}

}  // namespace tundish::service
