#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "sim/disk.hpp"
#include "sim/line.hpp"
#include "sim/surroundings.hpp"
#include "tundish/effect.hpp"
#include "tundish/sync.hpp"

namespace tundish::sim {

class Page;

/// Performs what the shipped reducer decides for one chain: disk, network, timers. Decides nothing
/// itself. Also watches that the screen never says more than is true.
class Host : public std::enable_shared_from_this<Host> {
 public:
  /// What a host is made of. All of it outlives the host, but for the page, which may die.
  struct Parts {
    Surroundings& around;
    Disk& disk;
    Line& line;
    std::weak_ptr<Page> page;
    int rules = kRulesLevel;  ///< of the engine that the page has
    int database = 1;         ///< version of the database that its code knows
  };
  /// Who listens to it.
  struct Listener {
    std::function<void()> cut;      ///< refused events left the log
    std::function<void()> rebased;  ///< the server's lane is another one
    std::function<void()> erased;   ///< the session was erased, and the device has forgotten it
    std::function<void(const SyncAction&)> reported;
  };

  Host(Parts parts, Record record, Listener listener);

  void open(std::vector<LoggedEvent> log, std::vector<LoggedEvent> server_lane, bool take_over);
  void append(LoggedEvent event);
  void tell(SyncInputKind kind);
  /// The event of that seq can no longer be played.
  void tell_unfit(std::int64_t seq, const Refused& refused);
  /// Does nothing any more.
  void close() { is_closed_ = true; }

  bool is_closed() const { return is_closed_; }
  const Record& record() const { return record_; }
  const SyncState& state() const { return state_; }
  const std::vector<LoggedEvent>& server_lane() const { return server_lane_; }
  /// Nothing is being sent or written.
  bool is_quiet() const { return state_.under_way.empty() && transactions_ == 0; }

 private:
  void step(SyncInput input);
  void perform(const SyncAction& action);
  void write_next();
  void store_next();
  void stored(const LoggedEvent& event, DiskOutcome outcome);
  void send(const SyncAction& action);
  void wake(std::int64_t delay_ms);
  void save(const SyncAction& action);
  void set_aside(const SyncAction& action);
  void move_next();
  void server_events(const SyncAction& action);
  void reported(const SyncAction& action);
  void forget();
  void transact(Disk::Work work, Disk::Told told);
  std::function<void(std::function<void()>)> to_page() const;

  Parts parts_;
  Record record_;
  Listener listener_;
  SyncState state_;
  std::vector<LoggedEvent> server_lane_;
  std::vector<LoggedEvent> kept_lane_;  ///< as the disk was asked to have it
  std::vector<LoggedEvent> before_;     ///< the log before the step under way
  std::string home_;                    ///< the session that the log was before that step
  std::deque<LoggedEvent> to_store_;
  /// A log, and the record that it gets because the server refused it from `at` on.
  struct Move {
    Record refused;
    std::vector<LoggedEvent> whole;
    std::int64_t at = 0;
  };
  std::deque<Move> to_move_;
  bool is_storing_ = false;
  int transactions_ = 0;
  std::int64_t wake_number_ = 0;
  std::size_t shown_ = 0;      ///< events of the log that the screen said are done
  std::size_t confirmed_ = 0;  ///< events of the log that it said are at the server
  bool is_closed_ = false;
  bool is_erased_ = false;
};

}  // namespace tundish::sim
