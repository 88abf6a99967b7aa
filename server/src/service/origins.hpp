#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "service/audit.hpp"
#include "store/origins.hpp"
#include "store/store.hpp"

namespace tundish::service {

inline constexpr std::size_t kMostOrigins = 50;

/// Whether it is written as browsers send it: `https://shop.example`, `http://localhost:8080`.
bool is_origin(std::string_view text);

/// What is said of a funnel; revision 0: nothing is, and the server's own list holds.
store::Origins find_origins(store::Reader& reader, std::string_view funnel);
std::string etag_of(const store::Origins& origins);

/// `stale`: it is another version than the one that was meant.
enum class OriginsOutcome { done, stale };
struct ChangedOrigins {
  OriginsOutcome outcome = OriginsOutcome::done;
  store::Origins origins;
};
/// Of which sites pages may play it; nothing: what holds for the server. `etags`: an `If-Match`
/// header. Each is an origin.
ChangedOrigins change_origins(store::Store& store, const std::string& funnel,
                              const std::optional<std::vector<std::string>>& allowed,
                              std::string_view etags, const Actor& actor);

}  // namespace tundish::service
