#include "sim/world.hpp"

#include <memory>
#include <vector>

#include "sim/audit.hpp"
#include "sim/device.hpp"
#include "sim/server.hpp"
#include "sim/stranger.hpp"

namespace tundish::sim {
namespace {

constexpr std::int64_t kLookMs = 500;
constexpr int kCrowd = 500;
constexpr std::int64_t kCrowdMs = 75 * 1000;
constexpr std::int64_t kCrowdReturnsMs = 60 * 1000;

/// Longer than a device needs to send everything once nothing fails.
constexpr std::int64_t kRecoveryMs = 600 * 1000;

class World {
 public:
  World(std::uint64_t seed, Kind kind, const Protections& protections, Story story)
      : around_(seed, protections, story == Story::told, kind),
        server_(around_),
        stranger_(around_, server_) {}

  Outcome run() {
    if (around_.kind == Kind::crowd) {
      begin_crowd();
    } else {
      begin();
    }
    const std::int64_t storm = around_.random.between(120, 300) * 1000;
    advance(around_.kind == Kind::crowd ? kCrowdMs : storm);
    recover();
    if (!around_.ledger.is_broken()) audit(around_, server_, devices_);
    if (!around_.ledger.is_broken()) check_kind();
    Outcome outcome;
    outcome.is_sound = !around_.ledger.is_broken();
    outcome.violation = around_.ledger.violation();
    outcome.tallies = around_.tallies;
    outcome.tallies.worlds = 1;
    return outcome;
  }

 private:
  void begin() {
    Random& random = around_.random;
    const int count = random.per_mille(600) ? 2 : 1;
    const bool is_shared = random.per_mille(600);
    around_.is_hasty = random.per_mille(150);
    for (int i = 0; i < count; ++i) {
      DeviceTraits traits;
      traits.has_two_tabs = random.per_mille(500);
      traits.has_locks = random.per_mille(800);
      traits.has_disk = random.per_mille(960);
      traits.shares = i == 1 && is_shared;
      traits.misbehaves = random.per_mille(200);
      traits.is_unlucky_disk = random.per_mille(400);
      traits.has_old_engine = random.per_mille(150);
      traits.gets_new_code = random.per_mille(200);
      devices_.push_back(std::make_unique<Device>(around_, server_, traits));
      devices_.back()->begin();
    }
    server_.begin();
    if (random.per_mille(150)) stranger_.begin();
    if (random.per_mille(150)) {
      around_.schedule.after(random.between(10000, 120000), [this] { server_.publish(); });
    }
    for (int restores = random.per_mille(600) ? (random.per_mille(300) ? 2 : 1) : 0; restores > 0;
         --restores) {
      around_.schedule.after(random.between(30000, 240000), [this] { server_.restore(); });
    }
  }

  /// All are away when they begin, and play offline.
  void begin_crowd() {
    around_.is_hasty = true;
    for (int i = 0; i < kCrowd; ++i) {
      devices_.push_back(std::make_unique<Device>(around_, server_, DeviceTraits{}));
      devices_.back()->begin_away(kCrowdReturnsMs);
    }
    server_.begin();
  }

  void advance(std::int64_t until) {
    while (!around_.ledger.is_broken() && around_.schedule.advance(until)) {
    }
  }

  /// It must have been what it was meant to be.
  void check_kind() {
    const Tallies& all = around_.tallies;
    if (around_.kind == Kind::crowd && all.overloads == 0) {
      around_.ledger.violate("crowd", "it was none");
    }
  }

  /// Nothing fails any more. Pages are opened anew, so that each asks the server once whether it
  /// still has everything.
  void recover() {
    around_.tell("the storm is over");
    around_.is_calm = true;
    server_.recover();
    for (const std::unique_ptr<Device>& device : devices_) device->recover();
    // Until every time that a wrong clock gave is over.
    around_.schedule.after(server_.wrong_ms(), [] {});
    advance(around_.schedule.now() + server_.wrong_ms());
    const std::int64_t end = around_.schedule.now() + kRecoveryMs;
    bool is_finished = false;
    while (!is_finished && around_.schedule.now() < end && !around_.ledger.is_broken()) {
      is_finished = server_.finish_deliveries();
      for (const std::unique_ptr<Device>& device : devices_) {
        if (!device->finish()) is_finished = false;
      }
      const std::int64_t until = around_.schedule.now() + (is_finished ? 0 : kLookMs);
      around_.schedule.after(until - around_.schedule.now(), [] {});
      advance(until);
    }
    if (!is_finished) around_.ledger.violate("I8", "not everything is sent ten minutes later");
  }

  Surroundings around_;
  Server server_;
  Stranger stranger_;
  std::vector<std::unique_ptr<Device>> devices_;
};

}  // namespace

Outcome run_world(std::uint64_t seed, Kind kind, const Protections& protections, Story story) {
  World world(seed, kind, protections, story);
  return world.run();
}

}  // namespace tundish::sim
