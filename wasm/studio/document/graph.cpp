#include "document/graph.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>
#include <tuple>
#include <unordered_map>

#include "document/layers.hpp"
#include "document/read.hpp"
#include "document/references.hpp"

namespace tundish::studio {
namespace {

constexpr std::array<std::string_view, 6> kOther = {"on_error",
                                                    "on_fatalistic",
                                                    "on_failure",
                                                    "offline_target",
                                                    "authenticated_target_layer",
                                                    "unauthenticated_target_layer"};

std::vector<std::string> tokens_of(const std::string& pointer) {
  std::vector<std::string> tokens;
  for (Json::json_pointer left(pointer); !left.empty(); left.pop_back())
    tokens.insert(tokens.begin(), left.back());
  return tokens;
}

/// The number behind a name, where the name stands in the pointer.
std::optional<std::size_t> number_behind(const std::vector<std::string>& tokens,
                                         std::string_view name) {
  const auto found = std::find(tokens.begin(), tokens.end(), name);
  if (found == tokens.end() || std::next(found) == tokens.end()) return std::nullopt;
  const std::string& digits = *std::next(found);
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return number;
}

WayKind kind_of(const std::vector<std::string>& tokens) {
  if (std::find(kOther.begin(), kOther.end(), tokens.back()) != kOther.end()) return WayKind::other;
  const bool is_jump = std::find(tokens.begin(), tokens.end(), "jumps") != tokens.end();
  return is_jump ? WayKind::jump : WayKind::usual;
}

/// The layer that the configuration names, else the only one of type start.
std::optional<std::size_t> start_of(const Json& definition) {
  if (definition.contains("config")) {
    const std::string named = text_of(definition["config"], "start_layer");
    if (!named.empty()) return layer_index(definition, named);
  }
  std::optional<std::size_t> start;
  const Json& layers = list_in(definition, "layers");
  for (std::size_t index = 0; index < layers.size(); ++index) {
    if (text_of(layers[index], "type") != "start") continue;
    if (start) return std::nullopt;
    start = index;
  }
  return start;
}

}  // namespace

std::vector<std::vector<std::size_t>> ways_of_layers(const Graph& graph) {
  constexpr auto kLast = static_cast<std::size_t>(-1);
  const auto place = [&](std::size_t number) {
    const Way& way = graph.ways[number];
    return std::tuple(way.kind == WayKind::other, way.component.value_or(kLast),
                      way.kind != WayKind::jump);
  };
  std::vector<std::vector<std::size_t>> of(graph.layers);
  for (std::size_t way = 0; way < graph.ways.size(); ++way)
    if (graph.ways[way].from < of.size()) of[graph.ways[way].from].push_back(way);
  for (std::vector<std::size_t>& mine : of)
    std::stable_sort(mine.begin(), mine.end(),
                     [&](std::size_t a, std::size_t b) { return place(a) < place(b); });
  return of;
}

Graph graph_of(const Json& definition) {
  Graph graph;
  graph.layers = list_in(definition, "layers").size();
  if (graph.layers == 0) return graph;
  graph.start = start_of(definition);
  std::unordered_map<std::string, std::size_t> numbers;
  const Json& layers = list_in(definition, "layers");
  for (std::size_t index = 0; index < layers.size(); ++index)
    numbers.try_emplace(text_of(layers[index], "id"), index);
  for (const Reference& named : references_to_layers(definition)) {
    const std::vector<std::string> tokens = tokens_of(named.pointer);
    // What is asked of a visit, and what the configuration names, is no way.
    if (tokens.front() != "layers" || tokens.back() == "slug") continue;
    const auto from = number_behind(tokens, "layers");
    if (!from) continue;
    const auto to = numbers.find(named.layer);
    graph.ways.push_back(
        {named.pointer, *from, to == numbers.end() ? std::nullopt : std::optional(to->second),
         number_behind(tokens, "components"), number_behind(tokens, "jumps"), kind_of(tokens)});
  }
  return graph;
}

}  // namespace tundish::studio
