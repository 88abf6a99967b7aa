#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace tundish {

/// A JSON value: what answers, condition operands and template data are made of.
///
/// Objects keep their members sorted by the bytes of their names and each name once, so that equal
/// objects compare equal and the canonical text is a plain walk. Numbers are finite doubles.
class Value {
 public:
  using List = std::vector<Value>;
  struct Member;
  using Object = std::vector<Member>;

  Value();
  Value(bool boolean);           // NOLINT: a value is made from what it holds
  Value(int number);             // NOLINT
  Value(double number);          // NOLINT
  Value(const char* text);       // NOLINT
  Value(std::string text);       // NOLINT
  Value(std::string_view text);  // NOLINT
  Value(List list);              // NOLINT
  Value(Object object);          // NOLINT: members in any order; the last of a repeated name wins
  Value(const Value& other);
  Value(Value&& other) noexcept;
  Value& operator=(const Value& other);
  Value& operator=(Value&& other) noexcept;
  ~Value();

  bool is_null() const;
  bool is_boolean() const;
  bool is_number() const;
  bool is_text() const;
  bool is_list() const;
  bool is_object() const;

  /// The held value, or the empty one of that kind (false, 0, "", [], {}) when it is another kind.
  bool boolean() const;
  double number() const;
  const std::string& text() const;
  const List& list() const;
  const Object& object() const;

  /// The member of that name, or null when this is no object or has none.
  const Value* find(std::string_view name) const;
  /// Sets a member; makes this an object when it is none.
  void set(std::string_view name, Value value);
  /// Appends to the list; makes this a list when it is none.
  void push(Value value);

  bool operator==(const Value& other) const;

 private:
  std::variant<std::monostate, bool, double, std::string, List, Object> held_;
};

struct Value::Member {
  std::string name;
  Value value;
  bool operator==(const Member&) const = default;
};

}  // namespace tundish
