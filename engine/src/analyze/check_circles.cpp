#include <algorithm>
#include <optional>

#include "analyze/checks.hpp"
#include "analyze/free_ways.hpp"
#include "analyze/paths.hpp"
#include "analyze/places.hpp"

namespace tundish {

namespace {

/// How often what is known is carried on along all ways; more rounds only know more.
constexpr int kMostRounds = 40;

using Edges = std::vector<std::vector<FreeWay>>;

/// Whether a circle counts that may not be one.
enum class AnyWay : std::uint8_t { no, yes };

bool returns_to(const Edges& edges, std::size_t layer, AnyWay any) {
  LayerSet seen(edges.size());
  std::vector<std::size_t> open{layer};
  while (!open.empty()) {
    const std::size_t from = open.back();
    open.pop_back();
    for (const FreeWay& way : edges[from]) {
      const auto to = static_cast<std::size_t>(way.to);
      if (any == AnyWay::no && !way.is_sure) continue;
      if (to == layer) return true;
      if (!seen[to]) open.push_back(to);
      seen[to] = true;
    }
  }
  return false;
}

std::vector<LayerIndex> beginnings(const Config& config) {
  std::vector<LayerIndex> layers{config.start_layer};
  if (config.fatalistic_layer != kNoLayer) layers.push_back(config.fatalistic_layer);
  return layers;
}

std::string_view place_of(FreeKind kind) {
  switch (kind) {
    case FreeKind::flows:
    case FreeKind::acts:
      break;
    case FreeKind::skipped:
      return "/skip_conditions";
    case FreeKind::led_on:
      return {};
    case FreeKind::too_often:
      return "/on_error";
    case FreeKind::played:
      return "/subfunnel/next";
  }
  return "/next";
}

std::string_view reason_of(FreeKind kind) {
  switch (kind) {
    case FreeKind::flows:
      break;
    case FreeKind::acts:
      return " comes back to itself without an input, a wait or `max_visits`: this may never end.";
    case FreeKind::skipped:
      return " may be skipped each time that a session comes back to it: this may never end.";
    case FreeKind::led_on:
      return " sends visitors on who are sent back to it: this never ends.";
    case FreeKind::too_often:
      return " sends visitors who came too often to where they come back from: this never ends.";
    case FreeKind::played:
      return " comes back to itself though its subfunnel may ask nothing: this may never end.";
  }
  return " comes back to itself without asking anything: where one component is shown at a time "
         "this never ends.";
}

class CircleCheck {
 public:
  CircleCheck(const Scope& scope, Diagnostics& findings)
      : scope_(scope),
        layers_(scope.definition.layers),
        followed_(scope),
        ways_(scope.definition),
        findings_(findings),
        worst_(layers_.size()) {}

  void run();

 private:
  struct Circle {
    FreeKind kind = FreeKind::flows;
    bool is_sure = false;
  };

  /// What is known about those layers that sessions may come to on their own.
  struct Known {
    LayerSet layers;
    std::vector<Facts> facts;
    bool operator==(const Known&) const = default;
  };

  void check(const World& world);
  Known carry(const FreeWays& free, const Known& from, const Known& ever, Edges& edges) const;
  void learn(Known& known);
  void note(const Edges& edges);

  const Scope& scope_;
  const std::vector<Layer>& layers_;
  Followed followed_;
  Ways ways_;
  Diagnostics& findings_;
  std::optional<Paths> paths_;
  std::vector<std::optional<Circle>> worst_;
};

void CircleCheck::run() {
  for (const Channel channel : scope_.whole.channels) {
    if (channel != Channel::whatsapp) check(World{channel, false});
    check(World{channel, true});
  }
  for (std::size_t i = 0; i < layers_.size(); ++i) {
    if (!worst_[i]) continue;
    std::string pointer = layer_pointer(i).append(place_of(worst_[i]->kind));
    std::string sentence = "The layer `" + layers_[i].id + "`";
    report(findings_, worst_[i]->is_sure ? Severity::error : Severity::warning,
           "cycle_without_progress", std::move(pointer),
           sentence.append(reason_of(worst_[i]->kind)));
  }
}

void CircleCheck::check(const World& world) {
  Followed followed = followed_;
  followed.enter(world);
  const FreeWays free(scope_, followed);
  Known ever;
  ever.layers = LayerSet(layers_.size(), true);
  ever.facts.assign(layers_.size(), Facts(followed.size(), nothing_known()));
  Edges edges;
  carry(free, ever, ever, edges);
  bool any = false;
  for (std::size_t i = 0; i < layers_.size(); ++i) {
    ever.layers[i] = !edges[i].empty() && returns_to(edges, i, AnyWay::yes);
    any = any || ever.layers[i];
  }
  if (!any) return;
  learn(ever);
  Known known = ever;
  for (int round = 0; round < kMostRounds; ++round) {
    Known next = carry(free, known, ever, edges);
    if (next == known) break;
    known = std::move(next);
  }
  note(edges);
}

/// Goes one step from everywhere; only among the layers that matter.
CircleCheck::Known CircleCheck::carry(const FreeWays& free, const Known& from, const Known& ever,
                                      Edges& edges) const {
  edges.assign(layers_.size(), {});
  Known next;
  next.layers = LayerSet(layers_.size());
  next.facts.resize(layers_.size());
  for (std::size_t layer = 0; layer < layers_.size(); ++layer) {
    if (!from.layers[layer]) continue;
    free.each_from(layer, from.facts[layer], ever.facts[layer],
                   [&](const FreeWay& way, const Facts& facts) {
                     const auto to = static_cast<std::size_t>(way.to);
                     if (!ever.layers[to]) return;
                     edges[layer].push_back(way);
                     Facts& there = next.facts[to];
                     if (!next.layers[to]) there = facts;
                     for (std::size_t i = 0; i < there.size(); ++i) {
                       there[i] = joined(there[i], facts[i]);
                     }
                     next.layers[to] = true;
                   });
  }
  return next;
}

/// Where conditions of all ways there never hold, nobody comes.
void CircleCheck::learn(Known& known) {
  if (!paths_) paths_.emplace(scope_, followed_, ways_);
  const LayerSet reachable = ways_.reachable_from(beginnings(scope_.definition.config));
  for (std::size_t i = 0; i < layers_.size(); ++i) {
    if (!known.layers[i]) continue;
    known.layers[i] = paths_->is_known() ? paths_->reaches(i) : reachable[i];
    if (known.layers[i] && paths_->is_known()) known.facts[i] = paths_->on(i);
  }
}

void CircleCheck::note(const Edges& edges) {
  for (std::size_t i = 0; i < layers_.size(); ++i) {
    if (edges[i].empty() || !returns_to(edges, i, AnyWay::yes)) continue;
    const bool is_sure = returns_to(edges, i, AnyWay::no);
    if (worst_[i] && (worst_[i]->is_sure || !is_sure)) continue;
    const auto first =
        std::find_if(edges[i].begin(), edges[i].end(),
                     [is_sure](const FreeWay& one) { return one.is_sure || !is_sure; });
    worst_[i] = Circle{first->kind, is_sure};
  }
}

}  // namespace

void check_circles(const Scope& scope, Diagnostics& findings) {
  CircleCheck(scope, findings).run();
}

}  // namespace tundish
