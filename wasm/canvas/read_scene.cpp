#include "read_scene.hpp"

#include <cstddef>
#include <utility>

namespace tundish::canvas {

namespace {

using painter::Colour;

std::string text_in(const Value& json, std::string_view name) {
  const Value* found = json.find(name);
  return found ? found->text() : std::string();
}

bool flag_in(const Value& json, std::string_view name) {
  const Value* found = json.find(name);
  return found && found->boolean();
}

const Value& part_in(const Value& json, std::string_view name) {
  static const Value kNothing;
  const Value* found = json.find(name);
  return found ? *found : kNothing;
}

std::vector<std::string> texts_in(const Value& json, std::string_view name) {
  std::vector<std::string> texts;
  for (const Value& one : part_in(json, name).list()) texts.push_back(one.text());
  return texts;
}

void read_colour(const Value& json, std::string_view name, Colour& into) {
  const Value* found = json.find(name);
  if (found && found->is_number()) into = static_cast<Colour>(found->number());
}

painter::Colours read_colours(const Value& json) {
  painter::Colours colours;
  read_colour(json, "paper", colours.paper);
  read_colour(json, "surface", colours.surface);
  read_colour(json, "line", colours.line);
  read_colour(json, "control", colours.control);
  read_colour(json, "ink", colours.ink);
  read_colour(json, "muted", colours.muted);
  read_colour(json, "accent", colours.accent);
  read_colour(json, "on-accent", colours.on_accent);
  read_colour(json, "accent-ink", colours.accent_ink);
  read_colour(json, "good", colours.good);
  read_colour(json, "bad", colours.bad);
  read_colour(json, "tint", colours.tint);
  return colours;
}

painter::Picture read_picture(const Value& json) {
  painter::Picture picture;
  picture.address = text_in(json, "address");
  picture.texture = static_cast<std::uintptr_t>(part_in(json, "texture").number());
  picture.width = static_cast<float>(part_in(json, "width").number());
  picture.height = static_cast<float>(part_in(json, "height").number());
  return picture;
}

painter::Entry read_entry(const Value& json) {
  painter::Entry entry;
  entry.is_visitors = flag_in(json, "visitor");
  if (const Value* component = json.find("component")) entry.component = read_component(*component);
  entry.text = text_in(json, "text");
  entry.again = texts_in(json, "again");
  entry.layer = text_in(json, "layer");
  return entry;
}

painter::Chat read_chat(const Value& json) {
  painter::Chat chat;
  for (const Value& one : part_in(json, "entries").list()) chat.entries.push_back(read_entry(one));
  for (const Value& one : part_in(json, "chips").list()) {
    chat.chips.push_back({text_in(one, "title"), text_in(one, "image"), flag_in(one, "on")});
  }
  chat.is_writing = flag_in(json, "writing");
  chat.said = text_in(json, "said");
  chat.has_ended = flag_in(json, "ended");
  chat.box = part_in(json, "box");
  chat.attach = part_in(json, "attach");
  chat.problems = texts_in(json, "problems");
  return chat;
}

}  // namespace

painter::Scene read_scene(const Value& json) {
  painter::Scene scene;
  scene.view = read_view(part_in(json, "view"));
  scene.is_chat = text_in(json, "look") == "chat";
  scene.is_rtl = flag_in(json, "rtl");
  scene.is_calm = flag_in(json, "calm");
  scene.has_letters = flag_in(json, "letters");
  scene.turn = static_cast<int>(part_in(json, "turn").number());
  scene.colours = read_colours(part_in(json, "colours"));
  if (const Value* radius = json.find("radius"))
    scene.radius = static_cast<float>(radius->number());
  scene.words = part_in(json, "words");
  scene.typed = part_in(json, "typed");
  scene.notes = part_in(json, "notes");
  scene.logo = text_in(json, "logo");
  for (const Value& one : part_in(json, "pictures").list()) {
    scene.pictures.push_back(read_picture(one));
  }
  if (const Value* chat = json.find("chat")) scene.chat = read_chat(*chat);
  return scene;
}

}  // namespace tundish::canvas
