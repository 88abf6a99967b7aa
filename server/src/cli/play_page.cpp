#include "cli/play_page.hpp"

#include <algorithm>

#include "cli/play_value.hpp"
#include "cli/words.hpp"

namespace tundish::cli {
namespace {

bool is_button(const ViewComponent& component) { return component.type == ComponentType::button; }

bool entered_layer(const Transition& transition) {
  return std::any_of(transition.facts.begin(), transition.facts.end(),
                     [](const Fact& fact) { return fact.kind == FactKind::entered; });
}

/// What a line can be the answer to: an input that may be changed, or who somebody is.
bool is_asked(const ViewComponent& component) {
  if (component.type == ComponentType::input) return !component.read_only;
  return component.type == ComponentType::auth && component.state != ProcessState::done;
}

bool is_blank(const Line& line) {
  return line.reply.kind == ReplyKind::text &&
         line.reply.text.find_first_not_of(" \t\r") == std::string::npos;
}

}  // namespace

PageWaits Page::waits() const {
  if (!session_.is_playing()) return PageWaits::ended;
  if (asked()) return PageWaits::reply;
  if (view_.waiting) return PageWaits::result;
  if (stuck_ || ways_onward().size() != 1) return PageWaits::reply;
  return PageWaits::only_way;
}

Transition Page::take(const Line& line) {
  if (line.gesture) return make(*line.gesture);
  if (const ViewComponent* component = asked()) return answer(*component, line);
  return choose(line);
}

Transition Page::take_only_way() { return make(Pressed{ways_onward().front()}); }

bool Page::names_button(const Line& line) const {
  return std::any_of(
      view_.components.begin(), view_.components.end(), [&line](const ViewComponent& component) {
        return is_button(component) && (is_same_word(line.reply.text, component.text) ||
                                        is_same_word(line.reply.text, component.id));
      });
}

bool Page::has_way_back() const {
  return std::any_of(view_.components.begin(), view_.components.end(),
                     [](const ViewComponent& component) {
                       return is_button(component) && component.button == ButtonKind::previous;
                     });
}

const ViewComponent* Page::asked() const {
  for (const ViewComponent& component : view_.components) {
    if (is_asked(component) && done_.count(component.slug) == 0) return &component;
  }
  return nullptr;
}

Transition Page::answer(const ViewComponent& component, const Line& line) {
  const ViewComponent asked = component;
  if (is_blank(line) && (asked.type == ComponentType::input || asked.value.is_null())) {
    done_.insert(asked.slug);
    Transition unchanged;
    unchanged.state = session_.state();
    return unchanged;
  }
  Transition transition;
  if (!is_blank(line)) {
    transition =
        make(Answered{asked.slug, value_of(asked, find_written_input(session_, asked), line)});
  }
  bool fits = !transition.refused;
  for (const ViewComponent& now : view_.components) {
    if (now.slug == asked.slug && !now.problems.empty()) fits = false;
  }
  if (!fits) return transition;
  done_.insert(asked.slug);
  return asked.type == ComponentType::auth ? make(Requested{asked.id}) : transition;
}

Transition Page::choose(const Line& line) {
  std::vector<std::string> ids;
  for (const ViewComponent& component : view_.components) {
    if (!is_button(component)) continue;
    ids.push_back(component.id);
    const bool meant = is_same_word(line.reply.text, component.text) ||
                       is_same_word(line.reply.text, component.id);
    if (meant) return make(Pressed{component.id});
  }
  if (view_.next) ids.emplace_back("next");
  for (std::size_t i = 0; i < ids.size(); ++i) {
    if (is_same_word(line.reply.text, std::to_string(i + 1))) return make(Pressed{ids[i]});
  }
  return make(Pressed{line.reply.text});
}

bool Page::ask_again(const std::string& slug) {
  bool is_here = false;
  for (const ViewComponent& component : view_.components) {
    is_here = is_here || (component.slug == slug && is_asked(component));
  }
  if (!is_here) return false;
  for (const ViewComponent& component : view_.components) done_.insert(component.slug);
  done_.erase(slug);
  return true;
}

Transition Page::make(EventInput input, Lane lane) {
  const bool pressed = std::holds_alternative<Pressed>(input);
  Transition transition = session_.make(std::move(input), lane);
  view_ = session_.screen();
  if (entered_layer(transition)) {
    done_.clear();
    stuck_ = false;
  }
  if (transition.refused && pressed) {
    stuck_ = true;
    for (const ViewComponent& component : view_.components) {
      if (component.problems.empty()) continue;
      done_.erase(component.slug);
      stuck_ = false;
    }
  }
  return transition;
}

std::vector<std::string> Page::ways_onward() const {
  std::vector<std::string> ways;
  for (const ViewComponent& component : view_.components) {
    const bool leads_on = is_button(component) && component.button == ButtonKind::jump;
    if (leads_on && !component.disabled) ways.push_back(component.id);
  }
  if (view_.next) ways.emplace_back("next");
  return ways;
}

}  // namespace tundish::cli
