// The painter that the canvas renderer and the studio share, without a browser and without a
// window.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "easel.hpp"
#include "painter_imgui/layer.hpp"
#include "tundish/codec.hpp"

namespace tundish::painter {
namespace {

ViewComponent input(const std::string& slug, InputType type, InputAppearance look) {
  ViewComponent component;
  component.id = component.slug = component.label = slug;
  component.type = ComponentType::input;
  component.input_type = type;
  component.input = look;
  component.mandatory = true;
  return component;
}

ViewComponent choice(const std::string& slug, InputAppearance look) {
  ViewComponent component = input(slug, InputType::choice, look);
  component.options = {{"tin", "Tin", ""}, {"iron", "Iron", ""}, {"lead", "Lead", ""}};
  return component;
}

ViewComponent button(const std::string& id, const std::string& text) {
  ViewComponent component;
  component.id = id;
  component.text = text;
  component.type = ComponentType::button;
  component.button = ButtonKind::jump;
  return component;
}

Scene scene_of(std::vector<ViewComponent> components) {
  Scene scene;
  scene.view.components = std::move(components);
  return scene;
}

std::string text_of_commands(const Easel& easel) {
  return to_json(Value(Value::List(easel.commands.begin(), easel.commands.end())));
}

TEST(Painter, PressingAChoiceAnswersWithItsValue) {
  Easel easel;
  easel.show(scene_of({choice("metal", InputAppearance::list), button("on", "Go on")}));
  easel.press("metal/iron");
  EXPECT_EQ(text_of_commands(easel), R"([{"do":"answer","slug":"metal","value":"iron"}])");
  easel.commands.clear();
  easel.press("on");
  EXPECT_EQ(text_of_commands(easel), R"([{"button":"on","do":"press"}])");
}

TEST(Painter, SeveralChoicesAreAListInWhichEachComesAndGoes) {
  Easel easel;
  ViewComponent metals = choice("metals", InputAppearance::buttons);
  metals.multiple = true;
  metals.value = Value::List{"lead"};
  easel.show(scene_of({metals}));
  easel.press("metals/tin");
  easel.press("metals/lead");
  EXPECT_EQ(text_of_commands(easel), R"([{"do":"answer","slug":"metals","value":["lead","tin"]},)"
                                     R"({"do":"answer","slug":"metals","value":[]}])");
}

TEST(Painter, WhatCanNotBePressedIsNotPressed) {
  Easel easel;
  ViewComponent on = button("on", "Go on");
  on.disabled = true;
  easel.show(scene_of({on}));
  easel.press("on");
  EXPECT_TRUE(easel.commands.empty());
  EXPECT_TRUE(easel.find("on")->is_shut);
}

TEST(Painter, ReadFromTheRightEverythingIsMirrored) {
  const std::vector<ViewComponent> components = {
      input("name", InputType::text, InputAppearance::short_),
      choice("metal", InputAppearance::buttons),
      input("agreed", InputType::boolean, InputAppearance::checkbox),
      input("stars", InputType::numeric, InputAppearance::rating), button("on", "Go on")};
  Scene scene = scene_of(components);
  Easel left;
  left.show(scene);
  const std::vector<Spot> before = left.painter.memory().spots;
  scene.is_rtl = true;
  Easel right;
  right.show(scene);
  const std::vector<Spot>& after = right.painter.memory().spots;
  ASSERT_EQ(before.size(), after.size());
  ASSERT_GT(before.size(), 10U);
  for (std::size_t i = 0; i < before.size(); ++i) {
    const Rect &a = before[i].rect, &b = after[i].rect;
    EXPECT_NEAR(b.x, 640 - a.x - a.w, 0.01F) << before[i].id;
    EXPECT_FLOAT_EQ(b.y, a.y) << before[i].id;
  }
}

TEST(Painter, TheKeyboardReachesEverythingAndLeavesAtTheEnd) {
  Easel easel;
  easel.show(scene_of({choice("metal", InputAppearance::list), button("on", "Go on")}));
  Memory& memory = easel.painter.memory();
  for (const char* id : {"metal/tin", "metal/iron", "metal/lead", "on"}) {
    EXPECT_TRUE(press_key(memory, Key::tab));
    EXPECT_EQ(memory.focus, id);
  }
  EXPECT_FALSE(press_key(memory, Key::tab));
  EXPECT_TRUE(press_key(memory, Key::back_tab));
  EXPECT_EQ(memory.focus, "on");
  EXPECT_TRUE(press_key(memory, Key::enter));
  easel.frame();
  EXPECT_EQ(text_of_commands(easel), R"([{"button":"on","do":"press"}])");
}

TEST(Painter, WithoutAFieldOfTheHostItIsWrittenHere) {
  Easel easel;
  Scene scene = scene_of({input("name", InputType::text, InputAppearance::short_)});
  scene.host_edits = false;
  easel.show(scene);
  easel.press("name");
  ImGuiIO& io = ImGui::GetIO();
  easel.frame();
  for (const char letter : std::string("Ana")) io.AddInputCharacter(static_cast<unsigned>(letter));
  easel.frame();
  ASSERT_FALSE(easel.commands.empty());
  EXPECT_EQ(to_json(easel.commands.back()), R"({"do":"type","slug":"name","value":"Ana"})");
}

TEST(Painter, WhatTheHostWritesIsTypedUntilItIsFinal) {
  Easel easel;
  easel.show(scene_of({input("name", InputType::text, InputAppearance::short_)}));
  easel.painter.write("name", "An", false);
  easel.painter.write("name", "Ana", true);
  easel.painter.write("nobody", "?", true);
  easel.frame();
  EXPECT_EQ(text_of_commands(easel), R"([{"do":"type","slug":"name","value":"An"},)"
                                     R"({"do":"answer","slug":"name","value":"Ana"}])");
}

TEST(Painter, ACodeIsHandedInAndKeptNowhere) {
  Easel easel;
  ViewComponent auth;
  auth.id = auth.slug = "who";
  auth.type = ComponentType::auth;
  auth.method = AuthKind::otp_email;
  auth.state = ProcessState::waiting;
  Scene scene = scene_of({auth});
  scene.notes = Value::Object{{"who", Value::Object{{"asks", "proof"}, {"sent", "We sent it."}}}};
  easel.show(scene);
  easel.painter.write("who/proof", "123456", true);
  easel.painter.enter("who/proof");
  easel.frame();
  EXPECT_EQ(text_of_commands(easel), R"([{"code":"123456","component":"who","do":"prove"}])");
  EXPECT_TRUE(easel.painter.memory().secrets.empty());
}

TEST(Painter, WhoAProofIsOfIsNotOptional) {
  for (const bool is_asked : {true, false}) {
    Easel easel;
    ViewComponent who = input("who", InputType::text, InputAppearance::email);
    who.mandatory = false;
    if (is_asked) {
      who.type = ComponentType::auth;
      who.method = AuthKind::otp_email;
    }
    Scene scene = scene_of({who});
    scene.words = Value::Object{{"optional", "\u0152"}};
    scene.notes = Value::Object{{"who", Value::Object{{"asks", "who"}, {"submit", "Send"}}}};
    easel.show(scene);
    const ImFont& font = *ImGui::GetIO().Fonts->Fonts.back();
    EXPECT_EQ(font.FindGlyphNoFallback(0x152) == nullptr, is_asked);
    EXPECT_EQ(easel.find("who/ask") != nullptr, is_asked);
  }
}

TEST(Painter, AWordThatFitsACardIsNotBroken) {
  Easel easel(320);
  ViewComponent cards = choice("metal", InputAppearance::cards);
  cards.options = {{"tin", "A x", "tin.png"}, {"iron", "between", "iron.png"}};
  Scene scene = scene_of({cards});
  scene.has_letters = true;
  easel.show(scene);
  const float one_line = easel.find("metal/tin")->rect.h;
  EXPECT_LT(one_line, 160);
  EXPECT_FLOAT_EQ(easel.find("metal/iron")->rect.h, one_line);
}

TEST(Painter, AnotherLayerBeginsWithNothingInHand) {
  Easel easel;
  easel.show(scene_of({choice("metal", InputAppearance::list)}));
  easel.press("metal/tin");
  ASSERT_EQ(easel.painter.memory().focus, "metal/tin");
  Scene next = scene_of({choice("metal", InputAppearance::list)});
  next.turn = 1;
  easel.show(next);
  EXPECT_EQ(easel.painter.memory().focus, "");
}

struct Shown {
  InputType type;
  InputAppearance look;
};

TEST(Painter, EveryAppearanceCanBePressedOrWrittenIn) {
  using enum InputAppearance;
  const std::vector<Shown> all = {{InputType::text, short_},     {InputType::text, long_},
                                  {InputType::text, markdown},   {InputType::text, phone},
                                  {InputType::text, email},      {InputType::text, otp_code},
                                  {InputType::text, list},       {InputType::text, dropdown},
                                  {InputType::numeric, number},  {InputType::numeric, spinner},
                                  {InputType::numeric, slider},  {InputType::numeric, rating},
                                  {InputType::numeric, nps},     {InputType::boolean, toggle},
                                  {InputType::boolean, consent}, {InputType::boolean, like_dislike},
                                  {InputType::choice, cards},    {InputType::choice, dropdown},
                                  {InputType::choice, ranking},  {InputType::matrix, single},
                                  {InputType::matrix, multiple}, {InputType::datetime, date},
                                  {InputType::datetime, range},  {InputType::location, default_},
                                  {InputType::file, file},       {InputType::file, dropzone},
                                  {InputType::file, camera},     {InputType::file, signature}};
  for (const auto& [type, look] : all) {
    ViewComponent component = choice("answer", look);
    component.input_type = type;
    component.rows = component.columns = component.options;
    for (const float width : {320.0F, 1000.0F}) {
      Easel easel(width);
      easel.show(scene_of({component}));
      const std::string what = std::string(to_text(type)) + " " + std::string(to_text(look));
      EXPECT_FALSE(easel.painter.memory().spots.empty()) << what;
      for (const Spot& spot : easel.painter.memory().spots) {
        EXPECT_GE(spot.rect.x, 0) << what << " " << spot.id;
        EXPECT_LE(spot.rect.x + spot.rect.w, width) << what << " " << spot.id;
        EXPECT_GE(spot.rect.h, 24) << what << " " << spot.id;
      }
      EXPECT_GT(ImGui::GetDrawData()->TotalVtxCount, 0) << what;
    }
  }
}

Value run_of(const std::string& text, const std::string& url) {
  Value run;
  run.set("text", text);
  if (!url.empty()) run.set("url", url);
  return run;
}

ViewComponent formatted(Value::List runs) {
  Value block;
  block.set("kind", "bullet");
  block.set("runs", Value(std::move(runs)));
  ViewComponent said;
  said.id = "said";
  said.type = ComponentType::message;
  said.text = "plain";
  said.rich = Value(Value::List{block});
  return said;
}

TEST(Painter, LinksWithinATextAreOpened) {
  Easel easel;
  Value bold = run_of("our", "https://example.org/terms");
  bold.set("bold", true);
  const Value rest = run_of(" terms", "https://example.org/terms");
  const Value bad = run_of("bad", "javascript:x()");
  easel.show(scene_of({formatted({run_of("Read ", ""), bold, rest, bad})}));
  ASSERT_TRUE(easel.find("said/rich0"));
  EXPECT_EQ(easel.find("said/rich0")->name, "our terms");
  EXPECT_FALSE(easel.find("said/rich1"));
  easel.press("said/rich0");
  EXPECT_EQ(text_of_commands(easel), R"([{"do":"open","url":"https://example.org/terms"}])");
}

TEST(Painter, TextsWithFormattingStayInTheirColumn) {
  std::string words;
  for (int i = 0; i < 40; ++i) words += "word ";
  const Value link = run_of(words + std::string(300, 'x'), "https://example.org");
  for (const float width : {320.0F, 640.0F}) {
    Easel easel(width);
    easel.show(scene_of({formatted({run_of("Read ", ""), link, run_of("\nnext", "")})}));
    std::size_t lines = 0;
    for (const Spot& spot : easel.painter.memory().spots) {
      EXPECT_GE(spot.rect.x, 0);
      EXPECT_LE(spot.rect.x + spot.rect.w, width);
      EXPECT_GE(spot.rect.h, 24);
      ++lines;
    }
    EXPECT_GT(lines, 3U);
  }
}

TEST(Painter, APictureThatIsNotThereIsSaidInWords) {
  Easel easel;
  ViewComponent said;
  said.type = ComponentType::message;
  said.image = "https://example.org/a.png";
  said.alt = "\u0152uvre";
  easel.show(scene_of({said}));
  EXPECT_TRUE(ImGui::GetIO().Fonts->Fonts.back()->FindGlyphNoFallback(0x152) != nullptr);
}

TEST(Painter, ProgressIsHowFarTheVisitorHasCome) {
  View view;
  view.progress = {1, 2, 4};
  EXPECT_FLOAT_EQ(progress_of(view), 0.25F);
  view.status = SessionStatus::completed;
  EXPECT_FLOAT_EQ(progress_of(view), 1);
}

TEST(Letters, AreMadeOfWhatWasPainted) {
  Easel easel;
  ViewComponent said;
  said.type = ComponentType::message;
  said.title = "\u00c6ther \u0152uvre";
  easel.show(scene_of({said}));
  const ImFont& font = *ImGui::GetIO().Fonts->Fonts.back();
  EXPECT_TRUE(font.FindGlyphNoFallback(0x152) != nullptr);
  EXPECT_TRUE(font.FindGlyphNoFallback(0x153) == nullptr);
}

TEST(Letters, AreReadOneByOne) {
  std::size_t at = 0;
  const std::string text = "a\u00e9\u20ac\U0001f600\xff";
  std::vector<unsigned> characters;
  while (at < text.size()) characters.push_back(next_character(text, at));
  EXPECT_THAT(characters, testing::ElementsAre(0x61U, 0xe9U, 0x20acU, 0x1f600U, 0xfffdU));
}

}  // namespace
}  // namespace tundish::painter
