// The markdown of messages at its edges: what is literal, what is bounded, what comes back.
#include "tundish/markdown.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "tundish/template.hpp"

namespace tundish {
namespace {

std::string plain(const std::string& text) { return plain_words(parse_markdown(text)); }

/// `b` bold, `i` italic, `u` a link, around the words of each run.
std::string look(const std::string& text) {
  std::string all;
  for (const RichBlock& block : parse_markdown(text)) {
    for (const RichRun& run : block.runs) {
      const std::string marks =
          std::string(run.bold ? "b" : "") + (run.italic ? "i" : "") + (run.url.empty() ? "" : "u");
      all += marks + "<" + run.text + ">";
    }
    all += ";";
  }
  return all;
}

TEST(Markdown, AnAddressThatIsSaidAlreadyIsNotSaidAgain) {
  EXPECT_EQ(plain("[tel:+4 ](tel:+4) you"), "tel:+4  you");
  EXPECT_EQ(plain("[call](tel:+4) you"), "call (+4) you");
}

TEST(Markdown, SignsPairAsTheyNest) {
  EXPECT_EQ(look("***a***"), "bi<a>;");
  EXPECT_EQ(look("**a *b***"), "b<a >bi<b>;");
  EXPECT_EQ(look("*a **b***"), "i<a >bi<b>;");
  EXPECT_EQ(look("**a *b**"), "b<a *b>;");
  EXPECT_EQ(look("un**be**lievable"), "<un>b<be><lievable>;");
  EXPECT_EQ(look("a_b_c _d_."), "<a_b_c >i<d><.>;");
  EXPECT_EQ(look("** a** *b *"), "<** a** *b *>;");
  EXPECT_EQ(look("\\*a\\* \\a"), "<*a* \\a>;");
}

TEST(Markdown, LinksAreOfFourSchemes) {
  EXPECT_EQ(look("[a](HTTPS://b)"), "u<a>;");
  EXPECT_EQ(look("[a](tel:+341)"), "u<a>;");
  EXPECT_EQ(look("[](https://b)"), "u<https://b>;");
  EXPECT_EQ(look("[ \t](https://b)"), "u<https://b>;");
  EXPECT_EQ(look("[a](https://b/(c))"), "u<a>;");
  for (const std::string address : {"javascript:x", "data:a", "//b", "b", "https:///b", "mailto:",
                                    "https://b c", "vbscript:x", "java\tscript:x", "file:///a"}) {
    const std::string text = "[a](" + address + ")";
    EXPECT_EQ(look(text), "<" + text + ">;");
  }
  EXPECT_EQ(refused_addresses("[a](ftp://b) [c](https://d)"), std::vector<std::string>{"ftp://b"});
}

TEST(Markdown, ListsAndParagraphs) {
  EXPECT_EQ(look("a\nb\n\nc"), "<a\nb>;<c>;");
  EXPECT_EQ(look("- a\n  more\nnot"), "<a\nmore>;<not>;");
  EXPECT_EQ(plain("2. a\n2. b\n1234567890. c"), "2. a\n2. b\n1234567890. c");
  EXPECT_TRUE(parse_markdown(" \n\n").empty());
}

TEST(Markdown, ItIsBoundedAndLosesNoWords) {
  std::string many;
  for (int i = 0; i < 5000; ++i) many += "*a* b\n\n";
  std::size_t runs = 0;
  std::string words;
  for (const RichBlock& block : parse_markdown(many)) {
    runs += block.runs.size();
    for (const RichRun& run : block.runs) words += run.text;
  }
  EXPECT_LE(runs, kMaxRuns + 1);
  EXPECT_EQ(std::count(words.begin(), words.end(), 'b'), 5000);
  for (const std::string piece :
       {"[", "[](", "*", "**a", "_a ", "](", "\\", "- ", "[a](https://b"}) {
    std::string text;
    while (text.size() < 200'000) text += piece;
    EXPECT_LE(parse_markdown(text).size(), kMaxRuns + 1) << piece;
  }
}

TEST(Markdown, ValuesAreLiteral) {
  for (const std::string value : {"**x**", "[a](https://b)", "- x", "1. x", "a\n\nb\n- c", "\\",
                                  "_x_", "<b>", "](", "{{y}}", "*"}) {
    const Value data{Value::Object{{"x", value}}};
    Value marked;
    const NameLookup lookup = [&](std::string_view name) {
      const Value* found = data.find(name);
      if (found) marked = mark_values(*found);
      return found ? &marked : nullptr;
    };
    for (const std::string around :
         {"{{x}}", "**{{x}}**", "- {{x}}", "[{{x}}](https://b)", "{{{x}}}", "{{#x}}{{.}}{{/x}}"}) {
      const RichText rich = parse_markdown(render_template(around, lookup));
      ASSERT_EQ(rich.size(), 1u) << around << value;
      ASSERT_EQ(rich[0].runs.size(), 1u) << around << value;
      EXPECT_EQ(rich[0].runs[0].text, value) << around;
    }
  }
}

TEST(Markdown, NumbersBeginNoList) {
  const Value marked = mark_values(7);
  const NameLookup lookup = [&](std::string_view) { return &marked; };
  EXPECT_EQ(look(render_template("{{n}}. of **{{n}}**", lookup)), "<7. of >b<7>;");
}

}  // namespace
}  // namespace tundish
