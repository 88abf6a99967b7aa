// Plays every file of tests/scenarios natively: one test per file, named after it.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>

#include "runners/scenario_file.hpp"
#include "runners/scenario_match.hpp"
#include "runners/scenario_play.hpp"
#include "tundish/advance.hpp"
#include "tundish/codec.hpp"
#include "tundish/import.hpp"
#include "tundish/parse.hpp"
#include "tundish/release.hpp"
#include "tundish/why.hpp"

namespace tundish::scenario {
namespace {

const char* const kUpdate = "TUNDISH_UPDATE_GOLDENS";

void report(const std::string& place, const std::vector<std::string>& faults) {
  for (const std::string& fault : faults) ADD_FAILURE() << place << ": " << fault;
}

const Value& member(const Value& object, const char* name) {
  static const Value kNull;
  const Value* found = object.find(name);
  return found ? *found : kNull;
}

/// Puts the hash where the file has `"state_hash": "…"`; a file without that place fails.
void write_golden(const File& file, const std::string& hash) {
  const std::string name = "\"state_hash\": \"";
  const std::size_t at = file.text.find(name);
  ASSERT_NE(at, std::string::npos) << file.name << " has no \"state_hash\": \"\" to fill";
  const std::size_t begin = at + name.size();
  std::string text = file.text;
  text.replace(begin, text.find('"', begin) - begin, hash);
  if (text == file.text) return;
  std::ofstream(file.path, std::ios::binary) << text;
}

void check_final(const File& file, const Play& play) {
  const Value expected = member(file.content, "final");
  ASSERT_TRUE(expected.is_object()) << "the scenario says nothing about its end";
  const Value actual = final_of(play.session.funnel, play.session.state);
  const bool update = std::getenv(kUpdate) != nullptr;
  for (const Value::Member& wanted : expected.object()) {
    if (wanted.name == "state_hash" && update) continue;
    EXPECT_EQ(to_json(wanted.value), to_json(member(actual, wanted.name.c_str())))
        << "final " << wanted.name;
  }
  const std::string hash = member(actual, "state_hash").text();
  if (update) {
    write_golden(file, hash);
  } else {
    EXPECT_EQ(member(expected, "state_hash").text(), hash) << "set " << kUpdate << "=1 to accept";
  }
}

void check_tampered(const File& file, const Play& play) {
  const Value::List& changes = member(file.content, "tampered").list();
  for (std::size_t i = 0; i < changes.size(); ++i) {
    const std::string place = "/tampered/" + std::to_string(i);
    const Value& expect = member(changes[i], "expect");
    Result<std::vector<Event>> events = parse_events(to_json(tamper(play.log, changes[i])));
    if (!events) {
      EXPECT_EQ("malformed", member(expect, "refused").text()) << place << to_json(events.error());
      continue;
    }
    const Replay replay = replay_verified(play.session.funnel, *events);
    if (!replay.transition.refused) {
      ADD_FAILURE() << place << ": the changed log was believed";
      continue;
    }
    EXPECT_EQ(member(expect, "refused").text(), to_text(replay.transition.refused->code))
        << place << " " << to_json(*replay.transition.refused);
    EXPECT_EQ(member(expect, "accepted").number(), static_cast<double>(replay.accepted)) << place;
  }
}

/// The two lanes alone say in which order they are played.
void check_lanes(const Play& play) {
  if (play.log.empty()) return;
  std::vector<Event> lanes[2];
  for (const Event& event : play.log) lanes[event.lane == Lane::s ? 1 : 0].push_back(event);
  const Rebased rebased = rebase(play.session.funnel, lanes[0], lanes[1]);
  EXPECT_EQ(rebased.events, play.log);
  EXPECT_FALSE(rebased.replay.transition.refused);
  EXPECT_EQ(rebased.replay.transition.state, play.session.state);
}

/// Writing and reading the log and the state loses nothing; the release plays like its definition.
void check_round_trips(const Play& play) {
  if (play.log.empty()) return;
  const Funnel& funnel = play.session.funnel;
  const State& state = play.session.state;
  std::string text = "[";
  for (const Event& event : play.log) text += (text.size() > 1 ? "," : "") + to_json(event);
  Result<std::vector<Event>> read = parse_events(text + "]");
  ASSERT_TRUE(read) << to_json(read.error());
  EXPECT_EQ(*read, play.log);
  const Replay again = replay_verified(funnel, *read);
  EXPECT_FALSE(again.transition.refused);
  EXPECT_EQ(again.accepted, static_cast<std::int64_t>(play.log.size()));
  EXPECT_EQ(again.transition.state, state);
  EXPECT_EQ(again.transition.facts, play.facts);

  State traced;
  for (std::size_t i = 0; i < read->size(); ++i) {
    Why why;
    const Event& event = (*read)[i];
    const Transition plain = i == 0 ? start(funnel, event) : advance(funnel, traced, event);
    const Transition told =
        i == 0 ? start(funnel, event, why) : advance(funnel, traced, event, why);
    EXPECT_EQ(plain, told) << "being asked why changed event " << i;
    EXPECT_GE(why.entries().size(), told.facts.size());
    traced = told.state;
  }

  Result<State> state_read = parse_state(funnel, to_json(funnel, state));
  ASSERT_TRUE(state_read) << to_json(state_read.error());
  EXPECT_EQ(*state_read, state);

  // A release has one language: a session that changes it is played with what has both.
  const auto changes = [](const Event& event) {
    return std::holds_alternative<LanguageChanged>(event.input);
  };
  if (std::any_of(play.log.begin(), play.log.end(), changes)) return;
  Result<Funnel> release = parse_funnel(release_json(funnel, state.header.language));
  ASSERT_TRUE(release) << to_json(release.error());
  const Replay released = replay_verified(*release, *read);
  EXPECT_FALSE(released.transition.refused);
  EXPECT_EQ(state_hash(*release, released.transition.state), state_hash(funnel, state));
}

void play_steps(const File& file, Play& play) {
  const Value& start = member(file.content, "start");
  GivenGesture started;
  started.kind = "started";
  started.input = started_input(file, play.session.funnel);
  report("/start", check_expectation(member(start, "expect"), play_gesture(play, file, started)));
  ASSERT_FALSE(testing::Test::HasFailure()) << "the session did not begin as expected";
  const Value::List& steps = member(file.content, "steps").list();
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const std::string place = "/steps/" + std::to_string(i);
    const std::string kind = gesture_of(steps[i]);
    ASSERT_FALSE(kind.empty()) << place << " is not one gesture: " << to_json(steps[i]);
    play.late_ms += static_cast<std::int64_t>(member(steps[i], "after").number() * 1000);
    const Value* repeat = steps[i].find("repeat");
    const int times = repeat ? static_cast<int>(repeat->number()) : 1;
    for (int n = 0; n < times; ++n) {
      report(place,
             check_expectation(member(steps[i], "expect"),
                               play_gesture(play, file, gesture_in(steps[i], kind, play.session))));
    }
  }
}

void play_file(const std::filesystem::path& path) {
  const File file = read(path);
  if (const Value* flow = file.content.find("flow")) {
    const Value& definition = member(file.content, "definition");
    Result<Imported> imported = import_data_flow(to_json(*flow), member(definition, "slug").text(),
                                                 member(definition, "title").text());
    ASSERT_TRUE(imported) << to_json(imported.error());
    EXPECT_EQ(file.definition, imported->definition);
  }
  Result<Funnel> funnel = parse_funnel(file.definition);
  ASSERT_TRUE(funnel) << to_json(funnel.error());
  Play play{Session{*funnel, {}, {}}, {}, {}};
  play_steps(file, play);
  if (testing::Test::HasFatalFailure()) return;
  check_final(file, play);
  check_tampered(file, play);
  check_round_trips(play);
  check_lanes(play);
}

class ScenarioTest : public testing::Test {
 public:
  explicit ScenarioTest(std::filesystem::path path) : path_(std::move(path)) {}
  void TestBody() override { play_file(path_); }

 private:
  std::filesystem::path path_;
};

}  // namespace
}  // namespace tundish::scenario

int main(int count, char** arguments) {
  testing::InitGoogleTest(&count, arguments);
  using tundish::scenario::ScenarioTest;
  for (const std::filesystem::path& path : tundish::scenario::find_files()) {
    testing::RegisterTest(path.parent_path().filename().c_str(), path.stem().c_str(), nullptr,
                          nullptr, path.c_str(), 1,
                          [path]() -> testing::Test* { return new ScenarioTest(path); });
  }
  return RUN_ALL_TESTS();
}
