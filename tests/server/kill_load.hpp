#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "server/visitor.hpp"

namespace tundish {

class HttpClient;
struct ClientResponse;

/// A log on its way to the server: where it goes, and how far it was acknowledged.
struct SentChain {
  std::string session;
  std::string parent;  ///< empty for a root
  std::int64_t at = -1;
  Visitor visitor;
  std::size_t acked = 0;  ///< events, the shared ones included
};

/// One visitor with one device, or with two that went on apart; what was not acknowledged when the
/// server died is sent again to the next one.
class KilledVisitor {
 public:
  KilledVisitor(const Funnel& funnel, int number);

  bool is_done() const;
  /// Sends one request and takes its answer; false when none came.
  bool step(HttpClient& client);

  const std::vector<SentChain>& chains() const { return chains_; }
  std::int64_t acknowledgements() const { return acknowledgements_; }
  std::int64_t resends() const { return resends_; }

 private:
  bool send(HttpClient& client, SentChain& chain);
  bool meet_fork(HttpClient& client);
  void acknowledge(SentChain& chain, const Value& answer, std::size_t end);

  int number_;
  std::uint32_t requests_ = 0;
  std::vector<SentChain> chains_;
  bool has_met_fork_ = false;
  bool was_cut_off_ = false;
  std::int64_t acknowledgements_ = 0;
  std::int64_t resends_ = 0;
};

/// What all visitors of all cycles have been told, and how often.
struct KillLedger {
  std::map<int, std::unique_ptr<KilledVisitor>> visitors;
  int next = 1;
};

/// Some connections that send for as long as the servers answer, evenly to each of them.
class KillLoad {
 public:
  KillLoad(std::vector<std::uint16_t> ports, const Funnel& funnel, KillLedger& ledger);
  /// When the server no longer answers.
  void join();
  std::int64_t answers() const { return answers_; }

 private:
  void run(std::uint16_t port);
  KilledVisitor* take();

  std::vector<std::uint16_t> ports_;
  const Funnel& funnel_;
  KillLedger& ledger_;
  std::mutex mutex_;
  std::vector<KilledVisitor*> unfinished_;
  std::atomic<std::int64_t> answers_{0};
  std::vector<std::thread> threads_;
};

}  // namespace tundish
