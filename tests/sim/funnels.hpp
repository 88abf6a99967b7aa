#pragma once

#include <string>
#include <vector>

#include "store/store.hpp"
#include "tundish/funnel.hpp"

namespace tundish::sim {

/// One published funnel: its rows, and its releases parsed, one per language in the same order;
/// each can go on in the other languages.
struct PublishedFunnel {
  std::vector<store::Release> rows;
  std::vector<Funnel> releases;
};

/// What the worlds play: a funnel with inputs, a choice that decides the way, a loop, and two
/// results that each raise a domain event. Made once.
const PublishedFunnel& first_edition();
/// The same slug, published later with another structure.
const PublishedFunnel& second_edition();

/// That release of either edition, or null.
const Funnel* find_funnel(const std::string& release);

}  // namespace tundish::sim
