#include "service/seed_versions.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "service/environments.hpp"
#include "service/fault.hpp"
#include "tundish/codec.hpp"
#include "tundish/import.hpp"

namespace tundish::service {
namespace {

std::string text_or(const Value& object, std::string_view name, std::string_view otherwise) {
  const Value* found = object.find(name);
  return found != nullptr && found->is_text() ? found->text() : std::string(otherwise);
}

bool is_of_version(std::string_view name) {
  return name == "language" || name == "content" || name == "environment" || name == "status" ||
         name == "layers";
}

/// A version without its language and texts: what it shares with others of its definition.
std::string shared_text(const Value& version) {
  Value shared{Value::Object{}};
  for (const Value::Member& member : version.object()) {
    if (member.name != "language" && member.name != "content") {
      shared.set(member.name, member.value);
    }
  }
  return to_json(shared);
}

/// Versions of one definition, in the order in which the first of each stands.
struct Group {
  std::string shared;
  std::string pointer;
  Value::List versions;
};

std::vector<Group> groups_of(const Value& data, const std::string& pointer) {
  std::vector<Group> groups;
  const Value* versions = data.find("versions");
  const std::size_t count = versions == nullptr ? 0 : versions->list().size();
  for (std::size_t i = 0; i < count; ++i) {
    const Value& version = versions->list()[i];
    const std::string shared = shared_text(version);
    auto known = std::find_if(groups.begin(), groups.end(),
                              [&shared](const Group& one) { return one.shared == shared; });
    if (known == groups.end()) {
      groups.push_back({shared, pointer + "/versions/" + std::to_string(i), {}});
      known = groups.end() - 1;
    }
    known->versions.push_back(version);
  }
  return groups;
}

/// The funnel's data as this group says it, with its versions alone; layers stand in the first.
Value data_of(const Value& data, const Group& group) {
  Value made{Value::Object{}};
  const Value& first = group.versions.front();
  for (const Value::Member& member : data.object()) {
    const bool is_said = !is_of_version(member.name) && first.find(member.name) != nullptr;
    if (member.name != "versions" && !is_said) made.set(member.name, member.value);
  }
  for (const Value::Member& member : first.object()) {
    const bool is_kept = !is_of_version(member.name) && !member.value.is_null();
    if (is_kept) made.set(member.name, member.value);
  }
  Value::List versions;
  for (const Value& version : group.versions) {
    Value one;
    for (const Value::Member& member : version.object()) {
      const bool is_first = versions.empty() && member.name == "layers";
      if (is_first || member.name == "language" || member.name == "content") {
        one.set(member.name, member.value);
      }
    }
    versions.push_back(std::move(one));
  }
  made.set("versions", std::move(versions));
  return made;
}

Diagnostics moved_to(Diagnostics faults, const std::string& pointer) {
  for (Diagnostic& one : faults) one.place = Place{pointer, 0, 0};
  return faults;
}

SeedVersions versions_of(const Value& data, const Group& group) {
  SeedVersions made;
  const Value& first = group.versions.front();
  made.slug = text_or(data, "slug", "");
  made.environment = text_or(first, "environment", kUsualEnvironment);
  made.status = text_or(first, "status", "draft");
  for (const Value& version : group.versions) {
    made.languages.push_back(text_or(version, "language", ""));
  }
  if (made.slug.empty()) {
    made.faults.push_back(fault("missing_property", group.pointer, "The funnel has no `slug`."));
  }
  if (made.status != "draft" && made.status != "published") {
    made.faults.push_back(
        fault("unknown_word", group.pointer + "/status", "A version is `draft` or `published`."));
  }
  if (!is_environment_name(made.environment)) {
    made.faults.push_back(
        fault("pattern", group.pointer + "/environment", "No environment is called like this."));
  }
  Value seed;
  seed.set("object_type", "funnels");
  seed.set("data", data_of(data, group));
  const Result<Imported> imported =
      import_definition(ImportFormat::seed, to_json(Value(Value::List{std::move(seed)})), {});
  if (!imported) {
    for (Diagnostic& one : moved_to(imported.error(), group.pointer)) {
      made.faults.push_back(std::move(one));
    }
    return made;
  }
  made.definition = imported->definition;
  made.warnings = moved_to(imported->diagnostics, group.pointer);
  return made;
}

}  // namespace

std::vector<SeedVersions> seed_versions(const Value& data, const std::string& pointer) {
  std::vector<SeedVersions> all;
  for (const Group& group : groups_of(data, pointer)) all.push_back(versions_of(data, group));
  std::stable_sort(all.begin(), all.end(), [](const SeedVersions& left, const SeedVersions& right) {
    return left.status < right.status;
  });
  if (all.empty()) {
    SeedVersions none;
    none.slug = text_or(data, "slug", "");
    none.environment = kUsualEnvironment;
    none.status = "draft";
    none.faults.push_back(
        fault("missing_property", pointer + "/versions", "A funnel's seed has its versions."));
    all.push_back(std::move(none));
  }
  return all;
}

}  // namespace tundish::service
