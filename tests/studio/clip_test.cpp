#include "board/clip.hpp"

#include <gtest/gtest.h>

#include "document/notes.hpp"
#include "document/places.hpp"
#include "document/read.hpp"
#include "studio/documents.hpp"
#include "studio/table.hpp"

namespace tundish::studio::board {
namespace {

Json two_layers() {
  return Json::parse(R"({
    "tundish": 1, "slug": "two", "title": "Two", "channels": ["web"], "languages": ["en", "de"],
    "layers": [
      {"id": "ask", "type": "start", "components": [
        {"id": "name", "type": "input", "input_type": "text", "slug": "name"},
        {"id": "on", "type": "button", "kind": "jump", "target": "end"}]},
      {"id": "end", "type": "result", "components": [{"id": "text", "type": "message"}]}
    ],
    "content": {
      "en": {"ask.name.label": "Name?", "ask.on.text": "On", "end.text.text": "Bye"},
      "de": {"ask.name.label": "Wie?", "ask.on.text": "Los", "end.text.text": "Ende"}
    },
    "x_studio": {"notes": [{"id": "todo", "kind": "note", "text": "Mind the tone", "colour": "blue",
                            "x": 10, "y": -200, "width": 200, "height": 100}]}
  })");
}

Json other_funnel() {
  return Json::parse(R"({
    "tundish": 1, "slug": "other", "title": "Other", "channels": ["web"], "languages": ["en"],
    "layers": [{"id": "ask", "type": "start", "next": "end"},
               {"id": "end", "type": "result", "components": [{"id": "m", "type": "message", "text": "So"}]}]
  })");
}

/// Pairs of cards and notes of which one lies over the other.
std::size_t covered(const Plan& plan) {
  std::vector<Box> boxes;
  for (std::size_t card = 0; card < plan.cards().size(); ++card) boxes.push_back(plan.box(card));
  for (std::size_t note = 0; note < plan.notes().size(); ++note)
    if (plan.notes()[note].kind != "frame") boxes.push_back(plan.note_box(note));
  std::size_t count = 0;
  for (std::size_t one = 0; one < boxes.size(); ++one)
    for (std::size_t other = one + 1; other < boxes.size(); ++other)
      count += boxes[one].meets(boxes[other]) ? 1 : 0;
  return count;
}

TEST(Clip, WhatIsCopiedStandsAsideAndIsTakenBackAtOnce) {
  Table table(two_layers());
  const std::string before = table.history.document().dump();
  EXPECT_TRUE(table.board.tool("select_all"));
  const Json copied = table.board.copied();
  ASSERT_EQ(copied["layers"].size(), 2U);
  ASSERT_EQ(copied["notes"].size(), 1U);
  EXPECT_FALSE(table.board.paste(copied));
  EXPECT_EQ(table.commands, std::vector<std::string>{"Paste"});
  const Json& now = table.history.document();
  ASSERT_EQ(now["layers"].size(), 4U);
  EXPECT_EQ(text_of(now["layers"][2], "id"), "ask_2");
  EXPECT_EQ(text_of(now["layers"][2]["components"][1], "target"), "end_2");
  EXPECT_EQ(text_of(now["content"]["de"], "ask_2.name.label"), "Wie?");
  EXPECT_EQ(notes_of(now).size(), 2U);
  const Plan& plan = table.board.state().plan;
  EXPECT_EQ(plan.place(3).x - plan.place(2).x, plan.place(1).x - plan.place(0).x);
  EXPECT_EQ(plan.place(3).y - plan.place(2).y, plan.place(1).y - plan.place(0).y);
  EXPECT_EQ(covered(plan), 0U);
  EXPECT_EQ(table.board.state().selection.layers, (std::set<std::string>{"ask_2", "end_2"}));
  EXPECT_EQ(table.board.state().selection.notes.size(), 1U);
  EXPECT_TRUE(table.history.undo());
  EXPECT_EQ(table.history.document().dump(), before);
}

TEST(Clip, PastedAgainItDoesNotHideWhatWasPastedBefore) {
  Table table(two_layers());
  table.board.choose({{"end"}, {}, {}});
  const Json copied = table.board.copied();
  EXPECT_FALSE(table.board.paste(copied));
  EXPECT_FALSE(table.board.paste(copied));
  const Plan& plan = table.board.state().plan;
  ASSERT_EQ(plan.cards().size(), 4U);
  EXPECT_EQ(covered(plan), 0U);
}

TEST(Clip, InACrowdACopyFindsFreeRoomNearAndIsSeen) {
  Json crowd = two_layers();
  for (int column = 0; column < 8; ++column)
    for (int row = 0; row < 8; ++row)
      crowd["layers"].push_back({{"id", "x" + std::to_string(column * 8 + row)},
                                 {"type", "result"},
                                 {"x_studio", {{"x", column * 270}, {"y", row * 90}}}});
  crowd["layers"][0]["x_studio"] = {{"x", -400}, {"y", 0}};
  crowd["layers"][1]["x_studio"] = {{"x", -400}, {"y", 300}};
  crowd["x_studio"]["notes"][0]["x"] = -400;
  Table table(crowd);
  ASSERT_EQ(covered(table.board.state().plan), 0U);
  for (const char* tool : {"duplicate", "paste"}) {
    table.board.choose({{"x27"}, {}, {}});
    table.frame();
    if (tool == std::string("paste")) {
      EXPECT_FALSE(table.board.paste(table.board.copied()));
    } else {
      EXPECT_TRUE(table.board.tool(tool));
    }
    table.frame();
    const Plan& plan = table.board.state().plan;
    EXPECT_EQ(covered(plan), 0U) << tool;
    ASSERT_EQ(table.board.state().selection.layers.size(), 1U);
    const Box copy = plan.box(*plan.card_named(*table.board.state().selection.layers.begin()));
    const Box from = plan.box(*plan.card_named("x27"));
    // No further than out of the crowd, straight on.
    EXPECT_LT(std::hypot(copy.left - from.left, copy.top - from.top), 900) << tool;
    EXPECT_TRUE(table.board.state().camera.seen().holds({copy.left, copy.top})) << tool;
    EXPECT_TRUE(table.board.state().camera.seen().holds({copy.right, copy.bottom})) << tool;
  }
}

TEST(Clip, ACopyOfACardMayStandInTheFrameButAFrameLeavesTheOther) {
  Json framed = two_layers();
  framed["layers"][0]["x_studio"] = {{"x", 0}, {"y", 0}};
  framed["layers"][1]["x_studio"] = {{"x", 400}, {"y", 0}};
  framed["x_studio"]["notes"] = {{{"id", "f"},
                                  {"kind", "frame"},
                                  {"text", "F"},
                                  {"colour", "grey"},
                                  {"x", -40},
                                  {"y", -60},
                                  {"width", 800},
                                  {"height", 700}}};
  Table table(framed);
  table.board.choose({{"ask"}, {}, {}});
  EXPECT_TRUE(table.board.tool("duplicate"));
  const Plan& plan = table.board.state().plan;
  EXPECT_EQ(covered(plan), 0U);
  const Box frame = plan.note_box(0), copy = plan.box(*plan.card_named("ask_2"));
  EXPECT_TRUE(frame.holds({copy.left, copy.top}) && frame.holds({copy.right, copy.bottom}));
  table.board.choose({{"ask"}, {"f"}, {}});
  EXPECT_TRUE(table.board.tool("duplicate"));
  ASSERT_EQ(plan.notes().size(), 2U);
  EXPECT_FALSE(plan.note_box(0).meets(plan.note_box(1)));
  EXPECT_EQ(covered(plan), 0U);
}

TEST(Clip, ALayerThatIsPutInAWayCoversNone) {
  Table table(two_layers());
  const Route& route = *table.board.state().plan.route(0);
  ASSERT_GE(route.corners.size(), 2U);
  const Point middle{(route.corners[0].x + route.corners[1].x) / 2,
                     (route.corners[0].y + route.corners[1].y) / 2};
  table.click(table.board.state().camera.screen(middle), 2);
  ASSERT_TRUE(table.board.state().menu.is_open());
  ASSERT_EQ(table.board.state().menu.items.front().label, "Insert step here");
  table.board.state().menu.items.front().act();
  ASSERT_EQ(table.board.state().plan.cards().size(), 3U);
  EXPECT_EQ(covered(table.board.state().plan), 0U);
}

TEST(Clip, AnotherFunnelTakesWhatFitsAndNothingOfItMoves) {
  Json copied;
  {
    Table from(two_layers());
    from.board.choose({{"ask"}, {}, {}});
    copied = from.board.copied();
  }
  // Far away from all that the other canvas shows.
  copied["layers"][0]["x_studio"] = {{"x", 90000}, {"y", 90000}};
  Table table(other_funnel());
  const Point before = table.board.state().plan.place(1);
  EXPECT_FALSE(table.board.paste(copied));
  const Json& now = table.history.document();
  EXPECT_EQ(text_of(now["layers"][2], "id"), "ask_2");
  // The layer of that name here is not the one that was meant there, but the author sees the way.
  EXPECT_EQ(text_of(now["layers"][2]["components"][1], "target"), "end");
  EXPECT_EQ(text_of(now["content"]["en"], "ask_2.name.label"), "Name?");
  EXPECT_FALSE(now["content"].contains("de"));
  const Plan& plan = table.board.state().plan;
  EXPECT_NEAR(plan.place(1).x, before.x, 0.5);
  EXPECT_NEAR(plan.place(1).y, before.y, 0.5);
  EXPECT_TRUE(table.board.state().camera.seen().holds(plan.place(2)));
}

TEST(Clip, WhatIsNoLayerIsRefusedAndChangesNothing) {
  Table table(two_layers());
  const std::string before = table.history.document().dump();
  for (const char* text : {"null", "[]", "17", R"({"layers": 3})", R"({"layers": []})",
                           R"({"layers": [{"type": "start"}]})", R"({"notes": [{}]})"}) {
    EXPECT_TRUE(table.board.paste(Json::parse(text))) << text;
    EXPECT_EQ(table.history.document().dump(), before);
  }
  // What is a discarded text is refused, too.
  EXPECT_TRUE(table.board.paste(Json::parse("{", nullptr, false)));
  // Layers may have anything else that was written.
  EXPECT_FALSE(
      table.board.paste(Json::parse(R"({"layers": [{"id": "x", "x_studio": 7}], "content": 3})")));
  EXPECT_EQ(table.history.document()["layers"].size(), 3U);
}

TEST(Clip, WhatThePreviewAndTestsSaidIsMarked) {
  Table table(two_layers());
  const int plain = (table.frame(), table.corners);
  table.board.annotate(Json::parse(R"({
    "playing": {"layer": "end", "layers": ["ask", "end"], "ways": [{"from": "ask", "to": "end"}]},
    "tests": {"taken": {"layers": ["ask"], "ways": []},
              "missing": {"layers": ["end", "gone"], "ways": [{"from": "ask", "to": "end"}, 5]}}})"));
  const Notices& notices = table.board.state().notices;
  EXPECT_TRUE(notices.cards[1].is_here);
  EXPECT_FALSE(notices.cards[0].is_here);
  EXPECT_TRUE(notices.cards[0].was_entered);
  EXPECT_EQ(notices.cards[0].is_tested, std::optional(true));
  EXPECT_EQ(notices.cards[1].is_tested, std::optional(false));
  ASSERT_EQ(notices.ways.size(), 1U);
  EXPECT_TRUE(notices.ways[0].was_taken);
  EXPECT_EQ(notices.ways[0].is_tested, std::optional(false));
  table.frame();
  EXPECT_GT(table.corners, plain + 100);
  table.board.annotate(Json::object());
  table.frame();
  EXPECT_FALSE(table.board.state().notices.cards[1].is_here);
  EXPECT_EQ(table.corners, plain);
}

TEST(Clip, TheLayerThatIsPlayedComesIntoView) {
  Table table(two_layers());
  table.board.wheel({600, 400}, -9000, 0, false);
  table.frame();
  const auto is_seen = [&] {
    return table.board.state().camera.seen().holds(table.board.state().plan.place(1));
  };
  ASSERT_FALSE(is_seen());
  table.board.annotate(Json::parse(R"({"playing": {"layer": "end"}})"));
  table.frame();
  EXPECT_TRUE(is_seen());
}

TEST(Clip, TheSmallMapCanBePutAway) {
  Table table(two_layers());
  const Box map = map_box(table.board.state());
  EXPECT_GT(map.right, map.left);
  table.board.show_map(false);
  table.frame();
  EXPECT_EQ(map_box(table.board.state()), Box{});
  EXPECT_NE(spot_at(table.board.state(), {map.left + 5, map.top + 5}).thing, Thing::minimap);
}

}  // namespace
}  // namespace tundish::studio::board
