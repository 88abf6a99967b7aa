#include "cli/play_value.hpp"

#include <algorithm>

namespace tundish::cli {
namespace {

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1);
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool has_keyword(const Input* written, const std::string& value, std::string_view word) {
  if (!written) return false;
  for (const Option& option : written->options) {
    if (option.value != value) continue;
    return std::any_of(option.keywords.begin(), option.keywords.end(),
                       [word](const std::string& keyword) { return is_same_word(keyword, word); });
  }
  return false;
}

/// The value of the option that the words mean, or the words.
std::string option_or_words(const ViewComponent& component, const Input* written,
                            std::string_view words) {
  const std::vector<ViewOption>& options = component.options;
  for (const ViewOption& option : options) {
    if (option.value == trimmed(words)) return option.value;
  }
  for (std::size_t i = 0; i < options.size(); ++i) {
    if (is_same_word(words, std::to_string(i + 1))) return options[i].value;
  }
  for (const ViewOption& option : options) {
    if (is_same_word(words, option.title) || is_same_word(words, option.value)) {
      return option.value;
    }
    if (has_keyword(written, option.value, words)) return option.value;
  }
  return std::string(trimmed(words));
}

Value chosen(const ViewComponent& component, const Input* written, std::string_view words) {
  const std::string whole = option_or_words(component, written, words);
  if (!component.multiple) return whole;
  const bool is_option = std::any_of(component.options.begin(), component.options.end(),
                                     [&](const ViewOption& one) { return one.value == whole; });
  if (is_option) return Value::List{whole};
  Value::List list;
  while (true) {
    const std::size_t comma = words.find(',');
    list.emplace_back(option_or_words(component, written, words.substr(0, comma)));
    if (comma == std::string_view::npos) return list;
    words.remove_prefix(comma + 1);
  }
}

Value file_value(const FileReference& file) {
  Value value;
  value.set("name", file.name);
  value.set("media_type", file.media_type);
  value.set("size", static_cast<double>(file.size));
  if (!file.sha256.empty()) value.set("sha256", file.sha256);
  return value;
}

}  // namespace

bool is_same_word(std::string_view one, std::string_view other) {
  const std::string_view left = trimmed(one);
  const std::string_view right = trimmed(other);
  return left.size() == right.size() &&
         std::equal(left.begin(), left.end(), right.begin(),
                    [](char a, char b) { return lower(a) == lower(b); });
}

const Input* find_written_input(const PlaySession& session, const ViewComponent& component) {
  const LayerIndex layer = find_layer(*session.funnel(), component.layer);
  if (layer == kNoLayer) return nullptr;
  for (const Component& one :
       session.funnel()->layers[static_cast<std::size_t>(layer)].components) {
    if (one.id == component.id) return one.input();
  }
  return nullptr;
}

Value value_of(const ViewComponent& component, const Input* written, const Line& line) {
  switch (line.reply.kind) {
    case ReplyKind::file:
      return file_value(line.reply.file);
    case ReplyKind::option:
      return component.multiple ? Value(Value::List{line.reply.text}) : Value(line.reply.text);
    case ReplyKind::text:
      break;
  }
  if (component.options.empty()) return line.reply.text;
  return chosen(component, written, line.reply.text);
}

}  // namespace tundish::cli
