// Honest logs are accepted, tampered logs are refused at the event that no device wrote.
// TUNDISH_TAMPERINGS and TUNDISH_HONEST_LOGS set how many.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>

#include "proofs/tampering.hpp"

namespace tundish::proofs {
namespace {

constexpr int kGestures = 32;
constexpr int kRandomFlows = 60;

std::size_t wanted(const char* name, std::size_t otherwise) {
  const char* set = std::getenv(name);
  return set ? static_cast<std::size_t>(std::atoll(set)) : otherwise;
}

const std::vector<Funnel>& funnels() {
  static const std::vector<Funnel> all = proof_funnels(kRandomFlows);
  return all;
}

const Funnel& some_funnel(Random& random) { return funnels()[random.below(funnels().size())]; }

HonestLog log_of(std::uint64_t seed) {
  Random random(seed);
  return random_log(some_funnel(random), kGestures, random);
}

/// How often something was tried, and what came of it.
struct Counts {
  long long tried = 0;
  long long unread = 0;    // refused by the reader, before any replay
  long long refused = 0;   // refused by the replay
  long long accepted = 0;  // honest after all
};
using Table = std::map<std::string, Counts>;

void print(const Table& table) {
  Counts all;
  std::printf("%-46s %8s %8s %8s %8s\n", "", "tried", "unread", "refused", "honest");
  for (const auto& [kind, counts] : table) {
    std::printf("%-46s %8lld %8lld %8lld %8lld\n", kind.c_str(), counts.tried, counts.unread,
                counts.refused, counts.accepted);
    all.tried += counts.tried;
    all.unread += counts.unread;
    all.refused += counts.refused;
    all.accepted += counts.accepted;
  }
  std::printf("%-46s %8lld %8lld %8lld %8lld\n", "all", all.tried, all.unread, all.refused,
              all.accepted);
  std::printf("%lld changed the meaning and were refused\n", all.unread + all.refused);
}

/// Empty when the replay is as expected, else what is wrong.
std::string judge(const Replay& replay, const std::vector<Event>& events,
                  const Expectation& expected) {
  const auto at = static_cast<std::size_t>(replay.accepted);
  const std::optional<Refused>& refused = replay.transition.refused;
  if (expected.kind == Expectation::Kind::honest) {
    if (refused) return "refused at " + std::to_string(at) + ": " + refused->sentence;
    return at == events.size() ? "" : "accepted in part";
  }
  if (!refused) return "accepted";
  if (refused->sentence.empty()) return "refused without a reason";
  const bool near = expected.kind == Expectation::Kind::refused_near && at + 1 == expected.at;
  if (at != expected.at && !near) {
    return "refused at " + std::to_string(at) + ", not at " + std::to_string(expected.at) + ": " +
           refused->sentence;
  }
  if (!expected.code || *expected.code == refused->code) return "";
  return "refused as " + std::string(to_text(refused->code)) + ", not as " +
         std::string(to_text(*expected.code));
}

void check_replay(const HonestLog& log, const Tampered& tampered, Table& table) {
  if (tampered.kind[0] == '\0') return;  // this log does not allow that change
  const Replay replay = replay_verified(log.funnel, tampered.events);
  Counts& counts = table[tampered.kind];
  ++counts.tried;
  ++(replay.transition.refused ? counts.refused : counts.accepted);
  const std::string wrong = judge(replay, tampered.events, tampered.expected);
  EXPECT_EQ(wrong, "") << tampered.kind << "\n"
                       << log_text(log.events) << "\n"
                       << log_text(tampered.events);
}

void check_text(const HonestLog& log, const HonestLog& other, const TamperedText& tampered,
                Table& table) {
  const Result<std::vector<Event>> events = parse_events(tampered.text);
  if (events) {
    const Expectation expected = by_difference(*events, log, other);
    return check_replay(log, Tampered{tampered.kind, *events, expected}, table);
  }
  Counts& counts = table[tampered.kind];
  ++counts.tried;
  ++counts.unread;
  EXPECT_TRUE(has_errors(events.error()) && !events.error()[0].sentence.empty()) << tampered.text;
}

void check_respelled(const HonestLog& log, Random& random, Table& table) {
  const std::string text = respelled(log, random);
  const Result<std::vector<Event>> events = parse_events(text);
  ASSERT_TRUE(events) << text;
  EXPECT_EQ(*events, log.events) << text;
  check_replay(log, Tampered{"the same, spelled otherwise", *events, {}}, table);
}

TEST(Tampering, HonestLogsAreAccepted) {
  const std::size_t logs = wanted("TUNDISH_HONEST_LOGS", 10'000);
  std::size_t events = 0, ended = 0, refused = 0, chats = 0;
  for (std::size_t seed = 1; seed <= logs; ++seed) {
    const HonestLog log = log_of(seed);
    const Result<std::vector<Event>> read = parse_events(log_text(log.events));
    ASSERT_TRUE(read) << "seed " << seed;
    const Replay replay = replay_verified(log.funnel, *read);
    ASSERT_FALSE(replay.transition.refused) << "seed " << seed;
    ASSERT_EQ(replay.transition.state, log.before.back()) << "seed " << seed;
    Random random(seed);
    const std::size_t cut = random.below(log.events.size() + 1);
    const Replay prefix = replay_verified(log.funnel, {log.events.data(), cut});
    ASSERT_FALSE(prefix.transition.refused) << "seed " << seed;
    ASSERT_EQ(prefix.transition.state, log.before[cut]) << "seed " << seed;
    events += log.events.size();
    refused += log.refused.size();
    ended += log.has_ended() ? 1 : 0;
    chats += log.channel() == Channel::web ? 0 : 1;
  }
  std::printf(
      "%zu funnels; %zu honest logs with %zu events accepted: %zu ended, %zu in chats, %zu "
      "gestures were refused meanwhile\n",
      funnels().size(), logs, events, ended, chats, refused);
  EXPECT_GT(ended * 20, logs);
  EXPECT_GT(refused * 4, logs);
}

TEST(Tampering, WhatChangesMeaningIsRefused) {
  const std::size_t wanted_count = wanted("TUNDISH_TAMPERINGS", 100'000);
  Table table;
  std::size_t refused = 0;
  for (std::uint64_t seed = 1; refused < wanted_count && !HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Random random(seed * 7919);
    const HonestLog log = random_log(some_funnel(random), kGestures, random);
    const Funnel& others = random.one_in(2) ? log.funnel : some_funnel(random);
    const HonestLog other = random_log(others, kGestures, random);
    for (int i = 0; i < 20; ++i) {
      check_text(log, other, tampered_text(log, other, random), table);
      check_replay(log, tampered_events(log, other, random), table);
      check_replay(log, resealed(log, other, random), table);
    }
    for (int i = 0; i < 4; ++i) {
      check_replay(log, replayed_otherwise(log, other, random), table);
      check_respelled(log, random, table);
    }
    refused = 0;
    for (const auto& [kind, counts] : table) {
      refused += static_cast<std::size_t>(counts.unread + counts.refused);
    }
  }
  print(table);
  EXPECT_EQ(table.size(), 34u) << "every kind of tampering was met";
}

}  // namespace
}  // namespace tundish::proofs
