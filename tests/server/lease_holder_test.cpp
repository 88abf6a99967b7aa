#include "service/lease_holder.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <thread>
#include <vector>

#include "server/store_kinds.hpp"

namespace tundish::service {
namespace {

using store::kBegan;

template <class Kind>
class LeaseHolderTest : public store::StoreTest<Kind> {};
TYPED_TEST_SUITE(LeaseHolderTest, store::Kinds, store::KindNames);

TYPED_TEST(LeaseHolderTest, IsHeldByOneUntilItRunsOut) {
  LeaseHolder mine(this->store(), "outbox");
  LeaseHolder yours(this->store(), "outbox");
  LeaseHolder other(this->store(), "jobs");
  EXPECT_TRUE(mine.hold(kBegan));
  EXPECT_FALSE(yours.hold(kBegan + 1));
  EXPECT_TRUE(other.hold(kBegan + 1)) << "of something else";
  EXPECT_TRUE(mine.hold(kBegan + LeaseHolder::kLeaseMs - 1)) << "in time";
  EXPECT_FALSE(yours.hold(kBegan + LeaseHolder::kLeaseMs + 1));
  EXPECT_TRUE(yours.hold(kBegan + 3 * LeaseHolder::kLeaseMs));
  EXPECT_FALSE(mine.hold(kBegan + 3 * LeaseHolder::kLeaseMs + 1)) << "it came too late";
}

TYPED_TEST(LeaseHolderTest, IsFreeWhenItsHolderIsGone) {
  auto mine = std::make_unique<LeaseHolder>(this->store(), "outbox");
  LeaseHolder yours(this->store(), "outbox");
  EXPECT_TRUE(mine->hold(kBegan));
  EXPECT_FALSE(yours.hold(kBegan));
  mine.reset();
  EXPECT_TRUE(yours.hold(kBegan));
}

TYPED_TEST(LeaseHolderTest, GoesToOneOfManyWhoAskAtOnce) {
  std::vector<std::unique_ptr<LeaseHolder>> holders;
  std::vector<std::thread> threads;
  std::atomic<int> held{0};
  for (int number = 0; number < 6; ++number) {
    holders.push_back(std::make_unique<LeaseHolder>(this->store(), "outbox"));
  }
  for (const auto& holder : holders) {
    threads.emplace_back([&held, &holder] { held.fetch_add(holder->hold(kBegan) ? 1 : 0); });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(held.load(), 1);
}

}  // namespace
}  // namespace tundish::service
