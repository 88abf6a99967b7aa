#include "board/notices.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <map>
#include <string_view>
#include <utility>

#include "document/read.hpp"

namespace tundish::studio::board {
namespace {

std::optional<double> number_in(const Json& object, const char* name) {
  if (!object.is_object()) return std::nullopt;
  const auto found = object.find(name);
  if (found == object.end() || !found->is_number()) return std::nullopt;
  return found->get<double>();
}

/// The number of the layer that a pointer leads into.
std::optional<std::size_t> layer_in(std::string_view pointer) {
  constexpr std::string_view kLayers = "/layers/";
  if (!pointer.starts_with(kLayers)) return std::nullopt;
  pointer.remove_prefix(kLayers.size());
  std::size_t number = 0;
  const auto [end, error] =
      std::from_chars(pointer.data(), pointer.data() + pointer.size(), number);
  if (error != std::errc() || end == pointer.data()) return std::nullopt;
  return number;
}

void add_findings(Notices& notices, const Json& told) {
  for (const Json& finding : list_in(told, "findings")) {
    const auto layer = layer_in(text_of(finding, "pointer"));
    if (!layer || *layer >= notices.cards.size()) continue;
    const std::string severity = text_of(finding, "severity");
    if (severity == "error") ++notices.cards[*layer].errors;
    if (severity == "warning") ++notices.cards[*layer].warnings;
  }
}

void add_visitors(Notices& notices, const Json& told, const Plan& plan) {
  const auto layers = told.is_object() ? told.find("layers") : told.end();
  if (layers == told.end() || !layers->is_object()) return;
  for (const auto& [id, numbers] : layers->items()) {
    const auto card = plan.card_named(id);
    if (!card) continue;
    CardNotice& notice = notices.cards[*card];
    notice.reached = number_in(numbers, "reached");
    notice.dropped = number_in(numbers, "dropped");
    notice.converted = number_in(numbers, "converted");
    notice.change = number_in(numbers, "change");
    notices.most = std::max(notices.most, notice.reached.value_or(0));
  }
}

/// The ways that an item names, by pointer or by the layers between which they lead.
std::vector<std::size_t> ways_meant(const Json& one, const Plan& plan) {
  if (const auto named = plan.way_at(text_of(one, "pointer"))) return {*named};
  std::vector<std::size_t> meant;
  const auto from = plan.card_named(text_of(one, "from")), to = plan.card_named(text_of(one, "to"));
  if (!from || !to) return meant;
  for (std::size_t way = 0; way < plan.ways().size(); ++way)
    if (plan.ways()[way].from == *from && plan.ways()[way].to == to) meant.push_back(way);
  return meant;
}

void add_traffic(Notices& notices, const Json& told, const Plan& plan) {
  std::vector<std::optional<double>> counts(plan.ways().size());
  for (const Json& one : list_in(told, "ways")) {
    const double count = number_in(one, "count").value_or(0);
    const std::vector<std::size_t> meant = ways_meant(one, plan);
    const auto change = number_in(one, "change");
    for (const std::size_t way : meant) {
      counts[way] = counts[way].value_or(0) + count / static_cast<double>(meant.size());
      if (change) notices.ways[way].change = *change / static_cast<double>(meant.size());
    }
  }
  std::map<std::size_t, double> sums;
  for (std::size_t way = 0; way < counts.size(); ++way)
    sums[plan.ways()[way].from] += counts[way].value_or(0);
  for (std::size_t way = 0; way < counts.size(); ++way) {
    const std::size_t from = plan.ways()[way].from;
    // Whoever dropped there took none of them.
    const double all = std::max(sums[from], notices.cards[from].reached.value_or(0));
    if (counts[way] && all > 0) notices.ways[way].traffic = *counts[way] / all;
  }
}

/// The object under the name, or null.
const Json& part_of(const Json& told, const char* name) {
  static const Json nothing;
  const auto found = told.is_object() ? told.find(name) : told.end();
  return told.is_object() && found != told.end() ? *found : nothing;
}

/// Calls with each card and each way that `{layers: [<id>], ways: [{from, to}]}` names.
template <class Card, class Way>
void each_named(const Json& told, const Plan& plan, Card card, Way way) {
  for (const Json& id : list_in(told, "layers"))
    if (const auto one = plan.card_named(id.is_string() ? id.get<std::string>() : "")) card(*one);
  for (const Json& one : list_in(told, "ways"))
    for (const std::size_t number : ways_meant(one, plan)) way(number);
}

void add_playing(Notices& notices, const Json& playing, const Plan& plan) {
  if (const auto here = plan.card_named(text_of(playing, "layer")))
    notices.cards[*here].is_here = true;
  each_named(
      playing, plan, [&](std::size_t card) { notices.cards[card].was_entered = true; },
      [&](std::size_t way) { notices.ways[way].was_taken = true; });
}

void add_tests(Notices& notices, const Json& tests, const Plan& plan) {
  for (const bool is_tested : {false, true})
    each_named(
        part_of(tests, is_tested ? "taken" : "missing"), plan,
        [&](std::size_t card) { notices.cards[card].is_tested = is_tested; },
        [&](std::size_t way) { notices.ways[way].is_tested = is_tested; });
}

}  // namespace

std::string change_text(std::optional<double> change) {
  const long percent = change ? std::lround(*change * 100) : 0;
  if (percent == 0) return {};
  return (percent > 0 ? "↑" : "↓") + std::to_string(std::abs(percent)) + "%";
}

Notices notices_of(const Json& told, const Plan& plan) {
  Notices notices;
  notices.cards.resize(plan.cards().size());
  notices.ways.resize(plan.ways().size());
  add_findings(notices, told);
  add_visitors(notices, told, plan);
  add_traffic(notices, told, plan);
  add_playing(notices, part_of(told, "playing"), plan);
  add_tests(notices, part_of(told, "tests"), plan);
  return notices;
}

}  // namespace tundish::studio::board
