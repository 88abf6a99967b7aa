#include "service/funnel_cache.hpp"

#include <algorithm>
#include <stdexcept>

#include "service/words.hpp"
#include "tundish/parse.hpp"

namespace tundish::service {

std::optional<Funnel> FunnelCache::find(store::Reader& reader, std::string_view release) {
  if (std::optional<Funnel> cached = releases_.find(release)) return cached;
  const std::optional<store::Release> row = reader.find_release(release);
  if (!row) return std::nullopt;
  return keep(*row);
}

std::optional<Funnel> FunnelCache::find(store::Store& store, std::string_view release) {
  if (std::optional<Funnel> cached = releases_.find(release)) return cached;
  std::optional<store::Release> row;
  store.read([&](store::Reader& reader) { row = reader.find_release(release); });
  if (!row) return std::nullopt;
  return keep(*row);
}

Funnel FunnelCache::of(store::Reader& reader, const store::Session& session) {
  const auto known = [&](const std::string& release) {
    const std::optional<Funnel> funnel = find(reader, release);
    if (!funnel) throw std::runtime_error("a release of a stored session is missing");
    return *funnel;
  };
  if (session.siblings.empty()) return known(session.release);
  const std::string name = session.release + ' ' + session.siblings;
  if (std::optional<Funnel> cached = together_.find(name)) return *cached;
  Funnel funnel = known(session.release);
  for (const std::string& sibling : split_words(session.siblings)) {
    funnel = funnel.also(known(sibling));
  }
  together_.keep(name, funnel);
  return funnel;
}

Funnel FunnelCache::keep(const store::Release& row) {
  Result<Funnel> funnel = parse_funnel(row.text);
  if (!funnel) throw std::runtime_error("the stored release " + row.hash + " does not parse");
  releases_.keep(row.hash, *funnel);
  return *funnel;
}

std::optional<Funnel> FunnelCache::Shelf::find(std::string_view name) {
  const std::lock_guard lock(mutex_);
  const auto found = entries_.find(name);
  if (found == entries_.end()) return std::nullopt;
  found->second.used = ++uses_;
  return found->second.funnel;
}

void FunnelCache::Shelf::keep(const std::string& name, const Funnel& funnel) {
  const std::lock_guard lock(mutex_);
  if (entries_.size() >= capacity_) {
    const auto oldest = std::min_element(
        entries_.begin(), entries_.end(),
        [](const auto& left, const auto& right) { return left.second.used < right.second.used; });
    entries_.erase(oldest);
  }
  entries_.insert_or_assign(name, Entry{funnel, ++uses_});
}

}  // namespace tundish::service
