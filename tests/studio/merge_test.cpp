// Two people's changes of one draft: what does not touch is put together, what does is named.
#include "document/merge.hpp"

#include <gtest/gtest.h>

#include <random>

#include "document/read.hpp"
#include "document/request.hpp"
#include "studio/large.hpp"

namespace tundish::studio {
namespace {

const Json kBase = Json::parse(R"({
  "title": "One", "languages": ["en"],
  "layers": [
    {"id": "who", "type": "start", "components": [
      {"id": "name", "type": "input", "slug": "name"},
      {"id": "kind", "type": "input", "options": [{"value": "a"}, {"value": "b"}]},
      {"id": "on", "type": "button", "target": "end"}]},
    {"id": "end", "type": "result", "components": []}],
  "content": {"en": {"who.name.label": "Name", "who.on.text": "On"}}})");

/// The definition after the requests.
Json after(const Json& before, const Json& requests) {
  History history(before);
  for (const Json& request : requests) {
    const auto misfit = ask(history, request);
    EXPECT_FALSE(misfit && misfit->sentence != "It is so already.")
        << request << " " << misfit->sentence;
  }
  return history.document();
}

Json after(const char* requests) { return after(kBase, Json::parse(requests)); }

/// Whatever order members stand in.
nlohmann::json plain(const Json& document) { return nlohmann::json::parse(document.dump()); }

std::vector<std::string> clashes(const char* mine, const char* theirs) {
  std::vector<std::string> names;
  for (const Clash& clash : merge(kBase, after(mine), after(theirs)).clashes)
    names.push_back(clash.name);
  return names;
}

TEST(Merge, PutsTogetherWhatDoesNotTouch) {
  const Json mine = after(R"([
    {"do":"set","pointer":"/content/en/who.on.text","value":"Go"},
    {"do":"rename_component","layer":"who","component":"name","to":"called"},
    {"do":"add_component","layer":"who","component":{"id":"hint"},"index":1}])");
  const Json theirs = after(R"([
    {"do":"add_layer","type":"result","id":"other"},
    {"do":"set","pointer":"/layers/0/components/2/target","value":"other"},
    {"do":"insert","pointer":"/layers/0/components/1/options/0","value":{"value":"c"}},
    {"do":"set","pointer":"/content/es/who.on.text","value":"Seguir"}])");
  const auto [document, found] = merge(kBase, mine, theirs);
  EXPECT_TRUE(found.empty());
  EXPECT_EQ(plain(document), plain(Json::parse(R"({
    "title": "One", "languages": ["en"],
    "layers": [
      {"id": "who", "type": "start", "components": [
        {"id": "called", "type": "input", "slug": "name"},
        {"id": "hint"},
        {"id": "kind", "type": "input", "options": [{"value": "c"}, {"value": "a"}, {"value": "b"}]},
        {"id": "on", "type": "button", "target": "other"}]},
      {"id": "end", "type": "result", "components": []},
      {"id": "other", "type": "result", "components": []}],
    "content": {"en": {"who.called.label": "Name", "who.on.text": "Go"},
                "es": {"who.on.text": "Seguir"}}})")));
}

TEST(Merge, NamesWhatBothChanged) {
  using Found = std::vector<std::string>;
  EXPECT_EQ(clashes(R"([{"do":"set","pointer":"/content/en/who.on.text","value":"1"}])",
                    R"([{"do":"set","pointer":"/content/en/who.on.text","value":"2"}])"),
            Found{"content › en › who.on.text"});
  EXPECT_EQ(clashes(R"([{"do":"remove_component","layer":"who","component":"kind"}])",
                    R"([{"do":"set","pointer":"/layers/0/components/1/slug","value":"k"}])"),
            Found{"layers › who › components › kind"});
  EXPECT_EQ(clashes(R"([{"do":"set","pointer":"/languages","value":["en","es"]}])",
                    R"([{"do":"set","pointer":"/languages","value":["en","fr"]}])"),
            Found{"languages"});
  // The same done by both is done.
  EXPECT_EQ(clashes(R"([{"do":"set","pointer":"/title","value":"Two"}])",
                    R"([{"do":"set","pointer":"/title","value":"Two"}])"),
            Found{});
  // One of them leads to what is called otherwise now.
  EXPECT_EQ(clashes(R"([{"do":"rename_layer","id":"end","to":"bye"}])",
                    R"([{"do":"set","pointer":"/layers/0/next","value":"end"}])"),
            Found{"layers › end"});
  // Both put things in an order of their own.
  EXPECT_EQ(clashes(R"([{"do":"move","pointer":"/layers/0/components/0","index":2}])",
                    R"([{"do":"move","pointer":"/layers/0/components/1","index":0}])"),
            Found{"layers › who › components"});
}

/// What an author does to every second layer, and beside them, in texts of their own.
Json random_requests(std::mt19937& random, const Json& base, unsigned author) {
  const auto below = [&](std::size_t count) { return random() % count; };
  const std::size_t count = base["layers"].size();
  Json document = base, requests = Json::array();
  for (std::size_t steps = 1 + below(8); steps > 0; --steps) {
    const std::size_t at = 2 * below(count / 2) + author;
    const std::string layer = text_of(base["layers"][at], "id");
    const Json& components = document["layers"][at]["components"];
    const std::string part =
        components.empty() ? "" : text_of(components[below(components.size())], "id");
    const std::string said = std::to_string(random());
    const std::string text = layer + "." + (part.empty() ? "x" : part) + ".label";
    Json request{{"do", "set"}, {"pointer", "/content/en/" + text}, {"value", said}};
    const std::size_t choice = below(7);
    if (choice == 1) {
      request = {{"do", "add_component"},
                 {"layer", layer},
                 {"component", {{"id", "n" + said}}},
                 {"index", below(3)}};
    } else if (choice == 2 && !part.empty()) {
      request = {{"do", "remove_component"}, {"layer", layer}, {"component", part}};
    } else if (choice == 3 && !part.empty()) {
      request = {
          {"do", "rename_component"}, {"layer", layer}, {"component", part}, {"to", "r" + said}};
    } else if (choice == 4 && !part.empty()) {
      request = {{"do", "move_component"},
                 {"layer", layer},
                 {"component", part},
                 {"to_layer", layer},
                 {"index", below(3)}};
    } else if (choice == 5) {
      request = {{"do", "place_layers"}, {"places", {{{"id", layer}, {"x", below(99)}, {"y", 1}}}}};
    } else if (choice == 6) {
      request = author == 0 ? Json{{"do", "add_layer"}, {"type", "result"}, {"id", "new"}}
                            : Json{{"do", "set"}, {"pointer", "/title"}, {"value", said}};
    }
    document = after(document, Json::array({request}));
    requests.push_back(std::move(request));
  }
  return requests;
}

TEST(Merge, IsWhatBothDoOneAfterTheOther) {
  const Json base = large_funnel(8);
  unsigned changed = 0;
  for (unsigned seed = 1; seed <= 600; ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937 random(seed);
    const Json my_requests = random_requests(random, base, 0);
    const Json their_requests = random_requests(random, base, 1);
    const Json mine = after(base, my_requests), theirs = after(base, their_requests);
    const auto [document, found] = merge(base, mine, theirs);
    ASSERT_TRUE(found.empty()) << found[0].name;
    ASSERT_EQ(plain(document), plain(after(mine, their_requests)));
    ASSERT_EQ(plain(document), plain(after(theirs, my_requests)));
    // Who has it the other way round has the same.
    ASSERT_EQ(plain(merge(base, theirs, mine).document), plain(document));
    changed += document != mine && document != theirs;
  }
  EXPECT_GT(changed, 400U);
}

TEST(Merge, WhatIsPublishedComesBackAsItIsWrittenHere) {
  const auto order = [](const char* text) { return Json::parse(text); };
  History history(order(
      R"({"title":"Now","languages":["en"],"layers":[{"type":"result","id":"end"}],"x_studio":{}})"));
  const Json request{
      {"do", "restore"},
      {"written", order(R"({"layers":[{"id":"end","type":"result"}],"title":"Now"})")},
      {"definition",
       order(R"({"layers":[{"id":"end","type":"result","conversion":true}],"title":"Then"})")}};
  ASSERT_FALSE(ask(history, request));
  EXPECT_EQ(history.document().dump(),
            R"({"title":"Then","languages":["en"],)"
            R"("layers":[{"type":"result","conversion":true,"id":"end"}],"x_studio":{}})");
}

TEST(Merge, ARequestIsOneStepOrNamesThePlaces) {
  const Json theirs = after(R"([{"do":"set","pointer":"/title","value":"Theirs"}])");
  History history(kBase);
  const Json request{{"do", "merge"}, {"base", kBase.dump()}, {"theirs", theirs.dump()}};
  ASSERT_FALSE(ask(
      history, Json::parse(R"({"do":"set","pointer":"/content/en/who.on.text","value":"Mine"})")));
  ASSERT_FALSE(ask(history, request));
  EXPECT_EQ(history.document()["title"], "Theirs");
  EXPECT_TRUE(history.undo());
  EXPECT_EQ(history.document()["title"], "One");
  ASSERT_FALSE(ask(history, Json::parse(R"({"do":"set","pointer":"/title","value":"Mine"})")));
  const auto misfit = ask(history, request);
  ASSERT_TRUE(misfit);
  EXPECT_EQ(misfit->pointer, "/title");
  EXPECT_EQ(misfit->sentence, "title");
  EXPECT_EQ(history.document()["title"], "Mine");
  EXPECT_FALSE(
      ask(history, Json{{"do", "merge"}, {"base", "{"}, {"theirs", "{}"}})->sentence.empty());
}

}  // namespace
}  // namespace tundish::studio
