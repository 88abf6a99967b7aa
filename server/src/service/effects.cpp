#include "service/effects.hpp"

#include <algorithm>
#include <exception>
#include <stdexcept>
#include <utility>
#include <vector>

#include "service/server_lane.hpp"
#include "store/records.hpp"
#include "tundish/codec.hpp"

namespace tundish::service {
namespace {

constexpr std::int64_t kFirstPauseMs = 1000;
constexpr std::int64_t kLongestPauseMs = 60 * 60 * 1000;
constexpr std::int64_t kMostDoublings = 12;
constexpr int kMostBranches = 64;
constexpr int kPerformedAtOnce = 64;

std::string text_of(const EffectResult& result) {
  Value value{Value::Object{}};
  if (!result.data.is_null()) value.set("data", result.data);
  value.set("outcome", to_text(result.outcome));
  value.set("status", result.status);
  return to_json(value);
}

EffectResult result_of(const std::string& text) {
  const Result<Value> value = parse_value(text);
  const Value* outcome = value ? value->find("outcome") : nullptr;
  const Value* status = value ? value->find("status") : nullptr;
  EffectResult result;
  if (!outcome || !status || !from_text(outcome->text(), result.outcome)) {
    throw std::runtime_error("the stored result of an effect does not parse");
  }
  result.status = static_cast<int>(status->number());
  if (const Value* data = value->find("data")) result.data = *data;
  return result;
}

/// What came of the same effect, which a branch awaits as well as the chain that it left.
std::optional<Performed> performed_elsewhere(store::Store& store, const std::string& effect) {
  std::optional<Performed> performed;
  store.read([&](store::Reader& reader) {
    performed = std::nullopt;
    const auto same = store::by_index("effects_by_key").equal(effect).limit(kMostBranches);
    for (const store::Effect& row : store::list<store::Effect>(reader, same)) {
      if (!row.is_done || row.result.empty()) continue;
      performed = Performed{Performed::Kind::settled, result_of(row.result), 0};
      return;
    }
  });
  return performed;
}

Performed attempt(store::Store& store, EffectPerformer& performer, const store::Effect& effect,
                  std::int64_t now_ms) {
  if (std::optional<Performed> same = performed_elsewhere(store, effect.effect)) return *same;
  try {
    return performer.perform(effect, now_ms);
  } catch (const std::exception&) {
    // The performer knows why; it is tried again, later and later.
    const std::int64_t doublings = std::min(effect.attempts, kMostDoublings);
    const std::int64_t pause = std::min(kFirstPauseMs << doublings, kLongestPauseMs);
    return Performed{Performed::Kind::later, {}, now_ms + pause};
  }
}

std::vector<store::Effect> next_effects(store::Reader& reader, int limit) {
  return store::list<store::Effect>(reader,
                                    store::by_index("effects_to_do").equal(false).limit(limit));
}

void note_attempt(store::Writer& writer, const store::Effect& effect, std::int64_t again_ms) {
  std::optional<store::Effect> row =
      store::find<store::Effect>(writer, effect.session, effect.effect);
  if (!row || row->is_done) return;
  ++row->attempts;
  row->due_ms = again_ms;
  put(writer, *row);
}

void note_done(store::Writer& writer, store::Effect row, std::string result) {
  row.is_done = true;
  row.result = std::move(result);
  put(writer, row);
}

}  // namespace

bool settle_effect(store::Writer& writer, FunnelCache& funnels, std::string_view session,
                   std::string_view effect, EffectResult result, std::int64_t now_ms) {
  const std::optional<store::Effect> row = store::find<store::Effect>(writer, session, effect);
  if (!row || row->is_done) return false;
  const std::optional<store::Session> stored = writer.find_session(session);
  if (!stored) throw std::runtime_error("an effect's session is missing");
  const Funnel funnel = funnels.of(writer, *stored);
  note_done(writer, *row, text_of(result));
  result.effect = effect;
  // A full log takes no more; what came back stays in the effect's row.
  (void)write_server_event(writer, funnel, *stored, std::move(result), now_ms);
  return true;
}

std::size_t perform_effects(store::Store& store, FunnelCache& funnels, EffectPerformer& performer,
                            std::int64_t now_ms, int limit) {
  std::vector<store::Effect> due;
  store.read([&](store::Reader& reader) {
    due = store::list<store::Effect>(reader,
                                     store::by_index("effects_to_do").equal(false).limit(limit));
  });
  std::size_t count = 0;
  for (const store::Effect& effect : due) {
    if (effect.due_ms > now_ms) break;
    ++count;
    const Performed performed = attempt(store, performer, effect, now_ms);
    store.write([&](store::Writer& writer) {
      switch (performed.kind) {
        case Performed::Kind::settled:
          settle_effect(writer, funnels, effect.session, effect.effect, performed.result, now_ms);
          return;
        case Performed::Kind::done:
          if (const auto row = store::find<store::Effect>(writer, effect.session, effect.effect)) {
            note_done(writer, *row, "");
          }
          return;
        case Performed::Kind::elsewhere:
          return;
        case Performed::Kind::later:
          return note_attempt(writer, effect, std::max(performed.again_ms, now_ms + 1));
      }
    });
  }
  return count;
}

Duty effects_duty(store::Store& store, FunnelCache& funnels, EffectPerformer& performer) {
  Duty duty;
  duty.name = "effects";
  duty.is_due = [&store](std::int64_t now_ms) {
    std::vector<store::Effect> first;
    store.read([&](store::Reader& reader) { first = next_effects(reader, 1); });
    return !first.empty() && first.front().due_ms <= now_ms;
  };
  duty.do_some = [&store, &funnels, &performer](std::int64_t now_ms) {
    return perform_effects(store, funnels, performer, now_ms, kPerformedAtOnce) ==
           static_cast<std::size_t>(kPerformedAtOnce);
  };
  return duty;
}

}  // namespace tundish::service
