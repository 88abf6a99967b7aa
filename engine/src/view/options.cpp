#include "view/options.hpp"

#include <algorithm>
#include <cstdint>

#include "run/operands.hpp"
#include "run/spoken.hpp"
#include "run/visible.hpp"
#include "support/stable_order.hpp"
#include "tundish/markdown.hpp"
#include "tundish/template.hpp"

namespace tundish {

namespace {

/// FNV-1a: spreads the options, protects nothing.
std::uint64_t spread(std::uint64_t hash, std::string_view text) {
  for (char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  return hash;
}

/// splitmix64's last step: every bit of the result depends on every bit of the hash.
std::uint64_t mixed(std::uint64_t hash) {
  hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9ULL;
  hash = (hash ^ (hash >> 27)) * 0x94D049BB133111EBULL;
  return hash ^ (hash >> 31);
}

std::uint64_t rank(const State& state, const Component& component, std::string_view value) {
  std::uint64_t hash = spread(14695981039346656037ULL, state.header.random_seed);
  hash = spread(hash, component.id);
  return mixed(spread(hash, value));
}

struct Entry {
  std::uint64_t rank;
  const Option* option;
};

std::vector<const Option*> ordered_options(const Funnel& funnel, const State& state,
                                           const Component& component, const Input& input) {
  std::vector<Entry> entries;
  for (const Option& option : input.options) {
    if (!hold_now(funnel, state, option.visible_if)) continue;
    entries.push_back({input.shuffle ? rank(state, component, option.value) : 0, &option});
  }
  sort_stably(entries, [](const Entry& a, const Entry& b) { return a.rank < b.rank; });
  std::vector<const Option*> options;
  for (const Entry& entry : entries) options.push_back(entry.option);
  return options;
}

std::string option_title(const Funnel& funnel, const State& state, const Layer& layer,
                         const Component& component, const std::string& value) {
  const std::string title = shown_text(funnel, state, layer, component, "options." + value);
  return title.empty() ? value : title;
}

/// The text in the session's language, else in the default one.
const std::string* find_shown(const Funnel& funnel, const State& state, const Layer& layer,
                              const Component& component, std::string_view part) {
  for (const Content* content : spoken(*funnel, state.header)) {
    if (!content) continue;
    const Channel channel = state.header.channel;
    if (const std::string* text = find_text(*content, layer.id, component, channel, part)) {
      return text;
    }
  }
  return nullptr;
}

std::string filled_in(const Funnel& funnel, const State& state, const std::string& text) {
  if (text.find("{{") == std::string::npos) return text;
  Operands operands(funnel, state);
  return render_template(text,
                         [&operands](std::string_view name) { return operands.find_name(name); });
}

}  // namespace

std::string shown_text(const Funnel& funnel, const State& state, const Layer& layer,
                       const Component& component, std::string_view part) {
  const std::string* text = find_shown(funnel, state, layer, component, part);
  return text ? filled_in(funnel, state, *text) : std::string();
}

std::string marked_text(const Funnel& funnel, const State& state, const Layer& layer,
                        const Component& component, std::string_view part) {
  const std::string* text = find_shown(funnel, state, layer, component, part);
  if (!text) return {};
  Operands operands(funnel, state);
  Value marked;
  return render_template(*text, [&](std::string_view name) {
    const Value* value = operands.find_name(name);
    if (value) marked = mark_values(*value);
    return value ? &marked : nullptr;
  });
}

std::string layer_text(const Funnel& funnel, const State& state, const Layer& layer,
                       std::string_view part) {
  const std::string key = std::string(layer.id).append(".").append(part);
  for (const Content* content : spoken(*funnel, state.header)) {
    if (!content) continue;
    const auto at = std::lower_bound(content->texts.begin(), content->texts.end(), key,
                                     [](const Text& a, const std::string& b) { return a.key < b; });
    if (at != content->texts.end() && at->key == key) return filled_in(funnel, state, at->text);
  }
  return {};
}

std::vector<ViewOption> shown_options(const Funnel& funnel, const State& state, const Layer& layer,
                                      const Component& component) {
  const Input& input = *on_channel(component, state.header.channel).input();
  std::vector<ViewOption> shown;
  const auto add = [&](const std::string& value, const std::string& image) {
    ViewOption option;
    option.value = value;
    option.title = option_title(funnel, state, layer, component, value);
    option.image = image;
    shown.push_back(std::move(option));
  };
  for (const Option* option : ordered_options(funnel, state, component, input)) {
    add(option->value, option->image);
  }
  const bool is_chosen =
      input.appearance == InputAppearance::dropdown || input.appearance == InputAppearance::list;
  if (is_chosen && input.input_type == InputType::text) {
    for (const std::string& value : input.validations.allowed_values) add(value, {});
  }
  return shown;
}

std::vector<Choice> reply_choices(const Component& here, const ViewComponent& shown) {
  const Input* input = here.input();
  std::vector<Choice> choices;
  for (const ViewOption& option : shown.options) {
    Choice choice{option.value, option.title, {}};
    for (std::size_t i = 0; input && i < input->options.size(); ++i) {
      if (input->options[i].value == choice.value) choice.keywords = input->options[i].keywords;
    }
    choices.push_back(std::move(choice));
  }
  for (const ViewItem& item : shown.items) choices.push_back(Choice{item.value, item.title, {}});
  return choices;
}

std::vector<Choice> button_choices(const Funnel& funnel, const State& state, const Layer& layer) {
  std::vector<Choice> choices;
  for (const Component& component : layer.components) {
    const Button* button = on_channel(component, state.header.channel).button();
    if (!button || !is_visible(funnel, state, component)) continue;
    if (!hold_now(funnel, state, button->enabled_if)) continue;
    choices.push_back(
        Choice{component.id, shown_text(funnel, state, layer, component, "text"), {}});
  }
  return choices;
}

}  // namespace tundish
