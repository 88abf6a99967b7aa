#include "support/decimal.hpp"
#include "support/join.hpp"
#include "tundish/state.hpp"

namespace tundish {

namespace {

/// What is wrong; `{}` stands for the limit.
std::string_view pattern_of(ProblemCode code) {
  switch (code) {
    case ProblemCode::missing:
      return "an answer is wanted";
    case ProblemCode::wrong_type:
      return "this kind of value does not fit";
    case ProblemCode::too_short:
      return "at least {} characters are wanted";
    case ProblemCode::too_long:
      return "at most {} characters fit";
    case ProblemCode::pattern:
      return "it does not match reg_ex";
    case ProblemCode::not_allowed:
      return "it is none of the answers to choose from";
    case ProblemCode::too_small:
      return "{} or more is wanted";
    case ProblemCode::too_large:
      return "{} or less is wanted";
    case ProblemCode::step:
      return "only steps of {} fit";
    case ProblemCode::not_equal:
      return "only {} fits";
    case ProblemCode::not_integer:
      return "a whole number is wanted";
    case ProblemCode::invalid_email:
      return "it is no e-mail address";
    case ProblemCode::invalid_phone:
      return "a telephone number has at least {} digits";
    case ProblemCode::too_few:
      return "at least {} are wanted";
    case ProblemCode::too_many:
      return "at most {} fit";
    case ProblemCode::file_too_large:
      return "at most {} bytes fit";
    case ProblemCode::media_type:
      return "files of this media type are not taken";
    case ProblemCode::not_understood:
      return "it cannot be read";
    case ProblemCode::invalid_url:
      return "it is no http, https, mailto or tel address";
    case ProblemCode::invalid_code:
      return "a code has 4 to 10 digits";
    case ProblemCode::invalid_date:
      return "it is no date, or may be another one";
    case ProblemCode::invalid_time:
      return "it is no time of day";
    case ProblemCode::too_early:
      return "{} or later is wanted";
    case ProblemCode::too_late:
      break;
  }
  return "{} or earlier is wanted";
}

}  // namespace

std::string problem_words(const Problem& problem) {
  if constexpr (kTerse) return {};
  const bool ambiguous = problem.code == ProblemCode::not_understood && !problem.limit.is_null();
  const std::string_view pattern = ambiguous
                                       ? "it may be one number or several: write {} for several"
                                       : pattern_of(problem.code);
  const std::size_t gap = pattern.find("{}");
  if (gap == std::string_view::npos) return std::string(pattern);
  const std::string limit =
      problem.limit.is_number() ? decimal_text(problem.limit.number()) : problem.limit.text();
  return join({pattern.substr(0, gap), limit, pattern.substr(gap + 2)});
}

}  // namespace tundish
