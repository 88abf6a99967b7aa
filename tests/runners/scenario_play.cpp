#include "runners/scenario_play.hpp"

#include <gtest/gtest.h>

#include "tundish/codec.hpp"

namespace tundish::scenario {
namespace {

Value json_of(const std::string& text) {
  Result<Value> value = parse_value(text);
  if (value) return *value;
  ADD_FAILURE() << "the engine wrote what it cannot read: " << text;
  return Value();
}

template <class T>
Value list_of(const std::vector<T>& items) {
  Value list{Value::List{}};
  for (const T& item : items) list.push(json_of(to_json(item)));
  return list;
}

Response unreadable(const Diagnostics& diagnostics) {
  Value refused;
  refused.set("code", to_text(RefusalCode::malformed));
  refused.set("sentence", to_json(diagnostics));
  Response response;
  response.set("refused", refused);
  return response;
}

void number_link_and_hash(std::vector<Event>& events) {
  Head heads[2];
  for (Event& event : events) {
    Head& head = heads[event.lane == Lane::s ? 1 : 0];
    event.seq = ++head.seq;
    event.prev = head.hash;
    event.hash.clear();
    event.hash = head.hash = event_hash(event);
  }
}

std::size_t index_at(const Value& change, const char* name) {
  const Value* index = change.find(name);
  return index ? static_cast<std::size_t>(index->number()) : 0;
}

void replace_members(Value& object, const Value* set) {
  if (!set) return;
  for (const Value::Member& member : set->object()) object.set(member.name, member.value);
}

bool is_within(const std::vector<Event>& log, const Value& change) {
  return index_at(change, "at") < log.size() && index_at(change, "remove") < log.size() &&
         index_at(change, "copy") < log.size() && index_at(change, "swap_with") < log.size();
}

}  // namespace

Response play_gesture(Play& play, const File& file, GivenGesture given) {
  given.number = play.steps++;
  given.late_ms = play.late_ms;
  const Result<Gesture> gesture = parse_gesture(gesture_text(file, given));
  if (!gesture) return unreadable(gesture.error());
  const State before = play.session.state;
  const Head head = play.session.head;
  const Played played = tundish::play(play.session, *gesture);
  if (played.transition.refused) {
    EXPECT_EQ(play.session.state, before) << "a refused event changed the state";
    EXPECT_EQ(play.session.head, head) << "a refused event moved the chain's end";
    EXPECT_TRUE(played.transition.facts.empty()) << "a refused event has facts";
    EXPECT_TRUE(played.transition.effects.empty()) << "a refused event has effects";
  } else {
    play.log.push_back(played.event);
    for (const Fact& fact : played.transition.facts) play.facts.push_back(fact);
  }
  return json_of(to_json(play.session, played));
}

Value tamper(const std::vector<Event>& log, const Value& change) {
  if (!is_within(log, change)) {
    ADD_FAILURE() << "the log has no such event: " << to_json(change);
    return Value();
  }
  Value::List events = list_of(log).list();
  const std::size_t at = index_at(change, "at");
  if (change.find("copy")) events[at] = events[index_at(change, "copy")];
  replace_members(events[at], change.find("set"));
  if (const Value* set = change.find("set_input")) {
    Value input = *events[at].find("input");
    replace_members(input, set);
    events[at].set("input", input);
  }
  if (change.find("remove")) {
    events.erase(events.begin() + static_cast<std::ptrdiff_t>(index_at(change, "remove")));
  }
  if (change.find("swap_with")) std::swap(events[at], events[index_at(change, "swap_with")]);
  if (!change.find("reseal") && !change.find("rehash")) return Value(std::move(events));
  Result<std::vector<Event>> read = parse_events(to_json(Value(std::move(events))));
  if (!read) {
    ADD_FAILURE() << "cannot be sealed: " << to_json(read.error());
    return Value();
  }
  if (change.find("reseal")) {
    number_link_and_hash(*read);
  } else {
    (*read)[at].hash.clear();
    (*read)[at].hash = event_hash((*read)[at]);
  }
  return list_of(*read);
}

Value final_of(const Funnel& funnel, const State& state) {
  Value path{Value::List{}};
  for (LayerIndex layer : state.path) {
    path.push(funnel->layers[static_cast<std::size_t>(layer)].id);
  }
  Value data{Value::Object{}};
  for (const Answer& answer : state.answers) {
    if (answer.problems.empty() && is_on_path(state, answer)) data.set(answer.slug, answer.value);
  }
  Value result;
  result.set("layer", state.layer == kNoLayer
                          ? std::string()
                          : funnel->layers[static_cast<std::size_t>(state.layer)].id);
  result.set("status", to_text(state.status));
  result.set("reason", state.reason);
  result.set("path", path);
  result.set("data", data);
  result.set("score", score(funnel, state));
  result.set("events", static_cast<double>(state.events));
  result.set("state_hash", state_hash(funnel, state));
  return result;
}

}  // namespace tundish::scenario
