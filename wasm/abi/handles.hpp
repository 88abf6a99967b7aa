#pragma once

#include <cstdint>
#include <memory>
#include <variant>
#include <vector>

#include "tundish/session.hpp"
#include "tundish/sync.hpp"

namespace tundish::abi {

using Thing = std::variant<std::monostate, Funnel, Session, SyncState>;

/// What the host holds by number. A handle is the position in a list plus one; released places are
/// used again. 0 is never a handle.
class Handles {
 public:
  std::uint32_t keep(Thing thing) {
    for (std::size_t i = 0; i < things_.size(); ++i) {
      if (!std::holds_alternative<std::monostate>(things_[i])) continue;
      things_[i] = std::move(thing);
      return static_cast<std::uint32_t>(i + 1);
    }
    things_.push_back(std::move(thing));
    return static_cast<std::uint32_t>(things_.size());
  }

  /// The thing behind a handle, or null when it is another kind of thing or none.
  template <class T>
  T* find(std::uint32_t handle) {
    if (handle == 0 || handle > things_.size()) return nullptr;
    return std::get_if<T>(&things_[handle - 1]);
  }

  void release(std::uint32_t handle) {
    if (handle > 0 && handle <= things_.size()) things_[handle - 1] = std::monostate();
  }

 private:
  std::vector<Thing> things_;
};

}  // namespace tundish::abi
