#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "import/flow_names.hpp"
#include "import/notes.hpp"
#include "tundish/value.hpp"

namespace tundish {

/// A way onward. An empty target ends the session well.
struct DraftJump {
  std::string target;
  Value conditions{Value::List{}};
};

struct DraftVariant {
  std::string name, target;
  std::int64_t weight = 0;
};

/// A layer that is being made.
struct DraftLayer {
  std::string id;
  Place place;             ///< what it is made of
  bool is_action = false;  ///< runs `actions` and goes on; else shows `components`
  bool asks = false;       ///< has an input or waits: a circle through it makes progress
  Value::List components;
  Value::List actions;
  Value::List calculations;
  Value subfunnel;         ///< not null: the layer plays another funnel
  std::string experiment;  ///< with `variants`: they come before `jumps`
  std::vector<DraftVariant> variants;
  std::vector<DraftJump> jumps;
  std::string target;        ///< when no jump is taken; empty: the end
  bool ends_closed = false;  ///< a fatalistic layer
  std::string on_error;
  bool passes_failures = false;  ///< what fails is passed over: its way is the usual one
  int max_visits = 0;
  Value extras;  ///< other properties, as they are written
};

/// A name for a component or action that no other of the list has: `base`, `base_2`.
std::string part_id(const Value::List& parts, std::string_view base);

/// The layers of a funnel that is made of another format. What they lack is made by `complete`: a
/// start that can be shown, results where ways end, and bounds for circles.
class Draft {
 public:
  std::vector<DraftLayer>& layers() { return layers_; }
  DraftLayer* find(std::string_view id);
  FlowNames& names() { return names_; }

  void complete(const std::string& start, Notes& notes);
  Value written() const;

 private:
  using Positions = std::vector<std::size_t>;

  /// Of every layer, where its targets stand.
  std::vector<Positions> ways() const;
  std::vector<bool> reached() const;
  std::vector<bool> ending() const;
  void skip_empty();
  void keep_reached();
  void begin_shown(const std::string& start);
  void end_where_ways_end();
  bool may_end(const DraftLayer& layer) const;
  void lead_out_of_circles(Notes& notes);
  bool lead_out_once(Notes& notes);
  void bound_circles();
  void retarget(const std::string& from, const std::string& to);
  std::size_t circle_head(const std::vector<bool>& inside) const;
  const std::string& end_layer();

  std::vector<DraftLayer> layers_;
  std::string end_;
  FlowNames names_;
};

/// Calls `visit` for every target of a layer; it may change them where the layer may change.
template <class Layer, class Visit>
void each_target(Layer& layer, Visit visit) {
  for (auto& variant : layer.variants) visit(variant.target);
  for (auto& jump : layer.jumps) visit(jump.target);
  visit(layer.target);
  if (!layer.on_error.empty()) visit(layer.on_error);
}

}  // namespace tundish
