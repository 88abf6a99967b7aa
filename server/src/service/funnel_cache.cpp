#include "service/funnel_cache.hpp"

#include <algorithm>
#include <stdexcept>

#include "tundish/parse.hpp"

namespace tundish::service {

std::optional<Funnel> FunnelCache::find(store::Reader& reader, std::string_view release) {
  if (std::optional<Funnel> cached = find_cached(release)) return cached;
  const std::optional<store::Release> row = reader.find_release(release);
  if (!row) return std::nullopt;
  return keep(*row);
}

std::optional<Funnel> FunnelCache::find(store::Store& store, std::string_view release) {
  if (std::optional<Funnel> cached = find_cached(release)) return cached;
  std::optional<store::Release> row;
  store.read([&](store::Reader& reader) { row = reader.find_release(release); });
  if (!row) return std::nullopt;
  return keep(*row);
}

std::optional<Funnel> FunnelCache::find_cached(std::string_view release) {
  const std::lock_guard lock(mutex_);
  const auto found = entries_.find(release);
  if (found == entries_.end()) return std::nullopt;
  found->second.used = ++uses_;
  return found->second.funnel;
}

Funnel FunnelCache::keep(const store::Release& row) {
  Result<Funnel> funnel = parse_funnel(row.text);
  if (!funnel) throw std::runtime_error("the stored release " + row.hash + " does not parse");
  const std::lock_guard lock(mutex_);
  if (entries_.size() >= capacity_) {
    const auto oldest = std::min_element(
        entries_.begin(), entries_.end(),
        [](const auto& left, const auto& right) { return left.second.used < right.second.used; });
    entries_.erase(oldest);
  }
  entries_.insert_or_assign(row.hash, Entry{*funnel, ++uses_});
  return *funnel;
}

}  // namespace tundish::service
