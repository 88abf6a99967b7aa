#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "document/graph.hpp"
#include "document/layout.hpp"
#include "document/notes.hpp"

namespace tundish::studio::board {

enum class LayerType { start, intermediate, result, fatalistic, action, subfunnel, unknown };

LayerType layer_type(const std::string& word);

/// What a component or an action is, in one drawing.
enum class Sign {
  message,
  picture,
  text,
  number,
  tick,
  choice,
  grid,
  date,
  place,
  file,
  button,
  back,
  link,
  endpoint,
  lock,
  flag,
  bolt,
  send,
  wait,
  stop,
  start,
  layers,
  nested,
  note,
  frame,
  copy,
  bin,
  plus,
  pencil,
  select,
  align,
  done,
  lacking
};

/// A line of a card: a component or an action.
struct Row {
  Sign sign = Sign::message;
  std::string label;
};

/// Where a way begins: a line at the foot of a card, with a port at its right end.
struct Exit {
  std::string pointer;             ///< of the way's target, or of where one could be
  std::optional<std::size_t> way;  ///< its number in the graph; nothing: it leads nowhere yet
  WayKind kind = WayKind::usual;
  int number = 0;     ///< among the jumps that are tried in order, from 1; 0: it is none of them
  std::string label;  ///< its conditions, or what it is taken for
};

/// What a layer looks like, without where it stands.
struct Card {
  std::string id, title;
  LayerType type = LayerType::unknown;
  std::vector<Row> rows;  ///< of the first components
  std::size_t more = 0;   ///< components that have none
  std::vector<Exit> exits;
  Size size;
  bool can_jump = false;  ///< one more jump can be made from it
};

/// Everything of a definition that is drawn, in points that do not know the zoom.
struct Figure {
  std::vector<Card> cards;
  Graph graph;
  std::vector<Note> notes;
};

/// Texts are those of the language, where there are any in it, else of the default one.
Figure figure_of(const Json& definition, const std::string& language);

/// Measures of a card.
constexpr float kCardWidth = 248;
constexpr float kHeader = 36;
constexpr float kRow = 25;
constexpr float kMore = 22;
constexpr float kExit = 24;
constexpr float kPad = 7;
constexpr std::size_t kMostRows = 3;

/// Where the line of an exit has its middle, from the card's top.
float exit_height(const Card& card, std::size_t exit);

}  // namespace tundish::studio::board
