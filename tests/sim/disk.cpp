#include "sim/disk.hpp"

#include <algorithm>

namespace tundish::sim {

Record* DiskData::find(const std::string& key) {
  const auto found = records.find(key);
  return found == records.end() ? nullptr : &found->second;
}

std::vector<LoggedEvent> DiskData::log(const std::string& key) const {
  std::vector<LoggedEvent> list;
  auto next = events.lower_bound(std::pair(key, std::int64_t{0}));
  while (next != events.end() && next->first.first == key &&
         next->first.second == static_cast<std::int64_t>(list.size())) {
    list.push_back(next->second);
    ++next;
  }
  return list;
}

std::vector<std::string> DiskData::forget(const std::string& root) {
  std::vector<std::string> hashes;
  for (auto record = records.begin(); record != records.end();) {
    if (record->second.root != root) {
      ++record;
      continue;
    }
    const std::string& key = record->first;
    auto next = events.lower_bound(std::pair(key, std::int64_t{0}));
    while (next != events.end() && next->first.first == key) {
      hashes.push_back(next->second.hash);
      next = events.erase(next);
    }
    server_lanes.erase(key);
    record = records.erase(record);
  }
  return hashes;
}

bool Disk::is_refused() {
  return failing_ == kNeverWorks || (failing_ > 0 && around_.random.per_mille(failing_));
}

/// A page with older code cannot open what a newer one has brought.
bool Disk::opens(int version) {
  if (version < version_) return false;
  if (version > version_ && is_held_ && is_held_(version)) return false;
  version_ = version;
  return true;
}

void Disk::transact(Asking asking, Work work, Told told) {
  Random& random = around_.random;
  const std::int64_t now = around_.schedule.now();
  busy_until_ = std::max(busy_until_, now) + random.between(1, around_.is_calm ? 3 : 25);
  const auto run = [this, power = power_, asking = std::move(asking), work = std::move(work),
                    told = std::move(told)] {
    if (power != power_) return;
    if (!asking.is_alive() && around_.random.per_mille(500)) return;
    const bool is_taken = opens(asking.version) && !is_refused();
    const DiskOutcome outcome = is_taken ? work(data_) : DiskOutcome::failed;
    if (!around_.protections.strict_durability) {
      around_.schedule.after(around_.random.between(0, 8000), [this, power] {
        if (power == power_) flushed_ = data_;
      });
    }
    around_.schedule.after(around_.random.below(around_.is_calm ? 2 : 12),
                           [power, told, outcome, this] {
                             if (power == power_) told(outcome);
                           });
  };
  around_.schedule.after(busy_until_ - now, run);
}

void Disk::lose_power() {
  ++power_;
  busy_until_ = 0;
  if (!around_.protections.strict_durability) data_ = flushed_;
}

void Disk::clear() {
  for (const auto& [key, event] : data_.events) around_.ledger.fate(event.hash).cleared = true;
  data_ = DiskData{};
  flushed_ = DiskData{};
}

void Disk::go_back() {
  for (const auto& [place, event] : data_.events) {
    const auto kept = earlier_.events.find(place);
    const bool is_gone = kept == earlier_.events.end() || kept->second.hash != event.hash;
    if (is_gone) around_.ledger.fate(event.hash).cleared = true;
  }
  data_ = flushed_ = earlier_;
}

}  // namespace tundish::sim
