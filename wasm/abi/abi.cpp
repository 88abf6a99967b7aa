// The engine as a C interface. Texts go in as pointer and length in memory from `tundish_alloc`;
// every answer is JSON in one response buffer that lives until the next call. A call that makes a
// handle, or that can refuse, returns 0 when it did not and says why in the response.

#include <cstdint>
#include <cstdlib>
#include <string>

#include "answering.hpp"
#include "tundish/codec.hpp"
#include "tundish/parse.hpp"
#include "tundish/release.hpp"
#include "tundish/version.hpp"

using namespace tundish;
using namespace tundish::abi;

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

std::uint32_t tundish_parse_release(const char* text, std::uint32_t size) {
  return keep_funnel(parse_release(view_of(text, size)));
}

std::uint32_t tundish_also(std::uint32_t funnel, std::uint32_t sibling) {
  Funnel* played = handles.find_funnel(funnel);
  const Funnel* other = handles.find_funnel(sibling);
  if (!played || !other) return refuse_handle();
  *played = played->also(*other);
  return 1;
}

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

std::uint32_t tundish_play(std::uint32_t handle, const char* text, std::uint32_t size) {
  Session* session = handles.find_session(handle);
  if (!session) return refuse_handle();
  const Result<Gesture> gesture = parse_gesture(view_of(text, size));
  if (!gesture) return refuse(gesture.error());
  const Played played = play(*session, *gesture);
  response = to_json(*session, played);
  return played.transition.refused ? 0 : 1;
}

std::uint32_t tundish_view(std::uint32_t handle, std::uint32_t missing) {
  const Session* session = handles.find_session(handle);
  if (!session) return refuse_handle();
  const Missing shown = missing == 1 ? Missing::shown : Missing::hidden;
  response = to_json(view(session->funnel, session->state, shown));
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
