#include "service/rate_limiter.hpp"

#include <algorithm>
#include <cstring>

#include "service/secret.hpp"

namespace tundish::service {
namespace {

constexpr std::int64_t kOne = 1000;
constexpr std::int64_t kMinuteMs = 60'000;

std::uint64_t random_number() {
  const std::string bytes = random_bytes(sizeof(std::uint64_t));
  std::uint64_t number = 0;
  std::memcpy(&number, bytes.data(), sizeof number);
  return number;
}

/// FNV-1a with a seed, mixed at the end: nobody can choose names that meet.
std::uint64_t number_of(std::string_view name, std::uint64_t seed) {
  std::uint64_t hash = 14695981039346656037ULL ^ seed;
  for (const char letter : name) {
    hash = (hash ^ static_cast<unsigned char>(letter)) * 1099511628211ULL;
  }
  hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccdULL;
  hash ^= hash >> 33;
  return hash == 0 ? 1 : hash;
}

}  // namespace

RateLimiter::RateLimiter(Rate rate, std::size_t names)
    : rate_(rate),
      seed_(random_number()),
      sets_(rate.per_minute > 0 ? std::max<std::size_t>(names / kWays, 1) : 0) {}

RateLimiter::Bucket* RateLimiter::find(Set& set, std::uint64_t number) const {
  const auto found = std::find_if(set.begin(), set.end(),
                                  [&](const Bucket& bucket) { return bucket.name == number; });
  return found == set.end() ? nullptr : &*found;
}

std::int64_t RateLimiter::take(std::string_view name, std::int64_t now_ms) {
  if (sets_.empty()) return 0;
  const std::uint64_t number = number_of(name, seed_);
  const std::size_t index = number % sets_.size();
  const std::lock_guard lock(locks_[index % kLocks]);
  Set& set = sets_[index];
  const std::int64_t full = rate_.burst * kOne;
  Bucket* bucket = find(set, number);
  if (bucket == nullptr) {
    bucket = &*std::min_element(
        set.begin(), set.end(),
        [](const Bucket& left, const Bucket& right) { return left.at_ms < right.at_ms; });
    *bucket = Bucket{number, full, now_ms};
  }
  // A clock that was set back gives nothing and takes nothing.
  const std::int64_t passed = std::clamp<std::int64_t>(now_ms - bucket->at_ms, 0, 60 * kMinuteMs);
  bucket->level = std::min(full, bucket->level + passed * rate_.per_minute * kOne / kMinuteMs);
  // What is less than a thousandth is not lost: time goes on only when something was added.
  if (passed * rate_.per_minute * kOne / kMinuteMs > 0 || passed > kMinuteMs) {
    bucket->at_ms = now_ms;
  }
  if (bucket->level >= kOne) {
    bucket->level -= kOne;
    return 0;
  }
  const std::int64_t missing = kOne - bucket->level;
  return missing * kMinuteMs / (rate_.per_minute * kOne) + 1;
}

void RateLimiter::give_back(std::string_view name) {
  if (sets_.empty()) return;
  const std::uint64_t number = number_of(name, seed_);
  const std::size_t index = number % sets_.size();
  const std::lock_guard lock(locks_[index % kLocks]);
  if (Bucket* bucket = find(sets_[index], number)) {
    bucket->level = std::min(rate_.burst * kOne, bucket->level + kOne);
  }
}

}  // namespace tundish::service
