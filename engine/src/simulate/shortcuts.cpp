#include "simulate/shortcuts.hpp"

#include <utility>

namespace tundish {

namespace {

constexpr std::size_t kMostPlaces = 16'384;

std::uint64_t code_of(const Move& move) {
  const auto kind = static_cast<std::uint64_t>(move.kind);
  const auto component = static_cast<std::uint64_t>(move.component + 1);
  const auto index = static_cast<std::uint64_t>(move.index + 1);
  return kind << 48 | component << 24 | index;
}

}  // namespace

int Shortcuts::place_of(const State& state) {
  std::string key = keys_.key_of(state);
  const auto known = numbers_.find(key);
  if (known != numbers_.end()) return known->second;
  if (places_.size() >= kMostPlaces) return -1;
  const auto number = static_cast<int>(places_.size());
  numbers_.emplace(std::move(key), number);
  Place& place = places_.emplace_back();
  place.state = state;
  look(plan_.funnel(), state, place.situation);
  return number;
}

const Shortcuts::Arc* Shortcuts::find(const Place& place, const Move& move) const {
  const std::uint64_t code = code_of(move);
  for (std::size_t i = 0; i < place.moves.size(); ++i) {
    if (place.moves[i] == code) return &place.arcs[i];
  }
  return nullptr;
}

const Shortcuts::Arc* Shortcuts::add(int place, const Move& move, const Outcome& outcome, int to) {
  if (to < 0) return nullptr;
  there(place).moves.push_back(code_of(move));
  Arc& arc = there(place).arcs.emplace_back();
  arc.to = to;
  arc.outcome = outcome;
  return &arc;
}

const Shortcuts::Arc* Shortcuts::add_start(std::size_t start, const Outcome& outcome, int to) {
  if (to < 0) return nullptr;
  if (starts_.size() <= start) starts_.resize(start + 1);
  starts_[start].to = to;
  starts_[start].outcome = outcome;
  return &starts_[start];
}

}  // namespace tundish
