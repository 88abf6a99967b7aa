#include "painter_imgui/texts.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

#include "painter_imgui/icons.hpp"

namespace tundish::painter {

namespace {

constexpr float kBoxHeight = 52;
constexpr float kLongHeight = 112;
constexpr float kLine = 24;

struct Kind {
  InputAppearance appearance;
  const char* type;
  const char* mode;
  const char* fill;
};

constexpr Kind kKinds[] = {
    {InputAppearance::phone, "tel", "tel", "tel"},
    {InputAppearance::email, "email", "email", "email"},
    {InputAppearance::url, "url", "url", "url"},
    {InputAppearance::otp_code, "text", "numeric", "one-time-code"},
    {InputAppearance::city, "text", "text", "address-level2"},
    {InputAppearance::postal_code, "text", "text", "postal-code"},
    {InputAppearance::full, "text", "text", "street-address"},
};

struct Fill {
  const char* slug;
  const char* fill;
};

/// Slugs by which browsers can fill a field in.
constexpr Fill kFills[] = {
    {"name", "name"},
    {"full_name", "name"},
    {"given_name", "given-name"},
    {"first_name", "given-name"},
    {"family_name", "family-name"},
    {"last_name", "family-name"},
    {"company", "organization"},
    {"city", "address-level2"},
    {"postal_code", "postal-code"},
    {"country", "country-name"},
};

bool is_long(const ViewComponent& component) {
  const InputAppearance look = component.input.value_or(InputAppearance::short_);
  return component.input_type == InputType::text &&
         (look == InputAppearance::long_ || look == InputAppearance::markdown ||
          look == InputAppearance::full_formatted);
}

Value field_of(const Box& box) {
  Value field(Value::Object{{"type", box.type}, {"mode", box.mode}, {"fill", box.fill}});
  field.set("value", box.value);
  field.set("placeholder", box.placeholder);
  if (box.is_multiline) field.set("multiline", true);
  if (box.is_wrong) field.set("wrong", true);
  if (box.is_round) field.set("round", true);
  if (box.keeps_focus) field.set("stays", true);
  if (!box.least.empty()) field.set("min", box.least);
  if (!box.most.empty()) field.set("max", box.most);
  return field;
}

/// Dear ImGui's own field, where no host has a better one: natively, and in the studio.
void edit_here(Pen& pen, const Box& box, const Rect& rect, const TextHand& hand) {
  std::string& text = pen.memory.edited;
  text.resize(std::max<std::size_t>(text.size(), 4096));
  const Rect at = pen.placed({rect.x + 14, rect.y + (rect.h - 24) / 2, rect.w - 28, 24});
  ImGui::SetCursorScreenPos({at.x, at.y});
  ImGui::SetNextItemWidth(at.w);
  ImGui::PushStyleColor(ImGuiCol_FrameBg, 0U);
  ImGui::PushStyleColor(ImGuiCol_Text, pen.colours.ink);
  if (!ImGui::IsAnyItemActive()) ImGui::SetKeyboardFocusHere();
  const std::string id = "##" + box.id;
  ImGui::InputText(id.c_str(), text.data(), text.size());
  ImGui::PopStyleColor(2);
  const std::string typed = text.c_str();
  if (ImGui::IsItemDeactivatedAfterEdit()) {
    pen.memory.commands.push_back(hand(typed, true));
  } else if (ImGui::IsItemEdited()) {
    pen.memory.commands.push_back(hand(typed, false));
  }
}

}  // namespace

void paint_box(Pen& pen, const Box& box, const Rect& rect, TextHand hand) {
  const Colours& colours = pen.colours;
  const float radius = box.is_round ? 23 : pen.scene.radius;
  Spot spot;
  spot.id = box.id;
  spot.kind = "text";
  spot.name = box.name;
  spot.slug = box.slug;
  spot.rect = rect;
  spot.field = field_of(box);
  const bool had_focus = pen.memory.focus == box.id;
  const Touch touch = pen.touch(std::move(spot));
  if (touch.has_focus && !had_focus) pen.memory.edited = box.value;
  pen.fill(rect, colours.paper, radius);
  if (touch.has_focus) {
    const Rect around{rect.x - 4, rect.y - 4, rect.w + 8, rect.h + 8};
    pen.outline(around, mix(colours.paper, colours.accent, 0.8F), radius + 4, 3);
  }
  const Colour line = touch.has_focus    ? colours.accent
                      : box.is_wrong     ? colours.bad
                      : touch.is_hovered ? colours.ink
                                         : colours.control;
  pen.outline(rect, line, radius);
  const bool is_hint = box.value.empty();
  const std::string& text = is_hint ? box.placeholder : box.shown.empty() ? box.value : box.shown;
  if (touch.has_focus && pen.scene.host_edits) {
    // The host shows it.
  } else if (touch.has_focus) {
    edit_here(pen, box, rect, hand);
  } else if (!text.empty()) {
    pen.clip({rect.x + 8, rect.y + 2, rect.w - 16, rect.h - 4});
    const Type type{16, Weight::regular, is_hint ? colours.muted : colours.ink};
    const float down = box.is_multiline ? rect.y + 12 : rect.y + (rect.h - kLine) / 2;
    pen.write(text, type, rect.x + 17, down, box.is_multiline ? rect.w - 34 : 10'000);
    pen.unclip();
  }
  pen.memory.hands[box.id] = std::move(hand);
}

void paint_box(Pen& pen, const Box& box, TextHand hand) {
  const float height = box.is_multiline ? kLongHeight : kBoxHeight;
  paint_box(pen, box, {pen.x, pen.y, pen.width, height}, std::move(hand));
  pen.y += height;
}

Box box_of(const Pen& pen, const ViewComponent& component) {
  Box box;
  box.id = component.id;
  box.slug = component.slug;
  box.name = question_of(component);
  box.value = text_of(shown_value(pen, component));
  box.placeholder = component.placeholder;
  box.is_multiline = is_long(component);
  box.is_wrong = is_wrong(component);
  if (component.input_type == InputType::numeric) {
    box.mode = component.input == InputAppearance::integer ? "numeric" : "decimal";
    return box;
  }
  const auto kind = std::find_if(std::begin(kKinds), std::end(kKinds), [&](const Kind& one) {
    return component.input == one.appearance;
  });
  if (kind != std::end(kKinds)) {
    box.type = kind->type;
    box.mode = kind->mode;
    box.fill = kind->fill;
    return box;
  }
  const auto fill = std::find_if(std::begin(kFills), std::end(kFills),
                                 [&](const Fill& one) { return component.slug == one.slug; });
  if (fill != std::end(kFills)) box.fill = fill->fill;
  return box;
}

TextHand answering(const ViewComponent& component) {
  return [component](std::string text, bool is_final) {
    return is_final ? answer(component, std::move(text)) : typing(component, std::move(text));
  };
}

void paint_text_input(Pen& pen, const ViewComponent& component) {
  paint_field(pen, component,
              [&] { paint_box(pen, box_of(pen, component), answering(component)); });
}

namespace {

/// Dates and times are picked with what the host has for it.
Box picking_box(const Pen& pen, const ViewComponent& component, const char* type) {
  Box box = box_of(pen, component);
  box.type = type;
  box.mode = "none";
  box.fill = "off";
  box.least = component.earliest;
  box.most = component.latest;
  box.is_multiline = false;
  if (box.placeholder.empty()) box.placeholder = word(pen, "select");
  return box;
}

TextHand picking(const ViewComponent& component) {
  return [component](std::string text, bool is_final) {
    if (!is_final) return Value();
    return answer(component, text.empty() ? Value() : Value(std::move(text)));
  };
}

const char* picker_of(const ViewComponent& component) {
  if (component.input == InputAppearance::time) return "time";
  return component.input == InputAppearance::datetime ? "datetime-local" : "date";
}

}  // namespace

void paint_moment(Pen& pen, const ViewComponent& component) {
  paint_field(pen, component, [&] {
    Box box = picking_box(pen, component, picker_of(component));
    box.shown = note(pen, component, "shown").text();
    if (box.type == "datetime-local") box.value = box.value.substr(0, 16);
    paint_box(pen, box, picking(component));
  });
}

void paint_range(Pen& pen, const ViewComponent& component) {
  paint_field(pen, component, [&] {
    const Value range = shown_value(pen, component);
    const float gap = 12, width = pen.is_narrow() ? pen.width : (pen.width - gap) / 2;
    const float top = pen.y, begin = pen.x;
    for (const char* which : {"from", "to"}) {
      const bool is_second = which[0] == 't';
      const float x = is_second && !pen.is_narrow() ? begin + width + gap : begin;
      if (is_second && !pen.is_narrow()) pen.y = top;
      if (is_second && pen.is_narrow()) pen.y += gap;
      pen.write(word(pen, which), {14, Weight::regular, pen.colours.muted}, x, pen.y, width);
      pen.y += 25;
      Box box = picking_box(pen, component, "date");
      box.id += std::string("/") + which;
      box.name = word(pen, which);
      const Value* end = range.find(which);
      box.value = end ? end->text() : "";
      box.shown = note(pen, component, which).text();
      const auto hand = [component, range, which = std::string(which)](std::string text,
                                                                       bool is_final) {
        if (!is_final) return Value();
        Value both = range.is_object() ? range : Value(Value::Object{});
        both.set(which, text);
        const Value *from = both.find("from"), *to = both.find("to");
        const bool has_from = from && !from->text().empty(), has_to = to && !to->text().empty();
        if (has_from && has_to) return answer(component, both);
        return has_from || has_to ? typing(component, both) : answer(component, Value());
      };
      paint_box(pen, box, {x, pen.y, width, kBoxHeight}, hand);
      pen.y += kBoxHeight;
    }
  });
}

namespace {

std::string place_text(const Value& value) {
  if (!value.is_object()) return text_of(value);
  std::string words;
  for (const char* name : {"text", "postal_code", "city"}) {
    const Value* part = value.find(name);
    if (!part || part->text().empty()) continue;
    words += (words.empty() ? "" : ", ") + part->text();
  }
  const Value *north = value.find("latitude"), *east = value.find("longitude");
  return words.empty() && north && east ? text_of(*north) + ", " + text_of(*east) : words;
}

}  // namespace

void paint_place(Pen& pen, const ViewComponent& component) {
  paint_field(pen, component, [&] {
    Box box = box_of(pen, component);
    box.value = place_text(shown_value(pen, component));
    paint_box(pen, box, answering(component));
    const std::string here = note(pen, component, "here").text();
    if (here.empty()) return;
    pen.y += 10;
    if (paint_button(pen, {component.id + "/here", here, Look::small})) {
      pen.memory.tell({{"do", "locate"}, {"slug", component.slug}});
    }
    const std::string why = note(pen, component, "not_located").text();
    if (!why.empty()) paint_problem(pen, why);
  });
}

void paint_array(Pen& pen, const ViewComponent& component) {
  paint_field(pen, component, [&] {
    const Value& shown = shown_value(pen, component);
    const Value::List items = shown.is_list() ? shown.list() : Value::List{};
    for (std::size_t index = 0; index <= items.size(); ++index) {
      Box box = box_of(pen, component);
      box.id = component.id + "/" + std::to_string(index);
      box.name += " " + std::to_string(index + 1);
      box.value = index < items.size() ? text_of(items[index]) : "";
      if (component.input_type == InputType::datetime) box.type = picker_of(component);
      const bool is_there = index < items.size();
      const float width = is_there ? pen.width - 62 : pen.width;
      const auto hand = [component, items, index](std::string text, bool is_final) {
        if (!is_final) return Value();
        Value::List list = items;
        if (index < list.size())
          list[index] = Value(text);
        else
          list.push_back(Value(text));
        list.erase(std::remove_if(list.begin(), list.end(),
                                  [](const Value& one) { return text_of(one).empty(); }),
                   list.end());
        return answer(component, list.empty() ? Value() : Value(std::move(list)));
      };
      paint_box(pen, box, {pen.x, pen.y, width, kBoxHeight}, hand);
      ButtonFace away;
      away.id = component.id + "/remove" + std::to_string(index);
      away.says = word(pen, "remove") + " " + box.value;
      if (is_there && paint_button_at(pen, away, pen.x + width + 10, pen.y, 52)) {
        Value::List list = items;
        list.erase(list.begin() + static_cast<std::ptrdiff_t>(index));
        pen.memory.commands.push_back(
            answer(component, list.empty() ? Value() : Value(std::move(list))));
      }
      if (is_there) {
        draw_icon(pen, Icon::close, pen.x + width + 26, pen.y + 16, 20, pen.colours.ink);
      }
      pen.y += kBoxHeight + (is_there ? 10 : 0);
    }
  });
}

namespace {

std::string kept_text(const Pen& pen, const ViewComponent& component, const Value& value) {
  if (value.is_boolean()) return word(pen, value.boolean() ? "yes" : "no");
  if (value.is_list()) {
    std::string all;
    for (const Value& one : value.list()) {
      all += (all.empty() ? "" : ", ") + kept_text(pen, component, one);
    }
    return all;
  }
  if (value.is_object()) {
    if (const Value* name = value.find("name")) return name->text();
    if (component.input_type == InputType::location) return place_text(value);
    std::string all;
    for (const Value::Member& part : value.object()) {
      all += (all.empty() ? "" : ", ") + kept_text(pen, component, part.value);
    }
    return all;
  }
  for (const ViewOption& option : component.options) {
    if (value.is_text() && option.value == value.text()) return option.title;
  }
  return text_of(value);
}

}  // namespace

void paint_read_only(Pen& pen, const ViewComponent& component) {
  paint_field(pen, component, [&] {
    const Type type{16, Weight::regular, pen.colours.ink};
    const std::string text = kept_text(pen, component, component.value);
    const float height =
        std::max(pen.break_lines(text, type, pen.width - 34).height + 28, kBoxHeight);
    pen.fill({pen.x, pen.y, pen.width, height}, pen.colours.surface, pen.scene.radius);
    pen.write(text, type, pen.x + 17, pen.y + 14, pen.width - 34);
    pen.y += height;
  });
}

}  // namespace tundish::painter
