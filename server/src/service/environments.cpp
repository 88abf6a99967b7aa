#include "service/environments.hpp"

#include <algorithm>
#include <utility>

#include "service/fault.hpp"
#include "service/version_match.hpp"
#include "store/records.hpp"
#include "tundish/codec.hpp"

namespace tundish::service {
namespace {

constexpr int kMostEnvironments = 50;
constexpr std::size_t kMostName = 40;
constexpr std::size_t kMostTitle = 200;

std::vector<store::Environment> usual_environments() {
  return {{std::string(kUsualEnvironment), "Production", 1, 0, 0}, {"staging", "Staging", 2, 0, 0}};
}

std::vector<store::Environment> stored_environments(store::Reader& reader) {
  return store::list<store::Environment>(
      reader, store::by_index("environments_by_position").limit(kMostEnvironments));
}

/// All of them as rows that can be changed.
std::vector<store::Environment> kept_environments(store::Writer& writer) {
  std::vector<store::Environment> all = stored_environments(writer);
  if (!all.empty()) return all;
  all = usual_environments();
  for (const store::Environment& one : all) store::put(writer, one);
  return all;
}

std::vector<store::Environment>::iterator find_named(std::vector<store::Environment>& all,
                                                     std::string_view name) {
  return std::find_if(all.begin(), all.end(),
                      [name](const store::Environment& one) { return one.name == name; });
}

Deed deed_of(std::string action, std::string_view name) {
  return Deed{std::move(action), "environment", std::string(name)};
}

/// Numbers them by the order that they have here.
void put_in_order(store::Writer& writer, std::vector<store::Environment>& all) {
  std::int64_t position = 0;
  for (store::Environment& one : all) {
    one.position = ++position;
    store::put(writer, one);
  }
}

Diagnostics name_faults(const NewEnvironment& wanted) {
  Diagnostics faults;
  if (!is_environment_name(wanted.name)) {
    faults.push_back(
        fault("pattern", "/name", "A name is made of 1 to 40 small letters, digits, `-` and `_`."));
  }
  if (wanted.title.size() > kMostTitle) {
    faults.push_back(fault("too_long", "/title", "A title has at most 200 bytes."));
  }
  return faults;
}

}  // namespace

std::vector<store::Environment> list_environments(store::Reader& reader) {
  std::vector<store::Environment> all = stored_environments(reader);
  return all.empty() ? usual_environments() : all;
}

bool has_environment(store::Reader& reader, std::string_view name) {
  std::vector<store::Environment> all = list_environments(reader);
  return find_named(all, name) != all.end();
}

bool is_environment_name(std::string_view text) {
  return !text.empty() && text.size() <= kMostName &&
         std::all_of(text.begin(), text.end(), [](char letter) {
           return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') ||
                  letter == '-' || letter == '_';
         });
}

void add_environment(store::Writer& writer, const std::string& name, std::int64_t at_ms) {
  std::vector<store::Environment> all = kept_environments(writer);
  if (find_named(all, name) != all.end()) return;
  store::put(writer, store::Environment{name, name, all.back().position + 1, at_ms, at_ms});
}

std::string etag_of(const store::Environment& environment) {
  const std::string text = environment.name + '\n' + environment.title + '\n' +
                           std::to_string(environment.position) + '\n' +
                           std::to_string(environment.updated_at_ms);
  return '"' + sha256_hex(text).substr(0, 32) + '"';
}

Result<store::Environment> create_environment(store::Store& store, const NewEnvironment& wanted,
                                              const Actor& actor) {
  if (Diagnostics faults = name_faults(wanted); !faults.empty()) {
    return unexpected(std::move(faults));
  }
  store::Environment made;
  Diagnostics faults;
  store.write([&](store::Writer& writer) {
    faults.clear();
    std::vector<store::Environment> all = kept_environments(writer);
    if (find_named(all, wanted.name) != all.end()) {
      faults.push_back(fault("taken", "/name", "There is an environment of this name."));
    } else if (all.size() >= kMostEnvironments) {
      faults.push_back(fault("too_many", "/name", "There are fifty environments: delete one."));
    }
    if (!faults.empty()) return;
    made = {wanted.name, wanted.title.empty() ? wanted.name : wanted.title, all.back().position + 1,
            actor.at_ms, actor.at_ms};
    store::put(writer, made);
    note_deed(writer, actor, deed_of("environment.create", made.name));
  });
  if (!faults.empty()) return unexpected(std::move(faults));
  return made;
}

ChangedEnvironment change_environment(store::Store& store, std::string_view name,
                                      std::string_view etags, const EnvironmentChange& change,
                                      const Actor& actor) {
  ChangedEnvironment changed;
  store.write([&](store::Writer& writer) {
    changed = ChangedEnvironment{};
    std::vector<store::Environment> all = kept_environments(writer);
    const auto found = find_named(all, name);
    if (found == all.end()) {
      changed.outcome = EnvironmentOutcome::unknown;
    } else if (!means_version(etags, etag_of(*found))) {
      changed.outcome = EnvironmentOutcome::stale;
    }
    if (changed.outcome != EnvironmentOutcome::done) return;
    store::Environment one = *found;
    if (change.title) one.title = *change.title;
    one.updated_at_ms = actor.at_ms;
    const auto last = static_cast<std::int64_t>(all.size());
    const std::int64_t place =
        std::clamp<std::int64_t>(change.position.value_or(found - all.begin() + 1), 1, last);
    all.erase(found);
    all.insert(all.begin() + (place - 1), one);
    put_in_order(writer, all);
    changed.environment = all[static_cast<std::size_t>(place - 1)];
    note_deed(writer, actor, deed_of("environment.change", name));
  });
  return changed;
}

EnvironmentOutcome remove_environment(store::Store& store, std::string_view name,
                                      std::string_view etags, const Actor& actor) {
  EnvironmentOutcome outcome = EnvironmentOutcome::done;
  store.write([&](store::Writer& writer) {
    std::vector<store::Environment> all = kept_environments(writer);
    const auto found = find_named(all, name);
    const store::By drafts = store::by_index("drafts_by_environment").equal(name).limit(1);
    outcome = EnvironmentOutcome::done;
    if (found == all.end()) {
      outcome = EnvironmentOutcome::unknown;
    } else if (!means_version(etags, etag_of(*found))) {
      outcome = EnvironmentOutcome::stale;
    } else if (all.size() == 1 || !store::list<store::Draft>(writer, drafts).empty()) {
      outcome = EnvironmentOutcome::in_use;
    }
    if (outcome != EnvironmentOutcome::done) return;
    store::remove<store::Environment>(writer, name);
    note_deed(writer, actor, deed_of("environment.delete", name));
  });
  return outcome;
}

}  // namespace tundish::service
