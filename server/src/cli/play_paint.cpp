#include "cli/play_paint.hpp"

#include "tundish/codec.hpp"

namespace tundish::cli {
namespace {

void paint_line(std::ostream& out, const char* before, const std::string& text) {
  if (!text.empty()) out << before << text << "\n";
}

/// `too short (3)`.
std::string problem_text(const Problem& problem) {
  std::string text(to_text(problem.code));
  for (char& c : text) {
    if (c == '_') c = ' ';
  }
  return problem.limit.is_null() ? text : text + " (" + to_json(problem.limit) + ")";
}

void paint_problems(std::ostream& out, const ViewComponent& component) {
  for (const Problem& problem : component.problems)
    out << "    ! " << problem_text(problem) << "\n";
  if (!component.problems.empty()) paint_line(out, "      ", component.error);
}

void paint_options(std::ostream& out, const ViewComponent& component) {
  for (std::size_t i = 0; i < component.options.size(); ++i) {
    out << "    " << i + 1 << ". " << component.options[i].title << "\n";
  }
}

std::string value_text(const Value& value) {
  if (value.is_text()) return value.text();
  if (const Value* name = value.find("name")) return name->text();
  if (!value.is_list()) return to_json(value);
  std::string text;
  for (const Value& one : value.list()) text += (text.empty() ? "" : ", ") + value_text(one);
  return text;
}

void paint_texts(std::ostream& out, const ViewComponent& component) {
  paint_line(out, "  ", component.title);
  paint_line(out, "  ", component.subtitle);
  paint_line(out, "  ", component.text);
  paint_line(out, "  [image] ", component.image);
  for (std::size_t i = 0; i < component.items.size(); ++i) {
    out << "    " << i + 1 << ". " << component.items[i].title << "\n";
  }
  paint_line(out, "  [link] ", component.url);
  paint_line(out, "  [call] ", component.phone);
}

/// What whatsapp or sms is sent: the text, and what can be tapped below it.
void paint_outgoing(std::ostream& out, const Outgoing& outgoing) {
  if (outgoing.form == OutgoingForm::media || outgoing.form == OutgoingForm::location) {
    out << "  [" << to_text(outgoing.form) << "]\n";
  }
  paint_line(out, "  ", outgoing.text);
  for (const OutgoingChoice& choice : outgoing.choices) {
    out << "    (" << choice.title << ")\n";
  }
}

void paint_input(std::ostream& out, const ViewComponent& component) {
  paint_texts(out, component);
  paint_line(out, "  ", component.label + (component.mandatory ? " *" : ""));
  paint_line(out, "    ", component.help);
  paint_options(out, component);
  if (!component.value.is_null()) out << "    > " << value_text(component.value) << "\n";
  paint_problems(out, component);
}

}  // namespace

void paint_page(std::ostream& out, const View& view) {
  out << "\n--- " << view.title << " / " << view.layer << " ---\n";
  int way = 0;
  for (const ViewComponent& component : view.components) {
    if (component.type == ComponentType::input) paint_input(out, component);
    if (component.type == ComponentType::message) paint_texts(out, component);
    if (component.type != ComponentType::button) continue;
    out << "  [" << ++way << " " << component.text << "]\n";
  }
  if (view.next) out << "  [" << ++way << " next]\n";
}

void paint_said(std::ostream& out, const Transition& transition, const View& view) {
  for (const Effect& effect : transition.effects) {
    const auto* say = std::get_if<Say>(&effect);
    if (!say) continue;
    const ViewComponent& component = say->component;
    if (view.channel == Channel::whatsapp || view.channel == Channel::sms) {
      if (component.outgoing) paint_outgoing(out, *component.outgoing);
      continue;  // what has none is part of the next
    }
    paint_problems(out, component);
    paint_texts(out, component);
    paint_line(out, "  ", component.label);
    paint_options(out, component);
  }
  paint_line(out, "  ", view.pending);
  if (view.channel == Channel::whatsapp || view.channel == Channel::sms) return;
  int way = 0;
  for (const ViewComponent& component : view.components) {
    if (component.type != ComponentType::button) continue;
    out << "  [" << ++way << " " << component.text << "]\n";
  }
}

}  // namespace tundish::cli
