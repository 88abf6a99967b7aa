#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "service/audit.hpp"
#include "store/funnels.hpp"
#include "store/store.hpp"
#include "tundish/result.hpp"
#include "tundish/value.hpp"

namespace tundish::service {

/// What somebody wants a name to mean: one to twenty windows as definitions have them.
struct WantedWindow {
  std::string name;
  Value windows;
};

/// What is wrong with it, as the format says; pointers lead into `{name, windows}`.
Diagnostics window_faults(const WantedWindow& wanted);
std::string etag_of(const store::PublishingWindow& window);

enum class WindowOutcome { created, replaced, unknown, taken, stale };

struct KeptWindow {
  WindowOutcome outcome = WindowOutcome::created;
  store::PublishingWindow window;
};

/// Adds one without faults; `taken` when there is one of that name.
KeptWindow create_window(store::Store& store, const WantedWindow& wanted, const Actor& actor);
/// Says anew when it is. Releases that were made before keep the hours that they were made with.
KeptWindow replace_window(store::Store& store, const WantedWindow& wanted, std::string_view etags,
                          const Actor& actor);
/// `replaced`: it is gone.
WindowOutcome remove_window(store::Store& store, std::string_view name, std::string_view etags,
                            const Actor& actor);

}  // namespace tundish::service
