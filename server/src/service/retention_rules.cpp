#include "service/retention_rules.hpp"

#include <algorithm>

#include "store/records.hpp"

namespace tundish::service {
namespace {

constexpr std::int64_t kDayMs = 24 * 60 * 60 * std::int64_t{1000};

}  // namespace

RetentionRules::RetentionRules(store::Reader& reader, std::int64_t now_ms) : now_ms_(now_ms) {
  store::each<store::Retention>(reader, store::by_key(), [this](const store::Retention& rule) {
    rules_[rule.funnel] = rule;
  });
  for (const auto& [funnel, rule] : rules_) {
    if (rule.days == 0) continue;
    removing_.push_back(rule);
    before_ms_ = std::max(before_ms_, now_ms_ - rule.days * kDayMs);
  }
}

const store::Retention* RetentionRules::of(std::string_view funnel) const {
  auto found = rules_.find(funnel);
  if (found == rules_.end()) found = rules_.find("");
  return found == rules_.end() || found->second.days == 0 ? nullptr : &found->second;
}

bool RetentionRules::is_over(const store::Retention& rule, std::int64_t last_at_ms) const {
  return last_at_ms < now_ms_ - rule.days * kDayMs;
}

}  // namespace tundish::service
