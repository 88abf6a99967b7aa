#include "service/release_cache.hpp"

#include <algorithm>
#include <mutex>
#include <optional>
#include <utility>

#include "service/gzip.hpp"
#include "service/releases.hpp"
#include "tundish/channels.hpp"
#include "tundish/first_view.hpp"

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

std::string first_on_the_web(const Funnel& funnel, const std::vector<Channel>& channels) {
  if (std::find(channels.begin(), channels.end(), Channel::web) == channels.end()) return {};
  const std::optional<View> first = first_view(funnel, Channel::web);
  return first ? first_view_json(funnel, *first) : std::string();
}

CachedRelease cached(store::Release row, const Funnel& funnel) {
  std::vector<Channel> channels = playable_channels(funnel);
  std::string lines = row.text;
  if (const std::string first = first_on_the_web(funnel, channels); !first.empty()) {
    lines += '\n' + first;
  }
  std::string packed = gzip(lines);
  return {std::move(row.hash),
          std::move(row.language),
          std::make_shared<const std::string>(std::move(row.text)),
          funnel,
          std::move(channels),
          std::move(lines),
          std::move(packed)};
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
  // Most often nothing was published meanwhile.
  std::shared_ptr<const CachedRelease> release = find_stale(key);
  if (!release || release->hash != row->hash || release->language != row->language) {
    release = std::make_shared<const CachedRelease>(cached(std::move(*row), *played));
  }
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

std::shared_ptr<const CachedRelease> ReleaseCache::find_stale(const std::string& key) const {
  const std::shared_lock lock(mutex_);
  const auto found = entries_.find(key);
  return found == entries_.end() ? nullptr : found->second.release;
}

void ReleaseCache::forget() {
  const std::unique_lock lock(mutex_);
  ++era_;
  entries_.clear();
}

}  // namespace tundish::service
