#include <algorithm>

#include "support/utf8.hpp"
#include "tundish/pattern.hpp"
#include "values/kinds.hpp"
#include "values/presets.hpp"

namespace tundish {

namespace {

constexpr std::int64_t kMaxTextLength = 10000;
constexpr std::size_t kMinPhoneDigits = 10;

/// The text as it is kept: digits of a telephone number and a code, an address with its scheme.
/// Empty when it is none.
std::string normalized(InputAppearance appearance, std::string_view text) {
  switch (appearance) {
    case InputAppearance::phone:
      return phone_digits(text);
    case InputAppearance::otp_code:
      return code_digits(text);
    case InputAppearance::url:
      return web_address(text);
    default:
      return std::string(text);
  }
}

/// What the appearance asks for, besides the author's rules.
void check_appearance(InputAppearance appearance, const std::string& text, Problems& problems) {
  if (appearance == InputAppearance::email && !is_email(text)) {
    add_problem(problems, ProblemCode::invalid_email);
  }
  if (appearance == InputAppearance::phone && text.size() < kMinPhoneDigits) {
    add_problem(problems, ProblemCode::invalid_phone, static_cast<double>(kMinPhoneDigits));
  }
  if (appearance == InputAppearance::otp_code && text.empty()) {
    add_problem(problems, ProblemCode::invalid_code);
  }
  if (appearance == InputAppearance::url && text.empty()) {
    add_problem(problems, ProblemCode::invalid_url);
  }
}

Problems check_text(const Input& input, const std::string& text) {
  const Validations& rules = input.validations;
  Problems problems;
  check_appearance(input.appearance, text, problems);
  const auto length = static_cast<std::int64_t>(utf8::count_code_points(text));
  if (rules.min_length && length < *rules.min_length) {
    add_problem(problems, ProblemCode::too_short, static_cast<double>(*rules.min_length));
  }
  const std::int64_t longest = rules.max_length ? *rules.max_length : kMaxTextLength;
  if (length > longest) {
    add_problem(problems, ProblemCode::too_long, static_cast<double>(longest));
  }
  const std::vector<std::string>& allowed = rules.allowed_values;
  if (!allowed.empty() && std::find(allowed.begin(), allowed.end(), text) == allowed.end()) {
    add_problem(problems, ProblemCode::not_allowed);
  }
  if (!rules.reg_ex.empty()) {
    if (!fits_pattern(rules.reg_ex, text)) add_problem(problems, ProblemCode::pattern);
  }
  return problems;
}

}  // namespace

Reading read_text(const Input& input, std::string_view typed) {
  const std::string_view text = utf8::trim(typed);
  std::string kept = normalized(input.appearance, text);
  Reading reading;
  reading.problems = check_text(input, kept);
  // A draft shows what was typed.
  reading.value = reading.problems.empty() ? Value(std::move(kept)) : Value(text);
  return reading;
}

}  // namespace tundish
