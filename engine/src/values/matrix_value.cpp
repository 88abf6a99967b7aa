#include <algorithm>

#include "support/pointer.hpp"
#include "values/wide.hpp"
#include "values/wide_kinds.hpp"

namespace tundish {

namespace {

bool has_line(const std::vector<Line>& lines, const std::string& value) {
  return std::any_of(lines.begin(), lines.end(),
                     [&value](const Line& line) { return line.value == value; });
}

bool is_text(const Value& value) { return value.is_text(); }

/// The chosen columns of a row: one, or each once.
Value::List columns_of(const Value& given) {
  Value::List columns;
  for (const Value& one : given.is_list() ? given.list() : Value::List{given}) {
    const bool known = std::find(columns.begin(), columns.end(), one) != columns.end();
    if (!known && !one.text().empty()) columns.push_back(one);
  }
  return columns;
}

bool can_be_row(const Input& input, const Value& given) {
  if (given.is_null() || given.is_text()) return true;
  const bool several = input.appearance == InputAppearance::multiple;
  return several && given.is_list() &&
         std::all_of(given.list().begin(), given.list().end(), is_text);
}

void check_row(const Input& input, const std::string& row, const Value::List& columns,
               Problems& problems) {
  const std::string pointer = child_pointer({}, row);
  const bool known = std::all_of(columns.begin(), columns.end(), [&input](const Value& column) {
    return has_line(input.columns, column.text());
  });
  if (!known || !has_line(input.rows, row)) {
    add_problem(problems, ProblemCode::not_allowed, {}, pointer);
  }
}

}  // namespace

std::optional<Reading> read_matrix(const Input& input, const Value& given) {
  if (!given.is_object()) return std::nullopt;
  Reading reading;
  for (const Value::Member& member : given.object()) {
    if (!can_be_row(input, member.value)) return std::nullopt;
    const Value::List columns = columns_of(member.value);
    if (columns.empty()) continue;
    check_row(input, member.name, columns, reading.problems);
    const bool several = input.appearance == InputAppearance::multiple;
    reading.value.set(member.name, several ? Value(columns) : columns.front());
  }
  if (reading.value.is_null() || !input.mandatory) return reading;
  for (const Line& row : input.rows) {
    if (reading.value.find(row.value)) continue;
    add_problem(reading.problems, ProblemCode::missing, {}, child_pointer({}, row.value));
  }
  return reading;
}

double matrix_score(const Input& input, const Value& value) {
  double sum = 0;
  for (const Value::Member& row : value.object()) {
    for (const Value& chosen : columns_of(row.value)) {
      for (const Line& column : input.columns) {
        if (column.value == chosen.text()) sum += column.score;
      }
    }
  }
  return sum;
}

}  // namespace tundish
