#include <algorithm>
#include <cmath>
#include <initializer_list>

#include "codec/object_reader.hpp"
#include "expression/iso_date.hpp"
#include "support/pointer.hpp"
#include "tundish/codec.hpp"
#include "tundish/simulate.hpp"

namespace tundish {

namespace {

constexpr double kMinuteMs = 60'000;
constexpr double kMaxMinutes = 5'256'000;  ///< ten years

/// Where a part stands that is read.
struct Spot {
  std::string pointer;
  Diagnostics& findings;

  Spot below(std::string_view name) const { return {child_pointer(pointer, name), findings}; }
  void fault(std::string_view code, std::string_view sentence) const {
    Diagnostic one;
    one.code = code;
    one.place.pointer = pointer;
    one.sentence = sentence;
    findings.push_back(std::move(one));
  }
};

double read_share(const Value& value, const Spot& at) {
  const bool fits = value.is_number() && value.number() >= 0 && value.number() <= 1;
  if (!fits) at.fault("wrong_type", "A chance is a number from 0 to 1.");
  return value.number();
}

double read_weight(const Value& value, const Spot& at) {
  const bool fits = value.is_number() && value.number() >= 0 && value.number() <= 1e9;
  if (!fits) at.fault("wrong_type", "A weight is a number from 0 to 1,000,000,000.");
  return value.number();
}

const Value::Object& read_object(const Value& value, const Spot& at) {
  if (!value.is_object()) at.fault("wrong_type", "This must be an object.");
  return value.object();
}

void read_share(ObjectReader& reader, std::string_view name, const Spot& at, double& share) {
  const Value* value = reader.member(name, Presence::optional);
  if (value) share = read_share(*value, at.below(name));
}

/// One value, or `{value, weight}`.
WeightedValue read_weighted(const Value& value, const Spot& at) {
  const bool is_weighted =
      value.find("value") && value.find("weight") && value.object().size() == 2;
  if (!is_weighted) return WeightedValue{value, 1};
  return WeightedValue{*value.find("value"),
                       read_weight(*value.find("weight"), at.below("weight"))};
}

std::vector<WeightedValue> read_values(const Value& value, const Spot& at) {
  std::vector<WeightedValue> values;
  if (!value.is_list()) at.fault("wrong_type", "This must be a list of values.");
  double sum = 0;
  for (std::size_t i = 0; i < value.list().size(); ++i) {
    values.push_back(read_weighted(value.list()[i], at.below(std::to_string(i))));
    sum += values.back().weight;
  }
  if (value.is_list() && !(sum > 0)) at.fault("too_small", "One of the values must have a weight.");
  return values;
}

void read_spreads(ObjectReader& reader, std::string_view name, const Spot& at,
                  std::vector<Spread>& spreads) {
  const Value* value = reader.member(name, Presence::optional);
  if (!value) return;
  const Spot here = at.below(name);
  for (const Value::Member& one : read_object(*value, here)) {
    spreads.push_back(Spread{one.name, read_values(one.value, here.below(one.name))});
  }
}

void read_channels(ObjectReader& reader, const Spot& at, Visitors& visitors) {
  const Value* value = reader.member("channels", Presence::optional);
  if (!value) return;
  const Spot here = at.below("channels");
  for (const Value::Member& one : read_object(*value, here)) {
    Channel channel = Channel::web;
    if (!from_text(one.name, channel)) {
      here.below(one.name).fault("unknown_word", "A channel is web, whatsapp, web_chat or sms.");
      continue;
    }
    visitors.channels.emplace_back(channel, read_weight(one.value, here.below(one.name)));
  }
}

template <class Reading>
void read_numbers(ObjectReader& reader, std::string_view name, const Spot& at, Reading read,
                  std::vector<std::pair<std::string, double>>& numbers) {
  const Value* value = reader.member(name, Presence::optional);
  if (!value) return;
  const Spot here = at.below(name);
  for (const Value::Member& one : read_object(*value, here)) {
    numbers.emplace_back(one.name, read(one.value, here.below(one.name)));
  }
}

void read_effects(ObjectReader& reader, const Spot& at, Visitors& visitors) {
  const Value* value = reader.member("effects", Presence::optional);
  if (!value) return;
  const Spot here = at.below("effects");
  for (const Value::Member& one : read_object(*value, here)) {
    const Spot place = here.below(one.name);
    ObjectReader inner(one.value, place.pointer, at.findings);
    EffectOdds odds;
    if (one.name != "*") odds.endpoint = one.name;
    read_share(inner, "done", place, odds.done);
    read_share(inner, "offline", place, odds.offline);
    const Value* data = inner.member("data", Presence::optional);
    if (data) odds.data = read_values(*data, place.below("data"));
    inner.finish();
    visitors.effects.push_back(std::move(odds));
  }
}

void read_clock(ObjectReader& reader, const Spot& at, Visitors& visitors) {
  const Value* clock = reader.member("clock", Presence::optional);
  if (clock) {
    const std::optional<std::int64_t> ms = parse_iso_date(clock->text());
    if (!ms || *ms < 0) {
      at.below("clock").fault("wrong_type", "This must be a date such as 2026-01-31T09:00:00Z.");
    } else {
      visitors.clock_ms = *ms;
    }
  }
  const Value* spread = reader.member("clock_spread_minutes", Presence::optional);
  if (!spread) return;
  const double minutes = spread->number();
  if (!spread->is_number() || minutes < 0 || minutes > kMaxMinutes) {
    at.below("clock_spread_minutes")
        .fault("wrong_type", "This must be minutes, ten years at most.");
    return;
  }
  visitors.clock_spread_ms = static_cast<std::int64_t>(minutes * kMinuteMs);
}

Visitors read_visitors(const Value& value, const Spot& at) {
  Visitors visitors;
  ObjectReader reader(value, at.pointer, at.findings);
  read_channels(reader, at, visitors);
  read_numbers(reader, "languages", at, read_weight, visitors.languages);
  read_spreads(reader, "answers", at, visitors.answers);
  read_spreads(reader, "initial", at, visitors.initial);
  read_spreads(reader, "contact", at, visitors.contact);
  read_spreads(reader, "device", at, visitors.device);
  read_spreads(reader, "prior", at, visitors.prior);
  read_effects(reader, at, visitors);
  read_numbers(
      reader, "abandon_on", at,
      [](const Value& one, const Spot& place) { return read_share(one, place); },
      visitors.abandon_on);
  read_share(reader, "abandon", at, visitors.abandon);
  read_share(reader, "back", at, visitors.back);
  read_share(reader, "skip", at, visitors.skip);
  read_share(reader, "invalid", at, visitors.invalid);
  read_share(reader, "authenticated", at, visitors.authenticated);
  read_clock(reader, at, visitors);
  reader.finish();
  return visitors;
}

std::int64_t read_count(ObjectReader& reader, std::string_view name, const Spot& at,
                        std::int64_t most, std::int64_t otherwise) {
  const Value* value = reader.member(name, Presence::optional);
  if (!value) return otherwise;
  const double count = value->number();
  const bool fits = value->is_number() && count >= 0 && count <= static_cast<double>(most) &&
                    count == std::floor(count);
  if (fits) return static_cast<std::int64_t>(count);
  at.below(name).fault("wrong_type",
                       "This must be a whole number from 0 to " + std::to_string(most) + ".");
  return otherwise;
}

}  // namespace

Result<Visitors> parse_visitors(std::string_view json) {
  const Result<Value> value = parse_value(json);
  if (!value) return unexpected(value.error());
  Diagnostics findings;
  Visitors visitors = read_visitors(*value, Spot{"", findings});
  if (findings.empty()) return visitors;
  return unexpected(std::move(findings));
}

Result<SimulateOptions> parse_simulate_options(std::string_view json) {
  const Result<Value> value = parse_value(json);
  if (!value) return unexpected(value.error());
  Diagnostics findings;
  const Spot at{"", findings};
  ObjectReader reader(*value, "", findings);
  SimulateOptions options;
  constexpr std::int64_t kMaxSeed = 9'007'199'254'740'991;
  options.seed = static_cast<std::uint64_t>(read_count(reader, "seed", at, kMaxSeed, 1));
  options.sessions = read_count(reader, "sessions", at, kMaxSimulatedSessions, options.sessions);
  options.steps =
      static_cast<int>(read_count(reader, "steps", at, kMaxSimulatedSteps, options.steps));
  options.scouts = static_cast<int>(read_count(reader, "scouts", at, kMaxScouts, options.scouts));
  const Value* visitors = reader.member("visitors", Presence::optional);
  if (visitors) options.visitors = read_visitors(*visitors, at.below("visitors"));
  reader.finish();
  if (findings.empty()) return options;
  return unexpected(std::move(findings));
}

}  // namespace tundish
