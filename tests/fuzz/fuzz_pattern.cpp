// Bytes as a pattern and a value: compiling is repeatable, steps are bounded, a group around the
// pattern changes nothing, and RE2 gives the same verdict.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "expression/pattern_syntax.hpp"
#include "fuzz/require.hpp"
#include "proofs/re2_oracle.hpp"
#include "support/utf8.hpp"

namespace tundish::fuzz {
namespace {

bool same_program(const Pattern::Program& a, const Pattern::Program& b) {
  const auto same_step = [](const PatternInstruction& x, const PatternInstruction& y) {
    return x.step == y.step && x.first == y.first && x.second == y.second;
  };
  const auto same_range = [](const CodeRange& x, const CodeRange& y) {
    return x.first == y.first && x.last == y.last;
  };
  const auto same_class = [&](const CodeClass& x, const CodeClass& y) {
    return std::equal(x.begin(), x.end(), y.begin(), y.end(), same_range);
  };
  return std::equal(a.instructions.begin(), a.instructions.end(), b.instructions.begin(),
                    b.instructions.end(), same_step) &&
         std::equal(a.classes.begin(), a.classes.end(), b.classes.begin(), b.classes.end(),
                    same_class);
}

void check_refusal(std::string_view text, const Diagnostics& found) {
  require("a refused pattern has one finding", found.size() == 1 && found[0].code == "reg_ex");
  const auto columns = static_cast<int>(utf8::count_code_points(text)) + 1;
  require("it has a sentence and stands inside the pattern",
          !found[0].sentence.empty() && found[0].place.line == 1 && found[0].place.column >= 1 &&
              found[0].place.column <= columns);
}

/// The same verdict by RE2, of values that are UTF-8; RE2 also takes encoded surrogates.
void compare(std::string_view text, std::string_view value, bool is_match) {
  const proofs::Re2Oracle oracle(text);
  require("RE2 accepts what is accepted", oracle.accepts() || oracle.refuses_size());
  if (!oracle.accepts() || !utf8::is_valid(value)) return;
  require("RE2 gives the same verdict", oracle.matches(value) == is_match);
}

void check_pattern(const std::string& text, std::string_view value) {
  const Result<Pattern> pattern = parse_pattern(text);
  if (!pattern) return check_refusal(text, pattern.error());
  const Pattern::Program& program = **pattern;
  const Result<Pattern> again = parse_pattern(text);
  require("compiling again gives the same program", again && same_program(program, **again));
  const std::size_t size = program.instructions.size();
  require("a program is bounded", size <= kMaxPatternInstructions);
  const PatternVerdict verdict = run_pattern(program, value);
  const std::size_t places = utf8::count_code_points(value) + 1;
  require("steps are at most two for each instruction and place",
          verdict.steps <= 2 * size * places);
  require("steps are bounded", verdict.steps <= kMaxPatternSteps + 2 * size);
  require("the verdict is repeatable", matches(*pattern, value) == verdict.matches);
  if (const Result<Pattern> grouped = parse_pattern("(?:" + text + ")")) {
    require("a group changes nothing", matches(*grouped, value) == verdict.matches);
  }
  if (verdict.steps <= kMaxPatternSteps) compare(text, value, verdict.matches);
}

}  // namespace
}  // namespace tundish::fuzz

// The first line is the pattern, the rest is the value.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::size_t end = std::min(bytes.find('\n'), size);
  tundish::fuzz::check_pattern(std::string(bytes.substr(0, end)),
                               bytes.substr(std::min(end + 1, size)));
  return 0;
}
