// What is told of the differences between two definitions.
#include "tundish/changes.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "compare/kept_order.hpp"
#include "tundish/codec.hpp"
#include "tundish/large_value.hpp"
#include "tundish/parse.hpp"

namespace tundish {
namespace {

const std::string kBefore = R"({
  "tundish": 1, "slug": "s", "title": "Before", "languages": ["en", "fr"],
  "layers": [
    {"id": "a", "type": "start", "components": [
      {"id": "hello", "type": "message", "text": "Hello"},
      {"id": "age", "type": "input", "input_type": "numeric", "slug": "age", "label": "Age"},
      {"id": "go", "type": "button", "kind": "jump", "text": "Go", "target": "c", "jumps": [
        {"target": "b", "conditions": [{"slug": "age", "operator": ">", "value": 18}]}]}]},
    {"id": "b", "type": "intermediate", "components": [
      {"id": "go", "type": "button", "kind": "jump", "text": "On", "target": "c"}]},
    {"id": "c", "type": "result"}],
  "content": {"fr": {"a.hello.text": "Bonjour"}}
})";

Funnel funnel_of(const std::string& text) {
  const Result<Funnel> funnel = parse_funnel(text);
  EXPECT_TRUE(funnel) << (funnel ? "" : to_json(funnel.error()));
  return *funnel;
}

std::string replaced(std::string text, const std::string& what, const std::string& with) {
  const std::size_t at = text.find(what);
  EXPECT_NE(at, std::string::npos) << what;
  return text.replace(at, what.size(), with);
}

std::vector<std::string> told(const std::string& after) {
  std::vector<std::string> lines;
  for (const Change& one : find_changes(funnel_of(kBefore), funnel_of(after))) {
    lines.push_back(one.code + ' ' + one.pointer + ' ' + one.sentence);
  }
  return lines;
}

using Lines = std::vector<std::string>;

TEST(Changes, SayWhatACondtionIsAndWas) {
  EXPECT_EQ(told(replaced(kBefore, R"(">", "value": 18)", R"(">=", "value": 21)")),
            Lines{"rule_changed /layers/0/components/2/jumps `a.go`: `jumps` is to b if age >= 21; "
                  "it was to b if age > 18."});
  EXPECT_EQ(
      told(replaced(kBefore, R"("b", "type": "intermediate",)",
                    R"("b", "type": "intermediate", "allow_skip": true, "auto_fill": true,
      "skip_conditions": [{"any": [{"slug": "age", "operator": "empty"},
        {"not": {"source": "device", "slug": "os", "operator": "starts_with", "value": "iOS"}}]}],)")),
      (Lines{"rule_changed /layers/1/allow_skip The layer `b`: `allow_skip` is yes; it was "
             "none.",
             "rule_changed /layers/1/auto_fill The layer `b`: `auto_fill` is yes; it was "
             "none.",
             "rule_changed /layers/1/skip_conditions The layer `b`: `skip_conditions` is (age "
             "is empty or not device os starts with “iOS”); it was none."}));
}

TEST(Changes, SayTextsByLanguage) {
  EXPECT_EQ(told(replaced(kBefore, "Bonjour", "Salut")),
            Lines{"text_changed /content/fr/a.hello.text The text `a.hello.text` in `fr` is "
                  "“Salut”; it was “Bonjour”."});
  EXPECT_EQ(told(replaced(kBefore, R"("fr": {"a.hello.text": "Bonjour"})", R"("fr": {})")),
            Lines{"text_removed /content/fr/a.hello.text The text `a.hello.text` is gone in `fr`; "
                  "it was “Bonjour”."});
  const Changes changes =
      find_changes(funnel_of(kBefore), funnel_of(replaced(kBefore, "Hello", "Hi")));
  ASSERT_EQ(changes.size(), 1u);
  EXPECT_EQ(changes.front().language, "en");
}

TEST(Changes, TellMovedFromNew) {
  const std::string b = R"(    {"id": "b", "type": "intermediate", "components": [
      {"id": "go", "type": "button", "kind": "jump", "text": "On", "target": "c"}]},
)";
  std::string moved = replaced(kBefore, b, "");
  moved = replaced(moved, R"("type": "result"}],)", R"("type": "result"},)" + b + "],");
  moved = replaced(moved, "},\n],", "}],");
  EXPECT_EQ(told(moved), Lines{"layer_moved /layers/1 The layer `c` stands behind `a` now."});
  const std::string hello = R"({"id": "hello", "type": "message", "text": "Hello"},)";
  std::string elsewhere = replaced(kBefore, hello, "");
  elsewhere = replaced(elsewhere, R"("intermediate", "components": [)",
                       R"("intermediate", "components": [)" + hello);
  elsewhere = replaced(elsewhere, R"("a.hello.text")", R"("b.hello.text")");
  const Lines lines = told(elsewhere);
  ASSERT_EQ(lines.size(), 5u);
  EXPECT_EQ(lines.front(),
            "component_moved /layers/1/components/0 `a.hello` is in the layer `b` now.");
}

TEST(Changes, SayWhatIsNewAndGone) {
  const std::string title = replaced(kBefore, R"("Before")", R"("After")");
  EXPECT_EQ(told(title),
            Lines{"setting_changed /title The funnel's `title` is “After”; it was “Before”."});
  const std::string more = replaced(kBefore, R"({"id": "c", "type": "result"})",
                                    R"({"id": "c", "type": "result"}, {"id": "d", "type":
      "result", "components": [{"id": "bye", "type": "message", "text": "Bye"}]})");
  EXPECT_EQ(told(more), (Lines{"layer_added /layers/3 The layer `d` (result) is new.",
                               "component_added /layers/3/components/0 `d.bye` (message) is new.",
                               "text_added /content/en/d.bye.text The text `d.bye.text` in `en` is "
                               "“Bye”; it is new."}));
  const Changes back = find_changes(funnel_of(more), funnel_of(kBefore));
  ASSERT_EQ(back.size(), 2u);
  EXPECT_EQ(back[0].code, "layer_removed") << "and with it what it shows";
  EXPECT_EQ(back[1].code, "text_removed");
  EXPECT_TRUE(find_changes(funnel_of(kBefore), funnel_of(kBefore)).empty());
}

std::string with_subfunnels(const std::string& subfunnels) {
  const std::size_t end = kBefore.rfind('}');
  return kBefore.substr(0, end) + R"(, "subfunnels": [)" + subfunnels + "]}";
}

std::string subfunnel(const std::string& slug, const std::string& text) {
  return R"({"tundish": 1, "slug": ")" + slug +
         R"(", "title": "Inner", "layers": [{"id": "in", "type": "start", "components": [
      {"id": "hi", "type": "message", "text": ")" +
         text + R"("}], "next": "out"}, {"id": "out", "type": "result"}]})";
}

TEST(Changes, SayWhatSubfunnelsAre) {
  const std::string one = subfunnel("one", "Hi");
  const std::string two = subfunnel("two", "Hi");
  const Funnel before = funnel_of(with_subfunnels(one + "," + two));
  const auto told_of = [&before](const std::string& subfunnels) {
    Lines lines;
    for (const Change& change : find_changes(before, funnel_of(with_subfunnels(subfunnels)))) {
      lines.push_back(change.pointer + ' ' + change.sentence);
    }
    return lines;
  };
  EXPECT_EQ(told_of(two + "," + one), Lines{"/subfunnels The subfunnels stand in another order."});
  EXPECT_EQ(told_of(one + "," + subfunnel("three", "Hi")),
            (Lines{"/subfunnels/1 It brings along the subfunnel `three`.",
                   "/subfunnels/1 It no longer brings along the subfunnel `two`."}));
  EXPECT_EQ(told_of(one + "," + subfunnel("two", "Hello")),
            Lines{"/subfunnels/1/content/en/in.hi.text In the subfunnel `two`: The text "
                  "`in.hi.text` in `en` is “Hello”; it was “Hi”."});
}

TEST(Changes, AreToldOfWhatIsNoFunnelYet) {
  const auto told_of = [](const char* before, const char* after) {
    Lines lines;
    for (const Change& one : find_changes(*parse_value(before), *parse_value(after))) {
      lines.push_back(one.code + ' ' + one.pointer + ' ' + one.sentence);
    }
    return lines;
  };
  EXPECT_EQ(
      told_of(R"({"title":"A","layers":[{"id":"a","components":[{"id":"go","target":"b"}]}]})",
              R"({"title":"A","layers":[{"id":"a","components":[{"id":"go"}]}],
                        "x_studio":{"notes":[]}})"),
      Lines{"rule_changed /layers/0/components/0/target `a.go`: `target` is none; it was “b”."});
  EXPECT_EQ(told_of(R"({"layers":{"id":"a"},"content":[]})", R"({"layers":[7,null],"content":3})"),
            (Lines{"layer_added /layers/0 The layer `` () is new.",
                   "layer_added /layers/1 The layer `` () is new."}));
  EXPECT_EQ(told_of("[]", "7"), Lines{});
}

TEST(Changes, CutWhatIsLong) {
  const std::string text(100, 'x');
  const Changes changes =
      find_changes(funnel_of(kBefore), funnel_of(replaced(kBefore, "Hello", text)));
  ASSERT_EQ(changes.size(), 1u);
  EXPECT_NE(changes.front().sentence.find("“" + text.substr(0, 80) + "…”"), std::string::npos);
  EXPECT_EQ(to_json(changes),
            R"([{"code":"text_changed","language":"en","pointer":"/content/en/a.hello.text",)"
            R"("sentence":")" +
                changes.front().sentence + "\"}]");
}

TEST(LargeValue, TakesMoreThanADefinitionMayHave) {
  std::string list = "[";
  for (int i = 0; i < 150'000; ++i) list += "12345678,";
  list += "1]";
  EXPECT_FALSE(parse_value(list));
  const Result<Value> value = parse_large_value(list, 2'000'000);
  ASSERT_TRUE(value);
  EXPECT_EQ(value->list().size(), 150'001u);
  EXPECT_FALSE(parse_large_value(list, 1'000'000));
  EXPECT_FALSE(parse_large_value("[1,]", 1'000'000));
  EXPECT_TRUE(parse_large_value("[1]", 1'000'000));
}

TEST(Changes, KeepAsManyAsPossibleInTheirPlaces) {
  using Places = std::vector<std::size_t>;
  const auto moved = [](const Places& places) {
    int count = 0;
    for (const bool kept : kept_order(places)) count += kept ? 0 : 1;
    return count;
  };
  EXPECT_EQ(moved({}), 0);
  EXPECT_EQ(moved({0, 1, 2, 3}), 0);
  EXPECT_EQ(moved({3, 0, 1, 2}), 1);
  EXPECT_EQ(moved({3, 2, 1, 0}), 3);
  EXPECT_EQ(kept_order({4, 0, 2, 1, 3}), (std::vector<bool>{false, true, false, true, true}));
}

}  // namespace
}  // namespace tundish
