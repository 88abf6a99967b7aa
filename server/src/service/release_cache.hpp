#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <vector>

#include "service/funnel_cache.hpp"
#include "store/store.hpp"
#include "tundish/funnel.hpp"

namespace tundish::service {

/// A release as many visitors get it: its text lies in memory once.
struct CachedRelease {
  std::string hash;
  std::string language;
  std::shared_ptr<const std::string> text;
  Funnel funnel;
  std::vector<Channel> channels;  ///< those that can show all of it
  /// The text and, in a second line where that is known, what everybody sees first on the web
  /// (`first_view_json`); the same with gzip.
  std::string with_first, with_first_gzip;
};

/// What is published where, and the releases themselves, so that a visitor's first request reads no
/// database. What another server publishes shows after `kFreshMs`; what this one publishes, at
/// once. Bounded; used by many threads at once, which do not wait for each other to read.
class ReleaseCache {
 public:
  static constexpr std::int64_t kFreshMs = 1000;

  explicit ReleaseCache(std::size_t capacity = 256) : capacity_(capacity) {}

  /// The release that an environment plays in that language or the nearest one; null when none.
  std::shared_ptr<const CachedRelease> resolve(store::Store& store, FunnelCache& funnels,
                                               std::string_view environment,
                                               std::string_view funnel, std::string_view language,
                                               std::int64_t now_ms);
  /// Something was published or taken back: what was resolved before is asked for again.
  void forget();

 private:
  struct Entry {
    std::shared_ptr<const CachedRelease> release;
    std::int64_t at_ms = 0;
  };

  std::shared_ptr<const CachedRelease> find(const std::string& key, std::int64_t now_ms) const;
  std::shared_ptr<const CachedRelease> find_stale(const std::string& key) const;
  void keep(const std::string& key, Entry entry, std::uint64_t era);

  const std::size_t capacity_;
  mutable std::shared_mutex mutex_;
  std::atomic<std::uint64_t> era_{0};  ///< of publications; counts what was forgotten
  std::map<std::string, Entry, std::less<>> entries_;
};

}  // namespace tundish::service
