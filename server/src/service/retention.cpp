#include "service/retention.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "service/removal.hpp"
#include "service/version_match.hpp"
#include "store/records.hpp"

namespace tundish::service {
namespace {

constexpr std::int64_t kDayMs = 24 * 60 * 60 * std::int64_t{1000};
constexpr std::int64_t kPauseMs = kDayMs / 4;
constexpr int kLookedAtOnce = 20;
constexpr int kMostLookedAt = 10'000;
constexpr int kRulesAtOnce = 200;

/// All rules; that of the server first.
std::vector<store::Retention> list_rules(store::Reader& reader) {
  std::vector<store::Retention> rules;
  store::By page = store::by_key().limit(kRulesAtOnce);
  for (bool is_more = true; is_more;) {
    const auto some = store::list<store::Retention>(reader, page);
    rules.insert(rules.end(), some.begin(), some.end());
    is_more = some.size() == static_cast<std::size_t>(kRulesAtOnce);
    if (is_more) page.after(store::place_of(some.back(), page));
  }
  std::sort(rules.begin(), rules.end(),
            [](const auto& left, const auto& right) { return left.funnel < right.funnel; });
  return rules;
}

/// Goes through the sessions, oldest first, as far as any rule may find them too old.
class RetentionWalk {
 public:
  RetentionWalk(const std::vector<store::Retention>& rules, std::int64_t now_ms) : now_ms_(now_ms) {
    std::int64_t fewest = kMostRetentionDays;
    for (const store::Retention& rule : rules) {
      rules_[rule.funnel] = rule;
      if (rule.days == 0) continue;
      fewest = std::min(fewest, rule.days);
      is_over_ = false;
    }
    before_ms_ = now_ms - fewest * kDayMs;
  }

  bool is_over() const { return is_over_; }

  /// Gives `take` each family of some sessions whose days are over, with the rule that says so.
  template <class Take>
  void look_at_some(store::Reader& reader, Take take) {
    const auto rows = reader.list_sessions_behind(place_, kLookedAtOnce);
    is_over_ = rows.size() < static_cast<std::size_t>(kLookedAtOnce);
    for (const store::Session& row : rows) {
      if (row.created_at_ms >= before_ms_) {
        is_over_ = true;
        return;
      }
      next_ = store::Cursor{row.created_at_ms, row.session};
      const store::Retention* rule = row.parent.empty() ? rule_of(row.funnel) : nullptr;
      if (rule == nullptr || row.created_at_ms >= now_ms_ - rule->days * kDayMs) continue;
      const std::vector<store::Session> family = reader.list_family(row.session);
      if (is_too_old(family, *rule)) take(family, *rule);
    }
  }
  /// The transaction of the last look has ended well: the next one goes on behind it.
  void go_on() { place_ = next_; }

 private:
  /// A funnel's own rule goes before that of the server; null: for ever.
  const store::Retention* rule_of(const std::string& funnel) const {
    auto found = rules_.find(funnel);
    if (found == rules_.end()) found = rules_.find("");
    return found == rules_.end() || found->second.days == 0 ? nullptr : &found->second;
  }
  bool is_too_old(const std::vector<store::Session>& family, const store::Retention& rule) const {
    return std::all_of(family.begin(), family.end(), [&](const store::Session& session) {
      return session.last_at_ms < now_ms_ - rule.days * kDayMs;
    });
  }

  const std::int64_t now_ms_;
  std::map<std::string, store::Retention, std::less<>> rules_;
  std::int64_t before_ms_ = 0;
  store::Cursor place_{-1, ""};
  store::Cursor next_ = place_;
  bool is_over_ = true;
};

store::Job retention_job(std::int64_t now_ms) {
  store::Job job;
  job.id = kRetentionJob;
  job.kind = kRetentionJob;
  job.input = "{}";
  job.due_ms = now_ms;
  job.created_at_ms = now_ms;
  return job;
}

/// Gives how many were removed.
std::int64_t remove_due(JobRun& run, FunnelCache& funnels,
                        const std::vector<store::Retention>& rules) {
  std::int64_t removed = 0;
  RetentionWalk walk(rules, run.now_ms());
  while (!walk.is_over()) {
    std::int64_t some = 0;
    run.tell(removed, 0);
    run.write([&](store::Writer& writer) {
      some = 0;
      walk.look_at_some(writer,
                        [&](const std::vector<store::Session>& family, const store::Retention&) {
                          remove_family(writer, funnels, family.front().root, run.now_ms());
                          some += static_cast<std::int64_t>(family.size());
                        });
    });
    walk.go_on();
    removed += some;
  }
  return removed;
}

/// One for each rule that removes anything.
std::vector<DueSessions> due_of(const std::vector<store::Retention>& rules) {
  std::vector<DueSessions> all;
  for (const store::Retention& rule : rules) {
    if (rule.days == 0) continue;
    all.push_back({});
    all.back().rule = rule;
  }
  return all;
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
  std::vector<store::Retention> rules;
  store.read([&](store::Reader& reader) { rules = list_rules(reader); });
  std::vector<DueSessions> all = due_of(rules);
  RetentionWalk walk(rules, now_ms);
  int looked_at = 0;
  for (; !walk.is_over() && looked_at < kMostLookedAt; looked_at += kLookedAtOnce) {
    store.read([&](store::Reader& reader) {
      walk.look_at_some(
          reader, [&](const std::vector<store::Session>& family, const store::Retention& rule) {
            const auto due = std::find_if(all.begin(), all.end(), [&rule](const DueSessions& one) {
              return one.rule.funnel == rule.funnel;
            });
            due->sessions += static_cast<std::int64_t>(family.size());
            if (due->oldest_at_ms == 0) due->oldest_at_ms = family.front().created_at_ms;
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
    std::vector<store::Retention> rules;
    run.store().read([&](store::Reader& reader) { rules = list_rules(reader); });
    if (remove_due(run, funnels, rules) > 0) run.store().forget_removed();
    JobTurn turn;
    turn.next_ms = [next = run.now_ms() + kPauseMs](store::Reader&) { return std::optional(next); };
    return turn;
  };
}

}  // namespace tundish::service
