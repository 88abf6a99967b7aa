#include "document/graph.hpp"

#include <gtest/gtest.h>

#include "document/layers.hpp"
#include "studio/documents.hpp"

namespace tundish::studio {
namespace {

TEST(Graph, EveryWayOfAValidDefinitionLeadsToALayer) {
  std::size_t ways = 0;
  for (const std::string& name : definition_names("valid")) {
    const Graph graph = graph_of(valid_definition(name));
    EXPECT_TRUE(graph.start) << name;
    for (const Way& way : graph.ways) {
      EXPECT_TRUE(way.to) << name << " " << way.pointer;
      EXPECT_LT(way.from, graph.layers);
      ++ways;
    }
  }
  EXPECT_GT(ways, 80U);
}

TEST(Graph, SaysWhoseWayItIsAndWhenItIsTaken) {
  const Json document = Json::parse(R"({
    "config": {"fatalistic_layer": "shut"},
    "layers": [
      {"id": "ask", "type": "start", "on_error": "shut", "components": [
        {"id": "q", "type": "input"},
        {"id": "go", "type": "button", "kind": "jump", "target": "end",
         "jumps": [{"target": "ask", "conditions": [{"source": "visited", "slug": "end", "operator": "must_be_true"}]},
                   {"experiment": "e", "weights": {"end": 1, "b": 1}, "targets": {"b": "none"}}]}]},
      {"id": "end", "type": "result"},
      {"id": "shut", "type": "fatalistic"}]})");
  const Graph graph = graph_of(document);
  EXPECT_EQ(graph.layers, 3U);
  EXPECT_EQ(graph.start, 0U);
  const std::string go = "/layers/0/components/1";
  EXPECT_EQ(
      graph.ways,
      (std::vector<Way>{{"/layers/0/on_error", 0, 2, std::nullopt, std::nullopt, WayKind::other},
                        {go + "/target", 0, 1, 1, std::nullopt, WayKind::usual},
                        {go + "/jumps/0/target", 0, 0, 1, 0, WayKind::jump},
                        {go + "/jumps/1/targets/end", 0, 1, 1, 1, WayKind::jump},
                        {go + "/jumps/1/targets/b", 0, std::nullopt, 1, 1, WayKind::jump}}));
}

TEST(Graph, WhatIsHalfWrittenIsDrawnAsFarAsItGoes) {
  for (const char* text :
       {"{}", R"({"layers": 1})", R"({"layers": []})", R"({"layers": [1, {}, "x"]})",
        R"({"layers": [{"id": 5, "type": 1, "next": 3, "components": "x"}]})",
        R"({"layers": {"a": {"id": "a", "next": "a"}}, "content": 3})",
        R"({"layers": [{"id": "a", "components": {"x": {"target": "a"}}}]})",
        R"({"config": {"start_layer": 7}, "layers": [{"id": "a", "next": "a"}]})"})
    EXPECT_LE(graph_of(Json::parse(text)).ways.size(), 1U) << text;
}

}  // namespace
}  // namespace tundish::studio
