// Sessions that take shortcuts are those that take none, and what is reported of them adds up.

#include <gtest/gtest.h>

#include "simulate/play.hpp"
#include "tundish/codec.hpp"
#include "tundish/parse.hpp"
#include "unit/definition_file.hpp"
#include "unit/random_funnel.hpp"

namespace tundish {
namespace {

using testing::Random;

constexpr std::int64_t kSessions = 150;
constexpr std::uint64_t kFunnels = 40;

SimulateOptions everyone(const Funnel& funnel, std::uint64_t seed) {
  SimulateOptions options;
  options.seed = seed;
  options.sessions = kSessions;
  options.steps = 60;
  options.scouts = 20;
  for (const Channel channel : testing::playable_channels(funnel)) {
    options.visitors.channels.emplace_back(channel, 1.0);
  }
  for (const Content& content : funnel->content) {
    options.visitors.languages.emplace_back(content.language, 1.0);
  }
  options.visitors.back = 0.2;
  options.visitors.invalid = 0.2;
  return options;
}

/// Whether shortcuts were taken.
bool check_shortcuts(const Funnel& funnel, std::uint64_t seed) {
  if (testing::playable_channels(funnel).empty()) return false;
  const SimulateOptions options = everyone(funnel, seed);
  const Simulation shortened = Play(funnel, options, Shortcutting::taken).run();
  EXPECT_EQ(to_json(shortened), to_json(Play(funnel, options, Shortcutting::never).run()));
  std::int64_t ended = 0;
  for (const SimulatedEnding& one : shortened.endings) ended += one.sessions;
  EXPECT_EQ(ended, kSessions);
  return StateKeys(Plan(funnel, options)).are_enough();
}

TEST(Simulate, ShortcutsLeadWhereTheEngineLeads) {
  int shortened = 0;
  for (const char* folder : {"valid", "format"}) {
    for (const std::string& name : definition_names(folder)) {
      SCOPED_TRACE(name);
      const std::string file = std::string(folder) + "/" + name + ".json";
      const Result<Funnel> funnel = parse_funnel(read_file(definitions(file)));
      ASSERT_TRUE(funnel.has_value());
      shortened += check_shortcuts(*funnel, 1) ? 1 : 0;
    }
  }
  EXPECT_GE(shortened, 5);
}

TEST(Simulate, ShortcutsOfRandomFunnels) {
  int shortened = 0;
  for (std::uint64_t seed = 1; seed <= kFunnels; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Random random(seed);
    const Result<Funnel> funnel = parse_funnel(testing::random_definition(random));
    ASSERT_TRUE(funnel.has_value());
    shortened += check_shortcuts(*funnel, seed) ? 1 : 0;
    if (::testing::Test::HasFailure()) return;
  }
  EXPECT_GT(shortened, 0);
}

TEST(Simulate, TheLeadFormTakesShortcuts) {
  const std::string path = std::string(TUNDISH_SOURCE_DIR) + "/server/demos/funnels/";
  for (const char* name : {"lead-form.json", "quiz.json"}) {
    const Result<Funnel> funnel = parse_funnel(read_file(path + name));
    ASSERT_TRUE(funnel.has_value());
    EXPECT_TRUE(check_shortcuts(*funnel, 7)) << name;
  }
}

TEST(Simulate, ALogIsWhatThePlayerWouldHaveWritten) {
  const Result<Funnel> funnel = parse_funnel(read_file(definitions("valid/lead_form.json")));
  ASSERT_TRUE(funnel.has_value());
  SimulateOptions options;
  for (std::uint64_t number = 0; number < 20; ++number) {
    const std::vector<Event> log = simulated_log(*funnel, options, number);
    ASSERT_FALSE(log.empty());
    EXPECT_FALSE(replay_verified(*funnel, log).transition.refused);
  }
}

TEST(Simulate, ASessionStepByStepIsItsLog) {
  const Result<Funnel> funnel = parse_funnel(read_file(definitions("valid/lead_form.json")));
  ASSERT_TRUE(funnel.has_value());
  const std::vector<Event> log = simulated_log(*funnel, {}, 3);
  const Result<Value> steps = parse_value(simulated_session_json(*funnel, {}, 3));
  ASSERT_TRUE(steps.has_value());
  ASSERT_EQ(steps->list().size(), log.size());
  for (std::size_t i = 0; i < log.size(); ++i) {
    EXPECT_EQ(to_json(*steps->list()[i].find("event")), to_json(log[i]));
  }
  const State state = replay_verified(*funnel, log).transition.state;
  EXPECT_EQ(to_json(*steps->list().back().find("state")), to_json(*funnel, state));
}

/// How often each way to `to` was taken, scouts' too: `from way`.
std::vector<std::string> taken_to(const std::string& definition, Channel channel,
                                  const std::string& to) {
  const Result<Funnel> funnel = parse_funnel(definition);
  if (!funnel) return {"no definition"};
  SimulateOptions options;
  options.sessions = 50;
  options.visitors.channels.emplace_back(channel, 1.0);
  std::vector<std::string> taken;
  for (const SimulatedEdge& edge : Play(*funnel, options, Shortcutting::taken).run().edges) {
    if (edge.to == to && (edge.count > 0 || edge.scouted))
      taken.push_back(edge.from + " " + edge.way);
  }
  return taken;
}

TEST(Simulate, TheWayOfAButtonThatIsNeverShownIsNotCounted) {
  const std::string definition =
      R"({"tundish": 1, "slug": "unseen", "title": "Unseen", "channels": ["web", "web_chat"],
    "layers": [
      {"id": "ask", "type": "start", "components": [
        {"id": "n", "type": "input", "input_type": "numeric", "slug": "n", "label": "N?", "mandatory": true,
         "validations": {"max": 9}},
        {"id": "unseen", "type": "button", "kind": "jump", "text": "Go", "target": "done",
         "visible_if": [{"slug": "n", "operator": ">", "value": 9}]}], "next": "done"},
      {"id": "done", "type": "result"}]})";
  for (const Channel channel : {Channel::web, Channel::web_chat}) {
    EXPECT_EQ(taken_to(definition, channel, "done"), std::vector<std::string>{"ask next"});
  }
}

TEST(Simulate, ALayerIsPassedOverByTheButtonThatIsShown) {
  const std::string definition = R"({"tundish": 1, "slug": "passed", "title": "Passed", "layers": [
      {"id": "ask", "type": "start", "components": [
        {"id": "n", "type": "input", "input_type": "numeric", "slug": "n", "label": "N?", "mandatory": true,
         "validations": {"max": 9}},
        {"id": "go", "type": "button", "kind": "jump", "text": "Go", "target": "over"}]},
      {"id": "over", "type": "intermediate", "allow_skip": true, "auto_fill": true,
       "skip_conditions": [{"slug": "n", "operator": "not_empty"}], "components": [
        {"id": "unseen", "type": "button", "kind": "jump", "text": "Go", "target": "done",
         "visible_if": [{"slug": "n", "operator": ">", "value": 9}]},
        {"id": "seen", "type": "button", "kind": "jump", "text": "Go", "target": "done"}]},
      {"id": "done", "type": "result"}]})";
  EXPECT_EQ(taken_to(definition, Channel::web, "done"), std::vector<std::string>{"over seen"});
}

TEST(Simulate, OptionsThatAreNoCountsAreRefusedWithTheirPlace) {
  for (const char* wrong : {R"({"sessions":-1})", R"({"sessions":1.5})", R"({"sessions":"9"})",
                            R"({"sessions":100000001})"}) {
    const Result<SimulateOptions> options = parse_simulate_options(wrong);
    ASSERT_FALSE(options.has_value()) << wrong;
    EXPECT_EQ(options.error().at(0).code, "wrong_type");
    EXPECT_EQ(options.error().at(0).place.pointer, "/sessions");
  }
  EXPECT_EQ(parse_simulate_options(R"({"sessions":100000000})")->sessions, kMaxSimulatedSessions);
}

}  // namespace
}  // namespace tundish
