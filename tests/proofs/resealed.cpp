#include <algorithm>
#include <utility>

#include "proofs/tampering.hpp"

namespace tundish::proofs {

namespace {

using Events = std::vector<Event>;

Event event_of(EventInput input, const Event& like) {
  Event event = like;
  event.uid = testing::hex_id(0x7a6d);
  event.input = std::move(input);
  return event;
}

/// Puts an input in before event `at` and seals the rest anew; it must be refused there.
Tampered put_in(const char* kind, const HonestLog& log, std::size_t at, EventInput input,
                std::optional<RefusalCode> code) {
  Tampered result{kind, log.events, {}};
  const Event& like = log.events[std::min(at, log.events.size() - 1)];
  result.events.insert(result.events.begin() + static_cast<Events::difference_type>(at),
                       event_of(std::move(input), like));
  seal(result.events, at);
  result.expected = {Expectation::Kind::refused, at, code};
  return result;
}

/// A place behind the header; one where the session goes on.
std::optional<std::size_t> place_within(const HonestLog& log, Random& random) {
  const std::size_t places = log.events.size() - (log.has_ended() ? 1 : 0);
  if (places == 0) return std::nullopt;
  return 1 + random.below(places);
}

const Layer& layer_at(const HonestLog& log, std::size_t at) {
  return log.funnel->layers[static_cast<std::size_t>(log.before[at].layer)];
}

bool has_slug(const Layer& layer, const std::string& slug) {
  return std::any_of(
      layer.components.begin(), layer.components.end(),
      [&slug](const Component& one) { return one.input() && one.input()->slug == slug; });
}

bool is_on_web(const HonestLog& log) { return log.channel() == Channel::web; }

RefusalCode on_web(const HonestLog& log, RefusalCode code) {
  return is_on_web(log) ? code : RefusalCode::wrong_channel;
}

Tampered unknown_slug(const HonestLog& log, Random& random) {
  const auto at = place_within(log, random);
  if (!at) return {};
  return put_in("sealed anew: unknown slug", log, *at, Answered{"no_such_slug", "x"},
                on_web(log, RefusalCode::not_on_layer));
}

Tampered unknown_button(const HonestLog& log, Random& random) {
  const auto at = place_within(log, random);
  if (!at) return {};
  return put_in("sealed anew: unknown button", log, *at, Pressed{"no_such_button"},
                on_web(log, RefusalCode::unknown_button));
}

/// An answer to a question of a layer where the visitor is not.
Tampered other_layer(const HonestLog& log, Random& random) {
  const auto at = place_within(log, random);
  if (!at) return {};
  const Layer& here = layer_at(log, *at);
  std::vector<std::string> slugs;
  for (const Layer& layer : log.funnel->layers) {
    for (const Component& component : layer.components) {
      const Input* input = component.input();
      if (input && !has_slug(here, input->slug)) slugs.push_back(input->slug);
    }
  }
  if (slugs.empty()) return {};
  return put_in("sealed anew: question of another layer", log, *at,
                Answered{slugs[random.below(slugs.size())], "x"},
                on_web(log, RefusalCode::not_on_layer));
}

Tampered wrong_type(const HonestLog& log, Random& random) {
  const auto at = place_within(log, random);
  if (!at || !is_on_web(log)) return {};
  for (const Component& component : layer_at(log, *at).components) {
    if (!component.input()) continue;
    Value value;
    value.set("forged", true);
    return put_in("sealed anew: value of another type", log, *at,
                  Answered{component.input()->slug, value}, RefusalCode::wrong_type);
  }
  return {};
}

Tampered second_header(const HonestLog& log, Random& random) {
  const auto at = place_within(log, random);
  if (!at) return {};
  return put_in("sealed anew: second header", log, *at, log.events[0].input,
                RefusalCode::already_started);
}

Tampered wrong_gesture(const HonestLog& log, Random& random) {
  const auto at = place_within(log, random);
  if (!at) return {};
  EventInput input = Pressed{"next"};
  if (is_on_web(log)) input = Replied{ReplyKind::text, "1", {}};
  return put_in("sealed anew: gesture of another channel", log, *at, std::move(input),
                RefusalCode::wrong_channel);
}

Tampered after_the_end(const HonestLog& log, const HonestLog& other, Random& random) {
  if (!log.has_ended()) return {};
  EventInput input = other.events[random.below(other.events.size())].input;
  return put_in("sealed anew: after the end", log, log.events.size(), std::move(input),
                RefusalCode::ended);
}

/// What the device refused while the log was made, forged into the log.
Tampered refused_gesture(const HonestLog& log, Random& random) {
  if (log.refused.empty()) return {};
  const RefusedGesture& one = log.refused[random.below(log.refused.size())];
  return put_in("sealed anew: gesture that was refused", log, one.at, one.gesture.input, one.code);
}

Tampered no_header(const HonestLog& log) {
  if (log.events.size() < 2) return {};
  Tampered result{"sealed anew: no header", log.events, {}};
  result.events.erase(result.events.begin());
  seal(result.events, 0);
  result.expected = {Expectation::Kind::refused, 0, RefusalCode::not_started};
  return result;
}

/// A chain that holds, with a number left out or given twice.
Tampered wrong_numbers(const HonestLog& log, Random& random) {
  Tampered result{"sealed anew: wrong numbers", log.events, {}};
  const std::size_t at = random.below(log.events.size());
  const int shift = at > 0 && random.one_in(2) ? -1 : 1;
  for (std::size_t i = at; i < result.events.size(); ++i) {
    Event& event = result.events[i];
    event.seq += shift;
    event.prev = i == 0 ? "" : result.events[i - 1].hash;
    event.hash = event_hash(event);
  }
  result.expected = {Expectation::Kind::refused, at, RefusalCode::wrong_seq};
  return result;
}

RefusalCode forge_header(Started& started, const HonestLog& other, Random& random) {
  const Started& foreign = std::get<Started>(other.events[0].input);
  const std::string kNoHash(64, '0');
  switch (random.below(8)) {
    case 0:
      started.release = kNoHash;
      return RefusalCode::wrong_release;
    case 1:
      started.structure = kNoHash;
      return RefusalCode::wrong_structure;
    case 2:
      ++started.rules;
      return RefusalCode::wrong_rules;
    case 3:
      started.session.pop_back();
      return RefusalCode::malformed;
    case 4:
      started.random_seed[0] = 'X';
      return RefusalCode::malformed;
    case 5:
      started.language = "xx";
      return RefusalCode::wrong_language;
    case 6:
      if (foreign.release == started.release) return RefusalCode::wrong_hash;
      started.release = foreign.release;
      return RefusalCode::wrong_release;
    default:
      if (foreign.structure == started.structure) return RefusalCode::wrong_hash;
      started = foreign;
      return RefusalCode::wrong_structure;
  }
}

Tampered forged_header(const HonestLog& log, const HonestLog& other, Random& random) {
  Tampered result{"sealed anew: forged header", log.events, {}};
  auto& started = std::get<Started>(result.events[0].input);
  const Started before = started;
  const RefusalCode code = forge_header(started, other, random);
  if (started == before) return {};
  seal(result.events, 0);
  result.expected = {Expectation::Kind::refused, 0, code};
  return result;
}

Tampered wrong_channel_header(const HonestLog& log) {
  Tampered result{"sealed anew: channel that the funnel has not", log.events, {}};
  auto& started = std::get<Started>(result.events[0].input);
  const std::vector<Channel>& channels = log.funnel->channels;
  for (const Channel channel : {Channel::web, Channel::whatsapp, Channel::sms}) {
    if (std::find(channels.begin(), channels.end(), channel) != channels.end()) continue;
    started.channel = channel;
    seal(result.events, 0);
    result.expected = {Expectation::Kind::refused, 0, RefusalCode::wrong_channel};
    return result;
  }
  return {};
}

/// Where a layer was left onward by a press, and from where on the visitor had been on it.
struct Leaving {
  std::size_t entered = 0;
  std::size_t pressed = 0;
};

std::optional<Leaving> some_leaving(const HonestLog& log, Random& random) {
  std::vector<Leaving> found;
  std::size_t entered = 1;
  for (std::size_t at = 1; at < log.events.size(); ++at) {
    const State& before = log.before[at];
    const State& after = log.before[at + 1];
    if (after.path.size() == before.path.size()) continue;
    if (after.trail.size() > before.trail.size()) found.push_back(Leaving{entered, at});
    entered = at + 1;
  }
  if (found.empty()) return std::nullopt;
  return found[random.below(found.size())];
}

/// Answers that a mandatory question needed are left out, or name an option that is not there; the
/// press that left the layer was impossible.
Tampered forged_answer(const HonestLog& log, Random& random) {
  const std::optional<Leaving> leaving = is_on_web(log) ? some_leaving(log, random) : std::nullopt;
  if (!leaving) return {};
  const bool leave_out = random.one_in(2);
  for (const Component& component : layer_at(log, leaving->pressed).components) {
    const Input* input = component.input();
    if (!input || find_answer(log.before[leaving->entered], input->slug)) continue;
    const bool chooses = input->input_type == InputType::choice && !input->allow_other;
    if (leave_out ? !input->mandatory : !chooses) continue;
    Tampered result{leave_out ? "sealed anew: mandatory answer left out"
                              : "sealed anew: option that is not there",
                    {},
                    {}};
    std::size_t touched = 0, dropped = 0;
    for (std::size_t at = 0; at < log.events.size(); ++at) {
      Event event = log.events[at];
      auto* answered = std::get_if<Answered>(&event.input);
      const bool hit = answered && answered->slug == input->slug && at >= leaving->entered &&
                       at < leaving->pressed;
      touched += hit ? 1 : 0;
      if (hit && leave_out) {
        ++dropped;
        continue;
      }
      if (hit && !answered->value.is_null()) {
        answered->value = answered->value.is_list() ? Value(Value::List{"no such option"})
                                                    : Value("no such option");
      }
      result.events.push_back(std::move(event));
    }
    if (touched == 0 || (!leave_out && !find_answer(log.before[leaving->pressed], input->slug))) {
      continue;
    }
    seal(result.events, leaving->entered);
    result.expected = {Expectation::Kind::refused, leaving->pressed - dropped,
                       RefusalCode::layer_incomplete};
    return result;
  }
  return {};
}

}  // namespace

void seal(std::vector<Event>& events, std::size_t from) {
  for (std::size_t at = from; at < events.size(); ++at) {
    events[at].seq = static_cast<std::int64_t>(at);
    events[at].prev = at == 0 ? "" : events[at - 1].hash;
    events[at].hash = event_hash(events[at]);
  }
}

Tampered resealed(const HonestLog& log, const HonestLog& other, Random& random) {
  switch (random.below(13)) {
    case 11:
      return wrong_numbers(log, random);
    case 0:
      return unknown_slug(log, random);
    case 1:
      return unknown_button(log, random);
    case 2:
      return other_layer(log, random);
    case 3:
      return wrong_type(log, random);
    case 4:
      return second_header(log, random);
    case 5:
      return wrong_gesture(log, random);
    case 6:
      return after_the_end(log, other, random);
    case 7:
      return refused_gesture(log, random);
    case 8:
      return no_header(log);
    case 9:
      return forged_header(log, other, random);
    case 10:
      return wrong_channel_header(log);
    default:
      return forged_answer(log, random);
  }
}

Tampered replayed_otherwise(const HonestLog& log, const HonestLog& other, Random& random) {
  Tampered result{"sealed anew: other gestures", log.events, {}};
  const std::size_t at = random.below(log.events.size());
  switch (random.below(3)) {
    case 0:
      result.events[at].input = other.events[random.below(other.events.size())].input;
      break;
    case 1:
      result.events.erase(result.events.begin() + static_cast<Events::difference_type>(at));
      break;
    default:
      std::swap(result.events[at].input, result.events[random.below(log.events.size())].input);
  }
  seal(result.events, 0);
  // A device that is given these gestures: what it would refuse must be refused.
  Session session{log.funnel, {}, {}};
  result.expected.kind = Expectation::Kind::honest;
  for (std::size_t made = 0; made < result.events.size(); ++made) {
    const Event& event = result.events[made];
    const Played played =
        play(session, Gesture{event.input, event.uid, event.t_mono, event.t_wall});
    if (!played.transition.refused) continue;
    result.expected = {Expectation::Kind::refused, made, played.transition.refused->code};
    break;
  }
  return result;
}

}  // namespace tundish::proofs
