#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "store/store.hpp"
#include "tundish/funnel.hpp"

namespace tundish::service {

/// The releases that are being played, parsed. Bounded; used by many threads at once.
class FunnelCache {
 public:
  explicit FunnelCache(std::size_t capacity = 128) : capacity_(capacity) {}

  /// The funnel of that release, or nothing when the store has none.
  std::optional<Funnel> find(store::Reader& reader, std::string_view release);
  /// The same; reads the store only for a release that is not in the cache.
  std::optional<Funnel> find(store::Store& store, std::string_view release);

 private:
  struct Entry {
    Funnel funnel;
    std::uint64_t used = 0;
  };

  std::optional<Funnel> find_cached(std::string_view release);
  Funnel keep(const store::Release& row);

  std::size_t capacity_;
  std::mutex mutex_;
  std::uint64_t uses_ = 0;
  std::map<std::string, Entry, std::less<>> entries_;
};

}  // namespace tundish::service
