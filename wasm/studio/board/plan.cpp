#include "board/plan.hpp"

#include <algorithm>
#include <cmath>

#include "document/places.hpp"
#include "document/read.hpp"

namespace tundish::studio::board {
namespace {

/// Where arriving ways meet a card, from its top on.
constexpr float kFirstArrival = kHeader / 2;
constexpr float kBetweenArrivals = 11;
constexpr float kNearlyStraight = 26;

bool same(const std::vector<Size>& a, const std::vector<Size>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Size& one, const Size& two) {
    return one.width == two.width && one.height == two.height;
  });
}

}  // namespace

void Plan::lay_out_again(const Json& definition) {
  std::vector<Size> sizes;
  for (const Card& card : figure_.cards) sizes.push_back(card.size);
  std::vector<std::pair<std::size_t, std::size_t>> ways;
  for (const Way& way : figure_.graph.ways)
    if (way.to) ways.emplace_back(way.from, *way.to);
  const Json& layers = list_in(definition, "layers");
  places_.assign(figure_.cards.size(), {});
  std::vector<bool> is_put(places_.size());
  for (std::size_t card = 0; card < places_.size(); ++card) {
    if (const auto put = place_of(layers[card])) {
      places_[card] = *put;
      is_put[card] = true;
    }
  }
  if (std::find(is_put.begin(), is_put.end(), false) == is_put.end()) return;
  if (!same(sizes, laid_sizes_) || ways != laid_ways_ || laid_start_ != figure_.graph.start) {
    laid_ = lay_out(figure_.graph, sizes);
    laid_sizes_ = std::move(sizes);
    laid_ways_ = std::move(ways);
    laid_start_ = figure_.graph.start;
  }
  for (std::size_t card = 0; card < places_.size(); ++card)
    if (!is_put[card]) places_[card] = laid_[card];
}

void Plan::show(const Json& definition, const std::string& language) {
  figure_ = figure_of(definition, language);
  lay_out_again(definition);
  exits_.assign(ways().size(), {});
  for (std::size_t card = 0; card < cards().size(); ++card) {
    const std::vector<Exit>& exits = cards()[card].exits;
    for (std::size_t exit = 0; exit < exits.size(); ++exit)
      if (exits[exit].way) exits_[*exits[exit].way] = {card, exit};
  }
  reroute();
}

std::optional<Box> Plan::bounds() const {
  std::optional<Box> all;
  const auto add = [&](const Box& box) {
    if (!all) all = box;
    all->add({box.left, box.top});
    all->add({box.right, box.bottom});
  };
  for (std::size_t card = 0; card < cards().size(); ++card) add(box(card));
  for (std::size_t note = 0; note < notes().size(); ++note) add(note_box(note));
  return all;
}

Point Plan::port(std::size_t card, std::size_t exit) const {
  const Point at = places_[card];
  return {at.x + cards()[card].size.width, at.y + exit_height(cards()[card], exit)};
}

const Route* Plan::route(std::size_t way) const {
  return route_of_[way] ? &routes_[*route_of_[way]] : nullptr;
}

std::optional<std::size_t> Plan::card_named(const std::string& id) const {
  for (std::size_t card = 0; card < cards().size(); ++card)
    if (cards()[card].id == id) return card;
  return std::nullopt;
}

std::optional<std::size_t> Plan::way_at(const std::string& pointer) const {
  for (std::size_t way = 0; way < ways().size(); ++way)
    if (ways()[way].pointer == pointer) return way;
  return std::nullopt;
}

void Plan::put_cards(const std::vector<std::pair<std::size_t, Point>>& places) {
  for (const auto& [card, place] : places) places_[card] = place;
}

void Plan::put_note(std::size_t note, Point at, Size size) {
  figure_.notes[note].at = at;
  figure_.notes[note].size = size;
}

/// Ways that come to one card arrive one below the other, in the order of where they come from.
void Plan::arrive() {
  std::vector<std::vector<std::size_t>> arriving(cards().size());
  for (std::size_t way = 0; way < ways().size(); ++way)
    if (ways()[way].to) arriving[*ways()[way].to].push_back(way);
  for (std::size_t card = 0; card < arriving.size(); ++card) {
    std::vector<std::size_t>& mine = arriving[card];
    std::stable_sort(mine.begin(), mine.end(), [&](std::size_t a, std::size_t b) {
      return ends_[a].from.y < ends_[b].from.y;
    });
    const float room = cards()[card].size.height - kFirstArrival - 10;
    const float count = static_cast<float>(mine.size());
    const float step = count > 1 ? std::min(kBetweenArrivals, room / (count - 1)) : 0;
    const float first = places_[card].y + kFirstArrival;
    float above = places_[card].y;
    for (std::size_t one = 0; one < mine.size(); ++one) {
      Ends& ends = ends_[mine[one]];
      float y = std::max(first + step * static_cast<float>(one), above + step);
      // A way that is nearly straight is straight.
      const bool is_near = ends.from.x < places_[card].x &&
                           std::abs(ends.from.y - y) < kNearlyStraight &&
                           ends.from.y >= above + step && ends.from.y > first - 8;
      if (is_near && ends.from.y < first + room - step * (count - 1 - static_cast<float>(one)))
        y = ends.from.y;
      ends.to = {places_[card].x, y};
      above = y;
    }
  }
}

void Plan::reroute() {
  ends_.assign(ways().size(), {});
  for (std::size_t way = 0; way < ways().size(); ++way)
    ends_[way].from = port(exits_[way].first, exits_[way].second);
  arrive();
  route_of_.assign(ways().size(), std::nullopt);
  std::vector<Ends> wanted;
  for (std::size_t way = 0; way < ways().size(); ++way) {
    if (!ways()[way].to) continue;
    route_of_[way] = wanted.size();
    wanted.push_back(ends_[way]);
  }
  std::vector<Box> boxes;
  for (std::size_t card = 0; card < cards().size(); ++card) boxes.push_back(box(card));
  routes_.update(wanted, boxes);
}

std::vector<bool> Plan::reached(const std::vector<std::size_t>& cards_from, bool is_onward) const {
  std::vector<std::vector<std::size_t>> next(cards().size());
  for (const Way& way : ways())
    if (way.to) next[is_onward ? way.from : *way.to].push_back(is_onward ? *way.to : way.from);
  std::vector<bool> seen(cards().size());
  std::vector<std::size_t> left = cards_from;
  while (!left.empty()) {
    const std::size_t card = left.back();
    left.pop_back();
    if (seen[card]) continue;
    seen[card] = true;
    left.insert(left.end(), next[card].begin(), next[card].end());
  }
  return seen;
}

std::vector<bool> Plan::before(const std::vector<std::size_t>& cards_from) const {
  return reached(cards_from, false);
}

std::vector<bool> Plan::behind(const std::vector<std::size_t>& cards_from) const {
  return reached(cards_from, true);
}

}  // namespace tundish::studio::board
