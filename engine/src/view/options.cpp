#include "view/options.hpp"

#include <cstdint>

#include "run/operands.hpp"
#include "support/stable_order.hpp"
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

std::vector<const Option*> ordered_options(const State& state, const Component& component) {
  const Input& input = *component.input();
  std::vector<Entry> entries;
  for (const Option& option : input.options) {
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

}  // namespace

std::string shown_text(const Funnel& funnel, const State& state, const Layer& layer,
                       const Component& component, std::string_view part) {
  const Content* content = find_content(*funnel, state.header.language);
  const std::string* text = content ? find_text(*content, layer.id, component.id, part) : nullptr;
  if (!text) return {};
  if (text->find("{{") == std::string::npos) return *text;
  Operands operands(funnel, state);
  return render_template(*text,
                         [&operands](std::string_view name) { return operands.find_name(name); });
}

std::vector<ViewOption> shown_options(const Funnel& funnel, const State& state, const Layer& layer,
                                      const Component& component) {
  const Input& input = *component.input();
  std::vector<ViewOption> shown;
  const auto add = [&](const std::string& value, const std::string& image) {
    ViewOption option;
    option.value = value;
    option.title = option_title(funnel, state, layer, component, value);
    option.image = image;
    shown.push_back(std::move(option));
  };
  for (const Option* option : ordered_options(state, component)) add(option->value, option->image);
  const bool is_chosen =
      input.appearance == InputAppearance::dropdown || input.appearance == InputAppearance::list;
  if (is_chosen && input.input_type == InputType::text) {
    for (const std::string& value : input.validations.allowed_values) add(value, {});
  }
  return shown;
}

std::vector<Choice> reply_choices(const Funnel& funnel, const State& state, const Layer& layer,
                                  const Component& component) {
  std::vector<Choice> choices;
  for (ViewOption& option : shown_options(funnel, state, layer, component)) {
    Choice choice;
    choice.value = std::move(option.value);
    choice.title = std::move(option.title);
    for (const Option& written : component.input()->options) {
      if (written.value == choice.value) choice.keywords = written.keywords;
    }
    choices.push_back(std::move(choice));
  }
  return choices;
}

std::vector<Choice> button_choices(const Funnel& funnel, const State& state, const Layer& layer) {
  std::vector<Choice> choices;
  for (const Component& component : layer.components) {
    if (!component.button()) continue;
    Choice choice;
    choice.value = component.id;
    choice.title = shown_text(funnel, state, layer, component, "text");
    choices.push_back(std::move(choice));
  }
  return choices;
}

}  // namespace tundish
