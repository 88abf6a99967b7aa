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

void add_traffic(Notices& notices, const Json& told, const Plan& plan) {
  std::vector<std::optional<double>> counts(plan.ways().size());
  for (const Json& one : list_in(told, "ways")) {
    const double count = number_in(one, "count").value_or(0);
    std::vector<std::size_t> meant;
    if (const auto named = plan.way_at(text_of(one, "pointer"))) {
      meant.push_back(*named);
    } else {
      const auto from = plan.card_named(text_of(one, "from")),
                 to = plan.card_named(text_of(one, "to"));
      for (std::size_t way = 0; way < counts.size(); ++way)
        if (from && to && plan.ways()[way].from == *from && plan.ways()[way].to == to)
          meant.push_back(way);
    }
    const auto change = number_in(one, "change");
    for (const std::size_t way : meant) {
      counts[way] = counts[way].value_or(0) + count / static_cast<double>(meant.size());
      if (change) notices.changes[way] = *change / static_cast<double>(meant.size());
    }
  }
  std::map<std::size_t, double> sums;
  for (std::size_t way = 0; way < counts.size(); ++way)
    sums[plan.ways()[way].from] += counts[way].value_or(0);
  for (std::size_t way = 0; way < counts.size(); ++way) {
    const std::size_t from = plan.ways()[way].from;
    // Whoever dropped there took none of them.
    const double all = std::max(sums[from], notices.cards[from].reached.value_or(0));
    if (counts[way] && all > 0) notices.traffic[way] = *counts[way] / all;
  }
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
  notices.traffic.resize(plan.ways().size());
  notices.changes.resize(plan.ways().size());
  add_findings(notices, told);
  add_visitors(notices, told, plan);
  add_traffic(notices, told, plan);
  return notices;
}

}  // namespace tundish::studio::board
