#include "cli/play_page.hpp"

#include <algorithm>

#include "cli/play_value.hpp"

namespace tundish::cli {
namespace {

bool is_button(const ViewComponent& component) { return component.type == ComponentType::button; }

bool entered_layer(const Transition& transition) {
  return std::any_of(transition.facts.begin(), transition.facts.end(),
                     [](const Fact& fact) { return fact.kind == FactKind::entered; });
}

bool is_blank(const Line& line) {
  return line.reply.kind == ReplyKind::text &&
         line.reply.text.find_first_not_of(" \t\r") == std::string::npos;
}

}  // namespace

PageWaits Page::waits() const {
  if (!session_.is_playing()) return PageWaits::ended;
  if (asked() || stuck_ || ways_onward().size() != 1) return PageWaits::reply;
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
    if (component.type == ComponentType::input && done_.count(component.slug) == 0) {
      return &component;
    }
  }
  return nullptr;
}

Transition Page::answer(const ViewComponent& component, const Line& line) {
  const std::string slug = component.slug;
  if (is_blank(line)) {
    done_.insert(slug);
    Transition unchanged;
    unchanged.state = session_.state();
    return unchanged;
  }
  Transition transition =
      make(Answered{slug, value_of(component, find_written_input(session_, component), line)});
  for (const ViewComponent& now : view_.components) {
    if (now.slug == slug && !transition.refused && now.problems.empty()) done_.insert(slug);
  }
  return transition;
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

Transition Page::make(EventInput input) {
  const bool pressed = std::holds_alternative<Pressed>(input);
  Transition transition = session_.make(std::move(input));
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
    if (is_button(component) && component.button == ButtonKind::jump) ways.push_back(component.id);
  }
  if (view_.next) ways.emplace_back("next");
  return ways;
}

}  // namespace tundish::cli
