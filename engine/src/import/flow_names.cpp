#include "import/flow_names.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "parse/text_rule.hpp"
#include "support/utf8.hpp"

namespace tundish {

namespace {

constexpr std::size_t kMaxId = 64;
constexpr std::size_t kMaxOption = 200;

/// `_` instead of every character that the rule forbids.
std::string cleaned(TextRule rule, std::string_view text) {
  std::string clean;
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view one = text.substr(at, utf8::decode(text, at).size);
    const bool fits = one == " " || follows(rule, one);
    clean += fits ? one : std::string_view("_");
    at += one.size();
  }
  return clean;
}

}  // namespace

std::string_view shortened(std::string_view text, std::size_t count) {
  std::size_t bytes = 0;
  for (; count > 0 && bytes < text.size(); --count) bytes += utf8::decode(text, bytes).size;
  return text.substr(0, bytes);
}

std::string FlowNames::make(std::string_view id) {
  const std::string clean = cleaned(TextRule::id, id);
  const std::string base(utf8::trim(shortened(clean, kMaxId)));
  std::string name = base;
  int& number = numbers_.emplace(base, 2).first->second;
  while (taken_.count(name) > 0) {
    const std::string suffix = "_" + std::to_string(number++);
    name = std::string(shortened(base, kMaxId - suffix.size())) + suffix;
  }
  reserve(name);
  return name;
}

std::string tidy_id(std::string_view title, std::string_view otherwise) {
  std::string tidy;
  for (std::size_t at = 0; at < title.size();) {
    const std::string_view one = title.substr(at, utf8::decode(title, at).size);
    const bool fits = one != " " && follows(TextRule::id, one);
    if (fits) tidy += one;
    if (!fits && !tidy.empty() && tidy.back() != ' ') tidy += ' ';
    at += one.size();
  }
  const std::string_view id = utf8::trim(shortened(utf8::trim(tidy), kMaxId));
  return std::string(id.empty() ? otherwise : id);
}

std::string tidy_slug(std::string_view title, std::string_view otherwise) {
  std::string tidy;
  for (const char c : title) {
    const bool fits = follows(TextRule::funnel_slug, std::string_view(&c, 1));
    if (fits) tidy += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    if (!fits && !tidy.empty() && tidy.back() != '-') tidy += '-';
  }
  tidy.resize(std::min(tidy.size(), kMaxId));
  while (!tidy.empty() && tidy.back() == '-') tidy.pop_back();
  return tidy.empty() ? std::string(otherwise) : tidy;
}

std::string option_value(std::string_view text) {
  const std::string clean = cleaned(TextRule::printable, text);
  return std::string(utf8::trim(shortened(clean, kMaxOption)));
}

std::string literal_template(std::string_view text) {
  struct Delimiters {
    std::string_view open, close;
  };
  constexpr std::array<Delimiters, 4> kUnusual = {
      {{"<%", "%>"}, {"[%", "%]"}, {"(%", "%)"}, {"|%", "%|"}}};
  for (const Delimiters& pair : kUnusual) {
    if (text.find(pair.open) != std::string_view::npos) continue;
    return "{{=" + std::string(pair.open) + " " + std::string(pair.close) + "=}}" +
           std::string(text);
  }
  std::string without(text);
  for (std::size_t at = without.find("{{"); at != std::string::npos; at = without.find("{{", at)) {
    without.replace(at, 2, "{ {");
  }
  return without;
}

}  // namespace tundish
