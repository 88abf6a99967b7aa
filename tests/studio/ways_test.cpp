#include "document/ways.hpp"

#include <gtest/gtest.h>

#include "document/graph.hpp"
#include "document/notes.hpp"
#include "document/read.hpp"
#include "studio/documents.hpp"

namespace tundish::studio {
namespace {

TEST(Ways, EveryWayOfAValidDefinitionCanLeadElsewhereAndStaysAFunnel) {
  std::size_t ways = 0;
  for (const std::string& name : definition_names("valid")) {
    const Json document = valid_definition(name);
    for (const Way& way : graph_of(document).ways) {
      const std::string own = text_of(document["layers"][way.from], "id");
      const Json done = after(document, set_way(document, way.pointer, own));
      const Graph graph = graph_of(done);
      const auto same = std::find_if(graph.ways.begin(), graph.ways.end(),
                                     [&](const Way& one) { return one.pointer == way.pointer; });
      ASSERT_NE(same, graph.ways.end()) << name << " " << way.pointer;
      EXPECT_EQ(same->to, way.from) << name << " " << way.pointer;
      ++ways;
    }
  }
  EXPECT_GT(ways, 80U);
}

TEST(Ways, OneMoreComesWhereALayerGoesOn) {
  std::size_t added = 0;
  for (const std::string& name : definition_names("valid")) {
    const Json document = valid_definition(name);
    const std::size_t before = graph_of(document).ways.size();
    for (std::size_t layer = 0; layer < document["layers"].size(); ++layer) {
      const std::string target = text_of(document["layers"].back(), "id");
      const auto command = add_jump(document, layer, target);
      const std::string type = text_of(document["layers"][layer], "type");
      EXPECT_EQ(command.has_value(), type != "result" && type != "fatalistic") << name << layer;
      if (!command) continue;
      const Json done = after(document, *command);
      EXPECT_EQ(graph_of(done).ways.size(), before + 1) << name << " " << layer;
      ++added;
    }
  }
  EXPECT_GT(added, 40U);
}

TEST(Ways, OpenEndsAreWhereAWayIsMissing) {
  const Json document = Json::parse(R"({"layers": [
    {"id": "a", "type": "start", "components": [{"id": "b", "type": "button", "kind": "jump"}]},
    {"id": "c", "type": "action", "actions": []},
    {"id": "d", "type": "intermediate", "components": []},
    {"id": "e", "type": "subfunnel", "subfunnel": {"funnel": "x"}},
    {"id": "f", "type": "result"}]})");
  EXPECT_EQ(open_ends(document, 0), std::vector<std::string>{"/layers/0/components/0/target"});
  EXPECT_EQ(open_ends(document, 1), std::vector<std::string>{"/layers/1/next"});
  EXPECT_EQ(open_ends(document, 2), std::vector<std::string>{"/layers/2/next"});
  EXPECT_EQ(open_ends(document, 3), std::vector<std::string>{"/layers/3/subfunnel/next"});
  EXPECT_TRUE(open_ends(document, 4).empty());
  EXPECT_TRUE(open_ends(document, 5).empty());
  Json done = after(document, set_way(document, "/layers/1/next", "f"));
  EXPECT_TRUE(open_ends(done, 1).empty());
  // A second one makes jumps of what was a name.
  done = after(done, *add_jump(done, 1, "d"));
  EXPECT_EQ(done["layers"][1]["next"].dump(),
            R"({"jumps":[{"target":"d","conditions":[]}],"target":"f"})");
}

TEST(Ways, OneThatGoesTakesItsJumpAlong) {
  const Json document = valid_definition("lead_form");
  std::size_t removed = 0;
  for (const Way& way : graph_of(document).ways) {
    const Json done = after(document, remove_way(document, way.pointer));
    EXPECT_EQ(graph_of(done).ways.size() + 1, graph_of(document).ways.size()) << way.pointer;
    ++removed;
  }
  EXPECT_GT(removed, 3U);
}

TEST(Notes, ComeMoveAndGoAndAreNoPartOfTheFunnel) {
  for (const std::string& name : definition_names("valid")) {
    const Json document = valid_definition(name);
    Json done = after(
        document, add_note(document, {"note", "note", "Ask Ada", "blue", {10.4F, 20}, {200, 100}}));
    done = after(done, add_note(done, {"note", "frame", "All", "grey", {0, 0}, {900, 500}}));
    EXPECT_EQ(findings(done), "") << name;
    const std::vector<Note> notes = notes_of(done);
    ASSERT_EQ(notes.size(), 2U);
    EXPECT_EQ(notes[0].text, "Ask Ada");
    EXPECT_EQ(notes[0].at, (Point{10, 20}));
    EXPECT_EQ(notes[1].id, "note_2");
    done = after(done, place_notes(done, {{"note", {7, 8}, {300, 120}}, {"nobody", {}, {}}}));
    EXPECT_EQ(notes_of(done)[0].at, (Point{7, 8}));
    EXPECT_EQ(after(done, remove_notes(done, {"note", "note_2"})).dump(), document.dump());
  }
}

}  // namespace
}  // namespace tundish::studio
