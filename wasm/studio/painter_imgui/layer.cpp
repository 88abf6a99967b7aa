#include "painter_imgui/layer.hpp"

#include <algorithm>
#include <string_view>

#include "painter_imgui/fields.hpp"
#include "painter_imgui/files.hpp"
#include "painter_imgui/grids.hpp"
#include "painter_imgui/icons.hpp"
#include "painter_imgui/messages.hpp"
#include "painter_imgui/numbers.hpp"
#include "painter_imgui/texts.hpp"
#include "painter_imgui/tiles.hpp"
#include "painter_imgui/waits.hpp"

namespace tundish::painter {

namespace {

constexpr float kWidest = 640;

bool is_way_out(const ViewComponent& button) {
  return button.button == ButtonKind::link || button.button == ButtonKind::call;
}

bool goes_on(const View& view) { return view.status == SessionStatus::in_progress; }

/// There is no way onward from here yet: an answer is awaited, or a proof.
bool is_stuck(const View& view) {
  const auto is_unproven = [](const ViewComponent& one) {
    return one.type == ComponentType::auth && one.state != ProcessState::done;
  };
  return view.waiting || std::any_of(view.components.begin(), view.components.end(), is_unproven);
}

/// Ended where nobody wrote an ending: what is left of the layer is over, too.
bool is_wordless(const View& view) {
  if (goes_on(view)) return false;
  const auto is_button = [](const ViewComponent& one) { return one.type == ComponentType::button; };
  const bool is_end =
      view.layer_type == LayerType::result || view.layer_type == LayerType::fatalistic;
  return !is_end || std::all_of(view.components.begin(), view.components.end(), is_button);
}

void paint_input(Pen& pen, const ViewComponent& component) {
  if (component.read_only) return paint_read_only(pen, component);
  const InputType type = component.input_type.value_or(InputType::text);
  if (component.is_array && type != InputType::file) return paint_array(pen, component);
  const InputAppearance look = component.input.value_or(InputAppearance::short_);
  switch (type) {
    case InputType::text:
      if (look == InputAppearance::list || look == InputAppearance::dropdown) {
        return paint_fold(pen, component);
      }
      return paint_text_input(pen, component);
    case InputType::numeric:
      return paint_number(pen, component);
    case InputType::boolean:
      if (look == InputAppearance::like_dislike) return paint_thumbs(pen, component);
      return paint_boolean(pen, component);
    case InputType::choice:
      if (look == InputAppearance::dropdown) return paint_fold(pen, component);
      if (look == InputAppearance::ranking) return paint_ranking(pen, component);
      return paint_choice(pen, component);
    case InputType::matrix:
      return paint_matrix(pen, component);
    case InputType::datetime:
      if (look == InputAppearance::range) return paint_range(pen, component);
      return paint_moment(pen, component);
    case InputType::location:
      return paint_place(pen, component);
    case InputType::file:
      return paint_file(pen, component);
  }
}

void paint_component(Pen& pen, const ViewComponent& component) {
  switch (component.type) {
    case ComponentType::message:
      return paint_message(pen, component, Size::page, pen.colours.ink);
    case ComponentType::input:
      return paint_input(pen, component);
    case ComponentType::auth:
      return paint_auth(pen, component);
    case ComponentType::endpoint:
      return paint_endpoint(pen, component);
    case ComponentType::button:
      return;
  }
}

/// A button as it stands below the layer.
struct Act {
  ButtonFace face;
  Value::Object command;
};

Act onward(const Pen& pen, const ViewComponent& button, bool is_first, bool is_shut) {
  const std::string name = button.text.empty() ? word(pen, "next") : button.text;
  const Look look = is_first ? Look::main : Look::plain;
  return {{button.id, name, look, button.disabled || is_shut},
          {{"do", "press"}, {"button", button.id}}};
}

Act way_out(const ViewComponent& button) {
  const std::string address =
      button.button == ButtonKind::call ? "tel:" + button.phone : button.url;
  const std::string name = !button.text.empty()    ? button.text
                           : !button.phone.empty() ? button.phone
                                                   : button.url;
  return {{button.id, name, Look::plain, button.disabled},
          {{"do", "open"}, {"url", address}, {"button", button.id}}};
}

struct Acts {
  std::vector<Act> acts;
  bool has_back = false;  ///< the last of them
};

Acts acts_of(const Pen& pen, const View& view) {
  Acts all;
  const bool on = goes_on(view), stuck = on && is_stuck(view);
  const ViewComponent* previous = nullptr;
  bool is_first = true;
  for (const ViewComponent& button : view.components) {
    if (button.type != ComponentType::button) continue;
    if (button.button == ButtonKind::previous) previous = &button;
    if (!on || button.button == ButtonKind::previous || is_way_out(button)) continue;
    all.acts.push_back(onward(pen, button, is_first, stuck));
    is_first = false;
  }
  if (on && view.next) {
    all.acts.push_back(
        {{"next", word(pen, "next"), Look::main, stuck}, {{"do", "press"}, {"button", "next"}}});
  }
  for (const ViewComponent& button : view.components) {
    if (button.type == ComponentType::button && is_way_out(button))
      all.acts.push_back(way_out(button));
  }
  // A form that was not open may be by now.
  if ((view.waiting && !view.can_go_back) || view.reason == "unavailable") {
    all.acts.push_back({{"again", word(pen, "again"), Look::plain}, {{"do", "reset"}}});
  }
  if (on && view.can_go_back && (previous || stuck)) {
    const bool is_own = previous && !previous->text.empty();
    const std::string name = is_own ? previous->text : word(pen, "back");
    Value::Object command{{"do", "back"}};
    if (previous) command = {{"do", "press"}, {"button", previous->id}};
    all.acts.push_back({{"back", name, Look::quiet}, std::move(command)});
    all.has_back = true;
  }
  return all;
}

void act(Pen& pen, const Act& one) { pen.memory.tell(one.command); }

void paint_acts_below(Pen& pen, Acts& all) {
  for (Act& one : all.acts) {
    one.face.is_wide = true;
    if (paint_button(pen, one.face)) act(pen, one);
    pen.y += 12;
  }
  pen.y -= 12;
}

void paint_acts_beside(Pen& pen, const Acts& all) {
  const float gap = 12, end = pen.x + pen.width;
  const std::size_t onward = all.acts.size() - (all.has_back ? 1 : 0);
  float together = -gap;
  for (std::size_t i = 0; i < onward; ++i) together += width_of(pen, all.acts[i].face) + gap;
  float x = all.has_back ? std::max(end - together, pen.x + 130) : pen.x;
  const float first = x;
  for (std::size_t i = 0; i < onward; ++i) {
    const Act& one = all.acts[i];
    const float width = std::min(width_of(pen, one.face), pen.width);
    if (x > first && x + width > end) {
      x = first;
      pen.y += 52 + gap;
    }
    if (paint_button_at(pen, one.face, x, pen.y, width)) act(pen, one);
    x += width + gap;
  }
  if (all.has_back) {
    const Act& back = all.acts.back();
    const float width = width_of(pen, back.face);
    if (paint_button_at(pen, back.face, pen.x - 12, pen.y, width)) act(pen, back);
  }
  pen.y += 52;
}

/// The id that Enter presses: the first button onward, or the layer's own way on.
void press_main(Pen& pen, const Acts& all) {
  if (pen.memory.entered.empty()) return;
  pen.memory.entered.clear();
  for (const Act& one : all.acts) {
    if (one.face.look != Look::main && one.face.look != Look::plain) continue;
    if (!one.face.is_shut) act(pen, one);
    return;
  }
}

void paint_pending(Pen& pen, const View& view) {
  for (const ViewComponent& one : view.components) {
    if (one.state == ProcessState::waiting && !one.pending.empty()) return;
  }
  const std::string words = !view.pending.empty() ? view.pending
                            : view.waiting        ? word(pen, "wait")
                                                  : "";
  if (words.empty()) return;
  pen.write_below(words, {14, Weight::regular, pen.colours.muted});
  pen.y += 28;
}

void paint_done(Pen& pen) {
  const Colours& colours = pen.colours;
  pen.disc(pen.x + 28, pen.y + 28, 28, mix(colours.paper, colours.good, 0.14F));
  draw_icon(pen, Icon::check, pen.x + 14, pen.y + 14, 28, colours.good, 2.4F);
  pen.y += 56 + 28;
}

bool is_painted(const ViewComponent& one) {
  if (one.type == ComponentType::button) return false;
  // An endpoint works unseen where nothing has to be said.
  const ProcessState state = one.state.value_or(ProcessState::idle);
  const bool is_told = (state == ProcessState::waiting && !one.pending.empty()) ||
                       state == ProcessState::failed || state == ProcessState::offline;
  return one.type != ComponentType::endpoint || is_told;
}

/// A picture that opens the layer fills the card's top; where the column goes on then.
float paint_opening(Pen& pen, const View& view, float top) {
  if (view.components.empty()) return top;
  const ViewComponent& first = view.components.front();
  if (first.type != ComponentType::message || first.image.empty()) return top;
  const float height = 240;
  pen.picture(first.image, {0, 0, pen.outer, height}, pen.scene.radius + 4, first.alt);
  return height + 24;
}

}  // namespace

float progress_of(const View& view) {
  if (!goes_on(view)) return 1;
  const auto& [done, shortest, longest] = view.progress;
  const float left = std::max(static_cast<float>(shortest + longest) / 2, 1.0F);
  return static_cast<float>(done) / (static_cast<float>(done) + left);
}

float paint_page(Pen& pen) {
  const View& view = pen.scene.view;
  const float side = pen.is_narrow() ? 20 : 32, gap = pen.is_narrow() ? 24 : 28;
  const float aside = std::max((pen.outer - kWidest) / 2, 0.0F);
  pen.x = aside + side;
  pen.width = pen.outer - 2 * pen.x;
  pen.y = paint_opening(pen, view, pen.is_narrow() ? 28 : 36);
  if (!pen.scene.logo.empty()) {
    const Picture* logo = pen.find_picture(pen.scene.logo);
    const float wide = logo && logo->height > 0 ? 32 * logo->width / logo->height : 96;
    if (logo) pen.picture(pen.scene.logo, {pen.x, pen.y - 8, wide, 32}, 0);
    pen.y += 48;
  }
  pen.fill({0, 0, pen.outer, 3}, pen.colours.surface);
  pen.fill({0, 0, pen.outer * progress_of(view), 3}, pen.colours.accent);
  // What arrives comes from where reading goes.
  const float arriving = (1 - pen.presence) * 16;
  pen.x += arriving;
  if (view.status == SessionStatus::completed) paint_done(pen);
  const bool wordless = is_wordless(view);
  const auto is_input = [](const ViewComponent& one) { return one.type == ComponentType::input; };
  pen.asks_one = std::count_if(view.components.begin(), view.components.end(), is_input) == 1;
  for (const ViewComponent& component : view.components) {
    if (wordless || !is_painted(component)) continue;
    if (&component == &view.components.front() && !component.image.empty() &&
        component.type == ComponentType::message) {
      ViewComponent rest = component;
      rest.image.clear();
      paint_component(pen, rest);
    } else {
      paint_component(pen, component);
    }
    pen.y += gap;
  }
  if (wordless) {
    pen.write_below(word(pen, "ending"), {16, Weight::regular, pen.colours.ink});
    pen.y += gap;
  }
  paint_pending(pen, view);
  Acts acts = acts_of(pen, view);
  press_main(pen, acts);
  if (acts.acts.empty()) return pen.y - gap + side;
  pen.y += 4;
  if (pen.is_narrow())
    paint_acts_below(pen, acts);
  else
    paint_acts_beside(pen, acts);
  return pen.y + (pen.is_narrow() ? 20 : 32);
}

}  // namespace tundish::painter
