// The engine as a C interface. Texts go in as pointer and length in memory from `tundish_alloc`;
// every answer is JSON in one response buffer that lives until the next call. A call that makes a
// handle, or that can refuse, returns 0 when it did not and says why in the response.

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "handles.hpp"
#include "tundish/codec.hpp"
#include "tundish/parse.hpp"
#include "tundish/release.hpp"
#include "tundish/simulate.hpp"
#include "tundish/version.hpp"
#include "tundish/why.hpp"

using namespace tundish;

namespace {

abi::Handles handles;
std::string response;

std::string_view view_of(const char* text, std::uint32_t size) { return {text, size}; }

std::uint32_t refuse(const Diagnostics& diagnostics) {
  response = "{\"diagnostics\":" + to_json(diagnostics) + "}";
  return 0;
}

std::uint32_t refuse(const char* code, const char* sentence) {
  Diagnostic diagnostic;
  diagnostic.code = code;
  diagnostic.sentence = sentence;
  Diagnostics one;
  one.push_back(std::move(diagnostic));
  return refuse(one);
}

std::uint32_t refuse_handle() {
  return refuse("unknown_handle", "There is nothing behind this handle.");
}

std::uint32_t keep_funnel(Result<Funnel> funnel) {
  if (!funnel) return refuse(funnel.error());
  response = description_json(*funnel);
  return handles.keep(std::move(*funnel));
}

}  // namespace

extern "C" {

char* tundish_alloc(std::uint32_t size) { return static_cast<char*>(std::malloc(size)); }

void tundish_free(char* memory) { std::free(memory); }

const char* tundish_response() { return response.data(); }

std::uint32_t tundish_response_size() { return static_cast<std::uint32_t>(response.size()); }

std::uint32_t tundish_version() {
  response = "{\"rules\":" + std::to_string(kRulesLevel) + ",\"version\":\"";
  response += engine_version();
  response += "\"}";
  return 1;
}

/// Any definition, for tools and tests.
std::uint32_t tundish_funnel(const char* text, std::uint32_t size) {
  return keep_funnel(parse_funnel(view_of(text, size)));
}

/// What players play.
std::uint32_t tundish_parse_release(const char* text, std::uint32_t size) {
  return keep_funnel(parse_release(view_of(text, size)));
}

/// The text of the funnel's release in a language, as it is published.
std::uint32_t tundish_release_text(std::uint32_t funnel, const char* text, std::uint32_t size) {
  const Funnel* asked = handles.find_funnel(funnel);
  if (!asked) return refuse_handle();
  response = release_json(*asked, view_of(text, size));
  return response.empty() ? 0 : 1;
}

/// Begins a session with the gesture of a header.
std::uint32_t tundish_session(std::uint32_t funnel, const char* text, std::uint32_t size) {
  const Funnel* played = handles.find_funnel(funnel);
  if (!played) return refuse_handle();
  const Result<Gesture> gesture = parse_gesture(view_of(text, size));
  if (!gesture) return refuse(gesture.error());
  Session session{*played, {}, {}, {}};
  const Played first = play(session, *gesture);
  response = to_json(session, first);
  if (first.transition.refused) return 0;
  return handles.keep(std::move(session));
}

/// Verifies and replays a log; the session goes on from the last event that fits.
std::uint32_t tundish_restore(std::uint32_t funnel, const char* text, std::uint32_t size) {
  const Funnel* played = handles.find_funnel(funnel);
  if (!played) return refuse_handle();
  const Result<std::vector<Event>> events = parse_events(view_of(text, size));
  if (!events) return refuse(events.error());
  const Replay result = replay_verified(*played, *events);
  response = to_json(*played, result);
  if (result.accepted == 0) return 0;
  return handles.keep(session_after(*played, result, *events));
}

/// What a gesture would lead to, and why: `{why}`. The session stays where it is.
std::uint32_t tundish_why(std::uint32_t handle, const char* text, std::uint32_t size) {
  const Session* session = handles.find_session(handle);
  if (!session) return refuse_handle();
  const Result<Gesture> gesture = parse_gesture(view_of(text, size));
  if (!gesture) return refuse(gesture.error());
  Why why;
  Session asked{session->funnel.traced_by(why), session->state, session->head,
                session->server_head};
  const Played played = play(asked, *gesture);
  if (played.transition.refused) why.refused(*played.transition.refused);
  response = "{\"why\":" + to_json(Value(why.entries())) + "}";
  return played.transition.refused ? 0 : 1;
}

/// What would become of many sessions of the funnel; the text holds the options.
std::uint32_t tundish_simulate(std::uint32_t funnel, const char* text, std::uint32_t size) {
  const Funnel* played = handles.find_funnel(funnel);
  if (!played) return refuse_handle();
  const Result<SimulateOptions> options = parse_simulate_options(view_of(text, size));
  if (!options) return refuse(options.error());
  const Diagnostics findings = check_simulation(*played, *options);
  if (!findings.empty()) return refuse(findings);
  response = to_json(simulate(*played, *options));
  return 1;
}

/// A hash of each of those sessions: what another build has played the same has the same.
std::uint32_t tundish_simulated_digests(std::uint32_t funnel, const char* text,
                                        std::uint32_t size) {
  const Funnel* played = handles.find_funnel(funnel);
  if (!played) return refuse_handle();
  const Result<SimulateOptions> options = parse_simulate_options(view_of(text, size));
  if (!options) return refuse(options.error());
  Value::List digests;
  for (std::string& one : simulated_digests(*played, *options))
    digests.emplace_back(std::move(one));
  response = to_json(Value(std::move(digests)));
  return 1;
}

/// The session of that number, event by event with the state after it.
std::uint32_t tundish_simulated_session(std::uint32_t funnel, std::uint32_t number,
                                        const char* text, std::uint32_t size) {
  const Funnel* played = handles.find_funnel(funnel);
  if (!played) return refuse_handle();
  const Result<SimulateOptions> options = parse_simulate_options(view_of(text, size));
  if (!options) return refuse(options.error());
  response = simulated_session_json(*played, *options, number);
  return 1;
}

std::uint32_t tundish_play(std::uint32_t handle, const char* text, std::uint32_t size) {
  Session* session = handles.find_session(handle);
  if (!session) return refuse_handle();
  const Result<Gesture> gesture = parse_gesture(view_of(text, size));
  if (!gesture) return refuse(gesture.error());
  const Played played = play(*session, *gesture);
  response = to_json(*session, played);
  return played.transition.refused ? 0 : 1;
}

/// `missing` 1 shows mandatory inputs without an answer as problems.
std::uint32_t tundish_view(std::uint32_t handle, std::uint32_t missing) {
  const Session* session = handles.find_session(handle);
  if (!session) return refuse_handle();
  const Missing shown = missing == 1 ? Missing::shown : Missing::hidden;
  response = to_json(view(session->funnel, session->state, shown));
  return 1;
}

std::uint32_t tundish_state(std::uint32_t handle) {
  const Session* session = handles.find_session(handle);
  if (!session) return refuse_handle();
  response = "{\"hash\":\"" + state_hash(session->funnel, session->state) +
             "\",\"state\":" + to_json(session->funnel, session->state) + "}";
  return 1;
}

std::uint32_t tundish_sync(const char* text, std::uint32_t size) {
  const Result<Value> value = parse_value(view_of(text, size));
  if (!value) return refuse(value.error());
  const Value* session = value->find("session");
  const Value* release = value->find("release");
  const Value* rules = value->find("rules");
  if (!session || !release || !rules) {
    return refuse("missing_property", "Sync needs session, release and rules.");
  }
  response = "{}";
  return handles.keep(
      sync_begin(session->text(), release->text(), static_cast<int>(rules->number())));
}

std::uint32_t tundish_sync_step(std::uint32_t handle, const char* text, std::uint32_t size) {
  SyncState* state = handles.find_sync(handle);
  if (!state) return refuse_handle();
  Result<SyncInput> input = parse_sync_input(view_of(text, size));
  if (!input) return refuse(input.error());
  SyncStep step = sync_step(std::move(*state), std::move(*input));
  *state = std::move(step.state);
  response = "{\"actions\":" + to_json(step.actions) + "}";
  return 1;
}

std::uint32_t tundish_sha256(const char* bytes, std::uint32_t size) {
  response = "{\"sha256\":\"" + sha256_hex(view_of(bytes, size)) + "\"}";
  return 1;
}

void tundish_release(std::uint32_t handle) { handles.release(handle); }

}  // extern "C"
