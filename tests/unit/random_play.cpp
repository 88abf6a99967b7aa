#include "unit/random_play.hpp"

#include "tundish/channels.hpp"

namespace tundish::testing {

namespace {

const std::string kWords[] = {"",
                              "Ana",
                              "ana@example.com",
                              "+34 600 111 222",
                              "5550100200",
                              "12",
                              "3.5",
                              "yes",
                              "no",
                              "1",
                              "2",
                              "-7",
                              "sales",
                              "one, two",
                              "{{score}}",
                              "<b>x</b>",
                              "مرحبا",
                              "👍"};

std::string word(Random& random) { return kWords[random.below(std::size(kWords))]; }

Value file_value(Random& random) {
  Value file;
  file.set("name", "photo.jpg");
  file.set("media_type", random.one_in(4) ? "application/pdf" : "image/jpeg");
  file.set("size", static_cast<double>(random.below(3'000'000)));
  return file;
}

std::string option_of(const ViewComponent& component, Random& random) {
  if (component.options.empty() || random.one_in(8)) return word(random);
  return component.options[random.below(component.options.size())].value;
}

Value fitting_value(const ViewComponent& component, Random& random) {
  switch (*component.input_type) {
    case InputType::text:
      if (!component.options.empty()) return option_of(component, random);
      if (component.input == InputAppearance::email) return "someone@example.org";
      if (component.input == InputAppearance::phone) return "600 123 456 7";
      return word(random);
    case InputType::numeric:
      return static_cast<double>(random.below(11));
    case InputType::boolean:
      return random.one_in(2);
    case InputType::choice: {
      if (!component.multiple) return option_of(component, random);
      Value::List list;
      for (std::size_t i = random.below(3); i < 3; ++i) {
        list.emplace_back(option_of(component, random));
      }
      return list;
    }
    case InputType::matrix: {
      Value rows;
      for (const ViewOption& row : component.rows) rows.set(row.value, component.columns[0].value);
      return rows;
    }
    case InputType::datetime:
      return "2026-01-02";
    case InputType::location: {
      Value place;
      place.set("text", word(random));
      return place;
    }
    case InputType::file:
      return component.multiple ? Value(Value::List{file_value(random)}) : file_value(random);
  }
  return {};
}

EventInput page_input(const View& view, Random& random) {
  std::vector<const ViewComponent*> inputs;
  std::vector<std::string> buttons;
  for (const ViewComponent& component : view.components) {
    if (component.type == ComponentType::input) inputs.push_back(&component);
    if (component.type == ComponentType::button) buttons.push_back(component.id);
  }
  if (view.next) buttons.emplace_back("next");
  if (!inputs.empty() && !random.one_in(3)) {
    const ViewComponent& component = *inputs[random.below(inputs.size())];
    const bool nonsense = random.one_in(6);
    return Answered{component.slug,
                    nonsense ? Value(word(random)) : fitting_value(component, random)};
  }
  if (buttons.empty()) return WentBack{};
  return Pressed{buttons[random.below(buttons.size())]};
}

EventInput chat_input(const View& view, Random& random) {
  Replied reply;
  reply.text = word(random);
  if (view.components.empty()) return reply;
  const ViewComponent& waiting = view.components[random.below(view.components.size())];
  if (waiting.type == ComponentType::button) {
    reply.kind = ReplyKind::option;
    reply.text = waiting.id;
    return reply;
  }
  if (random.one_in(4)) return reply;
  if (!waiting.items.empty()) {
    reply.kind = ReplyKind::option;
    reply.text = waiting.items[random.below(waiting.items.size())].value;
    return reply;
  }
  if (!waiting.input_type) return reply;
  const Value value = fitting_value(waiting, random);
  if (*waiting.input_type == InputType::file) {
    reply.kind = ReplyKind::file;
    reply.text.clear();
    reply.file = {"photo.jpg", random.one_in(4) ? "text/plain" : "image/png", 1000, ""};
  } else if (value.is_text()) {
    reply.text = value.text();
  } else if (value.is_object()) {
    reply.text = word(random);
  } else if (value.is_list()) {
    reply.text.clear();
    for (const Value& one : value.list()) {
      reply.text += (reply.text.empty() ? "" : ", ") + one.text();
    }
  } else {
    reply.text = value.is_boolean() ? (value.boolean() ? "yes" : "no")
                                    : std::to_string(static_cast<int>(value.number()));
  }
  return reply;
}

EventInput nonsense(Random& random) {
  switch (random.below(5)) {
    case 0:
      return Answered{word(random), word(random)};
    case 1:
      return Pressed{word(random)};
    case 2:
      return WentBack{};
    case 3:
      return Started{};
    default:
      return Replied{ReplyKind::option, word(random), {}};
  }
}

}  // namespace

std::string hex_id(std::uint64_t number) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string text(32, '0');
  for (std::size_t i = 0; i < 16; ++i) {
    text[31 - i] = kDigits[number & 15U];
    number >>= 4U;
  }
  return text;
}

std::vector<Channel> playable_channels(const Funnel& funnel) {
  std::vector<Channel> channels;
  for (const Channel channel : funnel->channels) {
    if (is_playable_on(*funnel, channel)) channels.push_back(channel);
  }
  return channels;
}

Gesture random_header(const Funnel& funnel, Channel channel, Random& random) {
  const Content& content = funnel->content[random.below(funnel->content.size())];
  Started started;
  started.session = hex_id(random.next());
  started.release = content.release;
  started.structure = funnel->structure;
  started.random_seed = hex_id(random.next());
  started.language = content.language;
  started.channel = channel;
  Gesture gesture;
  gesture.input = started;
  gesture.uid = hex_id(random.next());
  gesture.t_wall = 1'760'000'000'000;
  return gesture;
}

EventInput random_input(const View& view, Random& random) {
  if (random.one_in(12)) return nonsense(random);
  if (view.can_go_back && random.one_in(10)) return WentBack{};
  return view.channel == Channel::web ? page_input(view, random) : chat_input(view, random);
}

}  // namespace tundish::testing
