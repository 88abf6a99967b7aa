#include <gtest/gtest.h>

#include "service/audit.hpp"
#include "service/passwords.hpp"
#include "service/rate_limiter.hpp"
#include "service/users.hpp"
#include "store/memory_store.hpp"
#include "store/operations.hpp"
#include "store/records.hpp"

namespace tundish::service {
namespace {

constexpr std::int64_t kPeopleNow = 1760000000000;

TEST(Passwords, AreArgon2idOfTheAgreedCost) {
  const std::string encoded = hash_password("a tunnel under the mountain");
  EXPECT_EQ(encoded.rfind("$argon2id$v=19$m=19456,t=2,p=1$", 0), 0u) << encoded;
  EXPECT_TRUE(is_password_of(encoded, "a tunnel under the mountain"));
  EXPECT_FALSE(is_password_of(encoded, "a tunnel under the mountaim"));
  EXPECT_FALSE(is_password_of("", ""));
  EXPECT_NE(hash_password("a tunnel under the mountain"), encoded) << "a salt of its own";
}

TEST(Passwords, AreNotWhatEverybodyTriesFirst) {
  for (const char* weak : {"seven77", "password", "PASSWORD1", "qwertyuiop", "zzzzzzzzzz",
                           "23456789", "zyxwvuts", "1234567890", "ada@example.com"}) {
    EXPECT_TRUE(find_password_fault(weak, "ada@example.com")) << weak;
  }
  EXPECT_TRUE(find_password_fault(std::string(129, 'x') + "y", ""));
  EXPECT_FALSE(find_password_fault("ñandú-ñandú", "")) << "counted in characters";
  EXPECT_FALSE(find_password_fault("correct tunnel", "ada@example.com"));
}

/// What a wrong login costs does not depend on whether there is the user: counted, not timed.
TEST(Login, DoesTheSameWorkForEverybody) {
  store::MemoryStore store(1);
  const Actor actor = server_actor(kPeopleNow);
  const auto add = [&](const char* email) {
    const Result<Invitation> invitation = invite_user(store, {email, "", Role::master}, actor);
    EXPECT_TRUE(invitation.has_value());
    return *invitation;
  };
  const Invitation known = add("known@example.com");
  const Invitation disabled = add("disabled@example.com");
  add("invited@example.com");  // has no password yet
  for (const Invitation& invitation : {known, disabled}) {
    ASSERT_TRUE(accept_invitation(store, invitation.token, "a tunnel under", actor).has_value());
  }
  UserChange change;
  change.is_disabled = true;
  std::optional<store::User> user;
  store.read(
      [&](store::Reader& reader) { user = find_user_by_email(reader, "disabled@example.com"); });
  ASSERT_EQ(change_user(store, user->id, etag_of(*user), change, actor).outcome,
            UserChangeOutcome::changed);
  is_password_of("", "");  // makes what nobody's password is judged by, once
  for (const char* email : {"known@example.com", "disabled@example.com", "invited@example.com",
                            "unknown@example.com", "", "KNOWN@EXAMPLE.COM"}) {
    const std::int64_t before = password_work();
    EXPECT_FALSE(log_in(store, email, "not this one", actor)) << email;
    EXPECT_EQ(password_work() - before, 1) << email;
  }
  EXPECT_FALSE(log_in(store, "disabled@example.com", "a tunnel under", actor));
  EXPECT_TRUE(log_in(store, "KNOWN@example.com", "a tunnel under", actor));
}

TEST(Audit, NoticesWhatWasChangedOrTakenAway) {
  store::MemoryStore store(1);
  store.write([](store::Writer& writer) {
    for (int i = 0; i < 450; ++i) {
      note_deed(writer, server_actor(kPeopleNow + i), {"funnel.save", "funnel", std::to_string(i)});
    }
    EXPECT_EQ(find_broken_entry(writer, "server"), std::nullopt);
    std::optional<store::AuditEntry> entry =
        store::find<store::AuditEntry>(writer, "server", std::int64_t{300});
    ASSERT_TRUE(entry);
    const store::AuditEntry whole = *entry;
    entry->object = "another";
    store::put(writer, *entry);
    EXPECT_EQ(find_broken_entry(writer, "server"), 300);
    store::remove<store::AuditEntry>(writer, "server", std::int64_t{300});
    EXPECT_EQ(find_broken_entry(writer, "server"), 300);
    store::put(writer, whole);
    EXPECT_EQ(find_broken_entry(writer, "server"), std::nullopt);
  });
}

TEST(RateLimiter, LetsThroughABurstAndThenTheRate) {
  RateLimiter limiter({60, 5}, 1000);
  for (int i = 0; i < 5; ++i) EXPECT_EQ(limiter.take("a", kPeopleNow), 0);
  const std::int64_t wait = limiter.take("a", kPeopleNow);
  EXPECT_GT(wait, 0);
  EXPECT_LE(wait, 1001);
  EXPECT_EQ(limiter.take("b", kPeopleNow), 0) << "others do not wait";
  EXPECT_EQ(limiter.take("a", kPeopleNow + wait), 0);
  EXPECT_GT(limiter.take("a", kPeopleNow + wait), 0);
  limiter.give_back("a");
  EXPECT_EQ(limiter.take("a", kPeopleNow + wait), 0);
  EXPECT_GT(limiter.take("a", kPeopleNow - 100000), 0) << "a clock that was set back gives nothing";
  int passed = 0;
  for (std::int64_t at = 0; at < 60'000; at += 100)
    passed += limiter.take("c", kPeopleNow + at) == 0;
  EXPECT_GE(passed, 64);
  EXPECT_LE(passed, 65);
}

TEST(RateLimiter, RemembersABoundedNumberOfNames) {
  RateLimiter limiter({60, 1}, 64);
  for (int i = 0; i < 10'000; ++i) limiter.take("name " + std::to_string(i), kPeopleNow + i);
  int forgotten = 0;
  for (int i = 0; i < 10'000; ++i) {
    forgotten += limiter.take("name " + std::to_string(i), kPeopleNow + 10'000) == 0;
  }
  EXPECT_GE(forgotten, 10'000 - 64);
  RateLimiter unlimited({0, 0}, 64);
  for (int i = 0; i < 1000; ++i) EXPECT_EQ(unlimited.take("a", kPeopleNow), 0);
}

}  // namespace
}  // namespace tundish::service
