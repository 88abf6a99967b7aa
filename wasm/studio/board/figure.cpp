#include "board/figure.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "board/labels.hpp"
#include "document/pointer.hpp"
#include "document/read.hpp"
#include "document/ways.hpp"

namespace tundish::studio::board {
namespace {

constexpr std::array<std::string_view, 6> kTypes = {"start",      "intermediate", "result",
                                                    "fatalistic", "action",       "subfunnel"};

struct Reason {
  std::string_view member, words;
};
constexpr std::array<Reason, 6> kReasons = {{{"on_error", "when it fails"},
                                             {"on_fatalistic", "when it closes"},
                                             {"on_failure", "when not proven"},
                                             {"offline_target", "without a network"},
                                             {"authenticated_target_layer", "who is known"},
                                             {"unauthenticated_target_layer", "who is not known"}}};

/// The last name of a pointer.
std::string last_of(const std::string& pointer) { return Json::json_pointer(pointer).back(); }

/// What a way that is no jump is taken for, in the words of whose way it is.
std::string usual_label(const Texts& texts, const Json& layer, const Way& way, bool has_jumps) {
  if (way.kind == WayKind::other) {
    const std::string member = last_of(way.pointer);
    for (const Reason& reason : kReasons)
      if (reason.member == member) return std::string(reason.words);
  }
  if (has_jumps) return "otherwise";
  if (!way.component) return "next";
  const Json& components = list_in(layer, "components");
  return *way.component < components.size() ? texts.label_of(layer, components[*way.component])
                                            : std::string("next");
}

/// The jump that a way's pointer names.
const Json* jump_at(const Json& definition, const Way& way) {
  Json::json_pointer place(way.pointer);
  while (!place.empty() && place.parent_pointer().back() != "jumps") place.pop_back();
  return value_at(definition, place);
}

Exit exit_of(const Json& definition, const Texts& texts, const Graph& graph, std::size_t number,
             bool has_jumps) {
  const Way& way = graph.ways[number];
  const Json& layer = definition["layers"][way.from];
  Exit exit{way.pointer, number, way.kind, 0, {}};
  if (way.kind == WayKind::jump) {
    exit.number = static_cast<int>(way.jump.value_or(0)) + 1;
    const Json* jump = jump_at(definition, way);
    if (jump) exit.label = told_jump(*jump, last_of(way.pointer));
  } else {
    exit.label = usual_label(texts, layer, way, has_jumps);
  }
  return exit;
}

/// The exits of every card: jumps in their order, then the usual way, then what is taken when
/// something fails.
void add_exits(Figure& figure, const Json& definition, const Texts& texts) {
  const auto& ways = figure.graph.ways;
  const std::vector<std::vector<std::size_t>> of = ways_of_layers(figure.graph);
  for (std::size_t layer = 0; layer < of.size(); ++layer) {
    const std::vector<std::size_t>& mine = of[layer];
    Card& card = figure.cards[layer];
    for (const std::size_t way : mine) {
      const bool has_jumps = std::any_of(mine.begin(), mine.end(), [&](std::size_t other) {
        return ways[other].kind == WayKind::jump && ways[other].component == ways[way].component;
      });
      card.exits.push_back(exit_of(definition, texts, figure.graph, way, has_jumps));
    }
    for (const std::string& pointer : open_ends(definition, layer)) {
      Exit open{pointer, std::nullopt, WayKind::usual, 0, "next"};
      const Json::json_pointer holder = Json::json_pointer(pointer).parent_pointer();
      if (holder.parent_pointer().back() == "components")
        open.label = texts.label_of(definition["layers"][layer], definition.at(holder));
      card.exits.push_back(std::move(open));
    }
    card.can_jump = card.type == LayerType::action || card.type == LayerType::subfunnel ||
                    card.type == LayerType::start || card.type == LayerType::intermediate;
  }
}

Card card_of(const Json& layer, const Texts& texts) {
  Card card;
  card.id = text_of(layer, "id");
  card.title = texts.title_of(layer);
  card.type = layer_type(text_of(layer, "type"));
  const bool acts = card.type == LayerType::action;
  const Json& parts = list_in(layer, acts ? "actions" : "components");
  for (const Json& part : parts) {
    if (card.rows.size() == kMostRows) break;
    card.rows.push_back(acts ? row_of_action(part)
                             : Row{sign_of(part), texts.label_of(layer, part)});
  }
  card.more = parts.size() - card.rows.size();
  if (card.type == LayerType::subfunnel && layer.is_object() && layer.contains("subfunnel")) {
    const std::string funnel = text_of(layer["subfunnel"], "funnel");
    card.rows.push_back({Sign::nested, funnel.empty() ? "choose a funnel" : funnel});
  }
  return card;
}

float height_above_exits(const Card& card) {
  const float rows = static_cast<float>(card.rows.size()) * kRow + (card.more > 0 ? kMore : 0);
  return kHeader + (rows > 0 ? rows + 2 * kPad : 0);
}

}  // namespace

LayerType layer_type(const std::string& word) {
  for (std::size_t index = 0; index < kTypes.size(); ++index)
    if (kTypes[index] == word) return static_cast<LayerType>(index);
  return LayerType::unknown;
}

float exit_height(const Card& card, std::size_t exit) {
  return height_above_exits(card) + kPad - 1 + (static_cast<float>(exit) + 0.5F) * kExit;
}

Figure figure_of(const Json& definition, const std::string& language) {
  Figure figure;
  const Texts texts(definition, language);
  for (const Json& layer : list_in(definition, "layers"))
    figure.cards.push_back(card_of(layer, texts));
  figure.graph = graph_of(definition);
  if (!figure.cards.empty()) add_exits(figure, definition, texts);
  for (Card& card : figure.cards) {
    const float exits = static_cast<float>(card.exits.size());
    card.size = {kCardWidth,
                 height_above_exits(card) + (exits > 0 ? exits * kExit + 2 * kPad - 2 : 0)};
    // A layer without anything has a place to say so.
    if (card.rows.empty() && card.more == 0 && card.exits.empty()) card.size.height += kRow + kPad;
  }
  figure.notes = notes_of(definition);
  return figure;
}

}  // namespace tundish::studio::board
