#include "export/value_schema.hpp"

#include <cmath>
#include <utility>

namespace tundish {

namespace {

constexpr std::string_view kDate = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";
constexpr std::string_view kTime = "^[0-9]{2}:[0-9]{2}(:[0-9]{2})?$";
constexpr std::string_view kDateTime = "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}.*$";

constexpr std::string_view kAddress =
    "^([Hh][Tt][Tt][Pp][Ss]?://|[Mm][Aa][Ii][Ll][Tt][Oo]:|[Tt][Ee][Ll]:)";

Value typed(std::string_view type) {
  Value made;
  made.set("type", type);
  return made;
}

Value text_like(std::string_view pattern) {
  Value made = typed("string");
  made.set("pattern", pattern);
  return made;
}

template <class Item>
Value values_of(const std::vector<Item>& items) {
  Value list{Value::List{}};
  for (const Item& item : items) list.push(item.value);
  return list;
}

Value one_of(Value list) {
  Value made;
  made.set("enum", std::move(list));
  return made;
}

Value list_of(Value items, double least, double most) {
  Value made = typed("array");
  made.set("items", std::move(items));
  made.set("uniqueItems", true);
  if (least > 0) made.set("minItems", least);
  if (most > 0) made.set("maxItems", most);
  return made;
}

/// JavaScript's Unicode patterns take a backslash before signs of the syntax only.
std::string portable(const std::string& pattern) {
  constexpr std::string_view kSyntax = "^$\\.*+?()[]{}|/";
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string made = "^(?:";
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const char c = pattern[i];
    made += c;
    if (c != '\\' || i + 1 == pattern.size()) continue;
    const char next = pattern[++i];
    const auto byte = static_cast<unsigned char>(next);
    const bool is_word = byte >= 0x80 || (next >= '0' && next <= '9') ||
                         (next >= 'A' && next <= 'Z') || (next >= 'a' && next <= 'z');
    if (is_word || kSyntax.find(next) != std::string_view::npos) {
      made += next;
    } else {
      made += 'x';
      made += kHex[byte >> 4U];
      made += kHex[byte & 15U];
    }
  }
  return made + ")$";
}

Value text_schema(const Input& input) {
  const Validations& rules = input.validations;
  Value made = typed("string");
  if (input.appearance == InputAppearance::phone) made = text_like("^[0-9]{10,}$");
  if (input.appearance == InputAppearance::email) made = text_like("^[^@\\s]+@[^@\\s]+$");
  if (input.appearance == InputAppearance::url) made = text_like(kAddress);
  if (input.appearance == InputAppearance::otp_code) made = text_like("^[0-9]{4,10}$");
  if (rules.min_length) made.set("minLength", static_cast<double>(*rules.min_length));
  if (rules.max_length) made.set("maxLength", static_cast<double>(*rules.max_length));
  if (!rules.reg_ex.empty()) made.set("pattern", portable(rules.reg_ex));
  if (!rules.allowed_values.empty()) {
    Value list{Value::List{}};
    for (const std::string& one : rules.allowed_values) list.push(one);
    made.set("enum", list);
  }
  return made;
}

Value number_schema(const Input& input) {
  const Validations& rules = input.validations;
  const bool is_whole = input.appearance == InputAppearance::integer ||
                        input.appearance == InputAppearance::rating ||
                        input.appearance == InputAppearance::nps;
  Value made = typed(is_whole ? "integer" : "number");
  if (input.appearance == InputAppearance::rating) made.set("minimum", 1);
  if (input.appearance == InputAppearance::rating) made.set("maximum", 5);
  if (input.appearance == InputAppearance::nps) made.set("minimum", 0);
  if (input.appearance == InputAppearance::nps) made.set("maximum", 10);
  if (rules.min) made.set("minimum", *rules.min);
  if (rules.max) made.set("maximum", *rules.max);
  if (rules.equal) made.set("const", *rules.equal);
  const double first = rules.min.value_or(0);
  const bool counts =
      rules.step && std::floor(*rules.step) == *rules.step && std::fmod(first, *rules.step) == 0;
  if (counts) made.set("multipleOf", *rules.step);
  return made;
}

Value choice_schema(const Input& input) {
  const Validations& rules = input.validations;
  Value one = input.allow_other ? typed("string") : one_of(values_of(input.options));
  if (input.appearance == InputAppearance::ranking) {
    bool all_shown = true;
    for (const Option& option : input.options) all_shown = all_shown && option.visible_if.empty();
    const auto count = static_cast<double>(input.options.size());
    return list_of(std::move(one), all_shown ? count : 0, count);
  }
  if (rules.max_selected.value_or(1) <= 1) return one;
  return list_of(std::move(one), rules.min_selected.value_or(0), *rules.max_selected);
}

Value matrix_schema(const Input& input) {
  Value cell = one_of(values_of(input.columns));
  if (input.appearance == InputAppearance::multiple) cell = list_of(std::move(cell), 0, 0);
  Value rows{Value::Object{}};
  for (const Line& row : input.rows) rows.set(row.value, cell);
  Value made = typed("object");
  made.set("properties", rows);
  made.set("additionalProperties", false);
  return made;
}

Value date_schema(const Input& input) {
  switch (input.appearance) {
    case InputAppearance::time:
      return text_like(kTime);
    case InputAppearance::datetime:
      return text_like(kDateTime);
    case InputAppearance::range:
      break;
    default:
      return text_like(kDate);
  }
  Value both{Value::Object{}};
  both.set("from", text_like(kDate));
  both.set("to", text_like(kDate));
  Value made = typed("object");
  made.set("properties", both);
  made.set("required", Value::List{"from", "to"});
  return made;
}

Value location_schema() {
  Value parts{Value::Object{}};
  for (const char* name : {"city", "postal_code", "text"}) parts.set(name, typed("string"));
  for (const char* name : {"latitude", "longitude", "radius_km"}) parts.set(name, typed("number"));
  Value made = typed("object");
  made.set("properties", parts);
  return made;
}

Value file_schema(const Input& input) {
  Value size = typed("integer");
  if (input.validations.max_bytes) {
    size.set("maximum", static_cast<double>(*input.validations.max_bytes));
  }
  Value parts{Value::Object{}};
  parts.set("name", typed("string"));
  parts.set("media_type", typed("string"));
  parts.set("sha256", typed("string"));
  parts.set("size", size);
  Value made = typed("object");
  made.set("properties", parts);
  made.set("required", Value::List{"name", "media_type", "size"});
  const int most = input.validations.max_files.value_or(1);
  if (most <= 1) return made;
  Value list = typed("array");
  list.set("items", made);
  list.set("maxItems", most);
  return list;
}

Value single_schema(const Input& input) {
  switch (input.input_type) {
    case InputType::text:
      return text_schema(input);
    case InputType::numeric:
      return number_schema(input);
    case InputType::boolean:
      return typed("boolean");
    case InputType::choice:
      return choice_schema(input);
    case InputType::matrix:
      return matrix_schema(input);
    case InputType::datetime:
      return date_schema(input);
    case InputType::location:
      return location_schema();
    case InputType::file:
      break;
  }
  return file_schema(input);
}

}  // namespace

Value value_schema(const Input& input) {
  if (!input.is_array) return single_schema(input);
  Value list = typed("array");
  list.set("items", single_schema(input));
  return list;
}

}  // namespace tundish
