#include "cli/play_paint.hpp"

#include "tundish/codec.hpp"

namespace tundish::cli {
namespace {

/// Every line of the text stands below the first.
void paint_line(std::ostream& out, const std::string& before, const std::string& text) {
  if (text.empty()) return;
  out << before;
  for (const char c : text) {
    out << c;
    if (c == '\n') out << std::string(before.size(), ' ');
  }
  out << "\n";
}

void paint_problem_words(std::ostream& out, const ViewComponent& component) {
  for (const Problem& problem : component.problems) {
    const std::string where = problem.pointer.empty() ? "" : " (" + problem.pointer + ")";
    out << "    ! " << problem_words(problem) << where << "\n";
  }
}

void paint_problems(std::ostream& out, const ViewComponent& component) {
  paint_problem_words(out, component);
  if (!component.problems.empty()) paint_line(out, "      ", component.error);
}

void paint_options(std::ostream& out, const ViewComponent& component) {
  for (std::size_t i = 0; i < component.options.size(); ++i) {
    out << "    " << i + 1 << ". " << component.options[i].title << "\n";
  }
}

std::string value_text(const Value& value) {
  if (value.is_text()) return value.text();
  if (value.is_boolean()) return value.boolean() ? "yes" : "no";
  if (const Value* name = value.find("name")) return name->text();
  if (!value.is_list()) return to_json(value);
  std::string text;
  for (const Value& one : value.list()) text += (text.empty() ? "" : ", ") + value_text(one);
  return text;
}

void paint_items(std::ostream& out, const ViewComponent& component) {
  const std::string* section = nullptr;
  for (std::size_t i = 0; i < component.items.size(); ++i) {
    const ViewItem& item = component.items[i];
    if (!section || *section != item.section) paint_line(out, "    ", item.section);
    section = &item.section;
    out << "    " << i + 1 << ". " << item.title;
    if (!item.description.empty()) out << " - " << item.description;
    if (!item.url.empty()) out << " [" << item.url << "]";
    out << "\n";
  }
}

void paint_texts(std::ostream& out, const ViewComponent& component) {
  paint_line(out, "  ", component.title);
  paint_line(out, "  ", component.subtitle);
  paint_line(out, "  ", component.text);
  paint_line(out, "  [image] ", component.image);
  paint_items(out, component);
  paint_line(out, component.media_type.empty() ? "  [link] " : "  [file] ", component.url);
  paint_line(out, "  [call] ", component.phone);
  if (component.latitude && component.longitude) {
    out << "  [place] " << to_json(Value(*component.latitude)) << ", "
        << to_json(Value(*component.longitude)) << "\n";
  }
}

void add_bound(std::string& hint, const char* word, const std::string& bound) {
  if (!bound.empty()) hint += std::string(hint.empty() ? "" : ", ") + word + bound;
}

void add_bound(std::string& hint, const char* word, const std::optional<double>& bound) {
  if (bound) add_bound(hint, word, to_json(Value(*bound)));
}

/// What can be typed where the options do not say it.
std::string hint_of(const ViewComponent& component) {
  std::string hint;
  switch (component.input_type.value_or(InputType::text)) {
    case InputType::boolean:
      hint = "yes or no";
      break;
    case InputType::matrix:
      hint = "row=column, …";
      break;
    case InputType::datetime:
      hint = to_text(component.input.value_or(InputAppearance::date));
      add_bound(hint, "from ", component.earliest);
      add_bound(hint, "to ", component.latest);
      break;
    case InputType::location:
      hint = "a place, or 40.4, -3.7";
      break;
    case InputType::file:
      hint = "/file NAME";
      break;
    default:
      break;
  }
  add_bound(hint, "from ", component.validations.min);
  add_bound(hint, "to ", component.validations.max);
  add_bound(hint, "in steps of ", component.validations.step);
  if (component.multiple || component.is_array) {
    const bool has_commas = component.input_type == InputType::numeric ||
                            component.input_type == InputType::location ||
                            component.input == InputAppearance::long_;
    add_bound(hint, "several ", std::string(has_commas ? "with semicolons" : "with commas"));
  }
  return hint.empty() ? hint : "(" + hint + ")";
}

void paint_lines(std::ostream& out, const char* what, const std::vector<ViewOption>& lines) {
  if (lines.empty()) return;
  out << "    " << what;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    out << (i > 0 ? ", " : " ") << i + 1 << ". " << lines[i].title;
  }
  out << "\n";
}

/// How it is answered.
void paint_form(std::ostream& out, const ViewComponent& component) {
  paint_line(out, "    ", component.help);
  paint_line(out, "    ", component.placeholder);
  paint_options(out, component);
  paint_lines(out, "rows:", component.rows);
  paint_lines(out, "columns:", component.columns);
  if (component.type == ComponentType::input) paint_line(out, "    ", hint_of(component));
}

/// How far a proof or an endpoint has come.
void paint_process(std::ostream& out, const ViewComponent& component) {
  if (!component.state) return;
  out << "  [" << to_text(component.type) << " " << component.id << ": "
      << to_text(*component.state);
  if (component.method) out << ", " << to_text(*component.method);
  if (component.attempts_left) out << ", " << *component.attempts_left << " tries left";
  out << "]\n";
  paint_line(out, "    ", component.pending);
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
  const std::string& asked = component.label.empty() ? component.slug : component.label;
  paint_line(out, "  ", asked + (component.mandatory ? " *" : ""));
  paint_form(out, component);
  if (!component.value.is_null()) {
    out << "    > " << value_text(component.value) << (component.read_only ? " (kept)" : "")
        << "\n";
  }
  paint_problems(out, component);
}

void paint_button(std::ostream& out, const std::string& number, const ViewComponent& component) {
  out << "  [" << number << " " << (component.text.empty() ? component.id : component.text);
  if (!component.url.empty()) out << " -> " << component.url;
  if (!component.phone.empty()) out << " -> " << component.phone;
  out << (component.disabled ? ", not now" : "") << "]\n";
}

bool is_limited(const View& view) {
  return view.channel == Channel::whatsapp || view.channel == Channel::sms;
}

/// A condition, and what it was judged to be.
void paint_condition(std::ostream& out, const Value& entry) {
  const Value* holds = entry.find("holds");
  out << (holds && holds->boolean() ? "    yes " : "    no  ") << to_json(entry) << "\n";
}

}  // namespace

void paint_page(std::ostream& out, const View& view) {
  out << "\n--- " << view.title << " / " << view.layer << " ---\n";
  int way = 0;
  for (const ViewComponent& component : view.components) {
    switch (component.type) {
      case ComponentType::input:
        paint_input(out, component);
        break;
      case ComponentType::auth:
        paint_input(out, component);
        paint_process(out, component);
        break;
      case ComponentType::message:
        paint_texts(out, component);
        break;
      case ComponentType::endpoint:
        paint_process(out, component);
        break;
      case ComponentType::button:
        paint_button(out, std::to_string(++way), component);
        break;
    }
  }
  paint_line(out, "  ", view.pending);
  if (view.next) out << "  [" << ++way << " next]\n";
}

void paint_said(std::ostream& out, const Transition& transition, const View& view) {
  for (const Effect& effect : transition.effects) {
    const auto* say = std::get_if<Say>(&effect);
    if (!say) continue;
    const ViewComponent& component = say->component;
    if (is_limited(view)) {
      paint_problem_words(out, component);  // the message has the author's sentence
      if (component.outgoing) paint_outgoing(out, *component.outgoing);
      continue;  // what has none is part of the next
    }
    paint_problems(out, component);
    paint_texts(out, component);
    paint_line(out, "  ", component.label);
    paint_form(out, component);
  }
  paint_line(out, "  ", view.pending);
  int way = 0;
  for (const ViewComponent& component : view.components) {
    if (component.type == ComponentType::auth || component.type == ComponentType::endpoint) {
      paint_process(out, component);
    }
    if (component.type == ComponentType::button && !is_limited(view)) {
      // What cannot be pressed now is not counted where replies are read.
      paint_button(out, component.disabled ? "-" : std::to_string(++way), component);
    }
  }
}

void paint_reasons(std::ostream& out, const Value::List& reasons) {
  for (const Value& entry : reasons) {
    const auto word = [&entry](const char* before, const char* name) {
      const Value* value = entry.find(name);
      if (!value) return std::string();
      return before + (value->is_text() ? value->text() : to_json(*value));
    };
    if (word("", "why") == "conditions") {
      out << "  " << word("", "of") << word(" of ", "layer") << word(".", "component")
          << word(" option ", "option") << word(" jump ", "jump") << "\n";
      for (const Value& one : entry.find("conditions")->list()) paint_condition(out, one);
      continue;
    }
    out << "  " << word("", "why") << word(" ", "kind") << word(" ", "code") << word(" ", "layer")
        << word(".", "component") << word(" ", "slug") << word(" -> ", "target")
        << word(" ", "name") << word(" jump ", "jump") << word(" variant ", "variant")
        << word(" ", "source") << word(" found ", "found") << word(" fits ", "fits")
        << word(": ", "sentence") << "\n";
  }
}

}  // namespace tundish::cli
