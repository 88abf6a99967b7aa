// Formatted texts of other formats as markdown: what is written is read as the same, or not
// written.
#include <gtest/gtest.h>

#include <string>

#include "import/read_html.hpp"
#include "import/rich_draft.hpp"
#include "import/write_markdown.hpp"

namespace tundish {
namespace {

RichRun run(const std::string& text, std::string_view look = {}, const std::string& url = {}) {
  const auto has = [look](char mark) { return look.find(mark) != std::string_view::npos; };
  return RichRun{text, has('b'), has('i'), url};
}

std::string written(const RichText& text) { return write_markdown(text).value_or("(nothing)"); }

RichText paragraph(std::vector<RichRun> runs) {
  return {RichBlock{RichKind::paragraph, 0, std::move(runs)}};
}

TEST(WriteMarkdown, MarksStandAtWords) {
  EXPECT_EQ(written(paragraph({run("a "), run(" b ", "b"), run("c")})), "a  **b** c");
  EXPECT_EQ(written(paragraph({run("a", "b"), run("b", "i")})), "**a***b*");
  EXPECT_EQ(written(paragraph({run("a", "b"), run("b", "bi"), run("c", "b")})), "**a*b*c**");
  EXPECT_EQ(written(paragraph({run("a", "bi"), run(" b")})), "***a*** b");
  EXPECT_EQ(written(paragraph({run("a", "", "https://b"), run(" c")})), "[a](https://b) c");
  EXPECT_EQ(written(paragraph({run("a ", "", "tel:1"), run("b", "b", "tel:1")})),
            "[a **b**](tel:1)");
  EXPECT_EQ(written(paragraph({run("a", "", "tel:1"), run(" "), run("b", "", "tel:1")})),
            "[a](tel:1) [b](tel:1)");
}

TEST(WriteMarkdown, SignsOfTheTextAreLiteral) {
  for (const std::string text :
       {"**x** _y_ [a](https://b)", "- x", "12. x\n- y", "a\\b", "1.", "*"}) {
    const RichText rich = paragraph({run(text)});
    EXPECT_EQ(plain_words(parse_markdown(written(rich))), text);
  }
  EXPECT_EQ(written(paragraph({run("{{a_b}} *")})), "{{a_b}} \\*");
}

TEST(WriteMarkdown, BlocksAreApart) {
  const RichText rich = {{RichKind::paragraph, 0, {run("a\nb")}},
                         {RichKind::bullet, 0, {run("c\nd")}},
                         {RichKind::numbered, 3, {run("e")}},
                         {RichKind::paragraph, 0, {run("f")}}};
  EXPECT_EQ(written(rich), "a\nb\n\n- c\n  d\n3. e\n\nf");
}

TEST(WriteMarkdown, WhatTheSubsetCannotSayIsNotWritten) {
  EXPECT_EQ(written(paragraph({run("a", "", "ftp://b")})), "(nothing)");
  EXPECT_EQ(written(paragraph({run("a", "", "{{b}}")})), "(nothing)");
  EXPECT_EQ(written(paragraph({run("a\n\nb")})), "(nothing)");
  EXPECT_EQ(written(paragraph({run("a", "", "https://b/{{c}}")})), "[a](https://b/{{c}})");
}

TEST(WriteMarkdown, TemplatesStayWhole) {
  const auto made = [](const std::string& text) {
    const auto as_it_is = [](std::string_view words) { return std::string(words); };
    return markdown_template(paragraph({run(text, "b")}), as_it_is).value_or("(nothing)");
  };
  EXPECT_EQ(made("{{a}}"), "**{{a}}**");
  EXPECT_EQ(made("{{#a}}"), "(nothing)");
  EXPECT_EQ(made("{{=<% %>=}}{{"), "(nothing)");
  EXPECT_EQ(made(std::string(20'000, 'x')), "(nothing)");
}

TEST(ReadHtml, SaysWhatAPageShows) {
  const auto read = [](const std::string& html) { return written(read_html(html)); };
  EXPECT_EQ(read("<p>Hello <b>you</b> &amp; <I>me</I></p>"), "Hello **you** & *me*");
  EXPECT_EQ(read("<h2>A</h2>\n <p> b\n  c<br/>d </p><div>e</div>f"), "**A**\n\nb c\nd\n\ne\nf");
  EXPECT_EQ(read("<ul><li>a<li><a href='https://b?c&amp;d'>e</a></ul>f"),
            "- a\n- [e](https://b?c&d)\n\nf");
  EXPECT_EQ(read("<ol><li><p>a</p></li><li>b</li></ol>"), "1. a\n2. b");
  EXPECT_EQ(read("<!-- a --><script>b</script><style>c</style>d < e > f"), "d < e > f");
  EXPECT_EQ(read("<a data-href=x HREF = https://a >b</a>"), "[b](https://a)");
  EXPECT_EQ(read("<script>never"), "");
  EXPECT_EQ(plain_words(read_html("a<a href='https://b'> </a><a href='tel:1'>b</a>")), "a b (1)");
  EXPECT_FALSE(is_formatted(read_html("<p>a</p><p>b</p>")));
}

}  // namespace
}  // namespace tundish
