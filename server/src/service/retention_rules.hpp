#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "store/retention.hpp"
#include "store/store.hpp"

namespace tundish::service {

/// What is said of funnels and of the server, as it holds at one time.
class RetentionRules {
 public:
  RetentionRules(store::Reader& reader, std::int64_t now_ms);

  /// Those that remove anything; that of the server first.
  const std::vector<store::Retention>& removing() const { return removing_; }
  /// What is younger is too old for none of them.
  std::int64_t before_ms() const { return before_ms_; }
  /// A funnel's own rule goes before that of the server; null: for ever.
  const store::Retention* of(std::string_view funnel) const;
  /// Whether the days of that rule are over for what happened last at that time.
  bool is_over(const store::Retention& rule, std::int64_t last_at_ms) const;

 private:
  const std::int64_t now_ms_;
  std::map<std::string, store::Retention, std::less<>> rules_;
  std::vector<store::Retention> removing_;
  std::int64_t before_ms_ = 0;
};

}  // namespace tundish::service
