#include <algorithm>
#include <tuple>
#include <utility>

#include "parse/lowering.hpp"
#include "parse/reading.hpp"
#include "support/stable_order.hpp"
#include "tundish/pattern.hpp"
#include "tundish/template.hpp"

namespace tundish {

using json::Kind;

namespace {

constexpr std::string_view kOptions = "options.";

Words parts_of(const Component& component) {
  if (component.message()) return {"text", "title", "subtitle"};
  if (component.input()) return {"text", "label", "help", "placeholder", "error"};
  return {"text"};
}

template <class Text>
bool contains(const std::vector<Text>& texts, std::string_view text) {
  return std::find(texts.begin(), texts.end(), text) != texts.end();
}

bool has_option(const Input& input, std::string_view value) {
  for (const Option& option : input.options) {
    if (option.value == value) return true;
  }
  return contains(input.validations.allowed_values, value);
}

// True for a component that could not be read, too: which texts it has is not known.
bool has_component(const json::Node& layer, std::string_view id) {
  const json::Node* components = member(layer, "components");
  if (!components) return false;
  for (const json::Node& component : components->items) {
    if (text_in(component, "id") == id) return true;
  }
  return false;
}

// What is wrong inside a text, and where in it.
std::string inside(const Diagnostic& fault) {
  const Place& place = fault.place;
  const std::string line = place.line > 1 ? " of line " + std::to_string(place.line) : "";
  return sentence_of("{} (At character {}{}.)",
                     {fault.sentence, std::to_string(place.column), line});
}

}  // namespace

void Lowering::read_content() {
  const Node* content = member(root_, "content", Kind::object);
  if (!content) return;
  const auto& wanted = definition_.languages;
  for (const json::Member& language : content->members) {
    if (!contains(wanted, language.name)) {
      const Words names(wanted.begin(), wanted.end());
      findings_.error_at_name("unknown_language", language,
                              "{q} is not among the funnel's `languages`.{}",
                              {language.name, suggestion(language.name, names)});
    }
    for (const json::Member& entry : language.node.members) {
      if constexpr (!kTerse) check_key(entry);
      if (entry.node.kind != Kind::text || entry.node.text.empty()) continue;
      if constexpr (!kTerse) check_template_text(entry.node);
      texts_.push_back(Written{language.name, entry.name, &entry.node, false});
    }
  }
}

void Lowering::check_key(const json::Member& entry) {
  const std::string sentence = explain_key(entry.name);
  if (!sentence.empty()) findings_.error_at_name("unknown_text_key", entry, "{}", {sentence});
}

// Why no text of the funnel has this key; empty when one has.
std::string Lowering::explain_key(std::string_view key) {
  const std::size_t dot = std::min(key.find('.'), key.size());
  const std::size_t second = key.find('.', dot + 1);
  if (second == std::string_view::npos) {
    return sentence_of("A text's key is `<layer>.<component>.<part>`; {q} is not.", {key});
  }
  const std::string_view layer_id = key.substr(0, dot);
  const std::string_view id = key.substr(dot + 1, second - dot - 1);
  const auto known = layers_.find(layer_id);
  if (known == layers_.end()) {
    return sentence_of("No layer has the id {q}.{}", {layer_id, suggestion(layer_id, layer_ids_)});
  }
  const auto index = static_cast<std::size_t>(known->second - layer_list_->items.data());
  Words ids;
  for (const Component& component : definition_.layers[index].components) {
    if (component.id == id) return explain_part(component, key.substr(second + 1));
    ids.push_back(component.id);
  }
  if (has_component(*known->second, id)) return {};
  return sentence_of("The layer {q} has no component with the id {q}.{}",
                     {layer_id, id, suggestion(id, ids)});
}

std::string Lowering::explain_part(const Component& component, std::string_view part) {
  const Input* input = component.input();
  const bool has_options =
      input && (!input->options.empty() || !input->validations.allowed_values.empty());
  if (has_options && part.substr(0, kOptions.size()) == kOptions) {
    const std::string_view value = part.substr(kOptions.size());
    if (has_option(*input, value)) return {};
    return sentence_of("{q} has no option with the value {q}.", {component.id, value});
  }
  const Words parts = parts_of(component);
  if (contains(parts, part)) return {};
  return sentence_of("{q} has no text {q}; it has {}.{}",
                     {component.id, part, listed(parts, "and"), suggestion(part, parts)});
}

// Texts written on the component itself belong to the default language.
void Lowering::lift(const Layer& layer, const Node& component) {
  const std::string prefix = sentence_of("{}.{}.", {layer.id, text_in(component, "id")});
  for (const std::string_view part :
       {"text", "title", "subtitle", "label", "help", "placeholder", "error"}) {
    lift_text(prefix + std::string(part), member(component, part, Kind::text));
  }
  const Node* options = member(component, "options", Kind::list);
  if (!options) return;
  for (const Node& option : options->items) {
    const std::string_view value = text_in(option, "value");
    if (value.empty()) continue;
    lift_text(sentence_of("{}{}{}", {prefix, kOptions, value}),
              member(option, "title", Kind::text));
  }
}

void Lowering::lift_text(std::string key, const Node* text) {
  if (!text || text->text.empty()) return;
  if constexpr (!kTerse) check_template_text(*text);
  lifted_bytes_ += key.size() + text->text.size();
  texts_.push_back(Written{definition_.default_language, std::move(key), text, true});
}

void Lowering::check_template_text(const Node& text) {
  for (const Diagnostic& fault : check_template(text.text)) {
    findings_.error("template_syntax", text, "{}", {inside(fault)});
  }
}

void Lowering::check_pattern_text(const Node& text) {
  const auto pattern = parse_pattern(text.text);
  if (pattern) return;
  for (const Diagnostic& fault : pattern.error()) {
    findings_.error("reg_ex", text, "{}", {inside(fault)});
  }
}

// By language and key; a text that is written inline and in `content` stands there once.
void Lowering::store_content() {
  sort_stably(texts_, [](const Written& left, const Written& right) {
    return std::tie(left.language, left.key) < std::tie(right.language, right.key);
  });
  const Written* before = nullptr;
  for (const Written& one : texts_) {
    const bool same_language = before && before->language == one.language;
    if (same_language && before->key == one.key) {
      if (before->node->text == one.node->text || !before->is_inline) continue;
      findings_.error("inline_text_conflict", *before->node,
                      "This text and the one in `content` differ: keep one of them.");
      findings_.also(*one.node, "The text in `content`.");
      continue;
    }
    if (!same_language) {
      definition_.content.push_back({});
      definition_.content.back().language = one.language;
    }
    definition_.content.back().texts.push_back(Text{one.key, one.node->text});
    before = &one;
  }
  if (!definition_.content.empty()) return;
  // A funnel without any text is a release of its default language all the same.
  definition_.content.push_back({});
  definition_.content.back().language = definition_.default_language;
}

}  // namespace tundish
