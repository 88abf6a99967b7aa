#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "tundish/diagnostic.hpp"
#include "tundish/value.hpp"

namespace tundish {

/// Whether a member has to be there.
enum class Presence { required, optional };

/// Reads one JSON object strictly: each member once, of the expected kind; `finish` reports members
/// that nobody asked for. Faults go to the diagnostics with their pointers.
class ObjectReader {
 public:
  ObjectReader(const Value& value, std::string pointer, Diagnostics& diagnostics);

  std::string text(std::string_view name, Presence presence = Presence::required);
  /// A whole number within ±(2^53−1) and not below `least`.
  std::int64_t integer(std::string_view name, std::int64_t least = 0,
                       Presence presence = Presence::required);
  /// A whole number from 0 to what an int holds; a greater one never wraps round to a small one.
  int small_integer(std::string_view name, Presence presence = Presence::required);
  double number(std::string_view name, Presence presence = Presence::required);
  bool boolean(std::string_view name);
  /// The member as it is, or null when it is not there.
  const Value* member(std::string_view name, Presence presence = Presence::required);
  /// The elements of a list; empty when it is not there.
  const Value::List& list(std::string_view name, Presence presence = Presence::required);
  /// A word of an enum.
  template <class Enum>
  Enum word(std::string_view name, Enum otherwise, Presence presence = Presence::required) {
    const Value* value = member(name, presence);
    if (!value) return otherwise;
    Enum read = otherwise;
    if (value->is_text() && from_text(value->text(), read)) return read;
    fault("unknown_word", name, {"This word is not known here."});
    return otherwise;
  }

  void fault(std::string_view code, std::string_view name,
             std::initializer_list<std::string_view> sentence);
  std::string pointer_to(std::string_view name) const;
  void finish();

 private:
  const Value& value_;
  std::string pointer_;
  Diagnostics& diagnostics_;
  std::vector<std::string_view> asked_;
};

}  // namespace tundish
