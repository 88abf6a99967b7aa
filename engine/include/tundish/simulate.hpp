#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tundish/enums.gen.hpp"
#include "tundish/event.hpp"
#include "tundish/funnel.hpp"
#include "tundish/result.hpp"
#include "tundish/value.hpp"

// Visitors who are not there: what would become of N sessions of a funnel. For tools; no player
// links it.
namespace tundish {

inline constexpr std::int64_t kMaxSimulatedSessions = 100'000'000;
inline constexpr int kMaxSimulatedSteps = 1000;
inline constexpr int kMaxScouts = 100'000;

/// A value that visitors bring or give, and how often beside the others of its list.
struct WeightedValue {
  Value value;  ///< of an answer: null leaves the question out
  double weight = 1;
  bool operator==(const WeightedValue&) const = default;
};

/// What visitors have under one name: of an answer its slug, of a URL parameter its key.
struct Spread {
  std::string name;
  std::vector<WeightedValue> values;
  bool operator==(const Spread&) const = default;
};

/// How calls of one endpoint, or of all others when the name is empty, and proofs (`auth`) end.
struct EffectOdds {
  std::string endpoint;
  double done = 0.9;
  double offline = 0;               ///< where the definition says what happens then
  std::vector<WeightedValue> data;  ///< what comes back; none: made up from what conditions read
  bool operator==(const EffectOdds&) const = default;
};

/// Who comes and what they are like. Chances lie between 0 and 1; what is not said is made up from
/// the funnel: answers that fit, at and near every bound, and values that its conditions read.
struct Visitors {
  std::vector<std::pair<Channel, double>> channels;       ///< weights; none: the default channel
  std::vector<std::pair<std::string, double>> languages;  ///< weights; none: the default language
  std::vector<Spread> answers;
  std::vector<Spread> initial, contact, device, prior;  ///< of the header, by slug or key
  std::vector<EffectOdds> effects;
  std::vector<std::pair<std::string, double>> abandon_on;  ///< chance by layer
  double abandon = 0.02;       ///< chance of leaving for good, at each layer that is shown
  double back = 0.03;          ///< of going back, at each layer that is shown
  double skip = 0.3;           ///< of leaving out a question that may be left out
  double invalid = 0.05;       ///< of an answer that does not fit
  double authenticated = 0.2;  ///< of being known when the session begins
  std::int64_t clock_ms = 1'767'225'600'000;  ///< when the first session begins: 2026-01-01
  std::int64_t clock_spread_ms = 0;           ///< the others begin within that time after it
  bool operator==(const Visitors&) const = default;
};

struct SimulateOptions {
  std::uint64_t seed = 1;
  std::int64_t sessions = 1000;
  int steps = 200;    ///< gestures of a session, at most
  int scouts = 2000;  ///< sessions, at most, that look for what no visitor has reached
  Visitors visitors;
};

/// What happened at a layer. Scouts are not counted anywhere but in `scouted`.
struct SimulatedLayer {
  std::string layer;
  LayerType type = LayerType::intermediate;
  std::int64_t visits = 0;    ///< how often it was entered
  std::int64_t sessions = 0;  ///< sessions that entered it
  std::int64_t left = 0;      ///< sessions that left it onward
  std::int64_t skipped = 0;   ///< how often it was passed over
  std::int64_t dropped = 0;   ///< sessions that were abandoned, stuck or cut there
  std::int64_t refused = 0;   ///< gestures that were refused there
  std::int64_t asked_again = 0;
  bool scouted = false;  ///< a scout was there
  bool operator==(const SimulatedLayer&) const = default;
};

/// A way from a layer to another. `way` is the button, `<message>=<reply>`, `next`, the component
/// or property that leads on when something fails, or `back`, `restart` or `moved`; `jump` the
/// place of the jump in it, -1: none of them; `variant` that of an experiment.
struct SimulatedEdge {
  std::string from, to, way;
  int jump = -1;
  std::string variant;
  std::int64_t count = 0;  ///< how often it was taken
  bool scouted = false;
  bool operator==(const SimulatedEdge&) const = default;
};

/// How often an option, row of a list or reply was chosen.
struct SimulatedOption {
  std::string layer, component, value;
  std::int64_t count = 0;
  bool scouted = false;
  bool operator==(const SimulatedOption&) const = default;
};

/// How sessions ended: `completed`, `closed`, or what made visitors stop: `abandoned`; `stuck`,
/// where nothing that they could do led on; `cut` after too many steps.
struct SimulatedEnding {
  std::string ending, reason, layer;
  std::int64_t sessions = 0;
  bool scouted = false;
  bool operator==(const SimulatedEnding&) const = default;
};

struct SimulatedSteps {
  int least = 0, median = 0, p90 = 0, p99 = 0, most = 0;
  double mean = 0;
  bool operator==(const SimulatedSteps&) const = default;
};

/// What became of all sessions. Everything stands in the funnel's order, subfunnels' layers behind
/// its own; what nobody reached is there with a count of 0.
struct Simulation {
  std::string funnel;
  std::uint64_t seed = 0;
  std::int64_t sessions = 0, gestures = 0;
  int scouts = 0;
  std::vector<std::pair<std::string, std::int64_t>> channels;  ///< sessions of each
  std::vector<SimulatedLayer> layers;
  std::vector<SimulatedEdge> edges;
  std::vector<SimulatedOption> options;
  std::vector<SimulatedEnding> endings;
  std::vector<std::pair<std::string, std::int64_t>> refusals;  ///< by code
  SimulatedSteps steps;
  bool operator==(const Simulation&) const = default;
};

/// Plays the sessions. The same funnel, options and seed give the same simulation in every build.
/// `options` must fit the funnel (`check_visitors`): what does not is passed over.
Simulation simulate(const Funnel& funnel, const SimulateOptions& options);

/// The log of the visitor of that number, sealed as a player would have written it.
std::vector<Event> simulated_log(const Funnel& funnel, const SimulateOptions& options,
                                 std::uint64_t number);
/// Of every session a hash over those of its events and of the state after each: two builds that
/// give the same have played the same.
std::vector<std::string> simulated_digests(const Funnel& funnel, const SimulateOptions& options);
/// The same session step by step: `[{event, state}]`.
std::string simulated_session_json(const Funnel& funnel, const SimulateOptions& options,
                                   std::uint64_t number);

/// What visitors' descriptions name and the funnel has not: channels that it cannot be played on,
/// languages, layers; and chances that are none.
Diagnostics check_simulation(const Funnel& funnel, const SimulateOptions& options);

/// Reads `{seed, sessions, steps, scouts, visitors: {channels: {<channel>: weight}, languages,
/// answers: {<slug>: [value or {value, weight}]}, initial, contact, device, prior, effects:
/// {<endpoint>, "auth" or "*": {done, offline, data: […]}}, abandon_on: {<layer>: chance}, abandon,
/// back, skip, invalid, authenticated, clock, clock_spread_minutes}}`. Everything may be left out.
Result<SimulateOptions> parse_simulate_options(std::string_view json);
/// The same of the description alone.
Result<Visitors> parse_visitors(std::string_view json);
std::string to_json(const Simulation& simulation);

}  // namespace tundish
