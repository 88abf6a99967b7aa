// What the analysis finds in pairs of definitions: one that has it, and a near-twin that has
// nothing; and that it raises no false alarm on whatever is played elsewhere.
#include <gtest/gtest.h>

#include <chrono>
#include <set>
#include <string>

#include "tundish/analyze.hpp"
#include "tundish/codec.hpp"
#include "tundish/parse.hpp"
#include "unit/definition_file.hpp"

namespace tundish {
namespace {

/// All that is said about a text, refusals included.
Diagnostics findings_of(const std::string& text) {
  const Result<Funnel> funnel = parse_funnel(text);
  if (!funnel) return funnel.error();
  Diagnostics findings = analyze(*funnel);
  locate(findings, text);
  return findings;
}

/// `unknown_slug` of `unknown_slug-initial.has`.
std::string code_in(const std::string& name) { return name.substr(0, name.find_first_of("-.")); }

std::vector<std::string> pair_names() {
  std::vector<std::string> names;
  for (const std::string& name : definition_names("findings")) {
    const std::size_t end = name.rfind(".has");
    if (end != std::string::npos) names.push_back(name.substr(0, end));
  }
  return names;
}

std::string test_name(const ::testing::TestParamInfo<std::string>& info) {
  std::string name = info.param;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

class FindingPair : public ::testing::TestWithParam<std::string> {};

TEST_P(FindingPair, IsToldApart) {
  const std::string path = "findings/" + GetParam();
  const Diagnostics found = findings_of(read_file(definitions(path + ".has.json")));
  ASSERT_FALSE(found.empty());
  for (const Diagnostic& one : found) {
    EXPECT_EQ(one.code, code_in(GetParam())) << one.sentence;
    EXPECT_GT(one.place.line, 0);
    EXPECT_FALSE(one.sentence.empty());
  }
  const std::string twin = read_file(definitions(path + ".twin.json"));
  ASSERT_FALSE(twin.empty());
  EXPECT_EQ(to_json(findings_of(twin)), "[]");
}

INSTANTIATE_TEST_SUITE_P(Files, FindingPair, ::testing::ValuesIn(pair_names()), test_name);

/// The definition that a scenario plays; null when it names a file.
const Value* definition_in(const Value& scenario) { return scenario.find("definition"); }

// A scenario whose definition can not be published says so.
TEST(Analysis, FindsErrorsInThoseScenariosOnlyThatSaySo) {
  const std::filesystem::path root = std::filesystem::path(TUNDISH_SOURCE_DIR) / "tests/scenarios";
  int judged = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
    if (entry.path().extension() != ".json") continue;
    const auto scenario = parse_value(read_file(entry.path()));
    ASSERT_TRUE(scenario) << entry.path();
    const Value* definition = definition_in(*scenario);
    if (!definition) continue;
    const Result<Funnel> funnel = parse_funnel(to_json(*definition));
    ASSERT_TRUE(funnel) << entry.path();
    const Value* published = scenario->find("published");
    const Diagnostics findings = analyze(*funnel);
    EXPECT_EQ(has_errors(findings), published && !published->boolean())
        << entry.path() << to_json(findings);
    ++judged;
  }
  EXPECT_GT(judged, 300);
}

/// A chain of layers, each with an answer that later ones ask about.
std::string long_definition(int layers) {
  std::string text = R"({"tundish":1,"slug":"s","title":"T","layers":[)";
  for (int i = 0; i < layers; ++i) {
    const std::string id = std::to_string(i);
    const std::string next = i + 1 < layers ? "l" + std::to_string(i + 1) : "end";
    const std::string asked = std::to_string(i / 2);
    text += R"({"id":"l)" + id + R"(","type":")" + (i == 0 ? "start" : "intermediate") +
            R"(","components":[{"id":"q","type":"input","input_type":"numeric","mandatory":true,)" +
            R"("slug":"s)" + id + R"(","label":"About {{s)" + asked +
            R"(}}"}],"next":{"jumps":[{"target":"end","conditions":[{"slug":"s)" + asked +
            R"(","operator":">","value":100},{"slug":"s)" + id +
            R"(","operator":"<","value":200}]}],"target":")" + next + R"("}},)";
  }
  return text + R"({"id":"end","type":"result"}]})";
}

double seconds_for(const Funnel& funnel) {
  double best = 1e9;
  for (int i = 0; i < 3; ++i) {
    const auto before = std::chrono::steady_clock::now();
    EXPECT_TRUE(analyze(funnel).empty()) << to_json(analyze(funnel));
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - before;
    best = std::min(best, took.count());
  }
  return best;
}

// Four times the layers take about four times as long; sixteen times would be the square.
TEST(Analysis, TakesTimeInProportionToTheLayers) {
  const Result<Funnel> small = parse_funnel(long_definition(250));
  const Result<Funnel> large = parse_funnel(long_definition(1000));
  ASSERT_TRUE(small && large);
  const double ratio = seconds_for(*large) / seconds_for(*small);
  RecordProperty("thousand_layers_ms", std::to_string(seconds_for(*large) * 1000));
  EXPECT_LT(ratio, 12);
}

}  // namespace
}  // namespace tundish
