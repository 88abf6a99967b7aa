#include "fuzz/random_gesture.hpp"

#include <iterator>

namespace tundish::fuzz {
namespace {

using testing::Random;

constexpr std::int64_t kMostSeconds = 4000;

const char* const kTexts[] = {"",
                              "a",
                              "0",
                              "1, 2",
                              "yes",
                              "42",
                              "-1.5",
                              "2026-02-28",
                              "12:30",
                              "2026-02-28T12:30:00+01:00",
                              "today",
                              "someone@example.org",
                              "600 123 456 7",
                              "https://example.org/a?b",
                              "123456",
                              "28013",
                              "40.4, -3.7",
                              "{{score}}",
                              "\xf0\x9f\x98\x80"};

std::string some_text(Random& random) { return kTexts[random.below(std::size(kTexts))]; }

Value some_value(Random& random) {
  switch (random.below(6)) {
    case 0:
      return static_cast<double>(random.below(2000)) - 100;
    case 1:
      return random.one_in(2);
    case 2:
      return Value(Value::List(random.below(4), Value(some_text(random))));
    default:
      return some_text(random);
  }
}

std::string one_of(const std::vector<ViewOption>& options, Random& random) {
  return options.empty() ? some_text(random) : options[random.below(options.size())].value;
}

Value some_row(const ViewComponent& component, Random& random) {
  Value columns{Value::List{}};
  for (std::size_t i = 1 + random.below(2); i > 0; --i) {
    columns.push(one_of(component.columns, random));
  }
  return component.input == InputAppearance::multiple ? columns : columns.list().front();
}

Value some_place(Random& random) {
  Value place;
  if (random.one_in(2)) place.set("city", some_text(random));
  if (random.one_in(2)) place.set("postal_code", "28013");
  if (random.one_in(2)) place.set("text", some_text(random));
  if (random.one_in(2)) {
    place.set("latitude", 40.5);
    place.set("longitude", -3.75);
  }
  if (random.one_in(4)) place.set("radius_km", static_cast<double>(random.below(50)));
  return place;
}

Value some_file(Random& random) {
  Value file;
  file.set("name", "a.jpg");
  file.set("media_type", random.one_in(4) ? "application/pdf" : "image/jpeg");
  file.set("size", static_cast<double>(random.below(3'000'000)));
  return file;
}

/// One value of the shape that the input wants.
Value some_element(const ViewComponent& component, Random& random) {
  switch (*component.input_type) {
    case InputType::numeric:
      return static_cast<double>(random.below(120)) / (random.one_in(3) ? 4 : 1);
    case InputType::boolean:
      return random.one_in(2);
    case InputType::choice:
      return one_of(component.options, random);
    case InputType::matrix: {
      Value rows;
      for (const ViewOption& row : component.rows) rows.set(row.value, some_row(component, random));
      return rows;
    }
    case InputType::datetime: {
      if (component.input != InputAppearance::range) return some_text(random);
      Value range;
      range.set("from", "2026-02-01");
      range.set("to", random.one_in(4) ? "2026-01-01" : "2026-03-01");
      return range;
    }
    case InputType::location:
      return some_place(random);
    case InputType::file:
      return some_file(random);
    case InputType::text:
      break;
  }
  return one_of(component.options, random);
}

Answered some_answer(const ViewComponent& component, Random& random) {
  if (random.one_in(6)) return {component.slug, some_value(random)};
  if (random.one_in(12)) return {component.slug, {}};
  if (!component.multiple && !component.is_array) {
    return {component.slug, some_element(component, random)};
  }
  if (component.input == InputAppearance::ranking) {
    Value all{Value::List{}};
    for (const ViewOption& option : component.options) all.push(option.value);
    return {component.slug, all};
  }
  Value list{Value::List{}};
  for (std::size_t i = random.below(4); i > 0; --i) list.push(some_element(component, random));
  return {component.slug, list};
}

/// An answer to what is on the screen, or a step of `testing::random_input`.
EventInput some_input(const View& shown, Random& random) {
  if (!shown.components.empty() && random.one_in(2)) {
    const ViewComponent& component = shown.components[random.below(shown.components.size())];
    if (component.input_type && shown.channel == Channel::web) {
      return some_answer(component, random);
    }
    if (!component.items.empty()) {
      return Replied{
          ReplyKind::option, component.items[random.below(component.items.size())].value, {}};
    }
    if (component.input_type && random.one_in(2)) {
      return Replied{ReplyKind::text, some_text(random), {}};
    }
  }
  return testing::random_input(shown, random);
}

EffectResult some_result(const State& state, Random& random) {
  EffectResult result;
  const std::size_t at = random.below(state.pending.size() + 1);
  result.effect =
      at < state.pending.size() ? state.pending[at].key : testing::hex_id(random.below(9)) + "-0";
  const std::size_t outcome = random.below(8);
  result.outcome = outcome < 4 ? static_cast<EffectOutcome>(outcome) : EffectOutcome::done;
  if (random.one_in(3)) result.status = static_cast<int>(100 + random.below(500));
  if (random.one_in(3)) {
    result.data = some_value(random);
  } else if (random.one_in(2)) {
    result.data.set(random.one_in(2) ? "data" : "rank", some_value(random));
  }
  return result;
}

EventInput what_servers_have(const Session& session, Random& random) {
  const Definition& funnel = *session.funnel;
  const Content& content = funnel.content[random.below(funnel.content.size())];
  switch (random.below(8)) {
    case 0:
      return ChannelChanged{funnel.channels[random.below(funnel.channels.size())],
                            session.state.header.release};
    case 1:
      return LanguageChanged{content.language, content.release};
    case 2:
    case 3: {
      if (session.state.layer == kNoLayer) return Requested{some_text(random)};
      const auto& components =
          funnel.layers[static_cast<std::size_t>(session.state.layer)].components;
      if (components.empty()) return Requested{some_text(random)};
      return Requested{components[random.below(components.size())].id};
    }
    case 4:
      if (random.one_in(4)) return Closed{"abandoned"};
      [[fallthrough]];
    default:
      return some_result(session.state, random);
  }
}

Value some_attributes(Random& random) {
  Value attributes;
  for (const char* name : {"email", "phone", "given_name", "vip"}) {
    if (random.one_in(2)) attributes.set(name, some_value(random));
  }
  return attributes;
}

}  // namespace

Gesture random_beginning(const Funnel& funnel, Channel channel, Random& random) {
  Gesture gesture = testing::random_header(funnel, channel, random);
  auto& header = std::get<Started>(gesture.input);
  const LayerIndex start = funnel->config.start_layer;
  if (start != kNoLayer) {
    for (const InitialDatum& one : funnel->layers[static_cast<std::size_t>(start)].initial_data) {
      if (!random.one_in(4)) header.initial.set(one.slug, some_value(random));
    }
  }
  if (random.one_in(2)) header.device.set("os", "linux");
  if (random.one_in(2)) header.device.set("device_type", random.one_in(2) ? "mobile" : "desktop");
  if (random.one_in(2)) header.contact = some_attributes(random);
  if (random.one_in(4)) header.prior = some_attributes(random);
  if (random.one_in(4)) header.auth = Authentication{"password", "someone@example.org"};
  gesture.t_wall += static_cast<std::int64_t>(random.below(14 * 24)) * 3'600'000;
  return gesture;
}

Gesture random_gesture(const Session& session, std::uint64_t number, std::int64_t at_ms,
                       Random& random) {
  Gesture gesture;
  const bool of_server = !session.state.pending.empty() && random.one_in(2);
  gesture.input = of_server || random.one_in(6)
                      ? what_servers_have(session, random)
                      : some_input(view(session.funnel, session.state), random);
  const bool is_result = std::holds_alternative<EffectResult>(gesture.input);
  if (is_result ? !random.one_in(4) : random.one_in(32)) gesture.lane = Lane::s;
  gesture.uid = testing::hex_id(number);
  gesture.t_wall = at_ms;
  if (random.one_in(2)) {
    gesture.t_wall += static_cast<std::int64_t>(random.below(kMostSeconds)) * 1000;
  }
  return gesture;
}

}  // namespace tundish::fuzz
