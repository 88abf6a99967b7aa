#include "painter_imgui/tiles.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "painter_imgui/icons.hpp"
#include "painter_imgui/texts.hpp"

namespace tundish::painter {

namespace {

constexpr float kGap = 10;
constexpr float kPictureHeight = 96;

/// What is chosen: values of options, and a text of the visitor's own when one was begun.
struct Chosen {
  std::vector<std::string> values;
  std::string own;
  bool has_own = false;

  bool has(const std::string& value) const {
    return std::find(values.begin(), values.end(), value) != values.end();
  }
};

Chosen chosen_of(const Pen& pen, const ViewComponent& component) {
  const Value& shown = shown_value(pen, component);
  Value::List all;
  if (shown.is_list())
    all = shown.list();
  else if (!shown.is_null())
    all.push_back(shown);
  std::set<std::string> known;
  for (const ViewOption& option : component.options) known.insert(option.value);
  Chosen chosen;
  for (const Value& one : all) {
    const std::string text = text_of(one);
    if (known.count(text) != 0) {
      chosen.values.push_back(text);
    } else if (!chosen.has_own) {
      chosen.own = text;
      chosen.has_own = true;
    }
  }
  return chosen;
}

Value value_of(const ViewComponent& component, const Chosen& chosen) {
  Value::List all;
  for (const std::string& value : chosen.values) all.push_back(Value(value));
  if (chosen.has_own) all.push_back(Value(chosen.own));
  if (component.multiple) return Value(std::move(all));
  return all.empty() ? Value("") : all.back();
}

Chosen toggled(const ViewComponent& component, Chosen chosen, const std::string& value) {
  if (!component.multiple) return {{value}, {}, false};
  const auto found = std::find(chosen.values.begin(), chosen.values.end(), value);
  if (found == chosen.values.end())
    chosen.values.push_back(value);
  else
    chosen.values.erase(found);
  return chosen;
}

/// Where tiles go: below each other, in rows as wide as their words, or in columns.
class Shelf {
 public:
  Shelf(Pen& pen, InputAppearance look) : pen_(pen), look_(look), left_(pen.x) {
    if (look != InputAppearance::cards) return;
    const float columns = std::max(std::floor((pen.width + kGap) / (148 + kGap)), 1.0F);
    card_width_ = (pen.width - kGap * (columns - 1)) / columns;
  }

  /// Cards are as high as the highest of them.
  void make_room(const Tile& tile) {
    if (look_ != InputAppearance::cards) return;
    least_ = std::max(least_, height_of(pen_, tile, card_width_, true));
  }

  Rect next(const Tile& tile, float words) {
    const bool is_row = look_ == InputAppearance::buttons && !pen_.is_narrow();
    const bool is_card = look_ == InputAppearance::cards;
    const float width = is_card ? card_width_ : is_row ? std::min(words, pen_.width) : pen_.width;
    const float least = is_row ? 48.0F : std::max(least_, 56.0F);
    const float height = std::max(height_of(pen_, tile, width, is_card), least);
    if (left_ > pen_.x && left_ + width > pen_.x + pen_.width + 0.5F) end_row();
    const Rect rect{left_, pen_.y, width, height};
    row_height_ = std::max(row_height_, height);
    left_ += width + kGap;
    if (!is_card && !is_row) end_row();
    return rect;
  }

  void end_row() {
    if (row_height_ == 0) return;
    pen_.y += row_height_ + kGap;
    row_height_ = 0;
    left_ = pen_.x;
  }

 private:
  Pen& pen_;
  InputAppearance look_;
  float left_, row_height_ = 0, card_width_ = 0, least_ = 0;
};

Type words_type(const Pen& pen) { return {16, Weight::regular, pen.colours.ink, 1.5F}; }

std::string letter_of(const Pen& pen, std::size_t index) {
  if (index >= 26) return {};
  const bool shows = pen.scene.has_letters;
  return shows ? std::string(1, static_cast<char>('A' + index)) : std::string();
}

constexpr float kLetterRoom = 38;
constexpr float kMarkRoom = 32;
constexpr float kImageRoom = 52;

float words_width(const Tile& tile, float width) {
  float room = width - 32 - kMarkRoom;
  if (!tile.letter.empty()) room -= kLetterRoom;
  if (!tile.image.empty()) room -= kImageRoom;
  return std::max(room, 40.0F);
}

}  // namespace

float height_of(const Pen& pen, const Tile& tile, float width, bool is_card) {
  if (is_card && !tile.image.empty()) {
    const float room = width - 24 - (tile.letter.empty() ? 0 : kLetterRoom);
    return 12 + kPictureHeight + 12 + pen.break_lines(tile.title, words_type(pen), room).height +
           12;
  }
  const float words = pen.break_lines(tile.title, words_type(pen), words_width(tile, width)).height;
  return std::max(words, tile.image.empty() ? 0.0F : 40.0F) + 20;
}

namespace {

void paint_letter(Pen& pen, const Tile& tile, float x, float y) {
  if (tile.letter.empty()) return;
  const Colours& colours = pen.colours;
  const Rect square{x, y, 26, 26};
  pen.fill(square, tile.is_on ? colours.accent : colours.surface, 6);
  if (!tile.is_on) pen.outline(square, colours.line, 6, 1);
  const Type type{12, Weight::semibold, tile.is_on ? colours.on_accent : colours.muted, 1.5F};
  pen.write(tile.letter, type, x, y + 4, 26, Align::centre);
}

}  // namespace

bool paint_tile(Pen& pen, const Tile& tile, const Rect& rect, bool is_card) {
  const Colours& colours = pen.colours;
  const float radius = pen.scene.radius;
  Spot spot;
  spot.id = tile.id;
  spot.kind = "option";
  spot.name = tile.title;
  spot.rect = rect;
  spot.is_on = tile.is_on;
  spot.letter = tile.letter;
  const Touch touch = pen.touch(std::move(spot));
  pen.fill(rect, tile.is_on ? colours.tint : colours.paper, radius);
  const Colour line = tile.is_on || touch.is_hovered ? colours.accent
                      : tile.is_wrong                ? colours.bad
                                                     : colours.control;
  pen.outline(rect, line, radius, tile.is_on ? 2 : 1.5F);
  const bool has_top = is_card && !tile.image.empty();
  float left = rect.x + (is_card ? 12 : 16), top = rect.y, height = rect.h;
  if (has_top) {
    pen.picture(tile.image, {rect.x + 12, rect.y + 12, rect.w - 24, kPictureHeight}, 6);
    top += kPictureHeight + 12;
    height -= kPictureHeight + 12;
  } else if (!tile.image.empty()) {
    pen.picture(tile.image, {left, rect.y + (rect.h - 40) / 2, 40, 40}, 6);
    left += kImageRoom;
  }
  paint_letter(pen, tile, left, top + (height - 26) / 2);
  if (!tile.letter.empty()) left += kLetterRoom;
  const float room = rect.x + rect.w - left - (has_top ? 12 : kMarkRoom + (is_card ? 4 : 8));
  const Type type = words_type(pen);
  const float words = pen.break_lines(tile.title, type, room).height;
  pen.write(tile.title, type, left, top + (height - words) / 2, room);
  if (tile.is_on) {
    // On a picture, so that words have all the room of a narrow card.
    const float mark = rect.x + rect.w - (has_top ? 42 : is_card ? 30 : 36);
    const float middle = has_top ? rect.y + 32 : top + height / 2;
    if (has_top) pen.disc(mark + 10, middle, 14, colours.paper);
    draw_icon(pen, Icon::check, mark, middle - 10, 20, colours.accent, 2.4F);
  }
  if (touch.has_focus) pen.ring(rect, radius);
  return touch.is_tapped;
}

namespace {

void paint_own(Pen& pen, const ViewComponent& component, const Chosen& chosen) {
  Box box;
  box.id = component.id + "/own";
  box.slug = component.slug;
  box.name = box.placeholder = word(pen, "otherLabel");
  box.value = chosen.own;
  box.is_wrong = is_wrong(component);
  Chosen kept = chosen;
  if (!component.multiple) kept.values.clear();
  paint_box(pen, box, [component, kept](std::string text, bool is_final) {
    Chosen all = kept;
    all.own = std::move(text);
    all.has_own = true;
    const Value value = value_of(component, all);
    return is_final ? answer(component, value) : typing(component, value);
  });
}

void press_other(Pen& pen, const ViewComponent& component, Chosen chosen) {
  if (!component.multiple) chosen.values.clear();
  const bool was_on = chosen.has_own;
  chosen.has_own = !was_on;
  chosen.own.clear();
  const Value value = value_of(component, chosen);
  pen.memory.commands.push_back(was_on ? answer(component, value) : typing(component, value));
}

}  // namespace

void paint_choice(Pen& pen, const ViewComponent& component) {
  paint_field(pen, component, [&] {
    const InputAppearance look = component.input.value_or(InputAppearance::list);
    pen.y -= 6;
    const std::string how = word(pen, component.multiple ? "chooseSome" : "chooseOne");
    pen.write_below(how, {14, Weight::regular, pen.colours.muted});
    pen.y += 10;
    const Chosen chosen = chosen_of(pen, component);
    const bool is_card = look == InputAppearance::cards;
    Shelf shelf(pen, look);
    const auto place = [&](Tile& tile) {
      const float words = pen.break_lines(tile.title, words_type(pen), 10'000).width;
      const float wide = words + 32 + (tile.letter.empty() ? 0 : kLetterRoom) + kMarkRoom + 9;
      return paint_tile(pen, tile, shelf.next(tile, wide), is_card);
    };
    for (const ViewOption& option : component.options) {
      shelf.make_room({"", option.title, option.image, letter_of(pen, 0), false, false});
    }
    for (std::size_t index = 0; index < component.options.size(); ++index) {
      const ViewOption& option = component.options[index];
      Tile tile{component.id + "/" + option.value,
                option.title,
                option.image,
                letter_of(pen, index),
                chosen.has(option.value),
                is_wrong(component)};
      if (place(tile)) {
        pen.memory.commands.push_back(
            answer(component, value_of(component, toggled(component, chosen, option.value))));
      }
    }
    if (component.allow_other) {
      Tile tile{
          component.id + "/?", word(pen, "other"), {}, letter_of(pen, component.options.size()),
          chosen.has_own,      is_wrong(component)};
      if (place(tile)) press_other(pen, component, chosen);
    }
    shelf.end_row();
    pen.y -= kGap;
    if (!component.allow_other || !chosen.has_own) return;
    pen.y += kGap + 2;
    paint_own(pen, component, chosen);
  });
}

void paint_boolean(Pen& pen, const ViewComponent& component) {
  paint_bare(pen, component, [&] {
    const Colours& colours = pen.colours;
    const bool is_switch = component.input == InputAppearance::toggle;
    const bool is_on = shown_value(pen, component).boolean();
    const float mark = is_switch ? 50 : 28, left = pen.x + mark + 14;
    const Type type{16, Weight::regular, colours.ink, 1.5F};
    const std::string question = question_of(component);
    const float words = pen.break_lines(question, type, pen.width - mark - 14).height;
    const float height = std::max(words + 2, 32.0F);
    Spot spot;
    spot.id = component.id;
    spot.kind = "box";
    spot.name = question;
    spot.slug = component.slug;
    spot.rect = {pen.x, pen.y - 6, pen.width, height + 12};
    spot.is_on = is_on;
    const Touch touch = pen.touch(std::move(spot));
    const Rect box{pen.x, pen.y, mark, is_switch ? 30.0F : 28.0F};
    if (is_switch) {
      pen.fill(box, is_on ? colours.accent : colours.control, 15);
      pen.disc(pen.x + (is_on ? 35 : 15), pen.y + 15, 12, colours.paper);
    } else {
      const bool is_bad = is_wrong(component) && !is_on;
      pen.fill(box, is_on ? colours.accent : colours.paper, 7);
      const Colour line = is_on || touch.is_hovered ? colours.accent
                          : is_bad                  ? colours.bad
                                                    : colours.control;
      pen.outline(box, line, 7);
      if (is_on) draw_icon(pen, Icon::check, pen.x + 5, pen.y + 5, 18, colours.on_accent, 3);
    }
    if (touch.has_focus) pen.ring(box, is_switch ? 15 : 7);
    pen.write(question, type, left, pen.y + 2, pen.width - mark - 14);
    pen.y += height;
    if (touch.is_tapped) pen.memory.commands.push_back(answer(component, !is_on));
  });
}

void paint_thumbs(Pen& pen, const ViewComponent& component) {
  paint_field(pen, component, [&] {
    const Value& shown = shown_value(pen, component);
    const float width = (pen.width - 12) / 2, height = 88;
    for (const bool likes : {true, false}) {
      const bool is_on = shown.is_boolean() && shown.boolean() == likes;
      const Rect rect{pen.x + (likes ? 0 : width + 12), pen.y, width, height};
      const std::string name = word(pen, likes ? "like" : "dislike");
      Spot spot;
      spot.id = component.id + (likes ? "/like" : "/dislike");
      spot.kind = "option";
      spot.name = name;
      spot.rect = rect;
      spot.is_on = is_on;
      const Touch touch = pen.touch(std::move(spot));
      const Colours& colours = pen.colours;
      pen.fill(rect, is_on ? colours.tint : colours.paper, pen.scene.radius);
      const Colour line = is_on || touch.is_hovered ? colours.accent : colours.control;
      pen.outline(rect, line, pen.scene.radius, is_on ? 2 : 1.5F);
      const Colour ink = is_on ? colours.accent_ink : colours.ink;
      const float middle = rect.x + (width - 28) / 2;
      draw_icon(pen, likes ? Icon::like : Icon::dislike, middle, rect.y + 14, 28, ink);
      pen.write(name, {15, Weight::regular, ink}, rect.x, rect.y + 50, width, Align::centre);
      if (touch.has_focus) pen.ring(rect, pen.scene.radius);
      if (touch.is_tapped) pen.memory.commands.push_back(answer(component, likes));
    }
    pen.y += height;
  });
}

}  // namespace tundish::painter
