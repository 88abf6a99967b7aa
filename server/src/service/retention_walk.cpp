#include "service/retention_walk.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <vector>

#include "store/records.hpp"
#include "store/refusals.hpp"
#include "tundish/codec.hpp"

namespace tundish::service {
namespace {

constexpr std::array<std::string_view, 3> kDecisions = {"", "accepted", "discarded"};
constexpr std::size_t kEnd = 1 + kDecisions.size();

/// The funnel of which the header that was refused says it is; empty when it says nothing.
std::string funnel_of(store::Reader& reader, const store::Refusal& refusal) {
  const store::QuarantineCursor before{refusal.session, refusal.at};
  const auto first = reader.list_quarantined(refusal.root, before, 1);
  if (first.empty() || first.front().seq != 0) return {};
  const Result<Value> header = parse_value(first.front().text);
  const Value* input = header ? header->find("input") : nullptr;
  const Value* hash = input != nullptr ? input->find("release") : nullptr;
  if (hash == nullptr || !hash->is_text()) return {};
  const std::optional<store::Release> release = reader.find_release(hash->text());
  return release ? release->funnel : std::string();
}

/// All that is in quarantine of one root.
struct RefusedRoot {
  std::string funnel;
  std::int64_t last_at_ms = 0;
};

RefusedRoot refused_of(store::Reader& reader, std::string_view root) {
  RefusedRoot all;
  store::each<store::Refusal>(reader, store::by_index("refusals_by_root").equal(root),
                              [&](const store::Refusal& one) {
                                const auto last = reader.find_last_quarantined(one.session);
                                if (last)
                                  all.last_at_ms = std::max(all.last_at_ms, last->received_at_ms);
                                if (one.at < 0 && all.funnel.empty())
                                  all.funnel = funnel_of(reader, one);
                              });
  return all;
}

}  // namespace

RetentionWalk::RetentionWalk(const RetentionRules& rules) : rules_(rules) {
  if (rules.removing().empty()) place_.part = kEnd;
}

bool RetentionWalk::is_over() const { return place_.part == kEnd; }

void RetentionWalk::look_at_some(store::Reader& reader, const Take& take) {
  next_ = place_;
  if (place_.part == 0) {
    look_at_sessions(reader, take);
  } else {
    look_at_refusals(reader, take);
  }
}

void RetentionWalk::look_at_sessions(store::Reader& reader, const Take& take) {
  const auto rows = reader.list_sessions_behind(place_.session, kAtOnce);
  for (const store::Session& row : rows) {
    if (row.created_at_ms >= rules_.before_ms()) return end_part();
    next_.session = store::Cursor{row.created_at_ms, row.session};
    const store::Retention* rule = row.parent.empty() ? rules_.of(row.funnel) : nullptr;
    if (rule == nullptr || !rules_.is_over(*rule, row.created_at_ms)) continue;
    const std::vector<store::Session> family = reader.list_family(row.session);
    const bool is_due = std::all_of(
        family.begin(), family.end(),
        [&](const store::Session& session) { return rules_.is_over(*rule, session.last_at_ms); });
    const auto sessions = static_cast<std::int64_t>(family.size());
    if (is_due) take(DueRoot{row.session, sessions, 0, row.created_at_ms}, *rule);
  }
  if (rows.size() < static_cast<std::size_t>(kAtOnce)) end_part();
}

/// What was refused of a session that is here goes with the session.
void RetentionWalk::look_at_refusals(store::Reader& reader, const Take& take) {
  store::By by = store::by_index("refusals_by_decision").equal(kDecisions[place_.part - 1]);
  by.after(place_.refusal).limit(kAtOnce);
  const auto rows = store::list<store::Refusal>(reader, by);
  for (const store::Refusal& row : rows) {
    if (row.received_at_ms >= rules_.before_ms()) return end_part();
    next_.refusal = store::place_of(row, by);
    if (!reader.list_family(row.root).empty()) continue;
    const RefusedRoot refused = refused_of(reader, row.root);
    const store::Retention* rule = rules_.of(refused.funnel);
    if (rule == nullptr || !rules_.is_over(*rule, refused.last_at_ms)) continue;
    take(DueRoot{row.root, 0, row.last_seq - row.at, row.received_at_ms}, *rule);
  }
  if (rows.size() < static_cast<std::size_t>(kAtOnce)) end_part();
}

void RetentionWalk::end_part() {
  ++next_.part;
  next_.refusal.clear();
}

}  // namespace tundish::service
