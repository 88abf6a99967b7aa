#include "service/retention.hpp"

#include <algorithm>
#include <utility>

#include "service/removal.hpp"
#include "service/retention_walk.hpp"
#include "service/version_match.hpp"
#include "store/records.hpp"

namespace tundish::service {
namespace {

constexpr std::int64_t kPauseMs = 6 * 60 * 60 * std::int64_t{1000};
constexpr int kMostLookedAt = 10'000;

RetentionRules rules_at(store::Store& store, std::int64_t now_ms) {
  std::optional<RetentionRules> rules;
  store.read([&](store::Reader& reader) { rules.emplace(reader, now_ms); });
  return *std::move(rules);
}

store::Job retention_job(std::int64_t now_ms) {
  store::Job job;
  job.id = kRetentionJob;
  job.kind = kRetentionJob;
  job.input = "{}";
  job.due_ms = now_ms;
  job.created_at_ms = now_ms;
  return job;
}

/// Whether anything was removed.
bool remove_due(JobRun& run, FunnelCache& funnels, const RetentionRules& rules) {
  std::int64_t removed = 0;
  RetentionWalk walk(rules);
  while (!walk.is_over()) {
    std::int64_t some = 0;
    run.tell(removed, 0);
    run.write([&](store::Writer& writer) {
      some = 0;
      walk.look_at_some(writer, [&](const DueRoot& due, const store::Retention&) {
        if (remove_family(writer, funnels, due.root, run.now_ms()))
          some += std::max(due.sessions, std::int64_t{1});
      });
    });
    walk.go_on();
    removed += some;
  }
  return removed > 0;
}

/// One for each rule that removes anything.
std::vector<DueSessions> due_of(const RetentionRules& rules) {
  std::vector<DueSessions> all;
  for (const store::Retention& rule : rules.removing()) {
    all.push_back({});
    all.back().rule = rule;
  }
  return all;
}

void add(DueSessions& sum, const DueRoot& due) {
  sum.sessions += due.sessions;
  sum.refused += due.refused;
  if (sum.oldest_at_ms == 0 || due.began_at_ms < sum.oldest_at_ms)
    sum.oldest_at_ms = due.began_at_ms;
}

}  // namespace

store::Retention find_retention(store::Reader& reader, std::string_view funnel) {
  if (const auto row = store::find<store::Retention>(reader, funnel)) return *row;
  store::Retention none;
  none.funnel = funnel;
  return none;
}

store::Retention effective_retention(store::Reader& reader, std::string_view funnel) {
  const store::Retention own = find_retention(reader, funnel);
  return own.revision > 0 ? own : find_retention(reader, "");
}

std::string etag_of(const store::Retention& retention) {
  return '"' + std::to_string(retention.revision) + '-' + std::to_string(retention.updated_at_ms) +
         '"';
}

ChangedRetention change_retention(store::Store& store, const std::string& funnel,
                                  std::optional<std::int64_t> days, std::string_view etags,
                                  const Actor& actor) {
  ChangedRetention changed;
  store.write([&](store::Writer& writer) {
    changed = {};
    store::Retention row = find_retention(writer, funnel);
    if (!means_version(etags, etag_of(row))) {
      changed.outcome = RetentionOutcome::stale;
      return;
    }
    Value details{Value::Object{}};
    details.set("days", days ? Value(static_cast<double>(*days)) : Value());
    note_deed(writer, actor, Deed{"retention.change", "retention", funnel, std::move(details)});
    if (!days) {
      store::remove<store::Retention>(writer, funnel);
      changed.retention = find_retention(writer, funnel);
      return;
    }
    row.days = *days;
    ++row.revision;
    row.updated_at_ms = actor.at_ms;
    put(writer, row);
    changed.retention = row;
    wake_job(writer, retention_job(actor.at_ms));
  });
  return changed;
}

std::vector<DueSessions> find_due_sessions(store::Store& store, std::int64_t now_ms) {
  const RetentionRules rules = rules_at(store, now_ms);
  std::vector<DueSessions> all = due_of(rules);
  RetentionWalk walk(rules);
  for (int looked_at = 0; !walk.is_over() && looked_at < kMostLookedAt;
       looked_at += RetentionWalk::kAtOnce) {
    store.read([&](store::Reader& reader) {
      walk.look_at_some(reader, [&all](const DueRoot& due, const store::Retention& rule) {
        const auto sum = std::find_if(all.begin(), all.end(), [&rule](const DueSessions& one) {
          return one.rule.funnel == rule.funnel;
        });
        add(*sum, due);
      });
    });
    walk.go_on();
  }
  for (DueSessions& due : all) due.is_all = walk.is_over();
  return all;
}

void begin_retention(store::Store& store, std::int64_t now_ms) {
  store.write([&](store::Writer& writer) { add_job(writer, retention_job(now_ms)); });
}

JobHandler retention_handler(FunnelCache& funnels) {
  return [&funnels](JobRun& run) {
    const RetentionRules rules = rules_at(run.store(), run.now_ms());
    if (remove_due(run, funnels, rules)) run.store().forget_removed();
    JobTurn turn;
    turn.next_ms = [next = run.now_ms() + kPauseMs](store::Reader&) { return std::optional(next); };
    return turn;
  };
}

}  // namespace tundish::service
