#include "service/lease_holder.hpp"

#include <optional>
#include <utility>

#include "service/secret.hpp"
#include "store/operations.hpp"
#include "store/records.hpp"

namespace tundish::service {
namespace {

constexpr std::size_t kOwnerBytes = 16;

}  // namespace

LeaseHolder::LeaseHolder(store::Store& store, std::string name)
    : store_(store), name_(std::move(name)), owner_(random_hex(kOwnerBytes)) {}

LeaseHolder::~LeaseHolder() {
  if (until_ms_ == 0) return;
  try {
    store_.write([this](store::Writer& writer) {
      const std::optional<store::Lease> lease = store::find<store::Lease>(writer, name_);
      if (lease && lease->owner == owner_) store::remove<store::Lease>(writer, name_);
    });
  } catch (const store::StoreError&) {
    // It runs out by itself.
  }
}

bool LeaseHolder::hold(std::int64_t now_ms) {
  if (until_ms_ - now_ms > kLeaseMs / 2) return true;
  bool is_mine = false;
  store_.write([&](store::Writer& writer) {
    const std::optional<store::Lease> lease = store::find<store::Lease>(writer, name_);
    is_mine = !lease || lease->owner == owner_ || lease->until_ms <= now_ms;
    if (is_mine) put(writer, store::Lease{name_, owner_, now_ms + kLeaseMs});
  });
  until_ms_ = is_mine ? now_ms + kLeaseMs : 0;
  return is_mine;
}

}  // namespace tundish::service
