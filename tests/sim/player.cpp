#include "sim/player.hpp"

#include <algorithm>
#include <utility>

#include "tundish/advance.hpp"
#include "tundish/release.hpp"

namespace tundish::sim {

Player::Player(Surroundings& around, Funnel funnel, const std::vector<LoggedEvent>& log,
               const std::vector<LoggedEvent>& server_lane)
    : around_(around), session_{std::move(funnel), State{}, Head{}} {
  std::vector<Event> lane;
  for (const LoggedEvent& one : server_lane) lane.push_back(*parse_event(one.text));
  for (const LoggedEvent& one : log) {
    play_server(lane);
    play_logged(one);
  }
  play_server(lane);
}

/// What was committed behind as many events as were played by now.
void Player::play_server(const std::vector<Event>& lane) {
  for (auto next = static_cast<std::size_t>(session_.server_head.seq + 1);
       next < lane.size() && lane[next].c_seen <= session_.head.seq + 1; ++next) {
    const Event& event = lane[next];
    Transition step = advance(session_.funnel, session_.state, event);
    if (step.refused) return;  // behind something that no longer fits
    session_.state = std::move(step.state);
    session_.server_head = Head{event.seq, event.hash};
  }
}

void Player::play_logged(const LoggedEvent& one) {
  session_.head = Head{one.seq, one.hash};
  const Result<Event> event = parse_event(one.text);
  is_honest_ = is_honest_ && event && event_hash(*event) == one.hash;
  if (!event) return;
  t_mono_ = event->t_mono;
  if (event->lane == Lane::s) is_honest_ = false;
  if (event->lane == Lane::s) return;
  Transition step = one.seq == 0 ? tundish::start(session_.funnel, *event)
                                 : advance(session_.funnel, session_.state, *event);
  if (step.refused) {
    is_honest_ = false;
    const Fate* fate = around_.ledger.find(one.hash);
    if (!unfit_ && fate && fate->honest) unfit_ = Unfit{one.seq, *step.refused};
    return;
  }
  session_.state = std::move(step.state);
}

bool Player::has_ended() const { return session_.state.status != SessionStatus::in_progress; }

Gesture Player::made(EventInput input, std::int64_t wall_ms) {
  t_mono_ += around_.random.between(1, 900);
  Gesture gesture;
  gesture.input = std::move(input);
  gesture.uid = around_.random.hex(32);
  gesture.t_mono = t_mono_;
  gesture.t_wall = wall_ms;
  return gesture;
}

LoggedEvent Player::logged(const Event& event) {
  ++around_.tallies.events;
  around_.ledger.fate(event.hash).honest = is_honest_;
  return LoggedEvent{event.seq, event.hash, to_json(event)};
}

LoggedEvent Player::start(const std::string& session, std::int64_t wall_ms) {
  const Definition& definition = session_.funnel.written();
  Started header;
  header.session = session;
  header.release = definition.content.front().release;
  header.structure = definition.structure;
  header.random_seed = around_.random.hex(32);
  header.language = definition.content.front().language;
  return logged(play(session_, made(header, wall_ms)).event);
}

/// Another release of the structure that is played.
EventInput Player::other_language() {
  const std::vector<Content>& contents = session_.funnel->content;
  const auto other = std::find_if(contents.begin(), contents.end(), [this](const Content& one) {
    return one.release != session_.state.header.release;
  });
  return LanguageChanged{other->language, other->release};
}

EventInput Player::random_input() {
  Random& random = around_.random;
  const std::string word = random.hex(4);
  if (waits() && random.per_mille(250)) {
    EffectResult offline;
    offline.effect = session_.state.pending.front().key;
    offline.outcome = EffectOutcome::offline;
    return offline;
  }
  if (random.per_mille(30)) return other_language();
  switch (random.below(11)) {
    case 0:
      return Answered{"name", Value(word)};
    case 1:
      return Answered{"name", Value("Ana")};
    case 2:
      return Answered{"size", Value(random.per_mille(500) ? "small" : "large")};
    case 3:
      return Answered{"count", Value(static_cast<double>(random.between(0, 10)))};
    case 4:
      return Answered{"note", Value(word)};
    case 5:
      return Pressed{"again"};
    case 6:
      return WentBack{};
    case 7:
      return Answered{"note", Value()};
    case 8:
      return Answered{"size", Value("large")};
    default:
      return Pressed{"go"};
  }
}

LoggedEvent Player::gesture(std::int64_t wall_ms) {
  for (int tries = 0; tries < 6 && !has_ended() && !unfit_; ++tries) {
    const Played played = play(session_, made(random_input(), wall_ms));
    if (!played.transition.refused) return logged(played.event);
  }
  return LoggedEvent{};
}

/// Of what is awaited, as if the server had said it.
EffectResult Player::claimed_result() {
  EffectResult result;
  result.effect = waits() ? session_.state.pending.front().key : around_.random.hex(32) + "-0";
  result.data = Value(Value::Object{});
  result.data.set("rank", 10.0);
  return result;
}

LoggedEvent Player::impossible(Impossible how, std::int64_t wall_ms) {
  EventInput input = Pressed{"nowhere"};
  if (how == Impossible::not_asked) input = Answered{"salary", Value(1.0)};
  if (how == Impossible::after_the_end) input = WentBack{};
  const bool is_claim = how == Impossible::claimed_result || how == Impossible::servers_lane;
  if (is_claim) input = claimed_result();
  const Gesture gesture = this->made(std::move(input), wall_ms);
  Event event;
  event.seq = session_.head.seq + 1;
  event.uid = gesture.uid;
  event.prev = session_.head.hash;
  event.t_mono = gesture.t_mono;
  event.t_wall = gesture.t_wall;
  event.input = gesture.input;
  event.s_seen = session_.state.server_events;
  if (how == Impossible::servers_lane) {
    event.lane = Lane::s;
    event.s_seen = 0;
    event.c_seen = event.seq;
  }
  event.hash = event_hash(event);
  if (is_claim) {
    ++around_.tallies.claims;
    around_.ledger.fate(event.hash).claimed = true;
  }
  if (how == Impossible::wrong_hash) ++event.t_mono;
  session_.head = Head{event.seq, event.hash};
  is_honest_ = false;
  LoggedEvent made = logged(event);
  if (how == Impossible::unreadable) {
    made.text = R"({"hash":")" + event.hash + R"(","kind":"danced","seq":)" +
                std::to_string(event.seq) + R"(,"uid":")" + event.uid + "\"}";
  }
  return made;
}

}  // namespace tundish::sim
