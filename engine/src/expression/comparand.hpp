#pragma once

#include <cstdint>

#include "tundish/enums.gen.hpp"
#include "tundish/pattern.hpp"
#include "tundish/value.hpp"

namespace tundish {

/// What conditions see in a value: everything that it may be read as. Made once, compared often.
/// The value outlives it.
struct Comparand {
  enum class Kind : std::uint8_t { nothing, boolean, number, text, list, object };

  Comparand() = default;
  explicit Comparand(const Value& read);
  static Comparand of_number(double number);
  static Comparand of_boolean(bool boolean);

  /// Absent, null, "", [] and {} are all the same: no answer.
  bool is_empty() const { return kind == Kind::nothing; }

  Kind kind = Kind::nothing;
  bool has_number = false;
  bool has_date = false;
  std::int8_t truth = -1;  // 1 of true, 1 and the words for them, 0 of their opposites
  double number = 0;
  std::int64_t date = 0;         // milliseconds since 1970
  const Value* value = nullptr;  // of texts, lists and objects
};

/// Whether `subject operation value` holds; the meaning of every operator is in the schema.
/// `pattern` is what `value` says to the operator `matches`, when it is compiled already.
bool compare(Operator operation, const Comparand& subject, const Comparand& value,
             const Pattern* pattern = nullptr);

}  // namespace tundish
