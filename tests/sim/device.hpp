#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "sim/disk.hpp"
#include "sim/line.hpp"
#include "sim/page.hpp"
#include "sim/server.hpp"
#include "sim/surroundings.hpp"

namespace tundish::sim {

/// What may happen to a device in one world.
struct DeviceTraits {
  bool has_two_tabs = false;
  bool has_locks = true;         ///< Web Locks: not on plain http
  bool has_disk = true;          ///< IndexedDB: not in every private window
  bool shares = false;           ///< its owner goes on here with what was begun elsewhere
  bool misbehaves = false;       ///< its client makes events that cannot have happened
  bool is_unlucky_disk = false;  ///< its disk is full now and then
  bool has_old_engine = false;   ///< what it has cached is another level of the rules now and then
  bool gets_new_code = false;    ///< pages bring a newer version of the database at some time
};

/// Somebody's phone or computer: one disk, one clock, one line, up to two tabs.
class Device {
 public:
  Device(Surroundings& around, Server& server, const DeviceTraits& traits);

  /// Lives through the storm.
  void begin();
  /// Has no network before that moment, when it comes back with all the others; nothing else
  /// happens to it.
  void begin_away(std::int64_t until_ms);
  /// The storm is over: all tabs are closed, one is opened that sends everything.
  void recover();
  /// Sends what is left; true when nothing is.
  bool finish();

  /// Gives the session's lock to that page, unless another has it and it is only asked for.
  bool claim(const std::string& key, Claim how, const std::weak_ptr<Page>& page,
             std::function<void()> lost);
  void release(const std::string& key, const Page* page);

  Server& server() { return server_; }
  Disk& disk() { return disk_; }
  Line& line() { return line_; }
  const DeviceTraits& traits() const { return traits_; }
  std::int64_t wall_ms() const;
  std::int64_t next_number() { return ++number_; }

 private:
  struct Lock {
    std::weak_ptr<Page> page;
    std::function<void()> lost;
  };

  std::shared_ptr<Page>& page(std::size_t slot) { return pages_[slot]; }
  void open_page(std::size_t slot);
  void close_page(std::size_t slot);
  void incident();
  void incident_of_tab(std::size_t slot, std::int64_t lot);
  void incident_of_line(std::int64_t lot);
  void incident_of_disk(std::int64_t lot);
  void visit_elsewhere(std::size_t slot);
  void lose_power();
  void end_pages();
  Code code();
  bool is_held(int version) const;
  bool has_server_lane(const Host& host);

  Surroundings& around_;
  Server& server_;
  DeviceTraits traits_;
  Disk disk_;
  Line line_;
  std::map<std::string, Lock> locks_;
  std::vector<std::shared_ptr<Page>> pages_;
  std::int64_t clock_offset_ms_ = 0;
  std::int64_t number_ = 0;
  int database_ = 1;  ///< version that newly loaded code has
};

}  // namespace tundish::sim
