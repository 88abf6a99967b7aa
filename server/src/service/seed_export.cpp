#include "service/seed_export.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "service/drafts.hpp"
#include "service/environments.hpp"
#include "service/fault.hpp"
#include "service/history.hpp"
#include "service/resolving.hpp"
#include "service/seed_endpoints.hpp"
#include "store/records.hpp"
#include "tundish/codec.hpp"
#include "tundish/parse.hpp"

namespace tundish::service {
namespace {

/// Some languages of a definition in an environment.
struct Edition {
  std::string environment;
  std::string status;
  std::vector<std::string> languages;
  Value definition;
};

bool is_by_version(std::string_view name) { return name == "layers" || name == "content"; }

std::vector<std::string> languages_in(const Value& definition) {
  std::vector<std::string> languages;
  if (const Value* listed = definition.find("languages")) {
    for (const Value& one : listed->list()) languages.push_back(one.text());
  }
  const Value* usual = definition.find("default_language");
  if (languages.empty()) languages.push_back(usual == nullptr ? "en" : usual->text());
  return languages;
}

void add_draft(store::Reader& reader, std::string_view slug, const std::string& environment,
               std::vector<Edition>& editions) {
  const std::optional<std::string> text = find_draft(reader, slug, environment);
  if (!text) return;
  Value definition = canonical_value(*text);
  std::vector<std::string> languages = languages_in(definition);
  editions.push_back({environment, "draft", std::move(languages), std::move(definition)});
}

/// What is played, each language with the definition that its release was made of.
void add_played(store::Reader& reader, std::string_view slug, const std::string& environment,
                std::vector<Edition>& editions) {
  const std::optional<std::string> newest = find_played(reader, environment, slug);
  if (!newest) return;
  std::vector<std::pair<std::string, Edition>> by_text;
  for (const store::Publication& one : reader.list_publications(environment, slug)) {
    const std::string text = find_pinned(reader, slug, one.release).value_or(*newest);
    const auto known = std::find_if(by_text.begin(), by_text.end(),
                                    [&text](const auto& edition) { return edition.first == text; });
    if (known != by_text.end()) {
      known->second.languages.push_back(one.language);
    } else {
      by_text.push_back({text, {environment, "published", {one.language}, canonical_value(text)}});
    }
  }
  for (auto& [text, edition] : by_text) editions.push_back(std::move(edition));
}

Value version_value(const Edition& edition, const std::string& language, const Value& shared) {
  Value version;
  version.set("language", language);
  version.set("environment", edition.environment);
  version.set("status", edition.status);
  const Value* content = edition.definition.find("content");
  const Value* texts = content == nullptr ? nullptr : content->find(language);
  version.set("content", texts == nullptr ? Value(Value::Object{}) : *texts);
  const Value* layers = edition.definition.find("layers");
  version.set("layers", layers == nullptr ? Value(Value::List{}) : *layers);
  // What this version says otherwise than the funnel; null: it says nothing of it.
  for (const Value::Member& member : edition.definition.object()) {
    const Value* usual = shared.find(member.name);
    const bool is_same = usual != nullptr && *usual == member.value;
    if (!is_by_version(member.name) && !is_same) version.set(member.name, member.value);
  }
  for (const Value::Member& member : shared.object()) {
    if (edition.definition.find(member.name) == nullptr) version.set(member.name, Value());
  }
  return version;
}

Value seed_of(std::string_view type, Value data) {
  Value seed;
  seed.set("object_type", type);
  seed.set("data", std::move(data));
  return seed;
}

Value funnel_seed(const std::vector<Edition>& editions) {
  Value shared{Value::Object{}};
  for (const Value::Member& member : editions.front().definition.object()) {
    if (!is_by_version(member.name)) shared.set(member.name, member.value);
  }
  Value versions{Value::List{}};
  for (const Edition& edition : editions) {
    for (const std::string& language : edition.languages) {
      versions.push(version_value(edition, language, shared));
    }
  }
  Value data = shared;
  data.set("versions", std::move(versions));
  return seed_of("funnels", std::move(data));
}

/// Every text of that member name, however deep.
void collect(const Value& value, std::string_view name, std::set<std::string>& found) {
  for (const Value::Member& member : value.object()) {
    if (member.name == name && member.value.is_text()) found.insert(member.value.text());
    collect(member.value, name, found);
  }
  for (const Value& item : value.list()) collect(item, name, found);
}

std::vector<Edition> editions_of(store::Reader& reader, std::string_view slug) {
  std::vector<Edition> editions;
  for (const store::Environment& one : list_environments(reader)) {
    add_draft(reader, slug, one.name, editions);
  }
  for (const store::Environment& one : list_environments(reader)) {
    add_played(reader, slug, one.name, editions);
  }
  return editions;
}

}  // namespace

Result<Value> export_seeds(store::Reader& reader, const std::vector<std::string>& slugs) {
  Value::List funnels;
  std::set<std::string> windows;
  std::set<std::string> endpoints;
  Diagnostics unknown;
  for (const std::string& slug : slugs) {
    const std::vector<Edition> editions = editions_of(reader, slug);
    if (editions.empty()) {
      unknown.push_back(fault("unknown_funnel", "", "There is no funnel `" + slug + "`."));
      continue;
    }
    funnels.push_back(funnel_seed(editions));
    collect(funnels.back(), "publishing_window", windows);
    collect(funnels.back(), "endpoint", endpoints);
  }
  if (!unknown.empty()) return unexpected(std::move(unknown));
  Value::List seeds;
  for (const std::string& name : windows) {
    const auto row = store::find<store::PublishingWindow>(reader, name);
    const Result<Value> hours = parse_value(row ? row->windows : "");
    if (!hours) continue;
    Value data;
    data.set("name", name);
    data.set("windows", *hours);
    seeds.push_back(seed_of("publishing_windows", std::move(data)));
  }
  for (const std::string& name : endpoints) {
    std::optional<Value> data = endpoint_seed(reader, name);
    if (data) seeds.push_back(seed_of("endpoints", std::move(*data)));
  }
  seeds.insert(seeds.end(), funnels.begin(), funnels.end());
  return Value(std::move(seeds));
}

}  // namespace tundish::service
