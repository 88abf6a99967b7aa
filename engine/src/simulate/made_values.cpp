#include "simulate/made_values.hpp"

#include <algorithm>
#include <string>
#include <string_view>

#include "simulate/pattern_sample.hpp"
#include "support/decimal.hpp"
#include "values/calendar.hpp"
#include "values/values.hpp"

namespace tundish {

namespace {

using Values = std::vector<Value>;

constexpr std::int64_t kLongestMade = 2000;
constexpr std::size_t kMostPairs = 6;
constexpr int kSamples = 12;

void add(Values& values, std::initializer_list<std::string_view> texts) {
  for (const std::string_view text : texts) values.emplace_back(text);
}

void add_long(Values& values, std::optional<std::int64_t> length, std::int64_t beside) {
  if (!length || *length + beside < 0 || *length + beside > kLongestMade) return;
  values.emplace_back(std::string(static_cast<std::size_t>(*length + beside), 'x'));
}

Values texts_of(const Input& input) {
  Values values;
  for (const std::string& one : input.validations.allowed_values) values.emplace_back(one);
  switch (input.appearance) {
    case InputAppearance::email:
      add(values, {"ana@example.com", "grace.hopper@example.org", "not an address"});
      break;
    case InputAppearance::phone:
      add(values, {"+34600111222", "5550100200", "+4915112345678", "12"});
      break;
    case InputAppearance::url:
      add(values, {"https://example.com/a?b=c", "http://example.org", "not an address"});
      break;
    case InputAppearance::otp_code:
      add(values, {"123456", "0000", "no code"});
      break;
    default:
      add(values, {"Ana", "Grace Hopper", "Zoë Ångström 👍", "a", "A1", "12345", "AB-1234", "2026",
                   "some words that say a little more about it"});
  }
  for (int repetitions = 0; repetitions < kSamples && !input.validations.reg_ex.empty();
       ++repetitions) {
    values.emplace_back(pattern_sample(input.validations.reg_ex, repetitions));
  }
  add_long(values, input.validations.min_length, 0);
  add_long(values, input.validations.min_length, -1);
  add_long(values, input.validations.max_length, 0);
  add_long(values, input.validations.max_length, 1);
  return values;
}

Values numbers_of(const Input& input) {
  const Validations rules = effective_validations(input);
  const double step = rules.step.value_or(1);
  Values values;
  if (rules.equal) values.emplace_back(*rules.equal);
  if (rules.min) {
    for (const double beside : {0.0, step, -step}) values.emplace_back(*rules.min + beside);
  }
  if (rules.max) {
    for (const double beside : {0.0, -step, step}) values.emplace_back(*rules.max + beside);
  }
  if (rules.min && rules.max) {
    const double steps = (*rules.max - *rules.min) / step;
    for (const double part : {0.25, 0.5, 0.75}) {
      values.emplace_back(*rules.min + step * static_cast<double>(static_cast<int>(steps * part)));
    }
  }
  for (const double number : {0.0, 1.0, 5.0, 10.0, 42.0, 100.0, 1000.0, 2.5, -1.0}) {
    values.emplace_back(number);
  }
  values.emplace_back("many");
  return values;
}

Value list_of(const std::vector<Option>& options, std::size_t from, std::size_t count) {
  Value::List list;
  for (std::size_t i = 0; i < count; ++i) {
    list.emplace_back(options[(from + i) % options.size()].value);
  }
  return list;
}

Values choices_of(const Input& input) {
  const std::vector<Option>& options = input.options;
  Values values;
  if (!takes_several(input)) {
    for (const Option& one : options) values.emplace_back(one.value);
    values.emplace_back("something else");
    return values;
  }
  for (std::size_t i = 0; i < options.size(); ++i) values.push_back(list_of(options, i, 1));
  for (std::size_t i = 0; i < std::min(options.size(), kMostPairs); ++i) {
    values.push_back(list_of(options, i, std::min<std::size_t>(2, options.size())));
    values.push_back(list_of(options, i, options.size()));
  }
  const Validations rules = effective_validations(input);
  for (const std::optional<int> count : {rules.min_selected, rules.max_selected}) {
    const auto wanted = static_cast<std::size_t>(count.value_or(0));
    if (wanted > 2 && wanted < options.size()) values.push_back(list_of(options, 0, wanted));
  }
  values.emplace_back(Value::List{Value("something else")});
  return values;
}

Values matrices_of(const Input& input) {
  Values values;
  const bool several = input.appearance == InputAppearance::multiple;
  for (const Line& column : input.columns) {
    Value rows;
    for (const Line& row : input.rows) {
      const Value one(column.value);
      rows.set(row.value, several ? Value(Value::List{one}) : one);
    }
    values.push_back(std::move(rows));
  }
  if (!input.rows.empty()) {
    Value wrong;
    wrong.set(input.rows.front().value, "no column");
    values.push_back(std::move(wrong));
  }
  return values;
}

Values dates_of(const Input& input, std::int64_t now_ms) {
  Values values;
  const Validations& rules = input.validations;
  std::vector<std::string> dates;
  for (const std::string& bound : {rules.earliest, rules.latest}) {
    const std::string at = resolve_bound(bound, now_ms);
    if (!at.empty()) dates.push_back(at);
  }
  for (const char* bound : {"today", "today+1", "today+7", "today-1", "today-9000"}) {
    dates.push_back(resolve_bound(bound, now_ms));
  }
  switch (input.appearance) {
    case InputAppearance::time:
      for (const std::string& one : dates) values.emplace_back(one);
      add(values, {"09:30", "18:00", "00:00", "23:59", "noonish"});
      break;
    case InputAppearance::datetime:
      for (const std::string& one : dates) {
        values.emplace_back(one.size() == 10 ? one + "T10:00" : one);
      }
      break;
    case InputAppearance::range:
      for (const std::string& from : dates) {
        for (const std::string& to : dates) {
          Value range;
          range.set("from", from.substr(0, 10));
          range.set("to", to.substr(0, 10));
          values.push_back(std::move(range));
        }
      }
      break;
    default:
      for (const std::string& one : dates) values.emplace_back(one.substr(0, 10));
  }
  add(values, {"the day after"});
  return values;
}

Values places_of() {
  Value full;
  full.set("city", "Madrid");
  full.set("postal_code", "28013");
  full.set("text", "Calle Mayor 1");
  Value point;
  point.set("latitude", 40.4168);
  point.set("longitude", -3.7038);
  Value wrong;
  wrong.set("latitude", 95);
  wrong.set("longitude", 5);
  Values values{full, point, wrong};
  for (const Value::Member& one : full.object()) {
    Value alone;
    alone.set(one.name, one.value);
    values.push_back(std::move(alone));
  }
  return values;
}

Value file_of(std::string_view media_type, double size) {
  Value file;
  file.set("name", "photo.jpg");
  file.set("media_type", media_type);
  file.set("size", size);
  return file;
}

Values files_of(const Input& input) {
  const double most = static_cast<double>(input.validations.max_bytes.value_or(3'000'000));
  std::vector<std::string> types = input.validations.media_types;
  if (types.empty()) types = {"image/jpeg", "application/pdf"};
  Values values;
  for (std::string type : types) {
    if (type.size() > 1 && type.back() == '*') type.replace(type.size() - 1, 1, "jpeg");
    if (type.substr(0, 2) == "*/") type = "image/jpeg";
    for (const double size : {1000.0, most, most + 1}) {
      const Value file = file_of(type, size);
      values.push_back(takes_several(input) ? Value(Value::List{file}) : file);
    }
  }
  const Value wrong = file_of("text/x-unheard-of", 10);
  values.push_back(takes_several(input) ? Value(Value::List{wrong}) : wrong);
  return values;
}

Values values_of_kind(const Input& input, std::int64_t now_ms) {
  switch (input.input_type) {
    case InputType::text:
      return texts_of(input);
    case InputType::numeric:
      return numbers_of(input);
    case InputType::boolean:
      return {Value(true), Value(false), Value("perhaps")};
    case InputType::choice:
      return choices_of(input);
    case InputType::matrix:
      return matrices_of(input);
    case InputType::datetime:
      return dates_of(input, now_ms);
    case InputType::location:
      return places_of();
    case InputType::file:
      break;
  }
  return files_of(input);
}

std::string typed(const Value& value) {
  if (value.is_text()) return value.text();
  if (value.is_number()) return decimal_text(value.number());
  if (value.is_boolean()) return value.boolean() ? "yes" : "no";
  std::string text;
  for (const Value& one : value.list()) text += (text.empty() ? "" : "; ") + typed(one);
  return text;
}

FileReference to_file(const Value& value) {
  const Value& file = value.is_list() && !value.list().empty() ? value.list().front() : value;
  FileReference reference;
  if (const Value* name = file.find("name")) reference.name = name->text();
  if (const Value* type = file.find("media_type")) reference.media_type = type->text();
  if (const Value* size = file.find("size")) {
    reference.size = static_cast<std::int64_t>(size->number());
  }
  return reference;
}

}  // namespace

std::vector<Value> make_values(const Input& input, const std::vector<Value>& compared,
                               std::int64_t now_ms) {
  Input element = input;
  element.is_array = false;
  Values values = values_of_kind(element, now_ms);
  const bool lists = takes_several(element);
  for (const Value& one : compared) values.push_back(lists ? Value(Value::List{one}) : one);
  if (!input.is_array) return values;
  Values arrays;
  for (std::size_t i = 0; i < values.size(); ++i) {
    arrays.emplace_back(Value::List{values[i]});
    if (i > 0) arrays.emplace_back(Value::List{values[0], values[i]});
  }
  return arrays;
}

Replied to_reply(const Input& input, const Value& value) {
  Replied reply;
  if (input.input_type == InputType::file) {
    reply.kind = ReplyKind::file;
    reply.file = to_file(value);
    return reply;
  }
  if (input.input_type == InputType::choice && value.is_text() && !input.is_array) {
    reply.kind = ReplyKind::option;
    reply.text = value.text();
    return reply;
  }
  const Value* latitude = value.find("latitude");
  const Value* longitude = value.find("longitude");
  if (latitude && longitude) {
    reply.text = decimal_text(latitude->number()) + ", " + decimal_text(longitude->number());
  } else if (value.is_object()) {
    for (const Value::Member& one : value.object()) {
      reply.text += (reply.text.empty() ? "" : " - ") + typed(one.value);
    }
  } else {
    reply.text = typed(value);
  }
  return reply;
}

std::vector<Value> make_any_values(const std::vector<Value>& compared) {
  Values values = compared;
  for (Value one : Values{Value("some text"), Value(1), Value(0), Value(true), Value(false)}) {
    if (std::find(values.begin(), values.end(), one) == values.end()) {
      values.push_back(std::move(one));
    }
  }
  return values;
}

}  // namespace tundish
