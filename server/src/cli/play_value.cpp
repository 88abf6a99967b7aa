#include "cli/play_value.hpp"

#include <algorithm>

#include "cli/words.hpp"
#include "tundish/codec.hpp"

namespace tundish::cli {
namespace {

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

bool is_option(const ViewComponent& component, const std::string& value) {
  return std::any_of(component.options.begin(), component.options.end(),
                     [&value](const ViewOption& one) { return one.value == value; });
}

/// The words between commas, semicolons and lines; as many of them as one option's title has.
Value::List several(const ViewComponent& component, const Input* written, std::string_view words) {
  Value::List list;
  while (true) {
    std::size_t end = words.size();
    while (end != std::string_view::npos &&
           !is_option(component, option_or_words(component, written, words.substr(0, end)))) {
      end = words.substr(0, end).find_last_of(",;\n");
    }
    if (end == std::string_view::npos) end = std::min(words.find_first_of(",;\n"), words.size());
    if (!trimmed(words.substr(0, end)).empty()) {
      list.emplace_back(option_or_words(component, written, words.substr(0, end)));
    }
    if (end == words.size()) return list;
    words.remove_prefix(end + 1);
  }
}

Value chosen(const ViewComponent& component, const Input* written, std::string_view words) {
  if (component.multiple || component.is_array) return several(component, written, words);
  return option_or_words(component, written, words);
}

Value file_value(const FileReference& file) {
  Value value;
  value.set("name", file.name);
  value.set("media_type", file.media_type);
  value.set("size", static_cast<double>(file.size));
  if (!file.sha256.empty()) value.set("sha256", file.sha256);
  return value;
}

/// The value of the row or column that the words mean by index, value or title; or the words.
std::string line_or_words(const std::vector<ViewOption>& lines, std::string_view words) {
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (is_same_word(words, lines[i].value) || is_same_word(words, lines[i].title) ||
        is_same_word(words, std::to_string(i + 1))) {
      return lines[i].value;
    }
  }
  return std::string(words);
}

/// One cell, or with `+` between them the list of several.
Value cells(const ViewComponent& component, const std::string& words) {
  Value::List list;
  for (const std::string& one : split(words, '+')) {
    list.emplace_back(line_or_words(component.columns, one));
  }
  return component.input == InputAppearance::multiple ? Value(list) : list.front();
}

/// `price=good, staff=poor`, or the columns alone in the order of the rows.
Value matrix_value(const ViewComponent& component, std::string_view words) {
  Value value{Value::Object{}};
  std::size_t row = 0;
  for (const std::string& part : split(words, ',')) {
    const std::size_t sign = part.find('=');
    if (sign != std::string::npos) {
      value.set(line_or_words(component.rows, trimmed(part.substr(0, sign))),
                cells(component, part.substr(sign + 1)));
    } else if (row < component.rows.size()) {
      value.set(component.rows[row].value, cells(component, part));
    } else {
      return std::string(words);
    }
    ++row;
  }
  return value;
}

/// What is written as JSON where no sentence begins so.
std::optional<Value> structured(const ViewComponent& component, std::string_view words) {
  const std::string_view text = trimmed(words);
  const bool is_list = text.substr(0, 1) == "[" && (component.multiple || component.is_array);
  const bool is_object =
      text.substr(0, 1) == "{" && component.input_type && *component.input_type != InputType::text;
  if (!is_list && !is_object) return std::nullopt;
  const Result<Value> value = parse_value(text);
  return value ? std::optional<Value>(*value) : std::nullopt;
}

}  // namespace

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
  const bool is_list = component.multiple || component.is_array;
  switch (line.reply.kind) {
    case ReplyKind::file:
      return is_list ? Value(Value::List{file_value(line.reply.file)})
                     : file_value(line.reply.file);
    case ReplyKind::option:
      return is_list ? Value(Value::List{line.reply.text}) : Value(line.reply.text);
    case ReplyKind::text:
      break;
  }
  if (const std::optional<Value> value = structured(component, line.reply.text)) return *value;
  if (component.input_type == InputType::matrix && !component.is_array)
    return matrix_value(component, line.reply.text);
  if (component.options.empty()) return line.reply.text;
  return chosen(component, written, line.reply.text);
}

}  // namespace tundish::cli
