#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "api/context.hpp"
#include "api/routes.hpp"
#include "service/lease_holder.hpp"
#include "sim/erased.hpp"
#include "sim/killable_store.hpp"
#include "sim/outside.hpp"
#include "sim/surroundings.hpp"
#include "tundish/session.hpp"

namespace tundish::sim {

/// No server's clock is wrong by more.
inline constexpr std::int64_t kWrongMs = 60 * 1000;

/// The shipped play API, ingest and outbox on the memory store, in processes that are killed and a
/// database that is backed up and restored.
class Server {
 public:
  explicit Server(Surroundings& around);
  ~Server();

  /// Backups and the outbox's worker go on until the world ends.
  void begin();
  using Told = std::function<void(const std::optional<http::Response>&)>;
  /// `told` gets the answer in a moment, or nothing when the process is down or dies over it.
  void handle(http::Request request, Told told);
  /// Puts back one of the backups under a new generation.
  void restore();
  /// The second edition is played from now on.
  void publish();
  bool is_second_edition() const { return is_second_edition_; }
  /// Does some of what is due; whether nothing is owed any more.
  bool finish_deliveries();
  /// The storm is over.
  void recover();
  /// Whoever was left by now is abandoned.
  void settle_abandoned();
  /// What the clock of a server says that has the right time.
  std::int64_t now_ms() const;
  /// Its clocks were wrong by no more.
  std::int64_t wrong_ms() const;

  /// One of the root's branches, or the root when it has none.
  std::string some_branch_of(const std::string& root);

  store::Store& store() { return store_; }
  /// By channel.
  std::vector<store::CounterSum> counters();
  /// Makes the counters of what is there and what was kept.
  void count_anew();
  /// What was erased and not brought back by a restore.
  std::vector<const Erased*> erased_now();
  const Provider& provider() const { return provider_; }
  const Answerer& answerer() const { return answerer_; }
  /// The end of what the server's lane of that chain has behind so many of its events; nothing when
  /// there is no such chain.
  std::optional<Head> server_head(const std::string& target, std::size_t events);

 private:
  /// One of the servers that share the database: what it has parsed dies with it.
  struct Process {
    std::optional<service::FunnelCache> own_funnels;
    std::unique_ptr<api::Context> context;
    std::unique_ptr<api::Routes> routes;
    std::unique_ptr<service::LeaseHolder> lease;
    std::int64_t life = 0;          ///< what one life began, no other ends
    std::int64_t clock_offset = 0;  ///< its clock is wrong by so much
    bool is_up = true;
  };

  void start(Process& process);
  void start_all();
  void die(Process& process);
  /// One that is up; nothing when none is.
  Process* some_process();
  service::FunnelCache& funnels();
  std::int64_t now_of(const Process& process) const { return now_ms() + process.clock_offset; }
  void set_some_clock();
  void back_up();
  void work_off();
  void deliver_some(Process& process);
  /// Another server on the same database takes its turn at the effects.
  void let_rival_act();
  /// Whether there may be more.
  bool look_for_abandoned(std::int64_t now);
  bool owes_anything();
  void begin_operators();
  void close_some();
  void change_some_language();
  void erase_some();
  void erase(const std::string& root);
  /// What somebody looks at: a session, or a branch of it.
  std::optional<std::string> some_root();
  void put_releases();
  /// An answer whose transaction has not begun.
  struct Pending;
  void finish(const std::shared_ptr<Pending>& pending);
  http::Response complete(const Pending& pending);
  void note_committed(const std::string& target);
  bool note_lane(const std::string& session, const std::string& asked);
  std::set<std::string> all_hashes();

  Surroundings& around_;
  KillableStore store_;
  std::vector<http::Asset> no_assets_;
  std::vector<std::unique_ptr<Process>> processes_;
  Provider provider_;
  Answerer answerer_;
  service::LeaseHolder rival_lease_{store_, "effects"};
  bool is_rival_acting_ = false;
  bool has_wrong_clocks_ = false;
  int in_flight_ = 0;  ///< requests that are being answered
  std::vector<std::unique_ptr<store::MemoryStore>> backups_;
  std::int64_t generation_ = 1;
  bool is_second_edition_ = false;
  std::map<std::pair<std::string, std::int64_t>, Erased> erased_;  ///< by root and time
};

}  // namespace tundish::sim
