#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "json/parse.hpp"
#include "tundish/codec.hpp"

namespace tundish {
namespace {

/// "code@line:column pointer" of every fault, one a line.
std::string faults(std::string_view text, const json::Limits& limits = {}) {
  const Result<json::Document> document = json::parse(text, limits);
  if (document) return "none";
  std::string found;
  for (const Diagnostic& fault : document.error()) {
    EXPECT_NE(fault.sentence, "");
    found += (found.empty() ? "" : "\n") + fault.code + '@' + std::to_string(fault.place.line) +
             ':' + std::to_string(fault.place.column) + ' ' + fault.place.pointer;
  }
  return found;
}

std::string sentence(std::string_view text) {
  const Result<json::Document> document = json::parse(text);
  return document ? "none" : document.error().front().sentence;
}

std::string nested(std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); }

TEST(Json, ReadsEveryKindOfValue) {
  const auto value =
      parse_value(R"( {"b":[1,-2.5,1e3,true,false,null],"a":{"":"\u00e9\ud83d\ude00\n"}} )");
  ASSERT_TRUE(value);
  EXPECT_EQ(to_json(*value), "{\"a\":{\"\":\"é😀\\n\"},\"b\":[1,-2.5,1000,true,false,null]}");
  EXPECT_EQ(to_json(*parse_value("-0")), "0");
  EXPECT_EQ(to_json(*parse_value("-0.0e5")), "0");
}

TEST(Json, KnowsThePlaceOfEveryValueAndName) {
  const auto document = json::parse("{\n  \"é\" : [ true,\n\t{\"k\":\"v\"} ] }");
  ASSERT_TRUE(document);
  const json::Node& root = document->root;
  EXPECT_EQ(root.position.line, 1);
  EXPECT_EQ(root.position.column, 1);
  const json::Member& member = root.members[0];
  EXPECT_EQ(member.position.line, 2);
  EXPECT_EQ(member.position.column, 3);
  EXPECT_EQ(member.node.position.column, 9);
  EXPECT_EQ(member.node.items[0].position.column, 11);
  const json::Node& inner = member.node.items[1];
  EXPECT_EQ(inner.position.line, 3);
  EXPECT_EQ(inner.position.column, 2);
  EXPECT_EQ(inner.members[0].position.column, 3);
  EXPECT_EQ(inner.members[0].node.position.column, 7);
  EXPECT_EQ(json::locate(root, "/é/1/k").column, 7);
  EXPECT_EQ(json::locate(root, "/é/1/nothing").column, 2);
}

TEST(Json, SyntaxErrorsNameTheirPlace) {
  EXPECT_EQ(faults(""), "json_syntax@1:1 ");
  EXPECT_EQ(faults("  "), "json_syntax@1:3 ");
  EXPECT_EQ(faults("[1,]"), "json_syntax@1:4 /1");
  EXPECT_EQ(faults("[1,,2]"), "json_syntax@1:4 /1");
  EXPECT_EQ(faults("[,1]"), "json_syntax@1:2 /0");
  EXPECT_EQ(faults("{\"a\" 1}"), "json_syntax@1:6 /a");
  EXPECT_EQ(faults("{\"a\":1,}"), "json_syntax@1:8 ");
  EXPECT_EQ(faults("{\"a\":\n nul}"), "json_syntax@2:2 /a");
  EXPECT_EQ(faults("{a:1}"), "json_syntax@1:2 ");
  EXPECT_EQ(faults("{\"a\":{\"b\":[1,2"), "json_syntax@1:15 /a/b/2");
  EXPECT_EQ(faults("[1] x"), "json_syntax@1:5 ");
  EXPECT_EQ(faults("[01]"), "json_syntax@1:3 /1");
  EXPECT_EQ(faults("[1.]"), "json_syntax@1:2 /0");
  EXPECT_EQ(faults("[\"é\\q\"]"), "json_syntax@1:4 /0");
  EXPECT_EQ(faults("[\"a\nb\"]"), "json_syntax@1:4 /0");
  EXPECT_EQ(faults("[\"abc"), "json_syntax@1:2 /0");
  EXPECT_EQ(faults("{\"a\\x\":1}"), "json_syntax@1:4 ");
}

TEST(Json, SyntaxErrorsSayWhatWouldBeRight) {
  EXPECT_EQ(sentence("[1,]"), "Remove the comma before this `]`.");
  EXPECT_EQ(sentence("{'a':1}"), "Texts stand in double quotes.");
  EXPECT_EQ(sentence("{a:1}"), "Names stand in double quotes.");
  EXPECT_EQ(sentence("[01]"), "A number has no leading zero.");
  EXPECT_EQ(sentence("[1 2]"), "Expected `,` or `]`; found `2`.");
  EXPECT_EQ(sentence("{\"a\":"), "Expected a value; the text ends here.");
  EXPECT_EQ(sentence("// x"), "JSON has no comments; use an `x_…` property.");
  EXPECT_EQ(sentence("[\"\\u12g4\"]"), "After `\\u` come four hex digits.");
}

TEST(Json, RefusesWhatIsNotUtf8) {
  EXPECT_EQ(faults("{\"a\":\"x\xff\",\n\"b\":[\"\xc3\"]}"), "utf8@1:8 /a\nutf8@2:7 /b/0");
  EXPECT_EQ(faults("[\"\xed\xa0\x80\"]"), "utf8@1:3 /0\nutf8@1:4 /0\nutf8@1:5 /0");
  EXPECT_EQ(faults("[\"\xc0\xaf\"]"), "utf8@1:3 /0\nutf8@1:4 /0");
  EXPECT_EQ(faults("[\"ab\\ud800\"]"), "utf8@1:5 /0");
  EXPECT_EQ(faults("[\"\\udc00\\ud800\"]"), "utf8@1:3 /0");
  EXPECT_EQ(faults("[\"\\ud83d\\ude00\"]"), "none");
}

TEST(Json, RefusesAByteOrderMarkAndGoesOn) {
  EXPECT_EQ(faults("\xef\xbb\xbf{\"a\":1}"), "bom@1:1 ");
  EXPECT_EQ(faults("\xef\xbb\xbf{\"a\":1,\"a\":2}"), "bom@1:1 \nduplicate_key@1:8 /a");
  EXPECT_EQ(faults("\xef\xbb\xbf\xef\xbb\xbf[1,]"), "bom@1:1 \njson_syntax@1:4 /1");
  EXPECT_EQ(sentence("[\xef\xbb\xbf]"), "Expected a value or `]`; found `\xef\xbb\xbf`.");
}

TEST(Json, RefusesNul) {
  EXPECT_EQ(faults(std::string_view("[1,\0\"a\0b\"]", 10)), "nul@1:4 /1\nnul@1:7 /1");
  EXPECT_EQ(faults("{\"a\\u0000\":[\"\\u0000\"]}").substr(0, 7), "nul@1:2");
  EXPECT_EQ(faults("[\"ok\",\"\\u0000\"]"), "nul@1:7 /1");
}

TEST(Json, RefusesRepeatedNamesAndNamesBothPlaces) {
  const auto document = json::parse("{\"a\":1,\n \"b\":{\"c\":1,\"c\":2},\n \"a\":2, \"a\":3}");
  ASSERT_FALSE(document);
  ASSERT_EQ(document.error().size(), 3u);
  const Diagnostic& inner = document.error()[0];
  EXPECT_EQ(inner.place, (Place{"/b/c", 2, 13}));
  EXPECT_EQ(inner.related[0].place, (Place{"/b/c", 2, 7}));
  EXPECT_EQ(document.error()[1].place, (Place{"/a", 3, 2}));
  EXPECT_EQ(document.error()[2].place, (Place{"/a", 3, 9}));
  EXPECT_EQ(document.error()[2].related[0].place, (Place{"/a", 1, 2}));
}

TEST(Json, RefusesNumbersThatNoDoubleHolds) {
  EXPECT_EQ(faults("[9007199254740991,-9007199254740991]"), "none");
  EXPECT_EQ(faults("[9007199254740992,1,-9007199254740992]"),
            "number_range@1:2 /0\nnumber_range@1:21 /2");
  EXPECT_EQ(faults("[1e16,1e400,1e21,{\"a\":-1e999},1e-400]"),
            "number_range@1:2 /0\nnumber_range@1:7 /1\nnumber_range@1:23 /3/a");
  EXPECT_EQ(faults("[123456789012345678901234567890,\"1e999\"]"), "number_range@1:2 /0");
  EXPECT_EQ(faults("[1e400,]"), "number_range@1:2 /0\njson_syntax@1:8 /1");
}

TEST(Json, CanonicalTextOfAReadNumberIsReadAgain) {
  for (const char* text : {"1e21", "1.5e300", "5e-324", "9007199254740991", "0.000001", "1e-7"}) {
    const auto value = parse_value(text);
    ASSERT_TRUE(value) << text;
    const auto again = parse_value(to_json(*value));
    ASSERT_TRUE(again) << to_json(*value);
    EXPECT_EQ(*again, *value);
  }
}

TEST(Json, KeepsItsLimits) {
  EXPECT_EQ(faults(nested(64)), "none");
  EXPECT_EQ(faults(nested(65)).substr(0, 10), "depth@1:65");
  EXPECT_EQ(faults(std::string(1'000'000, '[')).substr(0, 10), "depth@1:65");
  EXPECT_EQ(faults("[1,2,3]", json::Limits{7, 64, 4}), "none");
  EXPECT_EQ(faults("[1,2,3]", json::Limits{6, 64, 4}), "too_large@1:1 ");
  EXPECT_EQ(faults("[1,2,3]", json::Limits{7, 64, 3}), "too_many_nodes@1:6 /2");
  std::string many = "[\"\xff\"";
  for (int i = 0; i < 300; ++i) many += ",\"\xff\",1e999";
  const auto document = json::parse(many + "]");
  ASSERT_FALSE(document);
  EXPECT_EQ(document.error().size(), 100u);
}

TEST(Json, EveryCutOfATextIsRefusedInItsPlace) {
  const std::string text = R"({"a":[1.5e3,"é\u00e9\n",true],"b":{"c":null}})";
  for (std::size_t size = 0; size < text.size(); ++size) {
    EXPECT_FALSE(json::parse(text.substr(0, size))) << size;
  }
  EXPECT_TRUE(json::parse(text));
}

TEST(Json, DiagnosticsAreWrittenCanonically) {
  const auto document = json::parse("{\"a\":1,\"a\":2}");
  ASSERT_FALSE(document);
  EXPECT_EQ(to_json(document.error()),
            R"([{"code":"duplicate_key","column":8,"line":1,"pointer":"/a","related":[{"column":2,)"
            R"("line":1,"pointer":"/a","sentence":"It stands here first."}],"sentence":"The name )"
            R"(`a` stands in this object twice; remove one.","severity":"error"}])");
}

}  // namespace
}  // namespace tundish
