#include "document/history.hpp"

#include <gtest/gtest.h>

namespace tundish::studio {
namespace {

const char* const kDocument = R"({"slug":"a","title":"A","layers":[{"id":"one"},{"id":"two"}]})";

Json parsed(const char* text) { return Json::parse(text); }

Edit put(std::string pointer, std::size_t at, Json after) {
  return {std::move(pointer), at, std::nullopt, std::move(after)};
}
Edit drop(std::string pointer, std::size_t at, Json before) {
  return {std::move(pointer), at, std::move(before), std::nullopt};
}
Edit change(std::string pointer, Json before, Json after) {
  return {std::move(pointer), 0, std::move(before), std::move(after)};
}

TEST(Edit, ComesAndGoesWhereItStood) {
  Json document = parsed(kDocument);
  ASSERT_FALSE(carry_out(document, drop("/title", 1, "A")));
  EXPECT_EQ(document.dump(), R"({"slug":"a","layers":[{"id":"one"},{"id":"two"}]})");
  ASSERT_FALSE(carry_out(document, put("/title", 1, "A")));
  EXPECT_EQ(document.dump(), kDocument);
  ASSERT_FALSE(carry_out(document, put("/layers/0", 0, parsed(R"({"id":"none"})"))));
  EXPECT_EQ(document["layers"].size(), 3U);
  EXPECT_EQ(document["layers"][1]["id"], "one");
  ASSERT_FALSE(carry_out(document, put("/languages", 3, parsed(R"(["en"])"))));
  EXPECT_EQ(document.back().dump(), R"(["en"])");
}

TEST(Edit, NamesMayHoldWhatPointersAreWrittenWith) {
  Json document = parsed(R"({"content":{"en":{"a/b~c.text":"x"}}})");
  ASSERT_FALSE(carry_out(document, change("/content/en/a~1b~0c.text", "x", "y")));
  EXPECT_EQ(document["content"]["en"]["a/b~c.text"], "y");
}

TEST(Edit, WhatDoesNotFitChangesNothing) {
  const Json before = parsed(kDocument);
  const std::vector<Edit> misfits = {change("/title", "B", "C"),
                                     drop("/title", 0, "A"),
                                     put("/title", 1, "B"),
                                     put("/layers/3", 3, Json::object()),
                                     put("/layers/0", 1, Json::object()),
                                     drop("/layers/1", 0, parsed(R"({"id":"two"})")),
                                     put("/title/x", 0, 1),
                                     put("/none/x", 0, 1),
                                     put("/member", 4, 1),
                                     put("", 0, 1),
                                     drop("", 0, before)};
  for (const Edit& edit : misfits) {
    Json document = before;
    const auto misfit = carry_out(document, edit);
    ASSERT_TRUE(misfit) << edit.pointer;
    EXPECT_EQ(misfit->pointer, edit.pointer);
    EXPECT_FALSE(misfit->sentence.empty());
    EXPECT_EQ(document.dump(), before.dump()) << edit.pointer;
  }
}

TEST(History, TakesBackAndDoesAgain) {
  History history(parsed(kDocument));
  EXPECT_FALSE(history.undo());
  EXPECT_FALSE(history.redo());
  ASSERT_FALSE(history.perform({"Rename", {change("/title", "A", "B")}, ""}));
  ASSERT_FALSE(
      history.perform({"Add layer", {put("/layers/2", 2, parsed(R"({"id":"new"})"))}, ""}));
  EXPECT_EQ(*history.undoable(), "Add layer");
  EXPECT_EQ(history.redoable(), nullptr);
  EXPECT_TRUE(history.undo());
  EXPECT_EQ(*history.undoable(), "Rename");
  EXPECT_EQ(*history.redoable(), "Add layer");
  EXPECT_TRUE(history.undo());
  EXPECT_EQ(history.document().dump(), kDocument);
  EXPECT_EQ(history.revision(), 0U);
  EXPECT_TRUE(history.redo());
  ASSERT_FALSE(history.perform({"Rename", {change("/title", "B", "C")}, ""}));
  EXPECT_FALSE(history.redo()) << "what was undone was left behind";
}

TEST(History, DoesAllOfACommandOrNothing) {
  History history(parsed(kDocument));
  const auto misfit =
      history.perform({"Two", {change("/title", "A", "B"), change("/slug", "z", "y")}, ""});
  ASSERT_TRUE(misfit);
  EXPECT_EQ(misfit->pointer, "/slug");
  EXPECT_EQ(history.document().dump(), kDocument);
  EXPECT_EQ(history.undoable(), nullptr);
  EXPECT_EQ(history.revision(), 0U);
}

TEST(History, WhatIsTypedInARowIsTakenBackAtOnce) {
  History history(parsed(kDocument));
  const auto type = [&](const char* before, const char* after) {
    ASSERT_FALSE(history.perform({"Write", {change("/title", before, after)}, "text /title"}));
  };
  type("A", "Ab");
  type("Ab", "Abc");
  history.seal();
  type("Abc", "Abcd");
  EXPECT_TRUE(history.undo());
  EXPECT_EQ(history.document()["title"], "Abc");
  EXPECT_TRUE(history.undo());
  EXPECT_EQ(history.document()["title"], "A");
  EXPECT_FALSE(history.undo());
  EXPECT_TRUE(history.redo());
  type("Abc", "Abx");
  EXPECT_TRUE(history.undo()) << "what was done again is not added to";
  EXPECT_EQ(history.document()["title"], "Abc");
}

TEST(History, TheSameRevisionIsTheSameDocument) {
  History history(parsed(kDocument));
  ASSERT_FALSE(history.perform({"Rename", {change("/title", "A", "B")}, ""}));
  const std::size_t renamed = history.revision();
  EXPECT_TRUE(history.undo());
  ASSERT_FALSE(history.perform({"Rename", {change("/title", "A", "C")}, ""}));
  EXPECT_NE(history.revision(), renamed);
  EXPECT_NE(history.revision(), 0U);
  ASSERT_FALSE(history.perform({"Nothing", {}, ""}));
  EXPECT_EQ(*history.undoable(), "Rename");
}

}  // namespace
}  // namespace tundish::studio
