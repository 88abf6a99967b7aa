#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>

#include "service/retention_rules.hpp"
#include "store/record.hpp"
#include "store/store.hpp"

namespace tundish::service {

/// Something that is to be removed, and how much it is.
struct DueRoot {
  std::string root;
  std::int64_t sessions = 0;
  std::int64_t refused = 0;  ///< events in quarantine
  std::int64_t began_at_ms = 0;
};

/// Goes through what is kept, some in each transaction: first the sessions, then what is in
/// quarantine of sessions that never came; each oldest first, as far as any rule may find it too
/// old.
class RetentionWalk {
 public:
  using Take = std::function<void(const DueRoot&, const store::Retention& rule)>;
  /// At most so much is looked at in one transaction.
  static constexpr int kAtOnce = 20;

  explicit RetentionWalk(const RetentionRules& rules);

  bool is_over() const;
  /// Gives `take` what of the next some has to go, with the rule that says so.
  void look_at_some(store::Reader& reader, const Take& take);
  /// The transaction of the last look has ended well: the next one goes on behind it.
  void go_on() { place_ = next_; }

 private:
  struct Place {
    std::size_t part = 0;  ///< the sessions, then what was refused, by what was decided about it
    store::Cursor session{-1, ""};
    store::Record refusal;
  };

  void look_at_sessions(store::Reader& reader, const Take& take);
  void look_at_refusals(store::Reader& reader, const Take& take);
  void end_part();

  const RetentionRules& rules_;
  Place place_;
  Place next_;
};

}  // namespace tundish::service
