#include "service/release_cache.hpp"

#include <mutex>
#include <optional>
#include <utility>

#include "service/releases.hpp"
#include "tundish/channels.hpp"

namespace tundish::service {
namespace {

/// Longer names are no names of ours: they are looked up and not kept.
constexpr std::size_t kMaxKey = 512;

std::string key_of(std::string_view environment, std::string_view funnel,
                   std::string_view language) {
  std::string key;
  key.reserve(environment.size() + funnel.size() + language.size() + 2);
  key += environment;
  key += '\n';
  key += funnel;
  key += '\n';
  key += language;
  return key;
}

/// Whatever of the wanted ones nothing keeps it from.
std::vector<Channel> playable_channels(const Funnel& funnel) {
  std::vector<Channel> channels;
  for (const Channel channel : funnel->channels) {
    if (is_playable_on(*funnel, channel)) channels.push_back(channel);
  }
  return channels;
}

}  // namespace

std::shared_ptr<const CachedRelease> ReleaseCache::resolve(
    store::Store& store, FunnelCache& funnels, std::string_view environment,
    std::string_view funnel, std::string_view language, std::int64_t now_ms) {
  const std::string key = key_of(environment, funnel, language);
  if (std::shared_ptr<const CachedRelease> known = find(key, now_ms)) return known;
  const std::uint64_t era = era_.load();
  std::optional<store::Release> row;
  std::optional<Funnel> played;
  store.read([&](store::Reader& reader) {
    row = resolve_release(reader, environment, funnel, language);
    if (row) played = funnels.find(reader, row->hash);
  });
  if (!row || !played) return nullptr;
  const auto release = std::make_shared<const CachedRelease>(CachedRelease{
      row->hash, row->language, std::make_shared<const std::string>(std::move(row->text)), *played,
      playable_channels(*played)});
  if (key.size() <= kMaxKey) keep(key, Entry{release, now_ms}, era);
  return release;
}

std::shared_ptr<const CachedRelease> ReleaseCache::find(const std::string& key,
                                                        std::int64_t now_ms) const {
  const std::shared_lock lock(mutex_);
  const auto found = entries_.find(key);
  if (found == entries_.end()) return nullptr;
  const std::int64_t age_ms = now_ms - found->second.at_ms;
  return age_ms >= 0 && age_ms < kFreshMs ? found->second.release : nullptr;
}

// What was read before something was published must not be kept after it.
void ReleaseCache::keep(const std::string& key, Entry entry, std::uint64_t era) {
  const std::unique_lock lock(mutex_);
  if (era != era_.load()) return;
  if (entries_.size() >= capacity_ && entries_.find(key) == entries_.end()) entries_.clear();
  entries_.insert_or_assign(key, std::move(entry));
}

void ReleaseCache::forget() {
  const std::unique_lock lock(mutex_);
  ++era_;
  entries_.clear();
}

}  // namespace tundish::service
