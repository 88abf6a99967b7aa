// What the analysis says of themes' colours is what tests/vectors/themes.json says, which the
// browser tests hold against the colours that the player paints.
#include <gtest/gtest.h>

#include <string>

#include "tundish/analyze.hpp"
#include "tundish/parse.hpp"
#include "unit/vector_file.hpp"

namespace tundish {
namespace {

Diagnostics findings_of(const Value& theme) {
  const std::string text = R"({"tundish": 1, "slug": "s", "title": "T", "config": {"theme": )" +
                           to_json(theme) +
                           R"(}, "layers": [{"id": "a", "type": "start", "next": "b"},
                              {"id": "b", "type": "result"}]})";
  const Result<Funnel> funnel = parse_funnel(text);
  EXPECT_TRUE(funnel) << text;
  return funnel ? analyze(*funnel) : Diagnostics();
}

TEST(Themes, AreJudgedAsTheVectorsSay) {
  const Value vectors = read_vectors("themes.json");
  EXPECT_GE(vectors.list().size(), 16u);
  for (const Value& vector : vectors.list()) {
    const Value& theme = *vector.find("theme");
    const Diagnostics found = findings_of(theme);
    std::size_t expected = 0;
    for (const Value::Member& scheme : vector.find("short")->object()) {
      for (const Value::Member& member : scheme.value.object()) {
        ++expected;
        const std::string ratio = " stands out by " + to_json(member.value) + ":1 in the " +
                                  std::string(scheme.name) + " scheme";
        bool is_told = false;
        for (const Diagnostic& one : found) {
          is_told = is_told || (one.place.pointer == "/config/theme/" + std::string(member.name) &&
                                one.sentence.find(ratio) != std::string::npos);
        }
        EXPECT_TRUE(is_told) << to_json(theme) << ratio << to_json(found);
      }
    }
    EXPECT_EQ(found.size(), expected) << to_json(theme) << to_json(found);
  }
}

TEST(Themes, AreNeverAReasonNotToPublish) {
  const Diagnostics found = findings_of(*read_vectors("themes.json").list()[1].find("theme"));
  ASSERT_FALSE(found.empty());
  EXPECT_FALSE(has_errors(found));
}

}  // namespace
}  // namespace tundish
