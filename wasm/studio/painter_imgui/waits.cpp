#include "painter_imgui/waits.hpp"

#include "painter_imgui/icons.hpp"
#include "painter_imgui/texts.hpp"

namespace tundish::painter {

namespace {

std::string said(const Pen& pen, const ViewComponent& component, std::string_view name) {
  return note(pen, component, name).text();
}

void tell(Pen& pen, const char* what, const ViewComponent& component) {
  pen.memory.tell({{"do", what}, {"component", component.id}});
}

void paint_standing(Pen& pen, const ViewComponent& component) {
  const std::string standing = said(pen, component, "standing");
  if (!standing.empty()) paint_problem(pen, standing);
}

bool took_enter(Pen& pen, const std::string& id) {
  if (pen.memory.entered != id) return false;
  pen.memory.entered.clear();
  return true;
}

/// Asks for the address or name, and has the proof asked for. Nobody goes on without it.
void paint_who(Pen& pen, ViewComponent component) {
  component.mandatory = true;
  Box box = box_of(pen, component);
  paint_field(pen, component, [&] {
    const AuthKind method = component.method.value_or(AuthKind::otp_email);
    const bool is_phone = method == AuthKind::otp_sms, is_name = method == AuthKind::password;
    box.type = box.mode = is_phone ? "tel" : is_name ? "text" : "email";
    box.fill = is_phone ? "tel" : is_name ? "username" : "email";
    paint_box(pen, box, answering(component));
  });
  paint_standing(pen, component);
  pen.y += 16;
  const ButtonFace face{component.id + "/ask", said(pen, component, "submit"), Look::main};
  const bool was_entered = took_enter(pen, box.id);
  if (paint_button(pen, face) || was_entered) tell(pen, "ask", component);
}

Box secret_box(const Pen& pen, const ViewComponent& component) {
  const bool is_password = component.method == AuthKind::password;
  Box box;
  box.id = component.id + "/proof";
  box.name = word(pen, is_password ? "password" : "code");
  box.type = is_password ? "password" : "text";
  box.mode = is_password ? "text" : "numeric";
  box.fill = is_password ? "current-password" : "one-time-code";
  const auto kept = pen.memory.secrets.find(box.id);
  if (kept != pen.memory.secrets.end()) box.value = kept->second;
  for (std::size_t i = 0; is_password && i < box.value.size(); ++i) box.shown += "\u2022";
  box.is_wrong = !said(pen, component, "standing").empty();
  return box;
}

/// What is typed stands in the box and nowhere else.
TextHand keeping(Memory& memory, const std::string& id) {
  return [&memory, id](std::string text, bool) {
    memory.secrets[id] = std::move(text);
    return Value();
  };
}

void prove(Pen& pen, const ViewComponent& component, const std::string& id) {
  const std::string code = pen.memory.secrets[id];
  if (code.empty()) {
    pen.memory.focus = id;
    return;
  }
  pen.memory.secrets.erase(id);
  pen.memory.tell({{"do", "prove"}, {"component", component.id}, {"code", code}});
}

void paint_resend(Pen& pen, const ViewComponent& component) {
  const std::string resend = said(pen, component, "resend");
  const std::string change = said(pen, component, "change");
  const bool is_shut = note(pen, component, "resend_shut").boolean();
  if (!resend.empty()) {
    pen.y += 12;
    ButtonFace face{component.id + "/resend", resend, Look::small, is_shut};
    if (paint_button(pen, face)) tell(pen, "ask", component);
  }
  if (!change.empty()) {
    pen.y += 12;
    if (paint_button(pen, {component.id + "/change", change, Look::small})) {
      tell(pen, "elsewhere", component);
    }
  }
}

void paint_proof(Pen& pen, const ViewComponent& component) {
  pen.write_below(said(pen, component, "sent"), {16, Weight::regular, pen.colours.ink});
  pen.y += 16;
  const bool is_typed = component.method != AuthKind::magic_link;
  const Box box = secret_box(pen, component);
  if (is_typed) {
    pen.write_below(box.name, {16, Weight::semibold, pen.colours.ink, 1.35F});
    pen.y += 8;
    paint_box(pen, box, keeping(pen.memory, box.id));
  }
  paint_standing(pen, component);
  if (is_typed) {
    pen.y += 16;
    const bool is_checking = note(pen, component, "checking").boolean();
    const ButtonFace face{component.id + "/confirm",
                          word(pen, is_checking ? "checking" : "confirm"), Look::main};
    const bool was_entered = took_enter(pen, box.id);
    if ((paint_button(pen, face) || was_entered) && !is_checking) prove(pen, component, box.id);
  }
  paint_resend(pen, component);
}

void paint_proven(Pen& pen, const ViewComponent& component) {
  paint_question(pen, component);
  draw_icon(pen, Icon::check, pen.x, pen.y + 1, 22, pen.colours.good, 2.4F);
  const std::string words = word(pen, "proven") + " " + text_of(component.value);
  pen.y +=
      pen.write(words, {16, Weight::regular, pen.colours.ink}, pen.x + 30, pen.y, pen.width - 30);
}

}  // namespace

void paint_auth(Pen& pen, const ViewComponent& component) {
  const std::string asks = said(pen, component, "asks");
  if (component.state == ProcessState::done)
    paint_proven(pen, component);
  else if (asks == "proof")
    paint_proof(pen, component);
  else
    paint_who(pen, component);
}

void paint_endpoint(Pen& pen, const ViewComponent& component) {
  const std::string words = said(pen, component, "said"), retry = said(pen, component, "retry");
  if (!words.empty()) pen.write_below(words, {14, Weight::regular, pen.colours.muted});
  if (retry.empty()) return;
  pen.y += 10;
  if (paint_button(pen, {component.id + "/retry", retry, Look::small})) tell(pen, "ask", component);
}

void paint_auth_in_chat(Pen& pen, const ViewComponent& component) {
  pen.write_below(said(pen, component, "sent"), {15, Weight::regular, pen.colours.muted, 1.4F});
  paint_standing(pen, component);
  if (component.method != AuthKind::magic_link) {
    pen.y += 12;
    const Box plain = secret_box(pen, component);
    Box box = plain;
    box.is_round = true;
    box.placeholder = plain.name;
    paint_box(pen, box, {pen.x, pen.y, pen.width - 54, 46}, keeping(pen.memory, box.id));
    Spot spot;
    spot.id = component.id + "/confirm";
    spot.kind = "button";
    spot.name = word(pen, "confirm");
    spot.rect = {pen.x + pen.width - 46, pen.y, 46, 46};
    const Rect rect = spot.rect;
    const Touch touch = pen.touch(std::move(spot));
    pen.disc(rect.x + 23, rect.y + 23, 23, pen.colours.accent);
    draw_icon(pen, Icon::check, rect.x + 12, rect.y + 12, 22, pen.colours.on_accent, 2.4F);
    if (touch.has_focus) pen.ring(rect, 23);
    const bool was_entered = took_enter(pen, box.id);
    if (touch.is_tapped || was_entered) prove(pen, component, box.id);
    pen.y += 46;
  }
  const std::string resend = said(pen, component, "resend");
  if (resend.empty()) return;
  pen.y += 12;
  ButtonFace face{component.id + "/resend", resend, Look::small,
                  note(pen, component, "resend_shut").boolean()};
  if (paint_button(pen, face)) tell(pen, "ask", component);
}

}  // namespace tundish::painter
