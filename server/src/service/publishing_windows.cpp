#include "service/publishing_windows.hpp"

#include <utility>

#include "service/fault.hpp"
#include "service/version_match.hpp"
#include "store/records.hpp"
#include "tundish/codec.hpp"
#include "tundish/parse.hpp"

namespace tundish::service {
namespace {

constexpr std::size_t kMostWindows = 20;
constexpr std::string_view kPlace = "/config/availability/windows";

/// The smallest funnel that is open at that time: whatever it says of its hours is what the format
/// says of them.
std::string funnel_open_at(const Value& windows) {
  Value availability;
  availability.set("windows", windows);
  Value config;
  config.set("availability", std::move(availability));
  Value layer;
  layer.set("id", "a");
  layer.set("type", "start");
  Value funnel;
  funnel.set("tundish", 1);
  funnel.set("slug", "a");
  funnel.set("title", "A");
  funnel.set("layers", Value::List{std::move(layer)});
  funnel.set("config", std::move(config));
  return to_json(funnel);
}

Deed deed_of(std::string action, std::string_view name) {
  return Deed{std::move(action), "publishing_window", std::string(name)};
}

}  // namespace

Diagnostics window_faults(const WantedWindow& wanted) {
  Value named;
  named.set("publishing_window", wanted.name);
  Diagnostics faults;
  if (!parse_funnel(funnel_open_at(Value::List{std::move(named)}))) {
    faults.push_back(
        fault("pattern", "/name", "A name is made of 1 to 64 letters, digits, `_` and `-`."));
  }
  const Value::List& list = wanted.windows.list();
  if (list.empty() || list.size() > kMostWindows) {
    faults.push_back(fault("out_of_range", "/windows", "There are between 1 and 20 windows."));
    return faults;
  }
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (list[i].find("publishing_window") == nullptr) continue;
    faults.push_back(fault("unknown_property", "/windows/" + std::to_string(i),
                           "A window that has a name does not consist of others."));
  }
  if (const Result<Funnel> funnel = parse_funnel(funnel_open_at(wanted.windows)); !funnel) {
    for (Diagnostic found : funnel.error()) {
      const std::string pointer = found.place.pointer;
      if (pointer.compare(0, kPlace.size(), kPlace) != 0) continue;
      found.place = Place{"/windows" + pointer.substr(kPlace.size()), 0, 0};
      faults.push_back(std::move(found));
    }
  }
  return faults;
}

std::string etag_of(const store::PublishingWindow& window) {
  return '"' + sha256_hex(window.name + '\n' + window.windows).substr(0, 32) + '"';
}

KeptWindow create_window(store::Store& store, const WantedWindow& wanted, const Actor& actor) {
  KeptWindow kept;
  store.write([&](store::Writer& writer) {
    kept.window = {wanted.name, to_json(wanted.windows), actor.at_ms, actor.at_ms};
    const bool is_added = store::add(writer, kept.window) == store::Added::yes;
    kept.outcome = is_added ? WindowOutcome::created : WindowOutcome::taken;
    if (is_added) note_deed(writer, actor, deed_of("publishing_window.create", wanted.name));
  });
  return kept;
}

KeptWindow replace_window(store::Store& store, const WantedWindow& wanted, std::string_view etags,
                          const Actor& actor) {
  KeptWindow kept;
  store.write([&](store::Writer& writer) {
    const auto before = store::find<store::PublishingWindow>(writer, wanted.name);
    kept.outcome = WindowOutcome::replaced;
    if (!before) {
      kept.outcome = WindowOutcome::unknown;
    } else if (!means_version(etags, etag_of(*before))) {
      kept.outcome = WindowOutcome::stale;
    }
    if (kept.outcome != WindowOutcome::replaced) return;
    kept.window = {wanted.name, to_json(wanted.windows), before->created_at_ms, actor.at_ms};
    store::put(writer, kept.window);
    note_deed(writer, actor, deed_of("publishing_window.change", wanted.name));
  });
  return kept;
}

WindowOutcome remove_window(store::Store& store, std::string_view name, std::string_view etags,
                            const Actor& actor) {
  WindowOutcome outcome = WindowOutcome::replaced;
  store.write([&](store::Writer& writer) {
    const auto before = store::find<store::PublishingWindow>(writer, name);
    outcome = WindowOutcome::replaced;
    if (!before) {
      outcome = WindowOutcome::unknown;
    } else if (!means_version(etags, etag_of(*before))) {
      outcome = WindowOutcome::stale;
    }
    if (outcome != WindowOutcome::replaced) return;
    store::remove<store::PublishingWindow>(writer, name);
    note_deed(writer, actor, deed_of("publishing_window.delete", name));
  });
  return outcome;
}

}  // namespace tundish::service
