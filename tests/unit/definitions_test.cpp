// Reads every file below tests/definitions: one test per file.
#include <gtest/gtest.h>

#include <cstdlib>
#include <map>
#include <string>

#include "tundish/advance.hpp"
#include "tundish/analyze.hpp"
#include "tundish/codec.hpp"
#include "tundish/parse.hpp"
#include "tundish/release.hpp"
#include "unit/definition_file.hpp"

namespace tundish {
namespace {

bool updates_goldens() {
  const char* wish = std::getenv("TUNDISH_UPDATE_GOLDENS");
  return wish && std::string(wish) == "1";
}

std::string name_of(const ::testing::TestParamInfo<std::string>& info) { return info.param; }

/// What a golden keeps of each finding, one a line; sentences may be worded better any day.
std::string summary(const Diagnostics& diagnostics) {
  std::string text = "[";
  for (const Diagnostic& finding : diagnostics) {
    Value line;
    line.set("code", finding.code);
    line.set("pointer", finding.place.pointer);
    line.set("line", finding.place.line);
    line.set("column", finding.place.column);
    text += (text.size() > 1 ? ",\n  " : "\n  ") + to_json(line);
  }
  return text + "\n]\n";
}

class InvalidDefinition : public ::testing::TestWithParam<std::string> {};

TEST_P(InvalidDefinition, IsRefusedWithEveryFaultAtItsPlace) {
  const Result<Funnel> funnel =
      parse_funnel(read_file(definitions("invalid/" + GetParam() + ".json")));
  ASSERT_FALSE(funnel);
  ASSERT_FALSE(funnel.error().empty());
  for (const Diagnostic& finding : funnel.error()) {
    EXPECT_EQ(finding.severity, Severity::error);
    EXPECT_GT(finding.place.line, 0) << finding.code;
    EXPECT_GT(finding.place.column, 0) << finding.code;
    EXPECT_GT(finding.sentence.size(), 10u) << finding.code;
  }
  const auto golden = definitions("invalid/" + GetParam() + ".expected.json");
  if (updates_goldens()) std::ofstream(golden, std::ios::binary) << summary(funnel.error());
  EXPECT_EQ(summary(funnel.error()), read_file(golden));
}

INSTANTIATE_TEST_SUITE_P(Files, InvalidDefinition, ::testing::ValuesIn(definition_names("invalid")),
                         name_of);

/// Definitions that are played, and those that show every part of the format.
std::vector<std::string> readable_names() {
  std::vector<std::string> names = definition_names("valid");
  for (const std::string& name : definition_names("format")) names.push_back(name);
  std::sort(names.begin(), names.end());
  return names;
}

std::string read_definition(const std::string& name) {
  const auto played = definitions("valid/" + name + ".json");
  return read_file(std::filesystem::exists(played) ? played
                                                   : definitions("format/" + name + ".json"));
}

class ValidDefinition : public ::testing::TestWithParam<std::string> {
 protected:
  std::string text_ = read_definition(GetParam());
  Result<Funnel> funnel_ = parse_funnel(text_);

  /// The texts of a content, and those of the default language that it lacks.
  std::vector<Text> texts_with_fallback(const Content& content) const {
    std::map<std::string, std::string> texts;
    const Content* usual = find_content(**funnel_, (*funnel_)->default_language);
    for (const Text& text : usual ? usual->texts : content.texts) texts[text.key] = text.text;
    for (const Text& text : content.texts) texts[text.key] = text.text;
    std::vector<Text> merged;
    for (const auto& [key, text] : texts) merged.push_back(Text{key, text});
    return merged;
  }
};

TEST_P(ValidDefinition, IsReadAndWrittenCanonically) {
  ASSERT_TRUE(funnel_) << to_json(funnel_.error());
  const std::string canonical = to_json(*funnel_);
  const Result<Funnel> again = parse_funnel(canonical);
  ASSERT_TRUE(again) << to_json(again.error());
  EXPECT_EQ(*again, *funnel_);
  EXPECT_EQ(to_json(*again), canonical);
  // The text is a plain walk over a value with sorted names, no more and no less.
  EXPECT_EQ(to_json(*parse_value(canonical)), canonical);
}

TEST_P(ValidDefinition, HasReleasesOfOneStructure) {
  ASSERT_TRUE(funnel_) << to_json(funnel_.error());
  for (const Content& content : (*funnel_)->content) {
    const Result<Funnel> release = parse_funnel(release_json(*funnel_, content.language));
    ASSERT_TRUE(release) << to_json(release.error());
    ASSERT_EQ((*release)->content.size(), 1u);
    EXPECT_EQ((*release)->content.front().texts, texts_with_fallback(content));
    EXPECT_EQ(structure_hash(*release), structure_hash(*funnel_));
    EXPECT_EQ(release_hash(*release, content.language), content.release);
    const Result<Funnel> published = parse_release(release_json(*funnel_, content.language));
    ASSERT_TRUE(published) << to_json(published.error());
    EXPECT_EQ(*published, *release);
  }
}

INSTANTIATE_TEST_SUITE_P(Files, ValidDefinition, ::testing::ValuesIn(readable_names()), name_of);

class PlayedDefinition : public ValidDefinition {};

TEST_P(PlayedDefinition, HasNoErrorsInItsAnalysis) {
  ASSERT_TRUE(funnel_) << to_json(funnel_.error());
  Diagnostics findings = analyze(*funnel_);
  locate(findings, text_);
  EXPECT_FALSE(has_errors(findings)) << to_json(findings);
}

INSTANTIATE_TEST_SUITE_P(Files, PlayedDefinition, ::testing::ValuesIn(definition_names("valid")),
                         name_of);

TEST(Definitions, HashesAreFrozen) {
  std::string text = "{";
  for (const std::string& name : readable_names()) {
    const Result<Funnel> funnel = parse_funnel(read_definition(name));
    ASSERT_TRUE(funnel) << name;
    Value hashes;
    hashes.set("structure", structure_hash(*funnel));
    for (const Content& content : (*funnel)->content) {
      hashes.set(content.language, release_hash(*funnel, content.language));
    }
    text += (text.size() > 1 ? ",\n  \"" : "\n  \"") + name + "\": " + to_json(hashes);
  }
  text += "\n}\n";
  if (updates_goldens()) std::ofstream(definitions("hashes.json"), std::ios::binary) << text;
  EXPECT_EQ(text, read_file(definitions("hashes.json")));
}

}  // namespace
}  // namespace tundish
