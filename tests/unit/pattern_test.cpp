#include "tundish/pattern.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "tundish/codec.hpp"
#include "unit/vector_file.hpp"

namespace tundish {
namespace {

bool is_match(std::string_view pattern, std::string_view value) {
  const Result<Pattern> compiled = parse_pattern(pattern);
  EXPECT_TRUE(compiled) << pattern;
  return compiled && matches(*compiled, value);
}

/// "column sentence" of what is wrong with a pattern.
std::string fault(std::string_view pattern) {
  const Result<Pattern> compiled = parse_pattern(pattern);
  if (compiled) return "none";
  const Diagnostic& found = compiled.error()[0];
  EXPECT_EQ(found.code, "reg_ex");
  EXPECT_EQ(found.place.line, 1);
  return std::to_string(found.place.column) + ' ' + found.sentence;
}

TEST(Pattern, MatchesTheWholeValue) {
  EXPECT_TRUE(is_match("[A-Z]{2}\\d{4}", "AB1234"));
  EXPECT_FALSE(is_match("[A-Z]{2}\\d{4}", "AB12345"));
  EXPECT_FALSE(is_match("b", "abc"));
  EXPECT_TRUE(is_match("a|bc", "bc"));
  EXPECT_FALSE(is_match("a|bc", "abc"));
  EXPECT_TRUE(is_match("", ""));
  EXPECT_TRUE(is_match("^a$", "a"));
}

TEST(Pattern, CountsCodePoints) {
  EXPECT_TRUE(is_match(".{3}", "é😀ß"));
  EXPECT_TRUE(is_match("[à-ü]+", "éàü"));
  EXPECT_TRUE(is_match("[^a]", "😀"));
  EXPECT_FALSE(is_match(".", "\n"));
  EXPECT_FALSE(is_match(".", "\xff"));
}

TEST(Pattern, VerdictsAreThoseOfTheVectors) {
  const Value cases = read_vectors("patterns.json");
  ASSERT_GE(cases.list().size(), 400u);
  for (const Value& entry : cases.list()) {
    const std::string& pattern = entry.find("pattern")->text();
    const Result<Pattern> compiled = parse_pattern(pattern);
    ASSERT_TRUE(compiled) << pattern << ": " << compiled.error()[0].sentence;
    for (const Value& value : entry.find("matches")->list()) {
      EXPECT_TRUE(matches(*compiled, value.text())) << pattern << " on " << to_json(value);
    }
    for (const Value& value : entry.find("others")->list()) {
      EXPECT_FALSE(matches(*compiled, value.text())) << pattern << " on " << to_json(value);
    }
  }
}

TEST(Pattern, FaultsNameTheirPlace) {
  EXPECT_EQ(fault("a(b"), "2 This group is never closed.");
  EXPECT_EQ(fault("é)"), "2 This `)` closes no group; write `\\)` for the character.");
  EXPECT_EQ(fault("[ab"), "1 This class is never closed.");
  EXPECT_EQ(fault("[]"), "1 This class is empty; write `\\]` for the character.");
  EXPECT_EQ(fault("a**"), "3 A repetition cannot be repeated; group it first.");
  EXPECT_EQ(fault("*a"), "1 There is nothing before this to repeat.");
  EXPECT_EQ(fault("a{2,1}"), "2 The smaller number of repetitions comes first.");
  EXPECT_EQ(fault("a{1001}"), "2 At most 1,000 repetitions.");
  EXPECT_EQ(fault("a{99999999999999}"), "2 At most 1,000 repetitions.");
  EXPECT_EQ(fault("(a)\\1"), "4 Back references are not supported.");
  EXPECT_EQ(fault("\\p{L}"), "1 This escape is not supported.");
  EXPECT_EQ(fault("[z-a]"), "2 The first character of a range comes before its last.");
  EXPECT_EQ(fault("ab\\"), "3 A backslash ends the pattern; write `\\\\` for the character.");
  EXPECT_NE(fault("(?=a)").find("look-around"), std::string::npos);
  EXPECT_NE(fault("a{x}").find("{m}"), std::string::npos);
  EXPECT_NE(fault("a{1,x}").find("{m}"), std::string::npos);
  EXPECT_NE(fault("a{0,02}").find("{m}"), std::string::npos);
  EXPECT_NE(fault("a{00}").find("{m}"), std::string::npos);
  EXPECT_EQ(fault("a{0}"), "none");
}

TEST(Pattern, SizeIsBounded) {
  EXPECT_NE(fault(std::string(1001, 'a')), "none");
  EXPECT_EQ(fault(std::string(1000, 'a')), "none");
  EXPECT_NE(fault("((a{100}){100}){100}"), "none");
  EXPECT_NE(fault(std::string(101, '(') + std::string(101, ')')), "none");
  EXPECT_EQ(fault(std::string(100, '(') + std::string(100, ')')), "none");
  // Nothing, repeated, is nothing: no work multiplies.
  EXPECT_EQ(fault("((((){1000}){1000}){1000}){1000}"), "none");
}

TEST(Pattern, TimeIsBounded) {
  // A backtracking matcher would need 2^5000 steps; this one gives its verdict at once.
  const std::string value(5000, 'a');
  EXPECT_FALSE(is_match("(a|a)*b", value));
  EXPECT_FALSE(is_match("(a*)*b", value));
  EXPECT_TRUE(is_match("(a*)*", value));
  // Over the bound of steps nothing matches, however true it would be.
  std::string busy = "(a";
  for (int branch = 0; branch < 300; ++branch) busy += "|a";
  EXPECT_TRUE(is_match(busy + ")*", std::string(1000, 'a')));
  EXPECT_FALSE(is_match(busy + ")*", std::string(50000, 'a')));
}

}  // namespace
}  // namespace tundish
