#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <vector>

#include "server/store_kinds.hpp"
#include "store/operations.hpp"
#include "store/people.hpp"
#include "store/records.hpp"

namespace tundish::store {
namespace {

User user_row(const std::string& id, const std::string& email) {
  User user;
  user.id = id;
  user.email = email;
  user.name = "It's \xc3\xa9 \xf0\x9f\x98\x80";
  user.role = "viewer";
  user.created_at_ms = kBegan;
  user.disabled_at_ms = INT64_MAX;
  return user;
}

AuditEntry audit_row(const std::string& lane, std::int64_t seq, std::int64_t at_ms) {
  AuditEntry entry;
  entry.lane = lane;
  entry.seq = seq;
  entry.at_ms = at_ms;
  entry.actor = seq % 2 == 0 ? "ann" : "bob";
  return entry;
}

std::string names(const std::vector<AuditEntry>& entries) {
  std::string text;
  for (const AuditEntry& entry : entries) text += entry.lane + std::to_string(entry.seq) + ' ';
  return text;
}

template <class Kind>
class RecordContract : public StoreTest<Kind> {
 protected:
  /// Two lanes, `a` and `b`, whose entries alternate in time.
  void fill_audit() {
    this->store().write([](Writer& writer) {
      for (int seq = 0; seq < 4; ++seq) {
        put(writer, audit_row("a", seq, kBegan + seq));
        put(writer, audit_row("b", seq, kBegan + seq));
      }
    });
  }
  std::string listed(const By& by) {
    return names(this->template ask<std::vector<AuditEntry>>(
        [&](Reader& reader) { return list<AuditEntry>(reader, by); }));
  }
};
TYPED_TEST_SUITE(RecordContract, Kinds, KindNames);

TYPED_TEST(RecordContract, KeepsAndFindsAndRemoves) {
  User user = user_row("u1", "ann@example.com");
  this->store().write([&](Writer& writer) {
    EXPECT_FALSE(find<User>(writer, "u1"));
    put(writer, user);
    put(writer, user_row("u2", "bob@example.com"));
    EXPECT_EQ(find<User>(writer, "u1"), user) << "the work sees what it did";
  });
  user.role = "master";
  this->store().write([&](Writer& writer) { put(writer, user); });
  this->store().read([&](Reader& reader) {
    EXPECT_EQ(find<User>(reader, "u1"), user);
    EXPECT_EQ(find<User>(reader, "u2"), user_row("u2", "bob@example.com"));
    EXPECT_FALSE(find<User>(reader, "u3"));
  });
  this->store().write([&](Writer& writer) {
    remove<User>(writer, "u1");
    remove<User>(writer, "nobody");
    EXPECT_FALSE(find<User>(writer, "u1"));
  });
  this->store().read([&](Reader& reader) {
    EXPECT_FALSE(find<User>(reader, "u1"));
    EXPECT_TRUE(list<User>(reader, by_index("users_by_email").equal("ann@example.com")).empty());
  });
}

TYPED_TEST(RecordContract, GoesThroughWholeListsWhileTheyChange) {
  static constexpr std::int64_t kMany = 450;  // more than two pages
  this->store().write([](Writer& writer) {
    for (std::int64_t seq = 0; seq < kMany; ++seq) put(writer, audit_row("a", seq, kBegan + seq));
    put(writer, audit_row("b", 0, kBegan));
    std::int64_t next = 0;
    each<AuditEntry>(writer, by_key().equal("a"), [&](AuditEntry row) {
      EXPECT_EQ(row.seq, next++);
      row.actor = "cy";
      if (row.seq % 2 == 0) put(writer, row);
    });
    EXPECT_EQ(next, kMany);
    std::int64_t looked_at = 0;
    EXPECT_TRUE(any<AuditEntry>(writer, by_key().equal("a").limit(7), [&](const AuditEntry& row) {
      ++looked_at;
      return row.seq == 300;
    }));
    EXPECT_EQ(looked_at, 301);
    EXPECT_FALSE(any<AuditEntry>(writer, by_key().equal("none"), [](const auto&) { return true; }));
    remove_each<AuditEntry>(writer, by_index("audit_by_actor").equal("cy"));
    EXPECT_EQ(list<AuditEntry>(writer, by_key().equal("a").limit(1000)).size(), kMany / 2);
    remove_each<AuditEntry>(writer, by_key().equal("a"));
  });
  EXPECT_EQ(this->listed(by_key().equal("a")), "");
  EXPECT_EQ(this->listed(by_key().equal("b")), "b0 ");
}

TYPED_TEST(RecordContract, FindsNothingByWhatIsNoText) {
  this->store().write([&](Writer& writer) { put(writer, user_row("u1", "ann@example.com")); });
  this->store().read([&](Reader& reader) {
    for (const std::string& odd : {std::string("\xff"), std::string("u1\0", 3), std::string("\xc3"),
                                   std::string("\xed\xa0\x80"), std::string("\xe0\x80\x80")}) {
      EXPECT_FALSE(find<User>(reader, odd));
      EXPECT_TRUE(list<User>(reader, by_index("users_by_email").equal(odd)).empty());
    }
    EXPECT_TRUE(find<User>(reader, "u1")) << "the reader goes on";
  });
}

TYPED_TEST(RecordContract, AddsAKeyOnce) {
  const IdempotencyKey mine{"me", "k1", "hash", 0, "", "", kBegan};
  IdempotencyKey other = mine;
  other.request_hash = "another";
  this->store().write([&](Writer& writer) {
    EXPECT_EQ(add(writer, mine), Added::yes);
    EXPECT_EQ(add(writer, other), Added::key_is_taken);
    other.caller = "you";
    EXPECT_EQ(add(writer, other), Added::yes);
  });
  this->store().read([&](Reader& reader) {
    EXPECT_EQ(find<IdempotencyKey>(reader, "me", "k1"), mine);
    EXPECT_EQ(find<IdempotencyKey>(reader, "you", "k1"), other);
  });
}

TYPED_TEST(RecordContract, ListsByAnIndex) {
  this->fill_audit();
  EXPECT_EQ(this->listed(by_index("audit_by_time")), "a0 b0 a1 b1 a2 b2 a3 b3 ");
  EXPECT_EQ(this->listed(by_index("audit_by_time").descending().limit(3)), "b3 a3 b2 ");
  EXPECT_EQ(this->listed(by_index("audit_by_time").equal(kBegan + 2)), "a2 b2 ");
  EXPECT_EQ(this->listed(by_index("audit_by_actor").equal("bob")), "a1 b1 a3 b3 ");
  EXPECT_EQ(this->listed(by_index("audit_by_actor").equal("bob").after(values(kBegan + 1))),
            "a3 b3 ");
  EXPECT_EQ(this->listed(by_index("audit_by_actor").equal("nobody")), "");
  EXPECT_EQ(this->listed(by_index("audit_by_time").limit(0)), "");
  EXPECT_THROW(this->listed(by_index("audit_by_colour")), StoreError);
}

TYPED_TEST(RecordContract, ListsByKeyInItsBucket) {
  this->fill_audit();
  EXPECT_EQ(this->listed(by_key().equal("b").after(values(1))), "b2 b3 ");
  EXPECT_EQ(this->listed(by_key().equal("b").descending().limit(1)), "b3 ");
  EXPECT_EQ(this->listed(by_key().equal("a", 2)), "a2 ");
  const std::string first = bucket_of("a") < bucket_of("b") ? "a0 a1 a2 a3 " : "b0 b1 b2 b3 ";
  EXPECT_EQ(this->listed(by_key().limit(4)), first);
}

TYPED_TEST(RecordContract, GoesThroughAllPagesOnce) {
  this->fill_audit();
  for (const By& order : {by_index("audit_by_time"), by_index("audit_by_actor").equal("ann"),
                          by_index("audit_by_time").descending(), by_key(), By(by_key().equal("a")),
                          By(by_key().descending())}) {
    By page = order;
    page.limit(3);
    std::string seen;
    while (true) {
      const auto entries = this->template ask<std::vector<AuditEntry>>(
          [&](Reader& reader) { return list<AuditEntry>(reader, page); });
      if (entries.empty()) break;
      seen += names(entries);
      page.after(place_of(entries.back(), page));
    }
    EXPECT_EQ(seen, this->listed(order));
  }
}

TYPED_TEST(RecordContract, OrdersTextsByTheirBytes) {
  this->store().write([](Writer& writer) {
    int number = 0;
    for (const char* email : {"b", "B", "a b", "ab", "\xc3\xa9", "", "a"}) {
      put(writer, user_row("u" + std::to_string(number++), email));
    }
  });
  const auto users = this->template ask<std::vector<User>>(
      [](Reader& reader) { return list<User>(reader, by_index("users_by_email")); });
  std::vector<std::string> emails;
  for (const User& user : users) emails.push_back(user.email);
  EXPECT_EQ(emails, (std::vector<std::string>{"", "B", "a", "a b", "ab", "b", "\xc3\xa9"}));
}

TYPED_TEST(RecordContract, TakesRecordsBackWhenTheWorkThrows) {
  this->store().write([](Writer& writer) { put(writer, Lease{"outbox", "me", 5}); });
  EXPECT_THROW(this->store().write([](Writer& writer) {
    remove<Lease>(writer, "outbox");
    put(writer, Lease{"jobs", "me", 5});
    put(writer, Lease{"jobs", "you", 6});
    throw std::runtime_error("the work failed");
  }),
               std::runtime_error);
  this->store().read([](Reader& reader) {
    EXPECT_EQ(find<Lease>(reader, "outbox"), (Lease{"outbox", "me", 5}));
    EXPECT_FALSE(find<Lease>(reader, "jobs"));
  });
}

}  // namespace
}  // namespace tundish::store
