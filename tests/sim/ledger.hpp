#pragma once

#include <cstddef>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace tundish::sim {

/// What has become of one event, as an observer who sees everything knows it. Events are named by
/// their hashes.
struct Fate {
  bool shown = false;      ///< some screen said that it is done
  bool on_disk = false;    ///< it was on a device's disk at some time
  bool cleared = false;    ///< a disk that held it was cleared by its owner
  bool committed = false;  ///< the server answered for it, and really had it
  bool undone = false;     ///< the server had it and was restored from a backup without it
  bool erased = false;     ///< its session was erased, on the server or on the device that had it
  bool forged = false;     ///< made by somebody without the secret
  bool claimed = false;    ///< made by a client and says what only the server may
  bool honest = false;     ///< the engine accepted it, and everything in front of it
};

/// An invariant that did not hold.
struct Violation {
  std::string invariant;
  std::string detail;
};

/// Keeps the fates, and the first violation.
class Ledger {
 public:
  /// Begins an entry the first time.
  Fate& fate(const std::string& hash) {
    const auto [place, is_new] = fates_.try_emplace(hash);
    if (is_new) order_.push_back(hash);
    return place->second;
  }
  const Fate* find(const std::string& hash) const {
    const auto found = fates_.find(hash);
    return found == fates_.end() ? nullptr : &found->second;
  }
  /// The server had that event in its lane of that session.
  void note_in_lane(const std::string& session, const std::string& hash) {
    lanes_[session].insert(hash);
  }
  bool was_in_lane(const std::string& session, const std::string& hash) const {
    const auto lane = lanes_.find(session);
    return lane != lanes_.end() && lane->second.count(hash) > 0;
  }
  /// All hashes in the order of their first mention.
  const std::vector<std::string>& order() const { return order_; }

  void violate(std::string invariant, std::string detail) {
    if (is_broken_) return;
    is_broken_ = true;
    violation_ = Violation{std::move(invariant), std::move(detail)};
  }
  bool is_broken() const { return is_broken_; }
  const Violation& violation() const { return violation_; }

 private:
  std::unordered_map<std::string, Fate> fates_;
  std::unordered_map<std::string, std::unordered_set<std::string>> lanes_;
  std::vector<std::string> order_;
  bool is_broken_ = false;
  Violation violation_;
};

}  // namespace tundish::sim
