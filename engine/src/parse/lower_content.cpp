#include <algorithm>
#include <tuple>
#include <utility>

#include "parse/lowering.hpp"
#include "parse/reading.hpp"
#include "support/ending.hpp"
#include "support/stable_order.hpp"
#include "tundish/pattern.hpp"
#include "tundish/template.hpp"

namespace tundish {

using json::Kind;

namespace {

Words parts_of(const Component& component) {
  if (const Message* message = component.message()) {
    if (message->image.empty()) return {"text", "title", "subtitle"};
    return {"text", "title", "subtitle", "alt"};
  }
  if (component.endpoint()) return {"pending"};
  if (component.button()) return {"text"};
  return {"text", "label", "help", "placeholder", "error"};
}

template <class Text>
bool contains(const std::vector<Text>& texts, std::string_view text) {
  return std::find(texts.begin(), texts.end(), text) != texts.end();
}

template <class Item>
bool has_value(const std::vector<Item>& items, std::string_view value) {
  return std::any_of(items.begin(), items.end(),
                     [value](const Item& item) { return item.value == value; });
}

// A kind of titles that a component has, such as those of its options.
struct Titles {
  std::string_view prefix, name;
  bool exist, has;
};

// What `value` is among the titles of the kind that `part` begins with.
Titles titles_in(const Component& component, std::string_view part) {
  const std::size_t dot = std::min(part.find('.'), part.size());
  const std::string_view kind = part.substr(0, dot);
  const std::string_view value = part.substr(std::min(dot + 1, part.size()));
  if (const Input* input = component.input()) {
    const auto& allowed = input->validations.allowed_values;
    if (kind == "options") {
      return {kind, "option", !input->options.empty() || !allowed.empty(),
              has_value(input->options, value) || contains(allowed, value)};
    }
    if (kind == "rows") return {kind, "row", !input->rows.empty(), has_value(input->rows, value)};
    if (kind == "columns") {
      return {kind, "column", !input->columns.empty(), has_value(input->columns, value)};
    }
  }
  if (const Message* message = component.message()) {
    const auto& items = message->items;
    const bool is_section = kind == "sections";
    if (is_section) {
      const auto in_it = [value](const Item& item) { return item.section == value; };
      return {kind, "section", !items.empty(), std::any_of(items.begin(), items.end(), in_it)};
    }
    if (kind == "items" || kind == "descriptions") {
      return {kind, "item", !items.empty(), has_value(items, value)};
    }
  }
  return {kind, "", false, false};
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
  content->is_whole = true;
  if constexpr (kLean) return take_content(*content);
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
      texts_.push_back(Written{language.name, std::string(entry.name), &entry.node, false});
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
  if (dot == key.size()) {
    return sentence_of("A text's key is `<layer>.<component>.<part>`; {q} is not.", {key});
  }
  const std::string_view layer_id = key.substr(0, dot);
  const auto known = layers_.find(layer_id);
  if (known == layers_.end()) {
    return sentence_of("No layer has the id {q}.{}", {layer_id, suggestion(layer_id, layer_ids_)});
  }
  const auto index = static_cast<std::size_t>(known->second - layer_list_->items.data());
  return explain_layer_text(definition_.layers[index], key.substr(dot + 1));
}

std::string Lowering::explain_layer_text(const Layer& layer, std::string_view rest) {
  const std::size_t dot = rest.find('.');
  if (dot == std::string_view::npos) {
    const bool is_shown = !is_ending(layer) || rest != "pending";
    if (rest == "pending" && is_shown) return {};
    return sentence_of("A text's key is `<layer>.<component>.<part>`; {q} is not.",
                       {sentence_of("{}.{}", {layer.id, rest})});
  }
  const std::string_view id = rest.substr(0, dot);
  const std::string_view part = rest.substr(dot + 1);
  Words ids;
  for (const Component& component : layer.components) {
    if (component.id == id) return explain_channel(component, part);
    ids.push_back(component.id);
  }
  for (const Action& action : layer.actions) {
    if (action.id == id && action.kind == ActionKind::send && part == "text") return {};
    ids.push_back(action.id);
  }
  if (has_component(*layers_.find(layer.id)->second, id)) return {};
  return sentence_of("The layer {q} has no component with the id {q}.{}",
                     {layer.id, id, suggestion(id, ids)});
}

// A part of the component, or of its alternative on a channel.
std::string Lowering::explain_channel(const Component& component, std::string_view rest) {
  const std::size_t dot = std::min(rest.find('.'), rest.size());
  Channel channel = Channel::web;
  if (dot == rest.size() || !from_text(rest.substr(0, dot), channel)) {
    return explain_part(component, rest);
  }
  const Component& there = on_channel(component, channel);
  if (&there != &component) return explain_part(there, rest.substr(dot + 1));
  return sentence_of("{q} has no alternative on the channel {}.", {component.id, to_text(channel)});
}

std::string Lowering::explain_part(const Component& component, std::string_view part) {
  const Titles titles = titles_in(component, part);
  if (titles.has) return {};
  if (titles.exist && titles.prefix.size() < part.size()) {
    return sentence_of("{q} has no {} with the value {q}.",
                       {component.id, titles.name, part.substr(titles.prefix.size() + 1)});
  }
  const Words parts = parts_of(component);
  if (contains(parts, part)) return {};
  return sentence_of("{q} has no text {q}; it has {}.{}",
                     {component.id, part, listed(parts, "and"), suggestion(part, parts)});
}

// Texts written on the component itself belong to the default language.
void Lowering::lift(const std::string& prefix, const Node& component) {
  for (const std::string_view part :
       {"text", "title", "subtitle", "label", "help", "placeholder", "error", "alt"}) {
    lift_text(prefix + std::string(part), member(component, part, Kind::text));
  }
  lift_titles(prefix, component, "options", "title", "options");
  lift_text(prefix + "pending", member(component, "pending", Kind::text));
  lift_titles(prefix, component, "rows", "title", "rows");
  lift_titles(prefix, component, "columns", "title", "columns");
  lift_titles(prefix, component, "items", "title", "items");
  lift_titles(prefix, component, "items", "description", "descriptions");
  const Node* alternatives = member(component, "alternatives", Kind::object);
  if (!alternatives) return;
  for (const json::Member& one : alternatives->members) {
    lift(sentence_of("{}{}.", {prefix, one.name}), one.node);
  }
}

void Lowering::lift_titles(const std::string& prefix, const Node& component, std::string_view list,
                           std::string_view property, std::string_view part) {
  const Node* items = member(component, list, Kind::list);
  if (!items) return;
  for (const Node& item : items->items) {
    const std::string_view value = text_in(item, "value");
    if (value.empty()) continue;
    lift_text(sentence_of("{}{}.{}", {prefix, part, value}), member(item, property, Kind::text));
  }
}

// The layer's own text, and those of its actions.
void Lowering::lift_layer(const Layer& layer, const Node& at) {
  lift_text(layer.id + ".pending", member(at, "pending", Kind::text));
  const Node* actions = member(at, "actions", Kind::list);
  if (!actions) return;
  for (const Node& action : actions->items) {
    lift_text(sentence_of("{}.{}.text", {layer.id, text_in(action, "id")}),
              member(action, "text", Kind::text));
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

// Whether a text may look at what only the full engine has.
bool Lowering::looks_wide(std::string_view text) {
  if (text.find("{{") == std::string_view::npos) return false;
  for (const std::string_view name : {"contact", "auth", "device", "initial"}) {
    if (text.find(name) != std::string_view::npos) return true;
  }
  return false;
}

// A release's texts are in order, and none of them stands elsewhere.
void Lowering::take_content(const Node& content) {
  for (const json::Member& language : content.members) {
    Content& one = definition_.content.emplace_back();
    one.language = language.name;
    for (const json::Member& entry : language.node.members) {
      if (looks_wide(entry.node.text)) findings_.need_full_engine();
      one.texts.push_back(Text{std::string(entry.name), std::string(entry.node.text)});
    }
  }
}

// By language and key; a text that is written inline and in `content` stands there once.
void Lowering::sort_content() {
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
    definition_.content.back().texts.push_back(Text{one.key, std::string(one.node->text)});
    before = &one;
  }
}

void Lowering::store_content() {
  if constexpr (!kLean) sort_content();
  if (!definition_.content.empty()) return;
  // A funnel without any text is a release of its default language all the same.
  definition_.content.push_back({});
  definition_.content.back().language = definition_.default_language;
}

}  // namespace tundish
