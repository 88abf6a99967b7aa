#include "service/consequences.hpp"

#include <algorithm>
#include <optional>
#include <utility>
#include <variant>

#include "store/effects.hpp"
#include "store/records.hpp"

namespace tundish::service {
namespace {

constexpr std::int64_t kEventsOfACountedSession = 2;

const std::string& key_of(const Say&) {
  static const std::string kNone;
  return kNone;
}
template <class Asked>
const std::string& key_of(const Asked& asked) {
  return asked.origin.key;
}

EffectKind kind_of(const Effect& effect) {
  constexpr EffectKind kKinds[] = {EffectKind::say,  EffectKind::call, EffectKind::authenticate,
                                   EffectKind::send, EffectKind::emit, EffectKind::wait};
  return kKinds[effect.index()];
}

/// Waits are counted by the clock that the visitor's device had with its last event.
std::int64_t due_of(const Effect& effect, std::int64_t recorded_ms, std::int64_t now_ms) {
  const Wait* wait = std::get_if<Wait>(&effect);
  return wait ? now_ms + std::max<std::int64_t>(wait->until_ms - recorded_ms, 0) : now_ms;
}

}  // namespace

void count_step(SessionTallies& tallies, const Funnel& funnel, const store::Session& session,
                const State& before, const Transition& step) {
  if (session.parent.empty() || before.events >= kEventsOfACountedSession) {
    return tallies.add(funnel, before, step);
  }
  State counted = before;
  counted.events = kEventsOfACountedSession;
  tallies.add(funnel, counted, step);
}

Consequences consequences_of(const Funnel& funnel, const State& after, Transition step) {
  Consequences consequences;
  consequences.consents = consents_in(funnel, after, step.facts);
  consequences.facts = std::move(step.facts);
  consequences.effects = std::move(step.effects);
  return consequences;
}

void keep_consequences(store::Writer& writer, const store::Session& session, const Funnel& funnel,
                       const Event& event, const Consequences& consequences, std::int64_t now_ms) {
  keep_intents(writer, session, funnel, event.uid, consequences.facts, now_ms);
  keep_effects(writer, session, consequences.effects, event.t_wall, now_ms);
  keep_consents(writer, session.root, event.uid, consequences.consents, now_ms);
}

void keep_intents(store::Writer& writer, const store::Session& session, const Funnel& funnel,
                  const std::string& uid, const std::vector<Fact>& facts, std::int64_t now_ms) {
  std::int64_t ordinal = 0;
  for (const Fact& fact : facts) {
    if (fact.kind != FactKind::triggered) continue;
    writer.add_intent(
        store::Intent{session.session, uid, ordinal++, funnel->slug, fact.name, now_ms, 0});
  }
}

void keep_effects(store::Writer& writer, const store::Session& session,
                  const std::vector<Effect>& effects, std::int64_t recorded_ms,
                  std::int64_t now_ms) {
  for (const Effect& effect : effects) {
    const EffectKind kind = kind_of(effect);
    if (kind == EffectKind::say) continue;
    store::Effect row;
    row.session = session.session;
    row.effect = std::visit([](const auto& asked) { return key_of(asked); }, effect);
    row.kind = to_text(kind);
    row.text = to_json(effect);
    row.due_ms = due_of(effect, recorded_ms, now_ms);
    row.created_at_ms = now_ms;
    put(writer, row);
  }
}

void keep_awaited(store::Writer& writer, const store::Session& branch, const State& state,
                  std::int64_t now_ms) {
  for (const Pending& pending : state.pending) {
    const std::vector<store::Effect> rows = store::list<store::Effect>(
        writer, store::by_index("effects_by_key").equal(pending.key).limit(1));
    if (rows.empty()) continue;
    store::Effect row = rows.front();
    row.session = branch.session;
    if (row.is_done) row.due_ms = now_ms;
    row.is_done = false;
    row.result.clear();
    put(writer, row);
  }
}

bool has_effects_to_do(store::Reader& reader, std::string_view session) {
  const std::vector<store::Effect> rows =
      store::list<store::Effect>(reader, store::by_key().equal(session));
  return std::any_of(rows.begin(), rows.end(),
                     [](const store::Effect& row) { return !row.is_done; });
}

}  // namespace tundish::service
