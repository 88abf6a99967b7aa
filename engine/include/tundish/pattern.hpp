#pragma once

#include <memory>
#include <string_view>

#include "tundish/result.hpp"

namespace tundish {

/// A compiled `reg_ex`: a cheap-to-copy handle on an immutable program; safe to read from any
/// thread. Only `parse_pattern` makes one.
///
/// Runs in time linear in the length of the value, with the same verdict in browser and server.
/// Works on code points. Syntax: literals; `.` (all but line feed); classes `[a-z]` `[^…]`;
/// `\d \w \s \D \W \S` (ASCII); `\n \t \r \f \v` and a backslash before punctuation; groups `( )`
/// `(?: )`; alternation; `* + ? {m} {m,} {m,n}` up to 1,000 and their lazy forms; `^ $` at the ends
/// of the value; `\b \B` at edges of ASCII words. Back references, look-around, Unicode properties
/// and empty classes are refused.
class Pattern {
 public:
  struct Program;
  explicit Pattern(std::shared_ptr<const Program> program);
  const Program& operator*() const { return *program_; }

 private:
  std::shared_ptr<const Program> program_;
};

/// Compiles; refuses (code `reg_ex`, line 1, column in code points of the pattern) what is no
/// pattern, over 1,000 bytes, groups over 100 deep, and programs over 5,000 instructions.
Result<Pattern> parse_pattern(std::string_view text);

/// Whether `reg_ex` is a pattern that the whole value matches; `compiled` is it, if someone has it
/// already.
bool fits_pattern(std::string_view reg_ex, std::string_view value,
                  const Pattern* compiled = nullptr);

/// Whether the whole value matches. A value that is not UTF-8, or needs over 20 million steps, does
/// not.
bool matches(const Pattern& pattern, std::string_view value);

}  // namespace tundish
