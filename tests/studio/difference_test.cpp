#include "document/difference.hpp"

#include "studio/documents.hpp"

namespace tundish::studio {
namespace {

std::vector<std::string> pointers(const std::vector<Edit>& edits) {
  std::vector<std::string> all;
  for (const Edit& edit : edits) all.push_back(edit.pointer);
  return all;
}

/// What the edits make of it.
Json made(const Json& before, const std::vector<Edit>& edits) {
  return after(before, Command{"Edit", edits, {}});
}

TEST(Difference, OfAnyTwoDefinitionsMakesTheOneOfTheOtherToTheByte) {
  std::vector<Json> all;
  for (const std::string& name : definition_names("valid")) all.push_back(valid_definition(name));
  ASSERT_GT(all.size(), 10U);
  for (std::size_t index = 0; index < all.size(); ++index) {
    for (std::size_t other : {(index + 1) % all.size(), (index * 7 + 3) % all.size()})
      EXPECT_EQ(made(all[index], difference(all[index], all[other])).dump(), all[other].dump());
  }
}

TEST(Difference, TouchesOnlyWhatChanged) {
  const Json before = Json::parse(R"({"a":{"b":[1,2,3,4],"c":"x"},"d":true})");
  EXPECT_EQ(difference(before, before), std::vector<Edit>{});
  const Json item = Json::parse(R"({"a":{"b":[1,2,9,3,4],"c":"x"},"d":true})");
  EXPECT_EQ(pointers(difference(before, item)), std::vector<std::string>{"/a/b/2"});
  const Json fewer = Json::parse(R"({"a":{"b":[1,4]},"d":false})");
  EXPECT_EQ(pointers(difference(before, fewer)),
            (std::vector<std::string>{"/a/c", "/a/b/2", "/a/b/1", "/d"}));
  EXPECT_EQ(made(before, difference(before, fewer)), fewer);
}

TEST(Difference, KeepsTheOrderOfMembers) {
  const Json before = Json::parse(R"({"a":1,"b":2,"c":3})");
  for (const char* text : {R"({"b":2,"a":1,"c":3})", R"({"a":1,"x":0,"c":3})", R"({"c":3,"a":1})",
                           R"({"y":[],"b":2,"z":1})", R"({})", R"([])"}) {
    const Json wanted = Json::parse(text);
    EXPECT_EQ(made(before, difference(before, wanted)).dump(), wanted.dump());
  }
}

}  // namespace
}  // namespace tundish::studio
