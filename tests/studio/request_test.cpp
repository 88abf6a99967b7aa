#include "document/request.hpp"

#include "document/paste.hpp"
#include "document/pointer.hpp"
#include "studio/documents.hpp"

namespace tundish::studio {
namespace {

const Json kDefinition = Json::parse(R"({
  "tundish": 1, "slug": "asking", "title": "Asking", "channel": "web",
  "languages": ["en", "es"], "default_language": "en",
  "layers": [
    {"id": "hello", "type": "start", "components": [
      {"id": "name", "type": "input", "input_type": "text", "slug": "name"},
      {"id": "on", "type": "button", "kind": "jump", "target": "end",
       "jumps": [{"experiment": "ab", "weights": {"end": 1, "hello": 1}}]}]},
    {"id": "end", "type": "result", "components": [{"id": "text", "type": "message"}]}],
  "content": {
    "en": {"hello.name.label": "Name", "end.text.text": "Thanks"},
    "es": {"hello.name.label": "Nombre", "end.text.text": "Gracias"}}
})");

/// The document after the request.
Json asked(const Json& definition, const char* request) {
  const Asked answer = read_request(definition, Json::parse(request));
  const Misfit* misfit = std::get_if<Misfit>(&answer);
  EXPECT_FALSE(misfit) << request << ": " << misfit->sentence;
  return misfit ? Json() : after(definition, *std::get_if<Command>(&answer));
}

/// Why it is not done.
std::string refusal(const char* request) {
  const Asked answer = read_request(kDefinition, Json::parse(request));
  const Misfit* misfit = std::get_if<Misfit>(&answer);
  return misfit ? misfit->sentence : "";
}

TEST(Request, SetsTextsOfALanguageThatHasNoneYet) {
  const Json done =
      asked(kDefinition, R"({"do":"set","pointer":"/content/fr/end.text.text","value":"Merci"})");
  EXPECT_EQ(done["content"]["fr"]["end.text.text"], "Merci");
  EXPECT_EQ(done["content"].size(), 3U);
}

TEST(Request, ChangesValuesAndLists) {
  Json done = asked(kDefinition, R"({"do":"erase","pointer":"/layers/0/components/0/slug"})");
  EXPECT_FALSE(done["layers"][0]["components"][0].contains("slug"));
  done = asked(kDefinition, R"({"do":"insert","pointer":"/languages/1","value":"fr"})");
  EXPECT_EQ(done["languages"], Json::parse(R"(["en","fr","es"])"));
  done = asked(kDefinition, R"({"do":"insert","pointer":"/channels/0","value":"web"})");
  EXPECT_EQ(done["channels"], Json::parse(R"(["web"])"));
  done = asked(kDefinition, R"({"do":"move","pointer":"/languages/0","index":1})");
  EXPECT_EQ(done["languages"], Json::parse(R"(["es","en"])"));
  done = asked(kDefinition, R"({"do":"rename","pointer":"/content/es","to":"pt"})");
  EXPECT_EQ(done["content"].begin().key(), "en");
  EXPECT_EQ(done["content"]["pt"]["end.text.text"], "Gracias");
}

TEST(Request, DoesSeveralAtOnce) {
  const Json done = asked(kDefinition, R"({"do":"batch","name":"Add question","requests":[
    {"do":"add_layer","type":"intermediate","id":"more"},
    {"do":"add_component","layer":"more","component":{"id":"age","type":"input"}},
    {"do":"set","pointer":"/content/en/more.age.label","value":"Age"},
    {"do":"place_layers","places":[{"id":"more","x":10,"y":20}]}]})");
  EXPECT_EQ(done["layers"][2]["components"][0]["id"], "age");
  EXPECT_EQ(done["layers"][2]["x_studio"], Json::parse(R"({"x":10,"y":20})"));
  const Asked answer =
      read_request(kDefinition, Json::parse(R"({"do":"tidy","name":"Clear","merge":"clear"})"));
  EXPECT_EQ(std::get_if<Command>(&answer)->name, "Clear");
  EXPECT_EQ(std::get_if<Command>(&answer)->merge, "clear");
}

TEST(Request, ThatFitsNothingSaysWhy) {
  EXPECT_EQ(refusal(R"({"do":"dance"})"), "There is no such request: \"dance\".");
  EXPECT_EQ(refusal(R"([1])"), "There is no such request: \"\".");
  EXPECT_EQ(refusal(R"({"do":"rename_layer","id":"gone","to":"x"})"),
            "There is no layer \"gone\".");
  EXPECT_EQ(refusal(R"({"do":"rename_layer","id":"end","to":"hello"})"),
            "\"hello\" is taken already.");
  EXPECT_EQ(refusal(R"({"do":"rename_layer","id":"end","to":""})"), "A name is missing.");
  EXPECT_EQ(refusal(R"({"do":"remove_layers","ids":["end","gone"]})"),
            "There is no layer \"gone\".");
  EXPECT_EQ(refusal(R"({"do":"remove_component","layer":"end","component":"no"})"),
            "The layer has no component \"no\".");
  EXPECT_EQ(refusal(R"({"do":"set","pointer":"/title/a","value":1})"),
            "There is nothing to hold it.");
  EXPECT_EQ(refusal(R"({"do":"insert","pointer":"/languages/7","value":1})"),
            "There are fewer items.");
  EXPECT_EQ(refusal(R"({"do":"erase","pointer":"/nowhere"})"), "Nothing is there.");
  EXPECT_EQ(refusal(R"({"do":"erase","pointer":"oops"})"), "There is no such place.");
  EXPECT_EQ(refusal(R"({"do":"replace","definition":[]})"), "A definition is an object.");
  EXPECT_EQ(refusal(R"({"do":"batch","requests":[{"do":"tidy"},{"do":"dance"}]})"),
            "There is no such request: \"dance\".");
}

TEST(Request, PointersAreThoseOfTheStandard) {
  for (const char* good : {"", "/", "/a~0b/~1", "/layers/0/id", "/layers/999999999"})
    EXPECT_TRUE(is_pointer(good)) << good;
  for (const char* bad : {"a", "/~", "/~2", "/a/~x", "/1000000000", "/a/99999999999999999999/b"})
    EXPECT_FALSE(is_pointer(bad)) << bad;
}

TEST(Request, PastesWhatWasCopiedUnderFreeNames) {
  const Json copied = copy_layers(kDefinition, {"hello", "end"});
  ASSERT_EQ(copied["layers"].size(), 2U);
  Json request{{"do", "paste_layers"}};
  request.update(copied);
  const Json done = asked(kDefinition, request.dump().c_str());
  ASSERT_EQ(done["layers"].size(), 4U);
  EXPECT_EQ(done["layers"][2]["id"], "hello_2");
  const Json& button = done["layers"][2]["components"][1];
  EXPECT_EQ(button["target"], "end_2");
  EXPECT_EQ(button["jumps"][0]["targets"], Json::parse(R"({"end":"end_2","hello":"hello_2"})"));
  EXPECT_EQ(done["content"]["es"]["end_2.text.text"], "Gracias");
  EXPECT_EQ(done["layers"][0], kDefinition["layers"][0]);
}

TEST(Request, PastesIntoAFunnelOfOtherLanguages) {
  Json other = Json::parse(R"({"tundish":1,"languages":["es","de"],"layers":[]})");
  Json request{{"do", "paste_layers"}};
  request.update(copy_layers(kDefinition, {"end"}));
  other = asked(other, request.dump().c_str());
  EXPECT_EQ(other["layers"][0]["id"], "end");
  EXPECT_EQ(other["content"], Json::parse(R"({"es":{"end.text.text":"Gracias"}})"));
}

}  // namespace
}  // namespace tundish::studio
