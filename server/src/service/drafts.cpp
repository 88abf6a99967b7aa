#include "service/drafts.hpp"

#include <utility>

#include "service/endpoint_findings.hpp"
#include "service/fault.hpp"
#include "service/kept_drafts.hpp"
#include "service/resolving.hpp"
#include "service/version_match.hpp"
#include "service/words.hpp"
#include "store/records.hpp"
#include "tundish/analyze.hpp"
#include "tundish/codec.hpp"
#include "tundish/parse.hpp"
#include "tundish/release.hpp"

namespace tundish::service {
namespace {

/// What is there before a change: looked at in one transaction, compared again in the one that
/// writes, so that no writer waits while a definition is read and analysed.
struct Seen {
  bool has_environment = false;
  std::optional<std::string> text;
};

Seen look(store::Store& store, const DraftPlace& place, std::string_view slug) {
  Seen seen;
  store.read([&](store::Reader& reader) {
    seen.has_environment = has_environment(reader, place.environment);
    seen.text = find_draft(reader, slug, place.environment);
  });
  return seen;
}

/// Why nothing may be kept there; nothing when it may.
std::optional<DraftOutcome> refusal(const Seen& seen, const DraftPlace& place,
                                    std::string_view definition = {}) {
  if (!seen.has_environment) return DraftOutcome::unknown_environment;
  if (place.is_new && seen.text && *seen.text != definition) return DraftOutcome::exists;
  if (!place.etags) return std::nullopt;
  if (!seen.text) return DraftOutcome::unknown_funnel;
  const bool is_meant = means_version(*place.etags, etag_of_text(*seen.text));
  return is_meant ? std::nullopt : std::optional(DraftOutcome::stale);
}

Diagnostics findings_of(store::Store& store, const Funnel& funnel, std::string_view definition,
                        std::string_view environment) {
  std::optional<std::string> whole;
  Diagnostics missing;
  store.read([&](store::Reader& reader) {
    whole = resolved(reader, funnel, environment);
    missing = endpoint_findings(reader, funnel);
  });
  Result<Funnel> played = whole ? parse_funnel(*whole) : Result<Funnel>(funnel);
  Diagnostics findings = played ? analyze(*played) : played.error();
  findings.insert(findings.end(), missing.begin(), missing.end());
  locate(findings, definition);
  return findings;
}

SavedFunnel keep(store::Store& store, const Funnel& funnel, std::string_view definition,
                 const DraftPlace& place, const Seen& seen, const Actor& actor) {
  SavedFunnel saved;
  saved.languages = funnel->languages;
  saved.etag = etag_of_text(definition);
  saved.findings = findings_of(store, funnel, definition, place.environment);
  store.write([&](store::Writer& writer) {
    const std::optional<std::string> before = find_draft(writer, funnel->slug, place.environment);
    if ((place.etags || place.is_new) && before != seen.text) {
      saved.outcome = place.is_new ? DraftOutcome::exists : DraftOutcome::stale;
      return;
    }
    saved.outcome = before ? DraftOutcome::replaced : DraftOutcome::created;
    put_draft(writer, funnel, definition, place.environment, actor.at_ms);
    saved.row = *store::find<store::Draft>(writer, funnel->slug, place.environment);
    Deed deed{before ? "funnel.save" : "funnel.create", "funnel", funnel->slug};
    deed.details.set("environment", place.environment);
    deed.details.set("structure", saved.row.structure);
    note_deed(writer, actor, deed);
  });
  return saved;
}

SavedFunnel invalid(Diagnostics faults) {
  SavedFunnel saved;
  saved.outcome = DraftOutcome::invalid;
  saved.findings = std::move(faults);
  return saved;
}

SavedFunnel refused(DraftOutcome outcome) {
  SavedFunnel saved;
  saved.outcome = outcome;
  return saved;
}

/// Keeps what its author has not finished in place of the draft that is there.
SavedFunnel keep_unfinished(store::Store& store, std::string_view definition, Diagnostics faults,
                            const DraftPlace& place, const Actor& actor) {
  const Result<Value> written = parse_value(definition);
  const Value* slug = written ? written->find("slug") : nullptr;
  if (slug == nullptr || slug->text() != place.slug) return invalid(std::move(faults));
  const Seen seen = look(store, place, place.slug);
  if (const std::optional<DraftOutcome> why = refusal(seen, place)) return refused(*why);
  SavedFunnel saved;
  saved.outcome = DraftOutcome::replaced;
  saved.etag = etag_of_text(definition);
  saved.findings = std::move(faults);
  store.write([&](store::Writer& writer) {
    auto row = store::find<store::Draft>(writer, place.slug, place.environment);
    const bool is_meant = row && find_draft(writer, place.slug, place.environment) == seen.text;
    saved.outcome = is_meant ? DraftOutcome::replaced : DraftOutcome::stale;
    if (!is_meant) return;
    row->structure = sha256_hex("tundish:unfinished:1\n" + std::string(definition));
    row->updated_at_ms = actor.at_ms;
    store::put(writer, *row);
    store::put(writer, store::DraftText{place.slug, place.environment, std::string(definition)});
    saved.row = *row;
    saved.languages = split_words(row->languages);
    Deed deed{"funnel.save", "funnel", place.slug};
    deed.details.set("environment", place.environment);
    deed.details.set("structure", row->structure);
    note_deed(writer, actor, deed);
  });
  return saved;
}

/// The language and key of the text that is not wanted any more; nothing when the fault is another.
std::optional<std::pair<std::string, std::string>> find_stale_text(const Diagnostic& found,
                                                                   std::string_view touched) {
  std::string pointer;
  if (found.code == "unknown_text_key") pointer = found.place.pointer;
  if (found.code == "inline_text_conflict" && !found.related.empty()) {
    pointer = found.related.front().place.pointer;
  }
  constexpr std::string_view kContent = "/content/";
  if (touched.empty() || pointer.compare(0, kContent.size(), kContent) != 0) return std::nullopt;
  pointer = pointer.substr(kContent.size());
  const std::size_t slash = std::min(pointer.find('/'), pointer.size());
  const std::string key = pointer.substr(std::min(slash + 1, pointer.size()));
  if (key.compare(0, touched.size(), touched) != 0) return std::nullopt;
  return std::pair(pointer.substr(0, slash), key);
}

Value without_member(const Value& object, const std::string& name) {
  Value kept{Value::Object{}};
  for (const Value::Member& member : object.object()) {
    if (member.name != name) kept.set(member.name, member.value);
  }
  return kept;
}

/// The funnel that an edit made. Texts of the part that was replaced are left out where nothing has
/// them any more, or where the new one brings its own.
Result<Funnel> parse_edited(Edited edited) {
  constexpr int kMostRounds = 50;  // each names as many faults as the parser tells at once
  Result<Funnel> funnel = parse_funnel(to_json(edited.definition));
  for (int round = 0; !funnel && round < kMostRounds; ++round) {
    Diagnostics others;
    bool is_better = false;
    const Value* written = edited.definition.find("content");
    Value content = written == nullptr ? Value(Value::Object{}) : *written;
    for (const Diagnostic& found : funnel.error()) {
      const auto stale = find_stale_text(found, edited.touched);
      if (!stale) {
        others.push_back(found);
        continue;
      }
      const Value* texts = content.find(stale->first);
      if (texts != nullptr) content.set(stale->first, without_member(*texts, stale->second));
      is_better = true;
    }
    if (!others.empty() || !is_better) return unexpected(std::move(others));
    edited.definition.set("content", std::move(content));
    funnel = parse_funnel(to_json(edited.definition));
  }
  return funnel;
}

}  // namespace

std::string etag_of_text(std::string_view definition) { return '"' + sha256_hex(definition) + '"'; }

std::optional<std::string> find_draft(store::Reader& reader, std::string_view slug,
                                      std::string_view environment) {
  std::optional<store::DraftText> text = store::find<store::DraftText>(reader, slug, environment);
  if (!text) return std::nullopt;
  return std::move(text->definition);
}

std::vector<std::string> languages_of(store::Reader& reader, const store::Draft& draft) {
  if (!draft.languages.empty()) return split_words(draft.languages);
  const std::optional<std::string> text = find_draft(reader, draft.funnel, draft.environment);
  const Result<Funnel> funnel = parse_funnel(text.value_or(""));
  return funnel ? (*funnel)->languages : std::vector<std::string>();
}

Value canonical_value(std::string_view definition) {
  const Result<Funnel> funnel = parse_funnel(definition);
  const Result<Value> value = parse_value(funnel ? to_json(*funnel) : std::string(definition));
  return value ? *value : Value(Value::Object{});
}

void put_draft(store::Writer& writer, const Funnel& funnel, std::string_view definition,
               std::string_view environment, std::int64_t at_ms) {
  const std::string& slug = funnel->slug;
  auto row = store::find<store::Funnel>(writer, slug).value_or(store::Funnel{});
  const auto before = store::find<store::Draft>(writer, slug, environment);
  if (row.slug.empty()) row.created_at_ms = at_ms;
  row.slug = slug;
  row.title = funnel->title;
  row.updated_at_ms = at_ms;
  store::put(writer, row);
  store::put(writer, store::Draft{slug, std::string(environment), funnel->title,
                                  structure_hash(funnel), joined_words(funnel->languages),
                                  before ? before->created_at_ms : at_ms, at_ms});
  store::put(writer, store::DraftText{slug, std::string(environment), std::string(definition)});
}

SavedFunnel save_funnel(store::Store& store, std::string_view definition, const Actor& actor,
                        const DraftPlace& place) {
  const Result<Funnel> funnel = parse_funnel(definition);
  if (!funnel && place.may_be_unfinished)
    return keep_unfinished(store, definition, funnel.error(), place, actor);
  if (!funnel) return invalid(funnel.error());
  const std::string& slug = (*funnel)->slug;
  if (!place.slug.empty() && slug != place.slug) {
    Diagnostics faults{
        fault("other_slug", "/slug", "A funnel keeps its slug: it is `" + place.slug + "`.")};
    locate(faults, definition);
    return invalid(std::move(faults));
  }
  const Seen seen = look(store, place, slug);
  if (const std::optional<DraftOutcome> why = refusal(seen, place, definition)) {
    return refused(*why);
  }
  return keep(store, *funnel, definition, place, seen, actor);
}

SavedFunnel edit_draft(store::Store& store, const DraftPlace& place, const DraftEdit& edit,
                       const Actor& actor) {
  const Seen seen = look(store, place, place.slug);
  if (const std::optional<DraftOutcome> why = refusal(seen, place)) return refused(*why);
  const Result<Edited> edited = edit(canonical_value(*seen.text));
  if (!edited) return invalid(edited.error());
  const Result<Funnel> funnel = parse_edited(*edited);
  if (!funnel) return invalid(funnel.error());
  if ((*funnel)->slug != place.slug) {
    return invalid({fault("other_slug", "/slug", "A funnel keeps its slug.")});
  }
  return keep(store, *funnel, to_json(*funnel), place, seen, actor);
}

DraftOutcome remove_draft(store::Store& store, const DraftPlace& place, const Actor& actor) {
  DraftOutcome outcome = DraftOutcome::removed;
  store.write([&](store::Writer& writer) {
    const std::optional<std::string> text = find_draft(writer, place.slug, place.environment);
    outcome = DraftOutcome::removed;
    if (!text) {
      outcome = DraftOutcome::unknown_funnel;
    } else if (place.etags && !means_version(*place.etags, etag_of_text(*text))) {
      outcome = DraftOutcome::stale;
    } else if (!writer.list_publications(place.environment, place.slug).empty()) {
      outcome = DraftOutcome::is_played;
    }
    if (outcome != DraftOutcome::removed) return;
    store::remove<store::Draft>(writer, place.slug, place.environment);
    store::remove<store::DraftText>(writer, place.slug, place.environment);
    const store::By others = store::by_key().equal(place.slug).limit(1);
    if (store::list<store::Draft>(writer, others).empty()) {
      store::remove<store::Funnel>(writer, place.slug);
      remove_kept_drafts(writer, place.slug);
    }
    Deed deed{"funnel.delete", "funnel", place.slug};
    deed.details.set("environment", place.environment);
    note_deed(writer, actor, deed);
  });
  return outcome;
}

}  // namespace tundish::service
