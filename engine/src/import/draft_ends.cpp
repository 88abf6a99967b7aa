#include <algorithm>
#include <utility>

#include "import/draft.hpp"
#include "parse/sentence.hpp"

// Where the ways of a draft end, and how its circles do.
namespace tundish {

namespace {

constexpr std::string_view kEndText = "\xE2\x9C\x85";
// Rounds of a conversation that has no end of its own.
constexpr int kRounds = 50;
// Rounds of a circle that asks nothing.
constexpr int kSilentRounds = 100;

Value variable(std::string_view slug) {
  Value made;
  made.set("var", slug);
  return made;
}

Value call(std::string_view word, Value::List operands) {
  Value made;
  made.set(word, Value(std::move(operands)));
  return made;
}

}  // namespace

/// A shown layer that asks nothing can itself be the result.
bool Draft::may_end(const DraftLayer& layer) const {
  return !layer.is_action && !layer.asks && layer.subfunnel.is_null() && layer.jumps.empty() &&
         layer.variants.empty() && layer.calculations.empty() && layer.max_visits == 0 &&
         &layer != &layers_.front();
}

const std::string& Draft::end_layer() {
  if (!end_.empty()) return end_;
  end_ = names_.make("end");
  DraftLayer end;
  end.id = end_;
  Value farewell;
  farewell.set("id", "message");
  farewell.set("type", "message");
  farewell.set("text", kEndText);
  end.components.push_back(std::move(farewell));
  layers_.push_back(std::move(end));
  return end_;
}

void Draft::end_where_ways_end() {
  for (std::size_t i = 0; i < layers_.size(); ++i) {
    if (layers_[i].ends_closed || layers_[i].id == end_) continue;
    const bool is_result = layers_[i].target.empty() && may_end(layers_[i]);
    if (is_result) continue;
    bool needs_end = false;
    each_target(layers_[i], [&](const std::string& target) { needs_end |= target.empty(); });
    if (!needs_end) continue;
    const std::string end = end_layer();
    each_target(layers_[i], [&end](std::string& target) {
      if (target.empty()) target = end;
    });
  }
}

std::vector<bool> Draft::ending() const {
  const std::vector<Positions> all = ways();
  std::vector<Positions> back(layers_.size());
  for (std::size_t from = 0; from < all.size(); ++from) {
    for (const std::size_t to : all[from]) back[to].push_back(from);
  }
  std::vector<bool> ends(layers_.size());
  Positions open;
  for (std::size_t i = 0; i < layers_.size(); ++i) {
    ends[i] = layers_[i].target.empty();
    if (ends[i]) open.push_back(i);
  }
  while (!open.empty()) {
    const std::size_t to = open.back();
    open.pop_back();
    for (const std::size_t from : back[to]) {
      if (!ends[from]) open.push_back(from);
      ends[from] = true;
    }
  }
  return ends;
}

/// The first layer inside that a way from inside comes back to; the number of layers when none is.
std::size_t Draft::circle_head(const std::vector<bool>& inside) const {
  enum class Mark { fresh, open, done };
  std::vector<Mark> marks(layers_.size(), Mark::fresh);
  const std::vector<Positions> all = ways();
  for (std::size_t root = 0; root < layers_.size(); ++root) {
    if (!inside[root] || marks[root] != Mark::fresh) continue;
    std::vector<std::pair<std::size_t, Positions>> path{{root, all[root]}};
    marks[root] = Mark::open;
    while (!path.empty()) {
      if (path.back().second.empty()) {
        marks[path.back().first] = Mark::done;
        path.pop_back();
        continue;
      }
      const std::size_t to = path.back().second.front();
      path.back().second.erase(path.back().second.begin());
      if (!inside[to]) continue;
      if (marks[to] == Mark::open) return to;
      if (marks[to] == Mark::done) continue;
      marks[to] = Mark::open;
      path.emplace_back(to, all[to]);
    }
  }
  return layers_.size();
}

/// A conversation that goes round for ever ends after some rounds: they are counted where it comes
/// back. Circles that ask nothing are bounded already.
bool Draft::lead_out_once(Notes& notes) {
  const std::vector<bool> seen = reached();
  std::vector<bool> endless = ending();
  for (std::size_t i = 0; i < endless.size(); ++i) endless[i] = seen[i] && !endless[i];
  const std::size_t head = circle_head(endless);
  if (head == layers_.size()) return false;
  const std::string target = layers_[head].id;
  const Place place = layers_[head].place;
  DraftLayer again;
  again.id = names_.make(target + " again");
  again.is_action = true;
  const std::string slug = names_.make("rounds of " + target);
  Value count;
  count.set("id", "count");
  count.set("kind", "set");
  count.set("slug", slug);
  count.set("logic", call("+", {call("or", {variable(slug), 0}), 1}));
  again.actions.push_back(std::move(count));
  for (std::size_t i = 0; i < layers_.size(); ++i) {
    if (!endless[i]) continue;
    each_target(layers_[i], [&](std::string& to) {
      if (to == target) to = again.id;
    });
  }
  Value condition;
  condition.set("slug", slug);
  condition.set("operator", ">=");
  condition.set("value", kRounds);
  again.jumps.push_back({end_layer(), Value::List{std::move(condition)}});
  again.target = target;
  layers_.push_back(std::move(again));
  notes.warn("endless_conversation", place,
             "Every way from " + quoted(target) + " comes back to it and none ends; here the " +
                 "conversation is over after " + std::to_string(kRounds) + " rounds.");
  return true;
}

void Draft::lead_out_of_circles(Notes& notes) {
  while (lead_out_once(notes)) continue;
}

/// A circle that asks nothing would go round for ever at once.
void Draft::bound_circles() {
  while (true) {
    std::vector<bool> silent(layers_.size());
    for (std::size_t i = 0; i < layers_.size(); ++i) {
      silent[i] = !layers_[i].asks && layers_[i].max_visits == 0;
    }
    const std::size_t head = circle_head(silent);
    if (head == layers_.size()) return;
    layers_[head].max_visits = kSilentRounds;
    const std::string end = end_layer();
    if (layers_[head].on_error.empty()) layers_[head].on_error = end;
  }
}

}  // namespace tundish
