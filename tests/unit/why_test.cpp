// What a step says about itself when it is asked.
#include "tundish/why.hpp"

#include <gtest/gtest.h>

#include "tundish/advance.hpp"
#include "unit/plain_session.hpp"

namespace tundish {
namespace {

constexpr const char* kDefinition = R"({"tundish": 1, "slug": "w", "title": "W", "layers": [
  {"id": "a", "type": "start", "components": [
    {"id": "age", "type": "input", "input_type": "numeric", "appearance": "number", "slug": "age"},
    {"id": "note", "type": "message", "appearance": "simple", "text": "x",
     "visible_if": [{"any": [{"slug": "age", "operator": ">", "value": 99},
                             {"not": {"slug": "city", "operator": "empty"}}]}]},
    {"id": "go", "type": "button", "kind": "jump", "text": "Go", "target": "b",
     "jumps": [{"target": "z", "conditions": [{"slug": "age", "operator": ">=", "value": 18},
                                              {"source": "channel", "operator": "==", "value": "sms"}]}]}]},
  {"id": "b", "type": "intermediate", "allow_skip": true, "auto_fill": true,
   "skip_conditions": [{"slug": "age", "operator": "==", "value": {"slug": "copy"}}],
   "components": [
    {"id": "copy", "type": "input", "input_type": "numeric", "appearance": "number", "slug": "copy",
     "autofill_source": ["session.none", "session.age"]},
    {"id": "on", "type": "button", "kind": "jump", "text": "On", "target": "z"}]},
  {"id": "z", "type": "result", "components": []}]})";

class WhyTest : public ::testing::Test {
 protected:
  void SetUp() override {
    session_.emplace(testing::session_of(kDefinition));
    ask(testing::header_of(session_->funnel));
  }

  /// Plays the input and keeps what was said about it.
  Value::List ask(EventInput input) {
    Why why;
    Session asked = *session_;
    asked.funnel = session_->funnel.traced_by(why);
    const Gesture gesture = testing::gesture_of(std::move(input));
    const Played told = play(asked, gesture);
    const Played plain = play(*session_, gesture);
    EXPECT_EQ(told.transition, plain.transition);
    if (told.transition.refused) why.refused(*told.transition.refused);
    return why.entries();
  }

  static std::string first(const Value::List& entries, const char* why, const char* member = "why",
                           const char* wanted = nullptr) {
    for (const Value& entry : entries) {
      const Value* found = entry.find(member);
      if (entry.find("why")->text() != why || !found) continue;
      if (!wanted || found->text() == wanted) return to_json(entry);
    }
    return "";
  }

  std::optional<Session> session_;
};

TEST_F(WhyTest, NamesEveryConditionWithItsOperandsThoseTooThatNoLongerMattered) {
  ask(Answered{"age", 40});
  const Value::List entries = ask(Pressed{"go"});
  EXPECT_EQ(first(entries, "conditions", "of", "jump"),
            R"({"component":"go","conditions":[)"
            R"({"holds":true,"operand":40,"operator":">=","slug":"age","value":18},)"
            R"({"holds":false,"operand":"web","operator":"==","source":"channel","value":"sms"}],)"
            R"("holds":false,"jump":0,"layer":"a","of":"jump","why":"conditions"})");
  EXPECT_EQ(first(entries, "way"), R"({"layer":"a","target":"b","why":"way"})");
}

TEST_F(WhyTest, SaysWhereAValueWasFoundAndWhyALayerWasSkipped) {
  ask(Answered{"age", 40});
  const Value::List entries = ask(Pressed{"go"});
  EXPECT_EQ(first(entries, "source"),
            R"({"fits":false,"slug":"copy","source":"session.none","why":"source"})");
  EXPECT_EQ(first(entries, "source", "source", "session.age"),
            R"({"fits":true,"found":40,"slug":"copy","source":"session.age","why":"source"})");
  EXPECT_EQ(first(entries, "conditions", "of", "skip_conditions"),
            R"({"conditions":[{"holds":true,"operand":40,"operator":"==","other_slug":"copy",)"
            R"("slug":"age","value":40}],"holds":true,"layer":"b","of":"skip_conditions",)"
            R"("why":"conditions"})");
  EXPECT_EQ(first(entries, "fact", "kind", "skipped"),
            R"({"kind":"skipped","layer":"b","why":"fact"})");
}

TEST_F(WhyTest, SaysWhyItRefuses) {
  const Value::List entries = ask(Pressed{"nothing"});
  ASSERT_FALSE(entries.empty());
  EXPECT_EQ(entries.back().find("why")->text(), "refused");
  EXPECT_EQ(entries.back().find("code")->text(), "unknown_button");
  EXPECT_EQ(entries.back().find("pointer")->text(), "/input/button");
}

TEST_F(WhyTest, ExplainsGroupsToTheLast) {
  Why why;
  const Layer& layer = session_->funnel->layers[0];
  why.judged(session_->funnel, session_->state, layer.components[1].visible_if);
  ASSERT_EQ(why.entries().size(), 1U);
  EXPECT_EQ(
      to_json(why.entries()[0]),
      R"({"component":"note","conditions":[{"any":[)"
      R"({"holds":false,"operator":">","slug":"age","value":99},)"
      R"({"holds":false,"not":[{"holds":true,"operator":"empty","slug":"city","value":null}]}],)"
      R"("holds":false}],"holds":false,"layer":"a","of":"visible_if","why":"conditions"})");
}

TEST(Why, EndsWithACut) {
  Why why;
  for (std::size_t i = 0; i < kMaxWhyEntries + 5; ++i) why.happened(Fact());
  ASSERT_EQ(why.entries().size(), kMaxWhyEntries + 1);
  EXPECT_EQ(why.entries().back().find("why")->text(), "cut");
}

}  // namespace
}  // namespace tundish
