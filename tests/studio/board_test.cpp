#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "document/places.hpp"
#include "document/read.hpp"
#include "studio/documents.hpp"
#include "studio/table.hpp"

namespace tundish::studio::board {
namespace {

Json three_layers() {
  return Json::parse(R"({
    "tundish": 1, "slug": "three", "title": "Three", "channels": ["web"],
    "layers": [
      {"id": "ask", "type": "start", "components": [
        {"id": "name", "type": "input", "input_type": "text", "slug": "name", "label": "Your name?"},
        {"id": "go", "type": "button", "kind": "jump", "text": "Go on", "target": "end",
         "jumps": [{"target": "more", "conditions": [{"slug": "name", "operator": "empty"}]}]}]},
      {"id": "more", "type": "intermediate", "components": [
        {"id": "text", "type": "message", "text": "Tell us more."},
        {"id": "on", "type": "button", "kind": "jump", "text": "Done", "target": "end"}]},
      {"id": "end", "type": "result", "components": [{"id": "text", "type": "message", "text": "Thank you."}]}
    ]})");
}

TEST(Board, ADraggedLayerIsOneCommandThatIsTakenBack) {
  Table table(three_layers());
  const std::string before = table.history.document().dump();
  const Point head = table.head("more");
  table.is_ctrl = true;  // without being drawn into line
  table.drag(head, {head.x + 60, head.y + 133});
  EXPECT_EQ(table.commands, std::vector<std::string>{"Move layer"});
  const float zoom = table.board.state().camera.zoom;
  const Json& layers = table.history.document()["layers"];
  ASSERT_TRUE(place_of(layers[1]));
  EXPECT_FALSE(place_of(layers[0]));
  EXPECT_NEAR(table.head("more").y, head.y + 133, zoom);
  EXPECT_TRUE(table.history.undo());
  EXPECT_EQ(table.history.document().dump(), before);
}

TEST(Board, ADragThatIsBrokenOffChangesNothing) {
  Table table(three_layers());
  const Point head = table.head("more");
  table.down(head);
  table.move({head.x + 90, head.y + 90});
  table.frame();
  EXPECT_NE(table.head("more").x, head.x);
  EXPECT_TRUE(table.board.key("Escape", false, false, false));
  table.frame();
  EXPECT_EQ(table.head("more").x, head.x);
  EXPECT_TRUE(table.commands.empty());
}

TEST(Board, AWayIsDrawnFromAPortToALayer) {
  Table table(three_layers());
  // The second exit of the first layer is where it usually goes.
  ASSERT_EQ(table.card("ask").exits.size(), 2U);
  EXPECT_EQ(table.card("ask").exits[0].label, "name is empty");
  EXPECT_EQ(table.card("ask").exits[0].number, 1);
  EXPECT_EQ(table.card("ask").exits[1].label, "otherwise");
  table.drag(table.port("ask", 1), table.head("more"));
  EXPECT_EQ(table.commands, std::vector<std::string>{"Connect"});
  const Json& button = table.history.document()["layers"][0]["components"][1];
  EXPECT_EQ(text_of(button, "target"), "more");
  EXPECT_EQ(findings(table.history.document()), "");
}

TEST(Board, AWayThatIsDroppedOnNothingOffersANewLayer) {
  Table table(three_layers());
  table.drag(table.port("more", 0), {640, 760});
  EXPECT_TRUE(table.commands.empty());
  ASSERT_TRUE(table.board.state().menu.is_open());
  EXPECT_TRUE(table.board.key("ArrowDown", false, false, false));
  EXPECT_TRUE(table.board.key("Enter", false, false, false));
  EXPECT_EQ(table.commands, std::vector<std::string>{"Add layer"});
  const Json& layers = table.history.document()["layers"];
  ASSERT_EQ(layers.size(), 4U);
  EXPECT_EQ(text_of(layers[1]["components"][1], "target"), text_of(layers[3], "id"));
  // Nothing else has moved, and the new layer is where the hand was.
  EXPECT_TRUE(table.history.undo());
  EXPECT_EQ(table.history.document().dump(), three_layers().dump());
}

TEST(Board, ABoxSelectsWhatItMeets) {
  Table table(three_layers());
  const Point ask = table.head("ask"), more = table.head("more");
  table.drag({ask.x - 200, std::min(ask.y, more.y) - 60}, {more.x, std::max(ask.y, more.y) + 20});
  EXPECT_EQ(table.board.state().selection.layers, (std::set<std::string>{"ask", "more"}));
  table.is_shift = true;
  table.click(table.head("end"));
  EXPECT_EQ(table.board.state().selection.layers.size(), 3U);
  table.is_shift = false;
  EXPECT_EQ(table.said, "3 things selected");
  EXPECT_TRUE(table.board.key("Delete", false, false, false));
  EXPECT_EQ(table.commands, std::vector<std::string>{"Remove layers"});
  EXPECT_TRUE(list_in(table.history.document(), "layers").empty());
}

TEST(Board, SeveralLayersAreDraggedAndPutInLine) {
  Table table(three_layers());
  EXPECT_TRUE(table.board.key("a", false, true, false));
  table.is_ctrl = true;
  const Point head = table.head("ask");
  table.drag(head, {head.x + 40, head.y + 40});
  EXPECT_EQ(table.commands, std::vector<std::string>{"Move"});
  EXPECT_TRUE(table.board.tool("align_top"));
  const Plan& plan = table.board.state().plan;
  EXPECT_EQ(plan.place(0).y, plan.place(1).y);
  EXPECT_EQ(plan.place(1).y, plan.place(2).y);
  EXPECT_FALSE(table.board.tool("dance"));
}

TEST(Board, WhatIsDraggedComesIntoLine) {
  Table table(three_layers());
  const Point ask = table.head("ask"), end = table.head("end");
  table.down(end);
  table.move({end.x, end.y + 40});
  table.move({end.x, ask.y + 3});
  table.frame();
  ASSERT_FALSE(table.board.state().hand.guides.empty());
  const float line = table.board.state().hand.guides.back().from.y;
  table.up({end.x, ask.y + 3});
  const Plan& plan = table.board.state().plan;
  const Box box = plan.box(*plan.card_named("end"));
  EXPECT_LE(std::min({std::abs(box.top - line), std::abs((box.top + box.bottom) / 2 - line),
                      std::abs(box.bottom - line)}),
            0.6F);
}

TEST(Board, KeysWalkAlongTheWaysAndOpen) {
  Table table(three_layers());
  const auto press = [&](const char* key) {
    EXPECT_TRUE(table.board.key(key, false, false, false)) << key;
    table.frame();
  };
  press("ArrowRight");
  EXPECT_EQ(table.said, "ask, start, 2 parts, 2 ways on");
  press("ArrowRight");
  EXPECT_EQ(table.said, "more, intermediate, 2 parts, 1 way on");
  press("ArrowRight");
  press("Enter");
  EXPECT_EQ(table.opened, std::vector<std::string>{"end"});
  EXPECT_TRUE(table.board.key("d", false, true, false));
  EXPECT_EQ(table.commands, std::vector<std::string>{"Duplicate"});
  press("Escape");
  EXPECT_FALSE(table.board.key("Escape", false, false, false));
}

TEST(Board, AFingerPansTapsAndHoldsForTheMenu) {
  Table table(three_layers());
  table.is_finger = true;
  const Point head = table.head("more");
  table.drag(head, {head.x + 80, head.y + 30});
  EXPECT_TRUE(table.commands.empty());
  EXPECT_NEAR(table.head("more").x, head.x + 80, 0.5F);
  table.click(table.head("more"));
  EXPECT_TRUE(table.board.state().selection.layers.contains("more"));
  table.down(table.head("more"));
  table.frame();
  table.frame();
  EXPECT_TRUE(table.board.state().menu.is_open());
  const float zoom = table.board.state().camera.zoom;
  table.board.pinch({400, 300}, {0, 0}, 2);
  EXPECT_FLOAT_EQ(table.board.state().camera.zoom, zoom * 2);
}

TEST(Board, ZoomKeepsThePointerInPlaceBetweenItsBounds) {
  Table table(three_layers());
  const Point at = table.head("more");
  for (int step = 0; step < 100; ++step) table.board.wheel(at, 0, -80, true);
  EXPECT_FLOAT_EQ(table.board.state().camera.zoom, 4);
  EXPECT_NEAR(table.head("more").x, at.x, 0.5F);
  table.frame();
  for (int step = 0; step < 100; ++step) table.board.wheel(at, 0, 80, true);
  EXPECT_FLOAT_EQ(table.board.state().camera.zoom, 0.1F);
  EXPECT_NEAR(table.head("more").y, at.y, 0.5F);
  table.frame();
}

TEST(Board, NotesAndFramesAreMovedResizedAndTakeLayersAlong) {
  Table table(three_layers());
  EXPECT_TRUE(table.board.key("a", false, true, false));
  EXPECT_TRUE(table.board.tool("frame"));
  table.frame();
  ASSERT_EQ(table.board.state().plan.notes().size(), 1U);
  EXPECT_EQ(table.opened, std::vector<std::string>{"frame"});
  const Box frame = table.board.state().plan.note_box(0);
  const Point grip = table.board.state().camera.screen({frame.left + 60, frame.top + 12});
  const Point head = table.head("more");
  table.is_ctrl = true;
  table.drag(grip, {grip.x + 50, grip.y + 20});
  EXPECT_NEAR(table.head("more").x, head.x + 50, 1.5F);
  EXPECT_EQ(table.commands, (std::vector<std::string>{"Add frame", "Move"}));
  const Box moved = table.board.state().plan.note_box(0);
  const Point corner = table.board.state().camera.screen({moved.right - 4, moved.bottom - 4});
  table.drag(corner, {corner.x - 30, corner.y - 30});
  EXPECT_LT(table.board.state().plan.note_box(0).right, moved.right);
  EXPECT_EQ(table.misfits, 0);
  EXPECT_EQ(findings(table.history.document()), "");
}

TEST(Board, LightsWhatOneComesFromAndTo) {
  Table table(three_layers());
  table.move(table.head("more"));
  table.frame();
  table.frame();
  EXPECT_EQ(table.board.state().dim, 1);
  EXPECT_EQ(table.board.state().lit_cards, (std::vector<bool>{true, true, true}));
  // The way from the first straight to the last one does not come by.
  const Plan& plan = table.board.state().plan;
  const auto usual = plan.way_at("/layers/0/components/1/target");
  EXPECT_FALSE(table.board.state().lit_ways[*usual]);
  table.move({5, 5});
  table.frame();
  table.frame();
  EXPECT_EQ(table.board.state().dim, 0);
}

TEST(Board, SaysByHowMuchVisitorsGoAnotherWay) {
  Table table(three_layers());
  table.board.annotate(Json::parse(R"({
    "layers": {"ask": {"reached": 20}, "end": {"reached": 12, "change": -0.249}},
    "ways": [{"from": "ask", "to": "end", "count": 5, "change": 0.081},
             {"from": "ask", "to": "more", "count": 15}]})"));
  table.frame();
  const State& state = table.board.state();
  EXPECT_EQ(change_text(state.notices.cards[2].change), "↓25%");
  EXPECT_EQ(change_text(state.notices.cards[0].change), "");
  for (std::size_t way = 0; way < state.plan.ways().size(); ++way) {
    const bool is_changed = state.plan.ways()[way].from == 0 && state.plan.ways()[way].to == 2;
    EXPECT_EQ(change_text(state.notices.ways[way].change), is_changed ? "↑8%" : "");
  }
  EXPECT_EQ(change_text(0.004), "");
}

TEST(Board, WhatIsBroughtIntoViewIsNotBelowTheMap) {
  Table table(three_layers());
  const State& state = table.board.state();
  const Box map = map_box(state);
  ASSERT_GT(map.right, map.left);
  const auto seen = [&](std::size_t card) {
    return Camera::Sight{state.camera.zoom, state.camera.origin}.screen(state.plan.box(card));
  };
  // The last card comes to stand below the map, whether all is shown or that one is chosen.
  table.history.perform(
      place_layers(table.history.document(), {{0, {0, 0}}, {1, {300, 500}}, {2, {900, 620}}}));
  table.board.show(table.history.document());
  for (const std::string how : {"fit", "choose"}) {
    if (how == "fit") {
      EXPECT_TRUE(table.board.tool("fit"));
    }
    if (how == "choose") {
      table.board.wheel({0, 0}, map.left - seen(2).left, map.top - seen(2).top, false);
      table.board.choose({});
      table.board.choose({{"end"}, {}, {}});
    }
    for (int frame = 0; frame < 30; ++frame) table.frame();
    EXPECT_FALSE(seen(2).meets(map)) << how;
    EXPECT_GT(seen(2).left, 0) << how;
    EXPECT_GT(seen(2).top, 0) << how;
  }
}

TEST(Board, WhatIsHalfWrittenIsDrawn) {
  for (
      const char* text :
      {"{}", R"({"layers": 1})", R"({"layers": [1, {}, "x", null]})",
       R"({"layers": [{"id": 5, "type": 1, "next": 3, "components": "x"}], "x_studio": 3})",
       R"({"layers": [{"id": "a", "type": "subfunnel"}], "x_studio": {"notes": [1, {"id": "n"}]}})",
       R"({"layers": [{"id": "a", "type": "start", "components": [
            {"type": "button", "kind": "jump", "target": "a", "jumps": [1, {"target": "a"}, {"weights": {"a": "x"}}]}]}]})"}) {
    Table table(Json::parse(text));
    table.frame();
    EXPECT_TRUE(table.board.key("a", false, true, false));
    table.board.key("ArrowRight", false, false, false);
    table.click({640, 400}, 2);
    table.frame();
  }
}

}  // namespace
}  // namespace tundish::studio::board
