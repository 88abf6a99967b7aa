#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "store/store.hpp"

namespace tundish::service {

/// A session as another device goes on with it.
struct Resumed {
  std::int64_t gen = 0;
  store::Session row;
  std::vector<store::Event> events;  ///< of a branch: the parents' part first
};

/// The events from `from` on, at most `limit`. Whether the caller may see them is not asked here.
std::optional<Resumed> resume(store::Store& store, std::string_view session, std::int64_t from,
                              std::int64_t limit);

}  // namespace tundish::service
