#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tundish/diagnostic.hpp"
#include "tundish/result.hpp"
#include "tundish/value.hpp"

namespace tundish::api {

/// Reads the members of a request's JSON object and notes everything that is wrong with them:
/// absent, of another type, not known here.
class BodyReader {
 public:
  /// Also refuses a text that is no strict JSON object. The text must outlive the reader.
  explicit BodyReader(std::string_view json);
  explicit BodyReader(std::string&& json) = delete;
  /// The same of a text that was read already; faults have no lines then.
  static BodyReader of(Result<Value> body);

  std::string text(std::string_view name);
  std::string text_or(std::string_view name, std::string_view fallback);
  std::int64_t integer(std::string_view name);
  std::int64_t integer_or(std::string_view name, std::int64_t fallback);
  /// False when it is left out.
  bool boolean(std::string_view name);
  /// Whatever is there; null when it is left out.
  Value any(std::string_view name);
  Value object(std::string_view name);
  /// An empty one when it is left out.
  Value object_or_none(std::string_view name);
  /// Lives as long as the reader.
  const Value::List& list(std::string_view name);
  /// One of some words; `words` names them for people.
  template <class Word>
  std::optional<Word> word(std::string_view name, std::optional<Word> (*word_of)(std::string_view),
                           std::string_view words) {
    std::optional<Word> found = word_of(text(name));
    if (!found && is_text(name)) add_unknown_word(name, words);
    return found;
  }
  /// Something that is wrong and that the caller found.
  void add(Diagnostic fault) { faults_.push_back(std::move(fault)); }
  bool has(std::string_view name) const { return body_.find(name) != nullptr; }

  /// Everything that is wrong, located, when all members have been asked for.
  Diagnostics faults();

 private:
  BodyReader() = default;
  void take(Result<Value> body);
  const Value* find(std::string_view name);
  const Value* require(std::string_view name);
  bool is_text(std::string_view name) const {
    const Value* value = body_.find(name);
    return value != nullptr && value->is_text();
  }
  void add_unknown_word(std::string_view name, std::string_view words);
  void add_fault(std::string_view code, std::string_view name, std::string sentence);

  std::string_view json_;
  Value body_;
  bool is_readable_ = false;
  std::vector<std::string> known_;
  Diagnostics faults_;
};

}  // namespace tundish::api
