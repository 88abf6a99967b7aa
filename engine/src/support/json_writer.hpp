#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "support/terse.hpp"
#include "tundish/value.hpp"

namespace tundish {

/// Writes canonical JSON straight into a text, without a tree between.
///
/// The caller opens and closes what it began and names members in the order of their bytes; both
/// are asserted. Texts are escaped as little as JSON allows, in the words of ECMAScript's
/// JSON.stringify; numbers are written by `decimal_text`.
class JsonWriter {
 public:
  JsonWriter() {
    if constexpr (!kTerse) text_.reserve(kUsualBytes);
  }

  void begin_object() { begin('{'); }
  void end_object() { end('}'); }
  void begin_list() { begin('['); }
  void end_list() { end(']'); }

  /// The name of the member whose value is written next.
  void key(std::string_view name);

  void null() { put("null"); }
  void boolean(bool value) { put(value ? "true" : "false"); }
  void number(double value);
  void integer(std::int64_t value);
  void string(std::string_view value);
  void value(const Value& value);
  /// JSON that is canonical already.
  void raw(std::string_view json) { put(json); }

  // Members that are left out when they say nothing: "", the default, false, null, [].
  void text_member(std::string_view name, std::string_view value);
  void integer_member(std::string_view name, std::int64_t value, std::int64_t otherwise = 0);
  void number_member(std::string_view name, double value, double otherwise = 0);
  void boolean_member(std::string_view name, bool value);
  void value_member(std::string_view name, const Value& value);
  void texts_member(std::string_view name, const std::vector<std::string>& texts);

  /// What was written; the writer is empty afterwards.
  std::string take();

 private:
  static constexpr std::size_t kUsualBytes = 500;

  void begin(char bracket);
  void end(char bracket);
  void separate();
  void put(std::string_view json);

  std::string text_;
  bool separate_next_ = false;
#ifndef NDEBUG
  struct Open {
    char bracket = 0;
    std::size_t name_at = 0;  // the last name, in `names_` from there on
    bool is_named = false;
  };
  std::vector<Open> open_;
  std::string names_;
#endif
};

}  // namespace tundish
