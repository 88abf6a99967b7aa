// What goes by a name follows it, also letter by letter while the name is typed.
#include <gtest/gtest.h>

#include "document/request.hpp"
#include "studio/documents.hpp"

namespace tundish::studio {
namespace {

const Json kDefinition = Json::parse(R"({
  "tundish": 1, "slug": "names", "title": "Names", "languages": ["en", "es"],
  "layers": [
    {"id": "hello", "type": "start", "components": [
      {"id": "kind", "type": "input", "input_type": "choice", "slug": "kind",
       "options": [{"value": "a"}, {"value": "b"}],
       "alternatives": {"sms": {"options": [{"value": "a"}]}}},
      {"id": "on", "type": "button", "kind": "jump", "target": "end",
       "jumps": [{"target": "lost"}]}]},
    {"id": "work", "type": "action", "actions": [{"id": "send", "type": "email"}], "next": "end"},
    {"id": "end", "type": "result", "components": [{"id": "text", "type": "message"}]}],
  "content": {
    "en": {"hello.kind.options.a": "A", "hello.kind.options.b": "B", "hello.on.text": "On",
           "hello.kind.sms.options.a": "1", "work.send.text": "Sent", "end.text.text": "Thanks",
           "en.text.text": "nobody's", "f.text.text": "nobody's"},
    "es": {"hello.kind.options.a": "A!", "end.text.text": "Gracias"}}
})");

Json named(const std::string& pointer, const std::string& to, bool instead = false) {
  Json made{{"do", "name"}, {"pointer", pointer}, {"to", to}, {"merge", "name " + pointer}};
  if (instead) made["instead"] = true;
  return made;
}

/// The document with another name at the pointer.
Json after(const std::string& pointer, const std::string& to) {
  History history(kDefinition);
  const auto misfit = ask(history, named(pointer, to));
  EXPECT_FALSE(misfit) << misfit->sentence;
  return history.document();
}

std::string refusal(const std::string& pointer, const std::string& to) {
  History history(kDefinition);
  const auto misfit = ask(history, named(pointer, to));
  EXPECT_EQ(history.document().dump(), kDefinition.dump());
  return misfit ? misfit->sentence : "";
}

TEST(Naming, WaysAndTextsFollow) {
  Json done = after("/layers/2/id", "bye");
  EXPECT_EQ(done["layers"][0]["components"][1]["target"], "bye");
  EXPECT_EQ(done["layers"][1]["next"], "bye");
  EXPECT_EQ(done["content"]["es"]["bye.text.text"], "Gracias");
  done = after("/layers/0/components/0/id", "place");
  EXPECT_EQ(done["content"]["en"]["hello.place.sms.options.a"], "1");
  done = after("/layers/1/actions/0/id", "mail");
  EXPECT_EQ(done["content"]["en"]["work.mail.text"], "Sent");
  EXPECT_EQ(done["layers"][1]["actions"][0]["id"], "mail");
  done = after("/layers/0/components/0/options/0/value", "house");
  EXPECT_EQ(done["content"]["en"]["hello.kind.options.house"], "A");
  EXPECT_EQ(done["content"]["es"]["hello.kind.options.house"], "A!");
  EXPECT_EQ(done["content"]["en"]["hello.kind.sms.options.a"], "1") << "of another list";
  done = after("/layers/0/components/0/alternatives/sms/options/0/value", "one");
  EXPECT_EQ(done["content"]["en"]["hello.kind.sms.options.one"], "1");
  EXPECT_EQ(done["content"]["en"]["hello.kind.options.a"], "A");
}

TEST(Naming, RefusesWhatIsTakenAndNothing) {
  EXPECT_EQ(refusal("/layers/2/id", "work"), "\"work\" is taken already.");
  EXPECT_EQ(refusal("/layers/0/components/0/id", "on"), "\"on\" is taken already.");
  EXPECT_EQ(refusal("/layers/0/components/0/options/1/value", "a"), "\"a\" is taken already.");
  EXPECT_EQ(refusal("/layers/2/id", ""), "A name is missing.");
  EXPECT_EQ(refusal("/layers/7/id", "x"), "Nothing is there.");
}

TEST(Naming, AMemberIsNamedByItsNumber) {
  History history(kDefinition);
  Json request{{"do", "rename"}, {"pointer", "/content"}, {"index", 1U}, {"to", "pt"}};
  EXPECT_FALSE(ask(history, request));
  EXPECT_EQ(history.document()["content"]["pt"]["end.text.text"], "Gracias");
  request["index"] = 2U;
  EXPECT_TRUE(ask(history, request));
  request["index"] = 0U;
  request["to"] = "pt";
  EXPECT_EQ(ask(history, request)->sentence, "\"pt\" is taken already.");
}

/// As if it was called so at once; what is called as a letter in between stays itself.
TEST(Naming, TypingIsOneStepAndMixesNothingUp) {
  for (const char* pointer : {"/layers/2/id", "/layers/0/components/0/options/0/value"}) {
    History history(kDefinition);
    for (const char* text : {"lo", "lost", "en", "f", "fi", "fin"})
      ASSERT_FALSE(ask(history, named(pointer, text, true))) << text;
    EXPECT_EQ(history.document().dump(), after(pointer, "fin").dump());
    EXPECT_EQ(history.document()["content"]["en"]["f.text.text"], "nobody's");
    // What clashes leaves what was typed before.
    const bool is_layer = std::string(pointer) == "/layers/2/id";
    ASSERT_TRUE(ask(history, named(pointer, is_layer ? "work" : "b", true)));
    EXPECT_EQ(history.document().dump(), after(pointer, "fin").dump());
    const std::size_t named_so = history.revision();
    EXPECT_TRUE(history.undo());
    EXPECT_EQ(history.document().dump(), kDefinition.dump());
    EXPECT_EQ(history.undoable(), nullptr);
    EXPECT_TRUE(history.redo());
    EXPECT_EQ(history.revision(), named_so);
    EXPECT_EQ(history.document().dump(), after(pointer, "fin").dump());
  }
}

TEST(Naming, TypedBackNothingWasDone) {
  History history(kDefinition);
  ASSERT_FALSE(ask(history, named("/layers/2/id", "ends", true)));
  ASSERT_FALSE(ask(history, named("/layers/2/id", "end", true)));
  EXPECT_EQ(history.document().dump(), kDefinition.dump());
  EXPECT_EQ(history.revision(), 0U);
  EXPECT_EQ(history.undoable(), nullptr);
  // Another visit of the field is another step.
  ASSERT_FALSE(ask(history, named("/layers/2/id", "one", true)));
  history.seal();
  ASSERT_FALSE(ask(history, named("/layers/2/id", "two", true)));
  EXPECT_TRUE(history.undo());
  EXPECT_EQ(history.document()["layers"][2]["id"], "one");
}

}  // namespace
}  // namespace tundish::studio
