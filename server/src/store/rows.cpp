#include "store/rows.hpp"

#include <tuple>

namespace tundish::store {

int bucket_of(std::string_view key) {
  std::uint32_t hash = 2166136261u;  // FNV-1a
  for (const char letter : key) {
    hash = (hash ^ static_cast<unsigned char>(letter)) * 16777619u;
  }
  return static_cast<int>(hash % kBuckets);
}

int bucket_of_session(std::string_view session) {
  constexpr std::size_t kSharedDigits = 4;
  return bucket_of(session.substr(0, kSharedDigits));
}

bool CounterKey::operator<(const CounterKey& other) const {
  return std::tie(bucket, funnel, release, language, channel, day, layer) <
         std::tie(other.bucket, other.funnel, other.release, other.language, other.channel,
                  other.day, other.layer);
}

Counts operator+(const Counts& left, const Counts& right) {
  Counts sum = left;
  sum.visits += right.visits;
  sum.sessions += right.sessions;
  sum.completions += right.completions;
  sum.conversions += right.conversions;
  sum.closed += right.closed;
  sum.reached += right.reached;
  sum.completed += right.completed;
  return sum;
}

}  // namespace tundish::store
