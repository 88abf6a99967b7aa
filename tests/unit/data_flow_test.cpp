// Data collection flows: random ones play as an independent reading of their description says.
#include <gtest/gtest.h>

#include "tundish/advance.hpp"
#include "tundish/codec.hpp"
#include "tundish/import.hpp"
#include "tundish/parse.hpp"
#include "tundish/session.hpp"
#include "unit/data_flow_oracle.hpp"
#include "unit/random_flow.hpp"

namespace tundish::data_flow {
namespace {

constexpr std::uint64_t kFlows = 2000;
constexpr int kReplies = 40;

class FlowPlay {
 public:
  FlowPlay(const Funnel& funnel, Channel channel) : session_{funnel, {}, {}} {
    Started header;
    header.session = header.random_seed = std::string(32, 'a');
    header.structure = funnel->structure;
    header.release = find_content(*funnel, "en")->release;
    header.language = "en";
    header.channel = channel;
    EXPECT_FALSE(make(header).refused);
  }

  Transition take(const Reply& reply) {
    Replied replied;
    replied.text = reply.text;
    if (reply.kind == Reply::Kind::option) replied.kind = ReplyKind::option;
    if (reply.kind == Reply::Kind::file) {
      replied.kind = ReplyKind::file;
      replied.text.clear();
      replied.file.name = "picture";
      replied.file.media_type = reply.text;
      replied.file.size = 1;
    }
    return make(replied);
  }

  std::string position() const {
    return session_.funnel->layers[static_cast<std::size_t>(state().layer)].id;
  }
  const State& state() const { return session_.state; }

  /// The answers on and off the path; a file by its media type.
  std::map<std::string, std::string> answers() const {
    std::map<std::string, std::string> answers;
    for (const Answer& answer : state().answers) {
      const Value* type = answer.value.find("media_type");
      answers[answer.slug] = type ? type->text() : answer.value.text();
      EXPECT_TRUE(answer.problems.empty());
    }
    return answers;
  }

 private:
  Transition make(EventInput input) {
    Gesture gesture;
    gesture.input = std::move(input);
    gesture.uid = std::string(32, 'b');
    return play(session_, gesture).transition;
  }

  Session session_;
};

/// What the random flows came to, so that a generator that tries little is noticed.
struct Coverage {
  int answered = 0, asked_again = 0, completed = 0;
};

void play_random_flow(std::uint64_t seed, Coverage& coverage) {
  Random dice(seed);
  const std::vector<Step> steps = random_flow(dice);
  const std::string text = flow_text(steps, dice);
  SCOPED_TRACE("seed " + std::to_string(seed) + ": " + text);
  const Result<Imported> imported = import_data_flow(text, "flow", "Flow");
  ASSERT_TRUE(imported) << to_json(imported.error());
  const Result<Funnel> funnel = parse_funnel(imported->definition);
  ASSERT_TRUE(funnel) << to_json(funnel.error());

  Oracle oracle(steps);
  FlowPlay play(*funnel, dice.one_in(2) ? Channel::whatsapp : Channel::web_chat);
  for (int i = 0; i < kReplies && !oracle.is_complete(); ++i) {
    ASSERT_EQ(play.position(), oracle.position());
    const std::size_t at = static_cast<std::size_t>(std::stoi(oracle.position().substr(1)));
    const Reply reply = random_reply(steps[at], dice);
    const bool fits = oracle.take(reply);
    ++(fits ? coverage.answered : coverage.asked_again);
    const Transition step = play.take(reply);
    ASSERT_FALSE(step.refused) << to_json(*step.refused);
    ASSERT_FALSE(step.effects.empty());
    EXPECT_EQ(std::get<Say>(step.effects.front()).again, !fits) << reply.text;
    ASSERT_EQ(play.answers(), oracle.answers()) << reply.text;
  }
  EXPECT_EQ(play.position(), oracle.position());
  EXPECT_EQ(play.state().status == SessionStatus::completed, oracle.is_complete());
  coverage.completed += oracle.is_complete();
}

TEST(DataFlow, RandomFlowsPlayAsDescribed) {
  Coverage coverage;
  for (std::uint64_t seed = 1; seed <= kFlows; ++seed) {
    play_random_flow(seed, coverage);
    if (HasFailure()) return;
  }
  EXPECT_GT(coverage.answered, static_cast<int>(2 * kFlows));
  EXPECT_GT(coverage.asked_again, static_cast<int>(2 * kFlows));
  EXPECT_GT(coverage.completed, static_cast<int>(kFlows / 2));
}

TEST(DataFlow, ManyStepsAndOptionsAreTakenUpToTheLimits) {
  const auto flow = [](std::size_t steps) {
    Value list{Value::List{}};
    for (std::size_t i = 0; i < steps; ++i) {
      Value step;
      step.set("id", "S" + std::to_string(i));
      step.set("question", "?");
      step.set("type", "Text");
      step.set("next", "S" + std::to_string(i + 1));
      list.push(step);
    }
    return to_json(list);
  };
  const Result<Imported> most = import_data_flow(flow(1999), "flow", "Flow");
  ASSERT_TRUE(most) << to_json(most.error());
  EXPECT_EQ(most->diagnostics.size(), 1u);  // the last step's target
  const Result<Imported> over = import_data_flow(flow(2000), "flow", "Flow");
  ASSERT_FALSE(over);
  EXPECT_EQ(over.error().front().code, "too_long");
}

TEST(DataFlow, WhatOnlyTheFunnelForbidsIsSaidToo) {
  const Result<Imported> imported =
      import_data_flow(R"({"id":"A","question":"?","type":"Text"})", "no slug", "Title");
  ASSERT_FALSE(imported);
  EXPECT_EQ(imported.error().front().code, "pattern");
  EXPECT_NE(imported.error().front().sentence.find("/slug"), std::string::npos);
}

TEST(DataFlow, LongOptionsKeepTheirWays) {
  const std::string longest(250, 'x');
  const std::string text = R"([{"id":"A","question":"?","type":"Selection","options":[")" +
                           longest + R"(","b"],"nextMapping":{")" + longest +
                           R"(":"B"}},{"id":"B","question":"?","type":"Text"}])";
  const Result<Imported> imported = import_data_flow(text, "flow", "Flow");
  ASSERT_TRUE(imported) << to_json(imported.error());
  ASSERT_EQ(imported->diagnostics.size(), 1u);
  EXPECT_EQ(imported->diagnostics[0].code, "option_changed");
  const Result<Funnel> funnel = parse_funnel(imported->definition);
  FlowPlay play(*funnel, Channel::whatsapp);
  play.take({Reply::Kind::words, "1"});
  EXPECT_EQ(play.position(), "B");
}

}  // namespace
}  // namespace tundish::data_flow
