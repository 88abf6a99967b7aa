#include <algorithm>
#include <utility>

#include "proofs/tampering.hpp"

namespace tundish::proofs {

namespace {

using Events = std::vector<Event>;

std::size_t common_prefix(const Events& a, const Events& b) {
  const auto ends = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
  return static_cast<std::size_t>(ends.first - a.begin());
}

Events::difference_type offset(std::size_t at) { return static_cast<Events::difference_type>(at); }

std::string other_digit(std::string hex, Random& random) {
  char& digit = hex[random.below(hex.size())];
  digit = digit == '0' ? '1' : '0';
  return hex;
}

std::string other_text(const std::string& text, Random& random) {
  if (text.empty()) return "x";
  return random.one_in(2) ? text + "x" : text.substr(1);
}

Value other_value(const Value& value, Random& random) {
  if (value.is_number()) return value.number() + (random.one_in(2) ? 1 : 0.5);
  if (value.is_boolean()) return !value.boolean();
  if (value.is_text()) return other_text(value.text(), random);
  if (value.is_null()) return "x";
  return Value();
}

void change(Started& started, Random& random) {
  switch (random.below(6)) {
    case 0:
      started.session = other_digit(started.session, random);
      return;
    case 1:
      started.release = other_digit(started.release, random);
      return;
    case 2:
      started.structure = other_digit(started.structure, random);
      return;
    case 3:
      ++started.rules;
      return;
    case 4:
      started.random_seed = other_digit(started.random_seed, random);
      return;
    default:
      started.language = other_text(started.language, random);
  }
}

void change(Answered& answered, Random& random) {
  if (random.one_in(4)) {
    answered.slug = other_text(answered.slug, random);
  } else {
    answered.value = other_value(answered.value, random);
  }
}

void change(Pressed& pressed, Random& random) {
  pressed.button = other_text(pressed.button, random);
}

void change(Replied& replied, Random& random) {
  if (replied.kind != ReplyKind::file) {
    replied.text = other_text(replied.text, random);
  } else if (random.one_in(2)) {
    ++replied.file.size;
  } else {
    replied.file.name = other_text(replied.file.name, random);
  }
}

void change(WentBack&, Random&) {}

void change(Closed& closed, Random& random) { closed.reason = other_text(closed.reason, random); }

void change(Requested& requested, Random& random) {
  requested.component = other_text(requested.component, random);
}

void change(EffectResult& result, Random& random) {
  switch (random.below(3)) {
    case 0:
      result.effect = other_text(result.effect, random);
      return;
    case 1:
      ++result.status;
      return;
    default:
      result.data = other_value(result.data, random);
  }
}

void change(LanguageChanged& changed, Random& random) {
  changed.language = other_text(changed.language, random);
}

void change(ChannelChanged& changed, Random&) {
  changed.channel = changed.channel == Channel::sms ? Channel::web : Channel::sms;
}

/// Changes one thing that the event's hash covers, other than its place in the chain.
void change_content(Event& event, Random& random) {
  switch (random.below(8)) {
    case 0:
      event.uid = other_digit(event.uid, random);
      return;
    case 1:
      ++(random.below(2) == 0 ? event.s_seen : event.c_seen);
      return;
    case 2:
      event.t_mono += 1 + static_cast<std::int64_t>(random.below(1000));
      return;
    case 3:
      event.t_wall += 1 + static_cast<std::int64_t>(random.below(1000));
      return;
    default:
      if (std::holds_alternative<WentBack>(event.input)) {
        event.input = Closed{"tampered"};
        return;
      }
      std::visit([&random](auto& input) { change(input, random); }, event.input);
  }
}

void change_chain(Event& event, Random& random) {
  switch (random.below(3)) {
    case 0:
      event.seq += random.one_in(2) || event.seq == 0 ? 1 : -1;
      return;
    case 1:
      event.prev = event.prev.empty() ? std::string(64, '0') : other_digit(event.prev, random);
      return;
    default:
      event.hash = other_digit(event.hash, random);
  }
}

Tampered one_event_changed(const HonestLog& log, Random& random) {
  Tampered result{"one event changed", log.events, {}};
  Event& event = result.events[random.below(result.events.size())];
  if (random.one_in(3)) {
    change_chain(event, random);
  } else {
    change_content(event, random);
  }
  result.expected = by_difference(result.events, log, log);
  return result;
}

/// The changed event carries the right hash; the next one tells.
Tampered one_event_resealed(const HonestLog& log, Random& random) {
  if (log.events.size() < 2) return {};
  Tampered result{"one event changed, its hash made anew", log.events, {}};
  const std::size_t at = random.below(log.events.size() - 1);
  Event& event = result.events[at];
  change_content(event, random);
  event.hash = event_hash(event);
  result.expected.kind = Expectation::Kind::refused_near;
  result.expected.at = at + 1;
  return result;
}

}  // namespace

Expectation by_difference(const Events& events, const HonestLog& log, const HonestLog& other) {
  Expectation expected;
  expected.at = common_prefix(events, log.events);
  if (log.funnel == other.funnel) {
    expected.at = std::max(expected.at, common_prefix(events, other.events));
  }
  const bool honest = expected.at == events.size();
  expected.kind = honest ? Expectation::Kind::honest : Expectation::Kind::refused;
  return expected;
}

Tampered tampered_events(const HonestLog& log, const HonestLog& other, Random& random) {
  const std::size_t size = log.events.size();
  const std::size_t at = random.below(size);
  Tampered result{"", log.events, {}};
  Events& events = result.events;
  switch (random.below(8)) {
    case 0:
      result.kind = "event dropped";
      events.erase(events.begin() + offset(at));
      break;
    case 1:
      result.kind = "event doubled";
      events.insert(events.begin() + offset(at), log.events[at]);
      break;
    case 2:
      result.kind = "events exchanged";
      std::swap(events[at], events[random.below(size)]);
      break;
    case 3:
      result.kind = "two logs spliced";
      events.resize(at);
      events.insert(events.end(), other.events.begin() + offset(random.below(other.events.size())),
                    other.events.end());
      break;
    case 4:
      result.kind = "event of another log put in";
      events.insert(events.begin() + offset(at), other.events[random.below(other.events.size())]);
      break;
    case 5:
      result.kind = "events cut off";
      events.resize(at);
      break;
    case 6:
      return one_event_changed(log, random);
    default:
      return one_event_resealed(log, random);
  }
  result.expected = by_difference(events, log, other);
  return result;
}

}  // namespace tundish::proofs
