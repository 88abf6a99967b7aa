#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tundish/event.hpp"
#include "tundish/funnel.hpp"

namespace tundish {

/// What does not fit about a value. `code` is a word of `ProblemCode`; `limit` is the bound that
/// was missed (a length, a number, a count, a date) when there is one; `pointer` names the part of
/// the value that is meant (`/2` an element, `/price` a row) and is empty for the whole.
struct Problem {
  ProblemCode code = ProblemCode::missing;
  Value limit;
  std::string pointer;
  bool operator==(const Problem&) const = default;
};

/// The value of one slug: what the visitor gave, or what was found or computed. An answer with
/// problems is a draft: no condition, template or score sees it, and its layer cannot be left.
struct Answer {
  std::string slug;
  LayerIndex layer = kNoLayer;  ///< where it was given, or the layer that made it
  AnswerOrigin origin = AnswerOrigin::given;
  Value value;
  std::vector<Problem> problems;
  bool hidden = false;  ///< its layer does not show the input: off the path as long as it does not
  bool operator==(const Answer&) const = default;
};

/// An effect whose result the session awaits.
struct Pending {
  std::string key;
  EffectKind kind = EffectKind::call;
  LayerIndex layer = kNoLayer;
  std::string component;  ///< or the action
  OfflinePolicy policy = OfflinePolicy::block;
  std::int64_t due_ms = 0;   ///< of `wait` when it is over, of `authenticate` when it expires
  std::int64_t sent_ms = 0;  ///< of `authenticate`: when it was asked for
  int attempts = 0;          ///< of `authenticate`: wrong tries
  bool queued = false;       ///< keeps nobody: its result is taken whenever it comes
  bool operator==(const Pending&) const = default;
};

/// Everything that a session is, computed from its events alone; small and serialisable.
struct State {
  Started header;                  ///< as begun, with the language, release and channel of now
  std::int64_t events = 0;         ///< accepted so far of both lanes, the header included
  std::int64_t server_events = 0;  ///< of these in the server's lane
  std::int64_t s_seen = 0;         ///< so many of those the client's last event knew
  std::int64_t started_at_ms = 0;
  std::int64_t last_at_ms = 0;
  std::int64_t entered_at_ms = 0;  ///< when the current layer was come to
  SessionStatus status = SessionStatus::in_progress;
  std::string reason;  ///< why it was closed
  LayerIndex layer = kNoLayer;
  std::vector<LayerIndex> path;       ///< every layer that was entered, in order
  std::vector<LayerIndex> completed;  ///< layers that were left onward, each once
  std::vector<LayerIndex> trail;      ///< the way back: layers before this one on the path taken
  std::vector<LayerIndex> skipped;    ///< passed over by the last walk; on the trail, not in `path`
  std::vector<Answer> answers;        ///< sorted by slug
  int component = 0;    ///< one-at-a-time channels: the component that waits, or the layer's size
                        ///< when its buttons do; action layers: the action that waits
  int reasks = 0;       ///< wrong replies in a row to that component
  std::string leaving;  ///< the button that was pressed, while endpoints are asked
  std::vector<Pending> pending;  ///< in the order they were asked for
  Value contact;                 ///< what answers were saved to the contact; an object, or null
  std::optional<Authentication> auth;  ///< proven in this session
  Value outcomes;  ///< by endpoint component or action: `waiting`, `done`, `failed`, `offline`
  Value exposed;   ///< by experiment that the session met: its variant
  bool operator==(const State&) const = default;
};

/// How many events of the client's lane were accepted.
inline std::int64_t client_events(const State& state) { return state.events - state.server_events; }

/// What is wrong, in words for people who write funnels (`at least 3 characters are wanted`); empty
/// in the player's build, whose painters have sentences of their own.
std::string problem_words(const Problem& problem);
/// The answer of that slug, or null.
const Answer* find_answer(const State& state, std::string_view slug);
/// True when the layer that the answer was given on is still on the path taken and shows its input.
bool is_on_path(const State& state, const Answer& answer);
/// Sum of the scores of the chosen options on the path taken.
double score(const Funnel& funnel, const State& state);
/// What a visitor can quote: 8 characters of Crockford's base 32, made from the session id.
std::string reference_code(std::string_view session);
/// True for channels that show one component at a time (all but `web`).
bool is_one_at_a_time(Channel channel);

/// The canonical text; layers by id. Its hash is `state_hash`.
std::string to_json(const Funnel& funnel, const State& state);
std::string state_hash(const Funnel& funnel, const State& state);
/// Reads what `to_json` wrote; refuses what does not fit the funnel.
Result<State> parse_state(const Funnel& funnel, std::string_view json);

}  // namespace tundish
