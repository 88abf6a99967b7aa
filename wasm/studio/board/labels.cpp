#include "board/labels.hpp"

#include <array>
#include <string_view>
#include <utility>

#include "document/read.hpp"
#include "painter_imgui/fonts.hpp"

namespace tundish::studio::board {
namespace {

using Words = std::pair<std::string_view, std::string_view>;

/// The members that say what a component is about, the first that is there.
constexpr std::array<std::string_view, 5> kSaying = {"label", "text", "title", "help",
                                                     "placeholder"};

constexpr std::array<Words, 18> kOperators = {{{"==", "="},
                                               {"!=", "is not"},
                                               {">=", ">="},
                                               {"<=", "<="},
                                               {"not_contains", "does not contain"},
                                               {"starts_with", "starts with"},
                                               {"ends_with", "ends with"},
                                               {"not_in", "not in"},
                                               {"empty", "is empty"},
                                               {"not_empty", "is there"},
                                               {"must_be_true", "is yes"},
                                               {"must_be_false", "is no"},
                                               {"input_type", "is a"},
                                               {"before", "before"},
                                               {"after", "after"},
                                               {"matches", "matches"},
                                               {"in", "in"},
                                               {"contains", "contains"}}};

const Json* object_in(const Json& object, std::string_view name) {
  if (!object.is_object()) return nullptr;
  const auto found = object.find(name);
  return found != object.end() && found->is_object() ? &*found : nullptr;
}

/// What the fonts of the canvas have letters for is Latin, Greek and Cyrillic; others would be
/// drawn as question marks.
bool has_letter(unsigned character) {
  const bool is_foreign =
      (character >= 0x530 && character < 0x1ab0) || (character >= 0x1b00 && character < 0x1c80) ||
      (character >= 0x2c00 && character < 0x2c60) || (character >= 0x2d00 && character < 0x2de0) ||
      (character >= 0x2e80 && character < 0xa640) || (character >= 0xa6a0 && character < 0xa700) ||
      (character >= 0xa800 && character < 0xab30) || (character >= 0xabc0 && character < 0xe000) ||
      (character >= 0xf900 && character < 0xfb00) || (character >= 0xfb10 && character < 0xfe00) ||
      (character >= 0xfe70 && character < 0xfeff) || (character >= 0xff66 && character < 0xffe0) ||
      (character >= 0x10000 && character < 0x1d000) ||
      (character >= 0x1e000 && character < 0x1f000) ||
      (character >= 0x20000 && character < 0xe0000);
  return !is_foreign;
}

/// Emoji, and what joins and varies them.
bool is_picture(unsigned character) {
  return (character >= 0x1f000 && character < 0x20000) ||
         (character >= 0x2600 && character < 0x27c0) ||
         (character >= 0x2b00 && character < 0x2c00) ||
         (character >= 0x2300 && character < 0x2400) ||
         (character >= 0xfe00 && character < 0xfe10) ||
         (character >= 0xe0000 && character < 0xe0080) || character == 0x200d ||
         character == 0x20e3;
}

/// Without what the canvas cannot draw; empty where nothing of it could be read then.
std::string drawable(std::string_view text) {
  std::string kept;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t from = at;
    const unsigned character = painter::next_character(text, at);
    if (!has_letter(character)) return {};
    const bool is_idle = character == ' ' && (kept.empty() || kept.back() == ' ');
    if (!is_idle && !is_picture(character)) kept += text.substr(from, at - from);
  }
  while (!kept.empty() && kept.back() == ' ') kept.pop_back();
  return kept;
}

/// In one line, without the signs of markdown around words.
std::string in_a_line(std::string_view text) {
  std::string line;
  for (const char letter : text) {
    if (letter == '*' || letter == '#') continue;
    const bool is_space = letter == '\n' || letter == '\r' || letter == '\t' || letter == ' ';
    if (!is_space) {
      line += letter;
    } else if (!line.empty() && line.back() != ' ') {
      line += ' ';
    }
    if (line.size() > 160) break;
  }
  // A letter of several bytes is not cut in two.
  while (!line.empty() && line.size() > 160 &&
         (static_cast<unsigned char>(line.back()) & 0x80U) != 0)
    line.pop_back();
  return line;
}

std::string told_value(const Json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_object()) return text_of(value, "slug");
  if (!value.is_array()) return value.dump();
  std::string all;
  for (const Json& one : value) all += (all.empty() ? "" : ", ") + told_value(one);
  return all;
}

std::string told_comparison(const Json& one) {
  const std::string source = text_of(one, "source");
  const std::string slug = text_of(one, "slug");
  std::string operand = slug.empty() ? source : slug;
  const std::string word = text_of(one, "operator");
  if (source == "visited")
    return (word == "must_be_false" || word == "empty" ? "not visited " : "visited ") + slug;
  std::string_view sign = word;
  for (const auto& [name, said] : kOperators)
    if (name == word) sign = said;
  operand.append(" ").append(sign);
  const auto value = one.find("value");
  if (value != one.end()) operand.append(" ").append(told_value(*value));
  return operand;
}

std::string told_one(const Json& one);

std::string told_all(const Json& list, std::string_view between) {
  std::string all;
  if (!list.is_array()) return told_one(list);
  for (const Json& one : list) {
    if (!all.empty()) all += between;
    all += told_one(one);
  }
  return all;
}

std::string told_one(const Json& one) {
  if (!one.is_object()) return {};
  for (const auto& [name, between] : {Words{"all", ", "}, Words{"any", " or "}}) {
    const auto group = one.find(name);
    if (group != one.end()) return told_all(*group, between);
  }
  const auto inner = one.find("not");
  if (inner != one.end()) return "not " + told_all(*inner, ", ");
  const auto logic = one.find("logic");
  if (logic != one.end()) return logic->dump();
  return told_comparison(one);
}

struct Look {
  std::string_view word;
  Sign sign;
};

constexpr std::array<Look, 8> kInputs = {{{"text", Sign::text},
                                          {"numeric", Sign::number},
                                          {"boolean", Sign::tick},
                                          {"choice", Sign::choice},
                                          {"matrix", Sign::grid},
                                          {"datetime", Sign::date},
                                          {"location", Sign::place},
                                          {"file", Sign::file}}};
constexpr std::array<Look, 8> kActions = {{{"endpoint", Sign::endpoint},
                                           {"authenticate", Sign::lock},
                                           {"checkpoint", Sign::flag},
                                           {"set", Sign::pencil},
                                           {"emit", Sign::bolt},
                                           {"send", Sign::send},
                                           {"wait", Sign::wait},
                                           {"close", Sign::stop}}};

Sign sign_in(const auto& looks, const std::string& word, Sign otherwise) {
  for (const Look& look : looks)
    if (look.word == word) return look.sign;
  return otherwise;
}

}  // namespace

Texts::Texts(const Json& definition, const std::string& language) {
  const Json* content = object_in(definition, "content");
  if (!content) return;
  const std::string usual = text_of(definition, "default_language");
  shown_ = object_in(*content, language.empty() ? usual : language);
  usual_ = object_in(*content, usual.empty() ? "en" : usual);
}

std::string Texts::find(const std::string& name) const {
  for (const Json* texts : {shown_, usual_}) {
    if (!texts) continue;
    std::string text = text_of(*texts, name);
    if (!text.empty()) return text;
  }
  return {};
}

std::string Texts::title_of(const Json& layer) const {
  const std::string id = text_of(layer, "id");
  std::string title = find(id + ".title");
  if (title.empty()) title = text_of(layer, "title");
  title = drawable(in_a_line(title));
  return title.empty() ? id : title;
}

std::string Texts::label_of(const Json& layer, const Json& component) const {
  const std::string id = text_of(component, "id");
  const std::string place = text_of(layer, "id") + "." + id + ".";
  for (const std::string_view part : kSaying) {
    std::string text = find(place + std::string(part));
    if (text.empty()) text = text_of(component, part);
    text = drawable(in_a_line(text));
    if (!text.empty()) return text;
  }
  const std::string slug = text_of(component, "slug");
  if (!slug.empty()) return slug;
  return id.empty() ? text_of(component, "type") : id;
}

Sign sign_of(const Json& component) {
  const std::string type = text_of(component, "type");
  const std::string kind = text_of(component, "kind");
  if (type == "message") return text_of(component, "image").empty() ? Sign::message : Sign::picture;
  if (type == "input") return sign_in(kInputs, text_of(component, "input_type"), Sign::text);
  if (type == "endpoint") return Sign::endpoint;
  if (type == "auth") return Sign::lock;
  if (kind == "previous" || kind == "restart") return Sign::back;
  if (kind == "link" || kind == "call") return Sign::link;
  return kind == "event" ? Sign::bolt : Sign::button;
}

std::string told(const Json& conditions) {
  const std::string all = told_all(conditions, ", ");
  return all.empty() ? "always" : in_a_line(all);
}

std::string told_jump(const Json& jump, const std::string& variant) {
  const std::string experiment = text_of(jump, "experiment");
  if (experiment.empty()) return told(list_in(jump, "conditions"));
  std::string label = experiment + ": " + variant;
  const auto weights = jump.find("weights");
  if (weights == jump.end() || !weights->is_object()) return label;
  double sum = 0, own = 0;
  for (const auto& [name, weight] : weights->items()) {
    if (!weight.is_number()) continue;
    sum += weight.get<double>();
    if (name == variant) own = weight.get<double>();
  }
  if (sum > 0) label += " " + std::to_string(static_cast<int>(own / sum * 100 + 0.5)) + "%";
  return label;
}

Row row_of_action(const Json& action) {
  const std::string kind = text_of(action, "kind");
  std::string label = text_of(action, "id");
  for (const char* name : {"endpoint", "name", "event", "slug", "journey"}) {
    const std::string said = text_of(action, name);
    if (said.empty()) continue;
    label = kind + " " + said;
    break;
  }
  return {sign_in(kActions, kind, Sign::bolt), label.empty() ? kind : label};
}

}  // namespace tundish::studio::board
