#include "tundish/analyze.hpp"

#include <gtest/gtest.h>

#include <string>

#include "tundish/codec.hpp"
#include "tundish/parse.hpp"

namespace tundish {
namespace {

/// "severity code pointer @line:column" of every finding, one a line.
std::string findings(const std::string& text) {
  const auto funnel = parse_funnel(text);
  if (!funnel) return to_json(funnel.error());
  Diagnostics found = analyze(*funnel);
  locate(found, text);
  std::string lines;
  for (const Diagnostic& one : found) {
    lines += (lines.empty() ? "" : "\n") + std::string(to_text(one.severity)) + " " + one.code +
             " " + one.place.pointer + " @" + std::to_string(one.place.line) + ":" +
             std::to_string(one.place.column);
  }
  return lines;
}

std::string with_layers(const std::string& layers, const std::string& more = "") {
  return "{\"tundish\":1,\"slug\":\"s\",\"title\":\"T\"," + more + "\"layers\":[\n" + layers + "]}";
}

TEST(Analyze, FindsNothingInASoundFunnel) {
  EXPECT_EQ(
      findings(with_layers(R"({"id":"a","type":"start","next":"b"},{"id":"b","type":"result"})")),
      "");
}

TEST(Analyze, FindsLayersThatNobodyComesTo) {
  EXPECT_EQ(findings(with_layers(R"({"id":"a","type":"start","next":"b"},
{"id":"b","type":"result"},
{"id":"c","type":"intermediate","next":"d"},
{"id":"d","type":"result"},
{"id":"f","type":"fatalistic"},
{"id":"g","type":"fatalistic"})",
                                 R"("config":{"fatalistic_layer":"f"},)")),
            "warning unreachable_layer /layers/2 @4:1\n"
            "warning unreachable_layer /layers/3 @5:1\n"
            "warning unreachable_layer /layers/5 @7:1");
}

TEST(Analyze, FollowsTheWayAfterTooManyWrongReplies) {
  EXPECT_EQ(findings(with_layers(R"({"id":"a","type":"start","next":"b","on_error":"c"},
{"id":"b","type":"result"},{"id":"c","type":"fatalistic"})")),
            "");
}

TEST(Analyze, FindsDeadEnds) {
  EXPECT_EQ(
      findings(with_layers(
          R"({"id":"a","type":"start","next":{"jumps":[{"target":"b","conditions":[{"source":"contact","slug":"x","operator":"empty"}]},{"target":"c","conditions":[{"source":"contact","slug":"y","operator":"empty"}]},{"target":"e"}]}},
{"id":"b","type":"intermediate","components":[{"id":"p","type":"button","kind":"previous"}]},
{"id":"c","type":"intermediate","components":[{"id":"i","type":"input","input_type":"text","slug":"i"}],"next":"d"},
{"id":"d","type":"intermediate","components":[{"id":"j","type":"button","kind":"jump","target":"c"}]},
{"id":"e","type":"result"})")),
      "error dead_end /layers/1 @3:1\n"
      "error dead_end /layers/2 @4:1\n"
      "error dead_end /layers/3 @5:1");
}

TEST(Analyze, WantsAResult) {
  EXPECT_EQ(findings(with_layers(R"({"id":"a","type":"start","next":"f"},
{"id":"f","type":"fatalistic"},
{"id":"r","type":"result"})")),
            "error no_result_reachable /layers/0 @2:1\n"
            "warning unreachable_layer /layers/2 @4:1");
}

TEST(Analyze, FindsANextThatIsNeverTaken) {
  EXPECT_EQ(findings(with_layers(R"({"id":"a","type":"start","next":"b","components":[
{"id":"go","type":"button","kind":"jump","target":"b"}]},{"id":"b","type":"result"})")),
            "warning unused_next /layers/0/next @2:33");
}

TEST(Analyze, FindsCirclesThatAskNothing) {
  const std::string layers = R"({"id":"a","type":"start","next":"b"},
{"id":"b","type":"intermediate","next":{"jumps":[{"target":"c","conditions":[{"source":"contact","slug":"x","operator":"empty"}]}],"target":"end"}},
{"id":"c","type":"intermediate","next":"b"},
{"id":"end","type":"result"})";
  EXPECT_EQ(findings(with_layers(layers, R"("channels":["web","sms"],)")),
            "error cycle_without_progress /layers/1/next @3:40\n"
            "error cycle_without_progress /layers/2/next @4:40");
  EXPECT_EQ(findings(with_layers(layers)), "") << "on the web the visitor presses next each time";
}

TEST(Analyze, FindsAnswersThatNobodyGives) {
  EXPECT_EQ(
      findings(with_layers(
          R"({"id":"a","type":"start","components":[{"id":"i","type":"input","input_type":"text","slug":"known"}],"next":{"target":"b","jumps":[
{"target":"b","conditions":[{"slug":"known","operator":"empty"},{"slug":"unknown","operator":"empty"}]},
{"target":"b","conditions":[{"all":[{"slug":"known","operator":"empty"},
  {"any":[[{"not":{"slug":"other","operator":"==","value":{"slug":"third"}}}]]}]}]}]}},
{"id":"b","type":"result"})")),
      "error unknown_slug /layers/0/next/jumps/0/conditions/1/slug @3:73\n"
      "error unknown_slug /layers/0/next/jumps/1/conditions/0/all/1/any/0/0/not/slug @5:27\n"
      "error unknown_slug /layers/0/next/jumps/1/conditions/0/all/1/any/0/0/not/value/slug @5:67");
}

TEST(Analyze, FindsNamesThatNothingGives) {
  EXPECT_EQ(findings(with_layers(R"({"id":"a","type":"start","next":"b","components":[
{"id":"m","type":"message","text":"{{i}} {{score}} {{reference_code}} {{ReferenceCode}} {{funnel.title}} {{nobody}}"},
{"id":"i","type":"input","input_type":"choice","slug":"i","options":[
{"value":"x","title":"{{#nothing}}x{{/nothing}}"}]},
{"id":"t","type":"message"}]},{"id":"b","type":"result"})",
                                 R"("content":{"en":{"a.t.text":"{{void}}"}},)")),
            "warning unknown_template_name /layers/0/components/1/options/0/title @5:22\n"
            "warning unknown_template_name /layers/0/components/0/text @3:35\n"
            "warning unknown_template_name /content/en/a.t.text @1:65");
}

TEST(Analyze, FindsMissingTranslations) {
  EXPECT_EQ(
      findings(with_layers(
          R"({"id":"a","type":"start","next":"b","components":[{"id":"m","type":"message","text":"Hi","title":"There"}]},
{"id":"b","type":"result"})",
          R"("languages":["en","fr","de"],"content":{"fr":{"a.m.text":"Salut","a.m.subtitle":"?"}},)")),
      "warning missing_translation /content @1:76\n"
      "warning missing_translation /content/fr @1:82\n"
      "warning missing_translation /content @1:76");
}

TEST(Analyze, LocatesRelatedPlacesAndKeepsWhatLeadsNowhere) {
  Diagnostics diagnostics(1);
  diagnostics[0].place.pointer = "/layers/7/id";
  diagnostics[0].related.push_back({Place{"/b~1c/0", 0, 0}, ""});
  locate(diagnostics, "{\n \"layers\": [1],\n \"b/c\": [ 2 ]}");
  EXPECT_EQ(diagnostics[0].place, (Place{"/layers", 2, 12}));
  EXPECT_EQ(diagnostics[0].related[0].place, (Place{"/b~1c/0", 3, 11}));
  const Diagnostics before = diagnostics;
  locate(diagnostics, "not JSON");
  EXPECT_EQ(diagnostics, before);
}

}  // namespace
}  // namespace tundish
