#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "service/audit.hpp"
#include "store/funnels.hpp"
#include "store/store.hpp"

namespace tundish::service {

inline constexpr std::size_t kLongestFolder = 100;

/// Where a funnel is to stand in lists; what is left out stays.
struct FilingWish {
  std::optional<std::string> folder;  ///< empty: in none
  std::optional<bool> is_archived;
};

/// Changes that and nothing else: what is published goes on, and no draft is another one. Nothing
/// when there is no such funnel.
std::optional<store::Funnel> file_funnel(store::Store& store, std::string_view slug,
                                         const FilingWish& wish, const Actor& actor);

}  // namespace tundish::service
