#include "server/kill_load.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "server/http_client.hpp"
#include "tundish/codec.hpp"
#include "tundish/sync.hpp"

namespace tundish {
namespace {

constexpr std::size_t kConnections = 4;
/// Numbers of second devices: far from those of visitors.
constexpr int kSecondDevice = 10'000'000;

std::int64_t whole(const Value& value, std::string_view name) {
  const Value* member = value.find(name);
  return member == nullptr ? -2 : static_cast<std::int64_t>(member->number());
}

std::string word(const Value& value, std::string_view name) {
  const Value* member = value.find(name);
  return member == nullptr ? "" : member->text();
}

/// Goes on from wherever the log ends, with other answers than `play_to_the_end` gives.
void play_otherwise(Visitor& visitor) {
  if (visitor.events.size() <= 1) visitor.play(Answered{"name", Value("Bo")});
  if (visitor.events.size() <= 2) visitor.play(Answered{"size", Value("large")});
  if (visitor.events.size() <= 3) visitor.play(Pressed{"go"});
  if (visitor.events.size() <= 4) visitor.play(Answered{"count", Value(7)});
  if (visitor.events.size() <= 5) visitor.play(Pressed{"go"});
}

std::string target(const std::string& session) {
  return "/api/v1/play/sessions/" + session + "/events";
}

}  // namespace

KilledVisitor::KilledVisitor(const Funnel& funnel, int number) : number_(number) {
  Visitor visitor(funnel, number);
  visitor.play_to_the_end();
  const std::string root = visitor.id;
  if (number % 3 == 0) {
    // Every third has a second device that shared the log up to some event after the header.
    const auto shared = static_cast<std::size_t>(2 + number / 3 % 4);
    Visitor second = visitor.fork(shared, kSecondDevice + number);
    play_otherwise(second);
    const std::string branch = second.branch_from(shared);
    const auto at = static_cast<std::int64_t>(shared) - 1;
    chains_.push_back(SentChain{root, "", -1, std::move(visitor), 0});
    chains_.push_back(SentChain{branch, root, at, std::move(second), shared});
  } else {
    chains_.push_back(SentChain{root, "", -1, std::move(visitor), 0});
  }
}

bool KilledVisitor::is_done() const {
  return std::all_of(chains_.begin(), chains_.end(), [](const SentChain& chain) {
    return chain.acked == chain.visitor.events.size();
  });
}

bool KilledVisitor::step(HttpClient& client) {
  if (was_cut_off_) ++resends_;
  ++requests_;
  bool is_answered = false;
  if (chains_[0].acked < chains_[0].visitor.events.size()) {
    is_answered = send(client, chains_[0]);
  } else if (!has_met_fork_) {
    is_answered = meet_fork(client);
  } else {
    is_answered = send(client, chains_[1]);
  }
  was_cut_off_ = !is_answered;
  return is_answered;
}

/// Some events; now and then with some that were acknowledged already.
bool KilledVisitor::send(HttpClient& client, SentChain& chain) {
  const std::uint32_t dice = (static_cast<std::uint32_t>(number_) + requests_) * 2654435761u >> 16;
  const std::size_t first = static_cast<std::size_t>(chain.at + 1);
  const std::size_t again = dice % 4 == 0 ? std::min<std::size_t>(chain.acked - first, 2) : 0;
  const std::size_t from = chain.acked - again;
  const std::size_t end = std::min(chain.acked + 1 + dice / 4 % 3, chain.visitor.events.size());
  std::string body = chain.visitor.body(from, end);
  if (!chain.parent.empty()) {
    body.insert(1, R"("parent":")" + chain.parent + R"(","at":)" + std::to_string(chain.at) + ",");
  }
  const ClientResponse response =
      client.request("POST", target(chain.session), body, chain.visitor.secret);
  const Result<Value> answer = parse_value(response.body);
  if (response.status == 0 || !answer) return false;  // cut off, perhaps within the answer
  if (response.status != 200) {
    ADD_FAILURE() << "visitor " << number_ << ": " << response.status << ' ' << response.body;
    return false;
  }
  acknowledge(chain, *answer, end);
  return true;
}

/// The second device sends its log to the root first, and is told where that is another.
bool KilledVisitor::meet_fork(HttpClient& client) {
  const SentChain& chain = chains_[1];
  const ClientResponse response =
      client.request("POST", target(chain.parent),
                     chain.visitor.body(0, chain.visitor.events.size()), chain.visitor.secret);
  const Result<Value> answer = parse_value(response.body);
  if (response.status == 0 || !answer) return false;
  EXPECT_EQ(response.status, 409) << response.body;
  EXPECT_EQ(word(*answer, "code"), "fork");
  EXPECT_EQ(whole(*answer, "at"), chain.at + 1);
  has_met_fork_ = true;
  return true;
}

void KilledVisitor::acknowledge(SentChain& chain, const Value& answer, std::size_t end) {
  EXPECT_EQ(whole(answer, "ack_to"), static_cast<std::int64_t>(end) - 1);
  EXPECT_EQ(word(answer, "ack_hash"), chain.visitor.events[end - 1].hash);
  acknowledgements_ += static_cast<std::int64_t>(end - chain.acked);
  chain.acked = end;
}

KillLoad::KillLoad(std::vector<std::uint16_t> ports, const Funnel& funnel, KillLedger& ledger)
    : ports_(std::move(ports)), funnel_(funnel), ledger_(ledger) {
  for (const auto& [number, visitor] : ledger_.visitors) {
    if (!visitor->is_done()) unfinished_.push_back(visitor.get());
  }
  for (std::size_t i = 0; i < kConnections; ++i) {
    threads_.emplace_back([this, port = ports_[i % ports_.size()]] { run(port); });
  }
}

void KillLoad::join() {
  for (std::thread& thread : threads_) thread.join();
}

KilledVisitor* KillLoad::take() {
  const std::lock_guard lock(mutex_);
  if (!unfinished_.empty()) {
    KilledVisitor* visitor = unfinished_.back();
    unfinished_.pop_back();
    return visitor;
  }
  const int number = ledger_.next++;
  auto& place = ledger_.visitors[number];
  place = std::make_unique<KilledVisitor>(funnel_, number);
  return place.get();
}

void KillLoad::run(std::uint16_t port) {
  HttpClient client(port);
  while (true) {
    KilledVisitor* visitor = take();
    while (!visitor->is_done()) {
      if (!visitor->step(client)) return;
      ++answers_;
    }
  }
}

}  // namespace tundish
