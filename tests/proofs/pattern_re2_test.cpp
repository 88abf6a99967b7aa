// Our linear matcher against RE2, which shares no code with it: what we accept RE2 accepts, and
// every value gets the same verdict. TUNDISH_PATTERN_COMPARISONS sets how many.
#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <string>

#include "expression/pattern_syntax.hpp"
#include "proofs/random_pattern.hpp"
#include "proofs/re2_oracle.hpp"
#include "support/utf8.hpp"

namespace tundish::proofs {
namespace {

constexpr int kValuesPerPattern = 25;

long long comparisons_wanted() {
  const char* wanted = std::getenv("TUNDISH_PATTERN_COMPARISONS");
  return wanted ? std::atoll(wanted) : 1'000'000;
}

std::string random_value(const RandomPattern& pattern, Random& random) {
  if (random.one_in(8)) {
    CodePoints value;
    for (std::size_t length = random.below(6); length > 0; --length) {
      value += random_character(random);
    }
    return to_utf8(value);
  }
  return to_utf8(mutated(pattern.sample(random), random));
}

TEST(PatternsAgainstRe2, TheSameVerdictEveryTime) {
  const long long wanted = comparisons_wanted();
  ASSERT_GT(wanted, 0);
  long long patterns = 0, compared = 0, matched = 0, differences = 0, not_utf8 = 0;
  for (std::uint64_t seed = 1; compared < wanted && differences < 10; ++seed) {
    Random random(seed);
    const RandomPattern grown(random);
    if (grown.text().size() > kMaxPatternBytes) continue;
    const Result<Pattern> ours = parse_pattern(grown.text());
    // Only a program that grew over its bound may be refused: the generator knows the syntax.
    if (!ours) {
      ASSERT_NE(ours.error()[0].sentence.find("5,000"), std::string::npos)
          << "seed " << seed << ": " << grown.text() << ": " << ours.error()[0].sentence;
      continue;
    }
    const Re2Oracle oracle(grown.text());
    ASSERT_TRUE(oracle.accepts()) << "seed " << seed << ": " << grown.text() << ": "
                                  << oracle.fault();
    ++patterns;
    for (int i = 0; i < kValuesPerPattern; ++i) {
      std::string value = random_value(grown, random);
      if (random.one_in(100)) value.insert(random.below(value.size() + 1), "\xc3");
      if (!utf8::is_valid(value)) ++not_utf8;
      const bool is_match = matches(*ours, value);
      ++compared;
      matched += is_match ? 1 : 0;
      if (is_match == oracle.matches(value)) continue;
      ++differences;
      ADD_FAILURE() << "seed " << seed << ": " << grown.text() << " on `" << value << "`: we say "
                    << (is_match ? "match" : "no match");
    }
  }
  std::printf(
      "%lld patterns, %lld comparisons: %lld matches, %lld misses (%lld not UTF-8), %lld "
      "differences\n",
      patterns, compared, matched, compared - matched, not_utf8, differences);
  EXPECT_EQ(differences, 0);
  EXPECT_GT(matched * 4, compared) << "the values must lie near the patterns";
  EXPECT_GT((compared - matched) * 4, compared);
}

TEST(PatternsAgainstRe2, WhatOnlyRe2Takes) {
  // Refused on purpose: other dialects read these differently, or they need more than a set of
  // places (captures by name, Unicode tables), or they are slips of the pen.
  const char* const refused[] = {
      "(?i)a", "(?s).", "\\pL", "\\p{Greek}", "[[:alpha:]]", "\\x41",    "\\x{1f600}", "a{,3}",
      "a{x}",  "{",     "a{",   "[^]a]",      "[]a]",        "(?P<n>a)", "\\Qa.b\\E",  "\\A",
      "\\z",   "\\C",   "\\a",  "\\101",      "a{0,02}",     "a{00}",    "[[:word:]]", "(?U)a"};
  int count = 0;
  for (const char* pattern : refused) {
    EXPECT_FALSE(parse_pattern(pattern)) << pattern;
    EXPECT_TRUE(Re2Oracle(pattern).accepts()) << pattern;
    ++count;
  }
  std::printf("%d patterns that we refuse\n", count);
}

struct Exploding {
  std::string name;
  std::string pattern;
  std::string value;
};

std::string many(const std::string& part, int times) {
  std::string text;
  for (int i = 0; i < times; ++i) text += part;
  return text;
}

std::vector<Exploding> exploding_patterns() {
  std::string words;
  for (int i = 0; i < 150; ++i) words += (i == 0 ? "" : "|") + ("a" + std::to_string(i));
  return {{"star of star", "(a*)*b", many("a", 5000)},
          {"twice the same", "(a|a)*b", many("a", 5000)},
          {"plus of plus", "(a+)+b", many("a", 5000)},
          {"nested stars", many("(", 20) + "a" + many(")*", 20) + "b", many("a", 2000)},
          {"many optional", many("a?", 30) + many("a", 30), many("a", 30)},
          {"nested bounds", "((a{1,10}){1,10}){1,10}b", many("a", 1000)},
          {"bounds of any", "(.{1,30}.{1,30}){1,16}b", many("a", 900)},
          {"long alternation", "(" + words + ")*b", many("a149", 1000)},
          {"the same many times", "(a" + many("|a", 300) + ")*b", many("a", 1000)},
          {"overlapping classes", "([a-z]+|[a-m]+|[ab]+|\\w+)*-", many("ab", 2000)},
          {"edges", "(\\b|\\B|a)*b", many("a", 5000)},
          {"empty ways", "(|a|(|a|(|a)*)*)*b", many("a", 2000)},
          {"dots", ".*.*.*.*.*.*.*.*.*.*b", many("a", 3000)},
          {"long value", "(a|b)*c", many("ab", 500'000)}};
}

TEST(PatternsAgainstRe2, ExplodingPatternsTakeBoundedSteps) {
  for (const Exploding& one : exploding_patterns()) {
    const Result<Pattern> pattern = parse_pattern(one.pattern);
    ASSERT_TRUE(pattern) << one.name << ": " << pattern.error()[0].sentence;
    const std::size_t size = (**pattern).instructions.size();
    const PatternVerdict verdict = run_pattern(**pattern, one.value);
    const std::uint64_t bound = 2 * size * (one.value.size() + 1);
    std::printf("%-20s %4zu instructions, %7zu characters: %8llu steps of at most %llu\n",
                one.name.c_str(), size, one.value.size(),
                static_cast<unsigned long long>(verdict.steps),
                static_cast<unsigned long long>(std::min(bound, kMaxPatternSteps + 2 * size)));
    EXPECT_LE(verdict.steps, bound) << one.name;
    EXPECT_LE(verdict.steps, kMaxPatternSteps + 2 * size) << one.name;
    if (verdict.steps > kMaxPatternSteps) {
      EXPECT_FALSE(verdict.matches) << one.name;
      continue;
    }
    const Re2Oracle oracle(one.pattern);
    ASSERT_TRUE(oracle.accepts()) << one.name << ": " << oracle.fault();
    EXPECT_EQ(oracle.matches(one.value), verdict.matches) << one.name;
  }
}

}  // namespace
}  // namespace tundish::proofs
