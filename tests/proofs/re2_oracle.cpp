#include "proofs/re2_oracle.hpp"

#include <re2/re2.h>

namespace tundish::proofs {

namespace {

re2::RE2::Options options() {
  re2::RE2::Options options;
  options.set_log_errors(false);
  options.set_never_capture(true);
  return options;
}

}  // namespace

std::string re2_spelling(std::string_view pattern) {
  std::string spelled;
  bool in_class = false;
  for (std::size_t at = 0; at < pattern.size(); ++at) {
    const char next = pattern[at];
    if (next == '\\' && at + 1 < pattern.size()) {
      const char letter = pattern[++at];
      if (letter == 's') {  // last, so that a dash behind it begins no range
        spelled += in_class ? "\\v\\s" : "[\\v\\s]";
      } else if (letter == 'S') {
        spelled += in_class ? "\\x00-\\x08\\x0e-\\x1f!-\\x{10FFFF}" : "[^\\s\\v]";
      } else {
        spelled += next;
        spelled += letter;
      }
      continue;
    }
    if (next == '[') in_class = true;
    if (next == ']') in_class = false;
    spelled += next;
  }
  return spelled;
}

Re2Oracle::Re2Oracle(std::string_view pattern)
    : pattern_(std::make_unique<re2::RE2>(re2_spelling(pattern), options())) {}

Re2Oracle::~Re2Oracle() = default;

bool Re2Oracle::accepts() const { return pattern_->ok(); }

bool Re2Oracle::refuses_size() const {
  const auto code = pattern_->error_code();
  return code == re2::RE2::ErrorRepeatSize || code == re2::RE2::ErrorPatternTooLarge;
}

std::string Re2Oracle::fault() const { return pattern_->error(); }

bool Re2Oracle::matches(std::string_view value) const {
  return re2::RE2::FullMatch(re2::StringPiece(value.data(), value.size()), *pattern_);
}

}  // namespace tundish::proofs
