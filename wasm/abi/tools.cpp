// What tools and tests ask besides. It stands apart because whatever a function here needs is
// looked for by the linker, also where the function is not exported.

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "answering.hpp"
#include "tundish/analyze.hpp"
#include "tundish/changes.hpp"
#include "tundish/codec.hpp"
#include "tundish/elsewhere.hpp"
#include "tundish/parse.hpp"
#include "tundish/release.hpp"
#include "tundish/simulate.hpp"
#include "tundish/sms.hpp"
#include "tundish/why.hpp"

using namespace tundish;
using namespace tundish::abi;

extern "C" {

std::uint32_t tundish_funnel(const char* text, std::uint32_t size) {
  return keep_funnel(parse_funnel(view_of(text, size)));
}

/// What analysis finds: the response is `{diagnostics}`.
std::uint32_t tundish_analyze(std::uint32_t funnel) {
  const Funnel* asked = handles.find_funnel(funnel);
  if (!asked) return refuse_handle();
  response = "{\"diagnostics\":" + to_json(analyze(*asked)) + "}";
  return 1;
}

/// The definition as a publishing keeps it, whole and in one order; 0: it is no funnel.
std::uint32_t tundish_written(const char* text, std::uint32_t size) {
  const Result<Funnel> funnel = parse_funnel(view_of(text, size));
  if (!funnel) return refuse(funnel.error());
  response = to_json(*funnel);
  return 1;
}

/// What the second definition changes of the first: `{changes}`. Where both are funnels, as it is
/// told when one is published; else of the texts as they are written.
std::uint32_t tundish_changes(const char* before, std::uint32_t before_size, const char* after,
                              std::uint32_t after_size) {
  const Result<Value> old = parse_value(view_of(before, before_size));
  const Result<Value> now = parse_value(view_of(after, after_size));
  if (!old) return refuse(old.error());
  if (!now) return refuse(now.error());
  const Result<Funnel> old_funnel = parse_funnel(view_of(before, before_size));
  const Result<Funnel> new_funnel = parse_funnel(view_of(after, after_size));
  const bool are_funnels = old_funnel.has_value() && new_funnel.has_value();
  const Changes changes =
      are_funnels ? find_changes(*old_funnel, *new_funnel) : find_changes(*old, *now);
  response = "{\"changes\":" + to_json(changes) + "}";
  return 1;
}

std::uint32_t tundish_release_text(std::uint32_t funnel, const char* text, std::uint32_t size) {
  const Funnel* asked = handles.find_funnel(funnel);
  if (!asked) return refuse_handle();
  response = release_json(*asked, view_of(text, size));
  return response.empty() ? 0 : 1;
}

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

/// Why a session begins as it does: the gesture is its header.
std::uint32_t tundish_why_start(std::uint32_t funnel, const char* text, std::uint32_t size) {
  const Funnel* played = handles.find_funnel(funnel);
  if (!played) return refuse_handle();
  const Result<Gesture> gesture = parse_gesture(view_of(text, size));
  if (!gesture) return refuse(gesture.error());
  Why why;
  Session asked{played->traced_by(why), {}, {}, {}};
  const Played first = play(asked, *gesture);
  if (first.transition.refused) why.refused(*first.transition.refused);
  response = "{\"why\":" + to_json(Value(why.entries())) + "}";
  return first.transition.refused ? 0 : 1;
}

/// How the session looks from the channel of that name: `{effects, view}`, where the effects are
/// what it says there of the layer. The session stays as it is.
std::uint32_t tundish_elsewhere(std::uint32_t handle, const char* text, std::uint32_t size) {
  const Session* session = handles.find_session(handle);
  if (!session) return refuse_handle();
  Channel channel = Channel::web;
  if (!from_text(view_of(text, size), channel)) {
    return refuse("unknown_word", "A channel is web, whatsapp, web_chat or sms.");
  }
  const std::optional<Elsewhere> seen = look_elsewhere(session->funnel, session->state, channel);
  if (!seen) return refuse("wrong_channel", "The funnel is not for this channel.");
  response = "{\"effects\":[";
  for (const Effect& effect : seen->says) {
    if (response.back() != '[') response += ',';
    response += to_json(effect);
  }
  response += "],\"view\":" + to_json(seen->view) + "}";
  return 1;
}

/// How a text travels as SMS: `{encoding, segments, units}`.
std::uint32_t tundish_sms(const char* text, std::uint32_t size) {
  const SmsSize measured = measure_sms(view_of(text, size));
  response = "{\"encoding\":\"" + std::string(to_text(measured.encoding)) +
             "\",\"segments\":" + std::to_string(measured.segments) +
             ",\"units\":" + std::to_string(measured.units) + "}";
  return 1;
}

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

std::uint32_t tundish_simulated_session(std::uint32_t funnel, std::uint32_t number,
                                        const char* text, std::uint32_t size) {
  const Funnel* played = handles.find_funnel(funnel);
  if (!played) return refuse_handle();
  const Result<SimulateOptions> options = parse_simulate_options(view_of(text, size));
  if (!options) return refuse(options.error());
  response = simulated_session_json(*played, *options, number);
  return 1;
}

std::uint32_t tundish_state(std::uint32_t handle) {
  const Session* session = handles.find_session(handle);
  if (!session) return refuse_handle();
  response = "{\"hash\":\"" + state_hash(session->funnel, session->state) +
             "\",\"score\":" + to_json(Value(score(session->funnel, session->state))) +
             ",\"state\":" + to_json(session->funnel, session->state) + "}";
  return 1;
}

}  // extern "C"
