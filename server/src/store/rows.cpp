#include "store/rows.hpp"

namespace tundish::store {

int bucket_of(std::string_view key) {
  std::uint32_t hash = 2166136261u;  // FNV-1a
  for (const char letter : key) {
    hash = (hash ^ static_cast<unsigned char>(letter)) * 16777619u;
  }
  return static_cast<int>(hash % kBuckets);
}

int bucket_of_session(std::string_view session) {
  return bucket_of(session.substr(0, kSharedDigits));
}

}  // namespace tundish::store
