#pragma once

#include <cstdint>

#include "store/store.hpp"

namespace tundish::cli {

/// Publishes the funnels that the binary carries, where no funnel ever was: definitions as they
/// are, data collection flows imported. What stands against one of them goes to the log; the others
/// are published.
void publish_demo_funnels(store::Store& store, std::int64_t now_ms);

/// Publishes those of the gallery, in an environment of their own.
void publish_gallery_funnels(store::Store& store, std::int64_t now_ms);

}  // namespace tundish::cli
