#pragma once

#include <deque>
#include <string>
#include <unordered_map>
#include <vector>

#include "tundish/funnel.hpp"

namespace tundish {

/// How a way is called by number: `next`, or the place of its component in the layer and that of
/// the reply in its message, from 1.
using WayCode = int;
inline constexpr WayCode kNextWay = -1;
/// Ways that nobody chooses: what failed, or was proven.
inline constexpr WayCode kOtherWay = -2;
inline constexpr int kMostItems = 4096;
inline WayCode way_code(int component, int item = 0) { return component * kMostItems + item; }

/// A way from a layer to another.
struct Edge {
  LayerIndex from = kNoLayer, to = kNoLayer;
  WayCode code = kOtherWay;
  std::string way;
  int jump = -1;
  std::string variant;
  const Navigation* ways = nullptr;      ///< what it is a jump of, or the target of
  const Component* component = nullptr;  ///< that leads there
};

/// All ways that a definition has on some channels, and those that were met besides.
class Edges {
 public:
  Edges(const Definition& definition, const std::vector<Channel>& channels);

  const std::deque<Edge>& all() const { return edges_; }
  /// How many the definition has; the others were met.
  std::size_t defined() const { return defined_; }
  const std::vector<int>& from(LayerIndex layer) const {
    return from_[static_cast<std::size_t>(layer)];
  }

  /// The edge of a way that was chosen among `ways` of the definition; -1 where it has none.
  int find_chosen(LayerIndex from, const Navigation& ways, int jump, std::string_view variant,
                  LayerIndex to) const;
  /// The edge of a way that nobody chose.
  int find_other(LayerIndex from, LayerIndex to) const;
  /// The same under a name that no definition has; made when it is met first.
  int met(LayerIndex from, LayerIndex to, std::string_view way);

 private:
  int add(Edge edge);
  void add_ways(LayerIndex from, WayCode code, const std::string& way, const Navigation& ways,
                const Component* component);
  void add_other(LayerIndex from, LayerIndex to, const std::string& way,
                 const Component* component);
  void add_component(LayerIndex from, int index, const Component& here);
  void add_layer(LayerIndex from, const Layer& layer, const std::vector<Channel>& channels);

  std::deque<Edge> edges_;  ///< whoever looks at one may keep looking
  std::vector<std::vector<int>> from_;
  /// On several channels a component may have several.
  std::unordered_map<const Navigation*, WayCode> codes_;
  std::size_t defined_ = 0;
};

}  // namespace tundish
