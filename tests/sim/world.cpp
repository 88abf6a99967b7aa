#include "sim/world.hpp"

#include <memory>
#include <vector>

#include "sim/audit.hpp"
#include "sim/device.hpp"
#include "sim/server.hpp"
#include "sim/stranger.hpp"

namespace tundish::sim {
namespace {

/// Longer than a device needs to send everything once nothing fails.
constexpr std::int64_t kRecoveryMs = 600 * 1000;

class World {
 public:
  World(std::uint64_t seed, const Protections& protections, Story story)
      : around_(seed, protections, story == Story::told),
        server_(around_),
        stranger_(around_, server_) {}

  Outcome run() {
    begin();
    advance(around_.random.between(120, 300) * 1000);
    recover();
    if (!around_.ledger.is_broken()) audit(around_, server_, devices_);
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

  void advance(std::int64_t until) {
    while (!around_.ledger.is_broken() && around_.schedule.advance(until)) {
    }
  }

  /// Nothing fails any more. Pages are opened anew, so that each asks the server once whether it
  /// still has everything.
  void recover() {
    around_.tell("the storm is over");
    around_.is_calm = true;
    server_.recover();
    for (const std::unique_ptr<Device>& device : devices_) device->recover();
    const std::int64_t end = around_.schedule.now() + kRecoveryMs;
    bool is_finished = false;
    while (!is_finished && around_.schedule.now() < end && !around_.ledger.is_broken()) {
      is_finished = server_.finish_deliveries();
      for (const std::unique_ptr<Device>& device : devices_) {
        if (!device->finish()) is_finished = false;
      }
      const std::int64_t until = around_.schedule.now() + (is_finished ? 0 : 500);
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

Outcome run_world(std::uint64_t seed, const Protections& protections, Story story) {
  World world(seed, protections, story);
  return world.run();
}

}  // namespace tundish::sim
