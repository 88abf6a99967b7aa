#include "support/json_writer.hpp"

#include <cassert>
#include <utility>

#include "support/decimal.hpp"
#include "support/plain_text.hpp"

namespace tundish {

namespace {

#ifndef NDEBUG
void must(bool is_right) { assert(is_right); }
#endif

void append_escape(std::string& text, char character) {
  constexpr char kHex[] = "0123456789abcdef";
  switch (character) {
    case '"':
      text += "\\\"";
      return;
    case '\\':
      text += "\\\\";
      return;
    case '\b':
      text += "\\b";
      return;
    case '\f':
      text += "\\f";
      return;
    case '\n':
      text += "\\n";
      return;
    case '\r':
      text += "\\r";
      return;
    case '\t':
      text += "\\t";
      return;
    default:
      text += "\\u00";
      text += kHex[character >> 4 & 15];
      text += kHex[character & 15];
  }
}

void append_quoted(std::string& text, std::string_view value) {
  text += '"';
  std::size_t plain = 0;
  for (std::size_t at = plain_length(value); at < value.size();
       at += plain_length(value.substr(at))) {
    const char character = value[at++];
    const bool escaped =
        static_cast<unsigned char>(character) < 0x20 || character == '"' || character == '\\';
    if (!escaped) continue;
    text.append(value, plain, at - 1 - plain);
    append_escape(text, character);
    plain = at;
  }
  text.append(value, plain);
  text += '"';
}

}  // namespace

void JsonWriter::separate() {
  if (separate_next_) text_ += ',';
}

void JsonWriter::put(std::string_view json) {
  separate();
  text_ += json;
  separate_next_ = true;
}

void JsonWriter::begin(char bracket) {
  separate();
  text_ += bracket;
  separate_next_ = false;
#ifndef NDEBUG
  if (open_.empty()) open_.reserve(8);
  open_.push_back(Open{bracket, names_.size(), false});
#endif
}

void JsonWriter::end(char bracket) {
#ifndef NDEBUG
  must(!open_.empty() && open_.back().bracket == (bracket == '}' ? '{' : '['));
  names_.resize(open_.back().name_at);
  open_.pop_back();
#endif
  text_ += bracket;
  separate_next_ = true;
}

void JsonWriter::key(std::string_view name) {
#ifndef NDEBUG
  must(!open_.empty() && open_.back().bracket == '{');
  Open& open = open_.back();
  must(!open.is_named || std::string_view(names_).substr(open.name_at) < name);
  open.is_named = true;
  names_.resize(open.name_at);
  names_ += name;
#endif
  separate();
  append_quoted(text_, name);
  text_ += ':';
  separate_next_ = false;
}

void JsonWriter::number(double value) { put(decimal_text(value)); }

void JsonWriter::integer(std::int64_t value) { put(std::to_string(value)); }

void JsonWriter::string(std::string_view value) {
  separate();
  append_quoted(text_, value);
  separate_next_ = true;
}

void JsonWriter::value(const Value& value) {
  if (value.is_null()) {
    null();
  } else if (value.is_boolean()) {
    boolean(value.boolean());
  } else if (value.is_number()) {
    number(value.number());
  } else if (value.is_text()) {
    string(value.text());
  } else if (value.is_list()) {
    begin_list();
    for (const Value& item : value.list()) this->value(item);
    end_list();
  } else {
    begin_object();
    for (const Value::Member& member : value.object()) {
      key(member.name);
      this->value(member.value);
    }
    end_object();
  }
}

void JsonWriter::text_member(std::string_view name, std::string_view value) {
  if (value.empty()) return;
  key(name);
  string(value);
}

void JsonWriter::integer_member(std::string_view name, std::int64_t value, std::int64_t otherwise) {
  if (value == otherwise) return;
  key(name);
  integer(value);
}

void JsonWriter::number_member(std::string_view name, double value, double otherwise) {
  if (value == otherwise) return;
  key(name);
  number(value);
}

void JsonWriter::boolean_member(std::string_view name, bool value) {
  if (!value) return;
  key(name);
  boolean(value);
}

void JsonWriter::value_member(std::string_view name, const Value& value) {
  if (value.is_null()) return;
  key(name);
  this->value(value);
}

void JsonWriter::texts_member(std::string_view name, const std::vector<std::string>& texts) {
  if (texts.empty()) return;
  key(name);
  begin_list();
  for (const std::string& text : texts) string(text);
  end_list();
}

std::string JsonWriter::take() {
#ifndef NDEBUG
  must(open_.empty());
#endif
  separate_next_ = false;
  return std::exchange(text_, {});
}

}  // namespace tundish
