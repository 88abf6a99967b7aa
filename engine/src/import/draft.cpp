#include "import/draft.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace tundish {

namespace {

Value written_jump(const DraftJump& jump) {
  Value made;
  made.set("target", jump.target);
  if (!jump.conditions.list().empty()) made.set("conditions", jump.conditions);
  return made;
}

Value written_experiment(const DraftLayer& layer) {
  Value weights{Value::Object{}};
  Value targets{Value::Object{}};
  for (const DraftVariant& variant : layer.variants) {
    weights.set(variant.name, static_cast<double>(variant.weight));
    targets.set(variant.name, variant.target);
  }
  Value made;
  made.set("experiment", layer.experiment);
  made.set("weights", weights);
  made.set("targets", targets);
  return made;
}

Value written_next(const DraftLayer& layer) {
  Value jumps{Value::List{}};
  if (!layer.experiment.empty()) jumps.push(written_experiment(layer));
  for (const DraftJump& jump : layer.jumps) jumps.push(written_jump(jump));
  if (jumps.list().empty()) return layer.target;
  Value made;
  made.set("jumps", jumps);
  made.set("target", layer.target);
  return made;
}

/// `start` and `result` of shown layers are told by their place and their way.
std::string_view type_of(const DraftLayer& layer, bool is_first) {
  if (layer.ends_closed) return "fatalistic";
  if (!layer.subfunnel.is_null()) return "subfunnel";
  if (layer.is_action) return "action";
  if (is_first) return "start";
  return layer.target.empty() ? "result" : "intermediate";
}

/// An action layer does something: one that only chooses a way says that it was come by.
Value mark_of(const DraftLayer& layer) {
  Value mark;
  mark.set("id", "way");
  mark.set("kind", "checkpoint");
  mark.set("name", tidy_slug(layer.id, "way"));
  return mark;
}

void set_list(Value& into, std::string_view name, const Value::List& list) {
  if (!list.empty()) into.set(name, Value(list));
}

}  // namespace

std::string part_id(const Value::List& parts, std::string_view base) {
  std::string id(base);
  for (int n = 2;; ++n) {
    bool is_taken = false;
    for (const Value& part : parts) {
      const Value* other = part.find("id");
      is_taken |= other && other->text() == id;
    }
    if (!is_taken) return id;
    id = std::string(base) + "_" + std::to_string(n);
  }
}

DraftLayer* Draft::find(std::string_view id) {
  for (DraftLayer& layer : layers_) {
    if (layer.id == id) return &layer;
  }
  return nullptr;
}

Value Draft::written() const {
  Value layers{Value::List{}};
  for (std::size_t i = 0; i < layers_.size(); ++i) {
    const DraftLayer& draft = layers_[i];
    Value layer = draft.extras;
    layer.set("id", draft.id);
    layer.set("type", type_of(draft, i == 0));
    set_list(layer, "components", draft.components);
    set_list(layer, "actions", draft.actions);
    if (draft.is_action && draft.actions.empty()) layer.set("actions", Value::List{mark_of(draft)});
    set_list(layer, "calculations", draft.calculations);
    if (!draft.subfunnel.is_null()) {
      Value subfunnel = draft.subfunnel;
      subfunnel.set("next", written_next(draft));
      layer.set("subfunnel", subfunnel);
    } else if (!draft.target.empty()) {
      layer.set("next", written_next(draft));
    }
    const bool passes = draft.passes_failures && draft.on_error.empty();
    const std::string& on_error = passes ? draft.target : draft.on_error;
    if (!on_error.empty()) layer.set("on_error", on_error);
    if (draft.max_visits > 0) layer.set("max_visits", draft.max_visits);
    layers.push(layer);
  }
  return layers;
}

std::vector<Draft::Positions> Draft::ways() const {
  std::map<std::string_view, std::size_t> places;
  for (std::size_t i = 0; i < layers_.size(); ++i) places.emplace(layers_[i].id, i);
  std::vector<Positions> all(layers_.size());
  for (std::size_t i = 0; i < layers_.size(); ++i) {
    each_target(layers_[i], [&](const std::string& target) {
      const auto place = places.find(target);
      if (!target.empty() && place != places.end()) all[i].push_back(place->second);
    });
  }
  return all;
}

void Draft::retarget(const std::string& from, const std::string& to) {
  for (DraftLayer& layer : layers_) {
    each_target(layer, [&](std::string& target) {
      if (target == from) target = to;
    });
  }
}

/// A layer that does nothing and leads one way only is no layer.
void Draft::skip_empty() {
  const auto does_nothing = [this](const DraftLayer& layer) {
    return layer.components.empty() && layer.actions.empty() && layer.calculations.empty() &&
           layer.jumps.empty() && layer.variants.empty() && layer.subfunnel.is_null() &&
           layer.extras.is_null() && layer.target != layer.id && &layer != &layers_.front();
  };
  for (std::size_t i = 1; i < layers_.size();) {
    if (!does_nothing(layers_[i])) {
      ++i;
      continue;
    }
    const std::string id = layers_[i].id;
    const std::string target = layers_[i].target;
    layers_.erase(layers_.begin() + static_cast<std::ptrdiff_t>(i));
    retarget(id, target);
  }
}

std::vector<bool> Draft::reached() const {
  const std::vector<Positions> all = ways();
  std::vector<bool> seen(layers_.size());
  Positions open;
  const auto reach = [&](std::size_t to) {
    if (!seen[to]) open.push_back(to);
    seen[to] = true;
  };
  if (!seen.empty()) reach(0);
  while (!open.empty()) {
    const std::size_t from = open.back();
    open.pop_back();
    for (const std::size_t to : all[from]) reach(to);
  }
  return seen;
}

void Draft::keep_reached() {
  const std::vector<bool> seen = reached();
  std::vector<DraftLayer> kept;
  for (std::size_t i = 0; i < layers_.size(); ++i) {
    if (seen[i] || layers_[i].ends_closed) kept.push_back(std::move(layers_[i]));
  }
  layers_ = std::move(kept);
}

/// Sessions begin on a layer that can be shown, and it stands first.
void Draft::begin_shown(const std::string& start) {
  DraftLayer* first = find(start);
  if (first && !first->is_action && first->subfunnel.is_null() && !first->ends_closed) {
    std::rotate(layers_.begin(), layers_.begin() + (first - layers_.data()),
                layers_.begin() + (first - layers_.data()) + 1);
    return;
  }
  DraftLayer made;
  made.id = names_.make("start");
  made.target = start;
  layers_.insert(layers_.begin(), std::move(made));
}

void Draft::complete(const std::string& start, Notes& notes) {
  begin_shown(start);
  skip_empty();
  keep_reached();
  end_where_ways_end();
  bound_circles();
  lead_out_of_circles(notes);
}

}  // namespace tundish
