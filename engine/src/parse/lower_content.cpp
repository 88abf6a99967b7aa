#include <algorithm>
#include <utility>

#include "parse/lowering.hpp"
#include "parse/near_word.hpp"
#include "tundish/pattern.hpp"
#include "tundish/template.hpp"

namespace tundish {

using json::Kind;

namespace {

constexpr std::string_view kOptions = "options.";

std::vector<std::string_view> parts_of(const Component& component) {
  if (component.message()) return {"text", "title", "subtitle"};
  if (component.input()) return {"text", "label", "help", "placeholder", "error"};
  return {"text"};
}

bool has_option(const Input& input, std::string_view value) {
  for (const Option& option : input.options) {
    if (option.value == value) return true;
  }
  const auto& allowed = input.validations.allowed_values;
  return std::find(allowed.begin(), allowed.end(), value) != allowed.end();
}

// What is wrong inside a text, and where in it.
std::string inside(const Diagnostic& fault) {
  std::string sentence = fault.sentence + " (At character " + std::to_string(fault.place.column);
  if (fault.place.line > 1) sentence += " of line " + std::to_string(fault.place.line);
  return sentence + ".)";
}

std::string key_of(std::string_view layer, std::string_view component, std::string_view part) {
  std::string key(layer);
  key += '.';
  key += component;
  key += '.';
  key += part;
  return key;
}

}  // namespace

void Lowering::read_content(const At& root) {
  const auto content = root.find("content", Kind::object);
  if (!content) return;
  const auto& wanted = definition_.languages;
  for (const json::Member& member : (*content)->members) {
    if (std::find(wanted.begin(), wanted.end(), member.name) == wanted.end()) {
      const std::vector<std::string_view> names(wanted.begin(), wanted.end());
      findings_.error("unknown_language", place_of_name(member, content->pointer),
                      quoted(member.name) + " is not among the funnel's `languages`." +
                          did_you_mean(member.name, names));
    }
    if (member.node.kind != Kind::object) continue;
    const At language = content->member(member);
    auto& texts = texts_[member.name];
    for (const json::Member& entry : language->members) {
      check_key(entry, language);
      if (entry.node.kind != Kind::text || entry.node.text.empty()) continue;
      const At text = language.member(entry);
      check_text(text);
      const auto [lifted, is_new] =
          texts.emplace(entry.name, Written{entry.node.text, text.place()});
      if (is_new || lifted->second.text == entry.node.text) continue;
      findings_.error("inline_text_conflict", lifted->second.place,
                      "This text and the one in `content` differ: keep one of them.",
                      {{text.place(), "The text in `content`."}});
    }
  }
}

void Lowering::check_key(const json::Member& member, const At& language) {
  std::string sentence = explain_key(member.name);
  if (sentence.empty()) return;
  findings_.error("unknown_text_key", place_of_name(member, language.pointer), std::move(sentence));
}

// Why no text of the funnel has this key; empty when one has.
std::string Lowering::explain_key(std::string_view key) const {
  const std::size_t dot = std::min(key.find('.'), key.size());
  const std::size_t second = key.find('.', dot + 1);
  if (second == std::string_view::npos) {
    return "A text's key is `<layer>.<component>.<part>`; " + quoted(key) + " is not.";
  }
  const std::string_view layer_id = key.substr(0, dot);
  const std::string_view id = key.substr(dot + 1, second - dot - 1);
  const std::string_view part = key.substr(second + 1);
  const auto known = layers_.find(layer_id);
  if (known == layers_.end()) {
    return "No layer has the id " + quoted(layer_id) + "." + did_you_mean(layer_id, layer_ids_);
  }
  const Layer& layer = definition_.layers[static_cast<std::size_t>(known->second)];
  const Component* component = nullptr;
  std::vector<std::string_view> ids;
  for (const Component& one : layer.components) {
    ids.push_back(one.id);
    if (one.id == id) component = &one;
  }
  if (!component) {
    if (broken_.count(std::string(key.substr(0, second))) > 0) return {};
    return "The layer " + quoted(layer_id) + " has no component with the id " + quoted(id) + "." +
           did_you_mean(id, ids);
  }
  if (part.substr(0, kOptions.size()) == kOptions && component->input() &&
      component->input()->input_type != InputType::file) {
    if (has_option(*component->input(), part.substr(kOptions.size()))) return {};
    return quoted(id) + " has no option with the value " + quoted(part.substr(kOptions.size())) +
           ".";
  }
  const std::vector<std::string_view> parts = parts_of(*component);
  if (std::find(parts.begin(), parts.end(), part) != parts.end()) return {};
  return quoted(id) + " has no text " + quoted(part) + "; it has " + listed(parts, "and") + "." +
         did_you_mean(part, parts);
}

// Texts written on the component itself belong to the default language.
void Lowering::lift(const Layer& layer, const At& component, std::string_view id) {
  for (const std::string_view part :
       {"text", "title", "subtitle", "label", "help", "placeholder", "error"}) {
    if (const auto text = component.find(part, Kind::text)) {
      lift_text(key_of(layer.id, id, part), *text);
    }
  }
  const auto options = component.find("options", Kind::list);
  if (!options) return;
  for (std::size_t i = 0; i < (*options)->items.size(); ++i) {
    const At option = options->item(i);
    const auto title = option.find("title", Kind::text);
    const std::string value = text_in(*option, "value");
    if (title && !value.empty()) {
      lift_text(key_of(layer.id, id, std::string(kOptions) + value), *title);
    }
  }
}

void Lowering::lift_text(std::string key, const At& text) {
  if (text->text.empty()) return;
  check_text(text);
  lifted_bytes_ += key.size() + text->text.size();
  auto& texts = texts_[definition_.default_language];
  texts.emplace(std::move(key), Written{text->text, text.place()});
}

void Lowering::check_text(const At& text) {
  for (const Diagnostic& fault : check_template(text->text)) {
    findings_.error("template_syntax", text, inside(fault));
  }
}

void Lowering::check_pattern_text(const At& text) {
  const auto pattern = parse_pattern(text->text);
  if (pattern) return;
  for (const Diagnostic& fault : pattern.error()) {
    findings_.error("reg_ex", text, inside(fault));
  }
}

void Lowering::store_content() {
  // A funnel without any text is a release of its default language all the same.
  if (std::all_of(texts_.begin(), texts_.end(),
                  [](const auto& one) { return one.second.empty(); })) {
    texts_ = {{definition_.default_language, {}}};
  }
  for (auto& [language, written] : texts_) {
    if (written.empty() && texts_.size() > 1) continue;
    Content content;
    content.language = language;
    for (auto& [key, text] : written) content.texts.push_back(Text{key, std::move(text.text)});
    definition_.content.push_back(std::move(content));
  }
}

}  // namespace tundish
