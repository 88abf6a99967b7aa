#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "json/quick.hpp"
#include "tundish/codec.hpp"

namespace tundish {
namespace {

/// The quick reader must read what the thorough one reads, and nothing else. True when both do.
bool agrees(std::string_view text, const json::Limits& limits = {}) {
  const std::optional<Value> quick = json::quick_value(text, limits);
  const std::optional<json::Document> tree = json::quick_document(text, limits);
  const Result<json::Document> thorough = json::parse(text, limits);
  EXPECT_EQ(quick.has_value(), thorough.has_value()) << text;
  EXPECT_EQ(tree.has_value(), thorough.has_value()) << text;
  if (quick && tree && thorough) {
    EXPECT_EQ(*quick, json::to_value(thorough->root)) << text;
    EXPECT_EQ(*quick, json::to_value(tree->root)) << text;
    EXPECT_EQ(tree->is_canonical, to_json(*quick) == text) << text;
  }
  return quick.has_value();
}

std::string nested(std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); }

TEST(QuickJson, ReadsWhatIsRight) {
  constexpr std::string_view kTexts[] = {
      R"({"a":1,"b":[true,false,null,"x"],"c":{}})",
      " [ 1 , -2 ,\t0 , -0 , 1.5 , 1e3 , 123456789012345 ]\r\n",
      R"("\"\\\/\b\f\n\r\t")",
      "\"é 😀 \x7f\"",
      "9007199254740991",
      "1e22",
      "-1.5e300",
      R"({"b":1,"a":2})",
      R"("\u0041\u00E9\u00e9\u20ac\u001f\ud83d\ude00\uDBFF\uDFFF")",
      "0.1",
      "[]",
      "\"\"",
      "null"};
  for (const std::string_view text : kTexts) EXPECT_TRUE(agrees(text)) << text;
}

TEST(QuickJson, KnowsWhatTheEngineWouldWrite) {
  constexpr std::string_view kCanonical[] = {
      R"({"a":[1,-2,0.1,1e+22,true,false,null,"\"\\/\b\f\n\r\t\u001f"],"b":{},"é😀":[]})",
      "\"\x7f\"",
      "123456789012345",
      "9007199254740991",
      "-1.5e+300",
      "{}",
      "0"};
  for (const std::string_view text : kCanonical) {
    const std::optional<json::Document> tree = json::quick_document(text);
    ASSERT_TRUE(tree) << text;
    EXPECT_TRUE(tree->is_canonical) << text;
    EXPECT_EQ(to_json(json::to_value(tree->root)), text);
  }
  constexpr std::string_view kOtherwise[] = {
      " 1",      "1\n",         "[1, 2]",      "[ ]",         R"({"a" :1})", R"({"b":1,"a":2})",
      "-0",      "1.0",         "1e22",        "1E+22",       "0.10",        "100000000000000.0",
      R"("\/")", R"("\u0041")", R"("\u00e9")", R"("\u000a")", R"("\u001F")", R"({"\u0061":1})"};
  for (const std::string_view text : kOtherwise) {
    const std::optional<json::Document> tree = json::quick_document(text);
    ASSERT_TRUE(tree) << text;
    EXPECT_FALSE(tree->is_canonical) << text;
  }
}

TEST(QuickJson, KeepsWhatWasWritten) {
  constexpr std::string_view kText = R"( {"a" : [1 , "\u0041"],"b":{ "c":-1.50 }} )";
  const std::optional<json::Document> tree = json::quick_document(kText);
  ASSERT_TRUE(tree);
  EXPECT_EQ(tree->root.written, kText.substr(1, kText.size() - 2));
  const json::Node& list = tree->root.members[0].node;
  EXPECT_EQ(list.written, R"([1 , "\u0041"])");
  EXPECT_EQ(list.items[0].written, "1");
  EXPECT_EQ(list.items[1].written, R"("\u0041")");
  const json::Node& object = tree->root.members[1].node;
  EXPECT_EQ(object.written, R"({ "c":-1.50 })");
  EXPECT_EQ(object.members[0].node.written, "-1.50");
}

TEST(QuickJson, RefusesEverythingElse) {
  constexpr std::string_view kTexts[] = {"",
                                         "{",
                                         "[1,]",
                                         "{\"a\":1,}",
                                         "{\"a\":1,\"a\":2}",
                                         "{\"b\":1,\"a\":2,\"b\":1}",
                                         "{\"a\" 1}",
                                         "{a:1}",
                                         "[1 2]",
                                         "01",
                                         "-",
                                         "+1",
                                         "1.",
                                         ".5",
                                         "1e",
                                         "1e999",
                                         "9007199254740992",
                                         "tru",
                                         "nulls",
                                         "1 2",
                                         "9007199254740992.0",
                                         "10000000000000000000000",
                                         "\"\\u004\"",
                                         "\"\\u004g\"",
                                         "\"\\u0000\"",
                                         "\"\\ud83d\"",
                                         "\"\\ud83d\\n\"",
                                         "\"\\ud83d\\u0041\"",
                                         "\"\\ud83d\\ud83d\"",
                                         "\"\\ude00\"",
                                         "\"\\u",
                                         "\"\\x\"",
                                         "\"\\",
                                         "\"a",
                                         "\"\n\"",
                                         "\"\xff\"",
                                         "\"\xc3\"",
                                         "\"\xed\xa0\x80\"",
                                         "\xef\xbb\xbf[]"};
  for (const std::string_view text : kTexts) EXPECT_FALSE(agrees(text)) << text;
  EXPECT_FALSE(agrees(std::string_view("\"\0\"", 3)));
}

TEST(QuickJson, KeepsTheSameLimits) {
  json::Limits limits;
  limits.depth = 5;
  limits.nodes = 8;
  limits.bytes = 20;
  EXPECT_TRUE(agrees(nested(5), limits));
  EXPECT_FALSE(agrees(nested(6), limits));
  EXPECT_TRUE(agrees("[1,2,3,4,5,6,7]", limits));
  EXPECT_FALSE(agrees("[1,2,3,4,5,6,7,8]", limits));
  EXPECT_TRUE(agrees("\"345678901234567890\"", limits));
  EXPECT_FALSE(agrees("\"3456789012345678901\"", limits));
  EXPECT_TRUE(agrees(nested(64)));
  EXPECT_FALSE(agrees(nested(65)));
}

TEST(QuickJson, NeverSaysAnythingElseOfBrokenTexts) {
  constexpr std::string_view kPieces[] = {
      "{",  "}",     "[",       "]",   ":",       ",",       "\"a\"",  "\"b\"", "\"",
      "1",  "-0",    "1e2",     "0",   "1e309",   "true",    "nu",     "null",  " ",
      "\n", "\\",    "u",       "\"é", ".",       "\xc3",    "-",      "é",     "\x01",
      "/",  "[1,2]", "{\"a\":", "\\n", "\\u00e9", "\\ud83d", "\\ude00"};
  std::uint64_t random = 1;
  int read = 0;
  for (int round = 0; round < 100000; ++round) {
    std::string text = round % 2 == 0 ? "[" : "{\"a\":";
    for (int piece = 0; piece < 6; ++piece) {
      random = random * 6364136223846793005u + 1442695040888963407u;
      text += kPieces[(random >> 33) % std::size(kPieces)];
    }
    text += round % 2 == 0 ? "]" : "}";
    if (agrees(text)) ++read;
  }
  EXPECT_GT(read, 20);
}

}  // namespace
}  // namespace tundish
