#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "board/figure.hpp"
#include "board/routes.hpp"

namespace tundish::studio::board {

/// Where everything of a figure stands, and the ways between.
class Plan {
 public:
  void show(const Json& definition, const std::string& language);

  const Figure& figure() const { return figure_; }
  const std::vector<Card>& cards() const { return figure_.cards; }
  const std::vector<Note>& notes() const { return figure_.notes; }
  const std::vector<Way>& ways() const { return figure_.graph.ways; }

  Point place(std::size_t card) const { return places_[card]; }
  Box box(std::size_t card) const { return box_of(places_[card], figure_.cards[card].size); }
  Box note_box(std::size_t note) const {
    return box_of(figure_.notes[note].at, figure_.notes[note].size);
  }
  /// Round everything; nothing where there is nothing.
  std::optional<Box> bounds() const;

  /// The port of an exit.
  Point port(std::size_t card, std::size_t exit) const;
  /// The port of a way.
  Point port_of(std::size_t way) const { return ends_[way].from; }
  /// How the way is drawn; null for one that leads to no layer.
  const Route* route(std::size_t way) const;

  std::optional<std::size_t> card_named(const std::string& id) const;
  std::optional<std::size_t> way_at(const std::string& pointer) const;

  /// What is dragged stands elsewhere until the definition says so: cards and notes, with their
  /// sizes.
  void put_cards(const std::vector<std::pair<std::size_t, Point>>& places);
  void put_note(std::size_t note, Point at, Size size);
  /// Takes routes along; after the ends of cards have moved.
  void reroute();

  /// Cards from where one can come to one of these, or whereto one can come from there.
  std::vector<bool> before(const std::vector<std::size_t>& cards) const;
  std::vector<bool> behind(const std::vector<std::size_t>& cards) const;

  const Routes& routes() const { return routes_; }
  /// Cards that stand where the author put none of them.
  const std::vector<Point>& places() const { return places_; }

 private:
  void lay_out_again(const Json& definition);
  void arrive();
  std::vector<bool> reached(const std::vector<std::size_t>& cards, bool is_onward) const;

  Figure figure_;
  std::vector<Point> places_;
  std::vector<Ends> ends_;  ///< of each way
  std::vector<std::optional<std::size_t>> route_of_;
  std::vector<std::pair<std::size_t, std::size_t>> exits_;  ///< card and exit of each way
  Routes routes_;

  /// What the layout was made of, and what came of it.
  std::vector<Size> laid_sizes_;
  std::vector<std::pair<std::size_t, std::size_t>> laid_ways_;
  std::optional<std::size_t> laid_start_;
  std::vector<Point> laid_;
};

}  // namespace tundish::studio::board
