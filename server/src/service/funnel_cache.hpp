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

/// The releases that are being played, parsed, and what sessions play that go on in several of
/// them. Both are bounded, each by itself; used by many threads at once.
class FunnelCache {
 public:
  explicit FunnelCache(std::size_t capacity = 128) : releases_(capacity) {}

  /// The funnel of that release, or nothing when the store has none.
  std::optional<Funnel> find(store::Reader& reader, std::string_view release);
  /// The same; reads the store only for a release that is not in the cache.
  std::optional<Funnel> find(store::Store& store, std::string_view release);

  /// What a stored session plays, in all languages that its log goes on in. Throws
  /// `std::runtime_error` when its release is missing.
  Funnel of(store::Reader& reader, const store::Session& session);

 private:
  /// What was used last stays.
  class Shelf {
   public:
    explicit Shelf(std::size_t capacity) : capacity_(capacity) {}
    std::optional<Funnel> find(std::string_view name);
    void keep(const std::string& name, const Funnel& funnel);

   private:
    struct Entry {
      Funnel funnel;
      std::uint64_t used = 0;
    };

    const std::size_t capacity_;
    std::mutex mutex_;
    std::uint64_t uses_ = 0;
    std::map<std::string, Entry, std::less<>> entries_;
  };

  Funnel keep(const store::Release& row);

  static constexpr std::size_t kMostTogether = 32;

  Shelf releases_;
  Shelf together_{kMostTogether};  ///< by the hashes of all their releases
};

}  // namespace tundish::service
