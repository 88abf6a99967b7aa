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
  std::vector<store::Event> server;  ///< the server's lane
};

/// Where each lane is wanted from, and how much of it.
struct ResumeFrom {
  std::int64_t client = 0;
  std::int64_t server = 0;
  std::int64_t limit = 0;  ///< events of each lane
};

/// Whether the caller may see them is not asked here.
std::optional<Resumed> resume(store::Store& store, std::string_view session,
                              const ResumeFrom& from);

}  // namespace tundish::service
