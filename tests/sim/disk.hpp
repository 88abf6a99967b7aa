#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "sim/surroundings.hpp"
#include "tundish/sync.hpp"

namespace tundish::sim {

/// What a device keeps about one chain, beside its events.
struct Record {
  std::string key;   ///< the chain's id when the record was made
  std::string root;  ///< the session's id
  std::string secret;
  std::string release;
  std::int64_t gen = 0;
  std::int64_t acked = 0;
  std::int64_t epoch = 1;
  SyncBranch branch;
  bool is_refused = false;
  std::int64_t writer = 0;  ///< number of the host that claimed it last
  std::int64_t number = 0;  ///< records of a device in the order of their making
};

/// The tables of a device's database.
struct DiskData {
  std::map<std::string, Record> records;
  std::map<std::pair<std::string, std::int64_t>, LoggedEvent> events;
  std::map<std::string, std::vector<LoggedEvent>> server_lanes;  ///< by record

  Record* find(const std::string& key);
  /// The record's events from seq 0 on, as far as they go without a gap.
  std::vector<LoggedEvent> log(const std::string& key) const;
  /// Lets go of all records of that root; gives the hashes of their events.
  std::vector<std::string> forget(const std::string& root);
};

enum class DiskOutcome {
  done,
  rejected,  ///< the transaction looked at what is there and did nothing
  failed     ///< the disk took nothing: full, blocked, broken
};

/// Of a disk that takes nothing.
inline constexpr int kNeverWorks = 1000;

/// Who wants a transaction.
struct Asking {
  std::function<bool()> is_alive;  ///< of a page that died before, it is carried out or not
  int version = 1;                 ///< of the database that the page's code knows
};

/// A device's database: transactions one after the other, each at one moment, done or not.
class Disk {
 public:
  using Work = std::function<DiskOutcome(DiskData&)>;
  using Told = std::function<void(DiskOutcome)>;

  explicit Disk(Surroundings& around) : around_(around) {}

  void transact(Asking asking, Work work, Told told);
  /// `is_held` tells whether a page that sleeps keeps an older version open: until it wakes up or
  /// dies nobody can bring a newer one.
  void watch_upgrades(std::function<bool(int version)> is_held) { is_held_ = std::move(is_held); }

  const DiskData& data() const { return data_; }
  /// So many of a thousand transactions fail: one that is nearly full takes what is small.
  void set_failing(int per_mille) { failing_ = per_mille; }
  bool is_failing() const { return failing_ > 0; }
  /// What was not yet carried out is gone; without strict durability also what was not yet flushed.
  void lose_power();
  /// The owner clears the site's data.
  void clear();
  /// The device is backed up, and later set back to that: what came since is gone.
  void back_up() { earlier_ = data_; }
  void go_back();

 private:
  bool is_refused();
  bool opens(int version);

  Surroundings& around_;
  DiskData data_;
  DiskData flushed_;  ///< only kept without strict durability
  DiskData earlier_;  ///< as it was backed up
  std::function<bool(int)> is_held_;
  int version_ = 1;
  std::int64_t busy_until_ = 0;
  std::int64_t power_ = 0;  ///< counts losses of power
  int failing_ = 0;         ///< per mille
};

}  // namespace tundish::sim
