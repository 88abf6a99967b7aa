#include "import/typebot_flow.hpp"

#include <utility>

#include "parse/sentence.hpp"
#include "tundish/funnel.hpp"

namespace tundish::typebot {

namespace {

constexpr std::size_t kMaxParts = 100;
// Layers that the draft may still add.
constexpr std::size_t kSpareLayers = 200;

// Of the MiB that a definition may have; the rest is for names, ways and punctuation.
constexpr std::size_t kMaxBytes = 600'000;

/// About how many bytes the parts take.
std::size_t size_of(const Value& value) {
  std::size_t size = 8 + value.text().size();
  for (const Value& one : value.list()) size += size_of(one);
  for (const Value::Member& one : value.object()) size += one.name.size() + size_of(one.value);
  return size;
}

/// A lone button that leads back to the start is the end: who wants to begins a session again.
bool restarts(const DraftLayer& layer, const std::string& start) {
  if (layer.is_action || layer.id == start || layer.components.size() < 2) return false;
  const Value* options = layer.components.back().find("options");
  if (!options || options->list().size() != 1 || !layer.calculations.empty()) return false;
  const bool jumps_there = layer.jumps.size() == 1 && layer.jumps[0].target == start;
  return jumps_there || (layer.jumps.empty() && layer.target == start);
}

}  // namespace

/// Where a conversation is behind the jumps that stand at a block.
BlockIndex Flow::behind_jumps(BlockIndex block) const {
  for (std::size_t steps = 0; block != kEnd && steps < bot_.blocks().size(); ++steps) {
    if (bot_.blocks()[block].type != "Jump") break;
    const std::optional<BlockIndex> to = jump_target(block);
    if (!to) break;
    block = *to;
  }
  return block;
}

std::string Flow::layer_of(BlockIndex block) {
  block = behind_jumps(block);
  if (block == kEnd) return {};
  const auto known = ids_.find(block);
  if (known != ids_.end()) return known->second;
  if (ids_.size() + kSpareLayers >= static_cast<std::size_t>(kMaxLayers)) {
    making_.notes.warn("too_long", bot_.blocks()[block].at.place(),
                       "A funnel has at most 2,000 layers; the conversation ends here.");
    return {};
  }
  const std::string& title = bot_.groups()[bot_.blocks()[block].group].title;
  std::string id = draft_.names().make(tidy_id(title, "group"));
  ids_.emplace(block, id);
  waiting_.push_back(block);
  return id;
}

void Flow::make_all() {
  while (!waiting_.empty()) {
    const BlockIndex block = waiting_.front();
    waiting_.pop_front();
    DraftLayer layer;
    layer.id = ids_[block];
    layer.place = bot_.blocks()[block].at.place();
    // A layer without parts ends the conversation.
    if (bytes_ <= kMaxBytes) make(block, layer);
    bytes_ += size_of(layer.components) + size_of(layer.actions);
    if (bytes_ > kMaxBytes && !is_full_) {
      is_full_ = true;
      making_.notes.warn("too_long", layer.place,
                         "A definition has at most 1 MiB: conversations end behind this group.");
    }
    draft_.layers().push_back(std::move(layer));
  }
  end_at_restarts(layer_of(bot_.start()));
}

void Flow::make(BlockIndex block, DraftLayer& layer) {
  const BlockIndex first = block;
  while (block != kEnd) {
    if (block != first && bot_.is_entered(block)) return go_on(layer, block);
    if (layer.components.size() >= kMaxParts || layer.actions.size() >= kMaxParts) {
      return go_on(layer, block);
    }
    BlockIndex next = kEnd;
    if (!take(block, layer, next)) return;
    const bool leaves = next != kEnd && next != bot_.behind(block);
    if (leaves) return go_on(layer, next);
    block = next;
  }
}

void Flow::note_unreached() {
  for (std::size_t i = 0; i < bot_.groups().size(); ++i) {
    const Group& group = bot_.groups()[i];
    if (reached_.count(i) > 0 || group.blocks.empty()) continue;
    const std::string& type = bot_.blocks()[group.blocks.front()].type;
    if (type == "start" || type == "Jump") continue;
    making_.notes.warn("unreachable_layer", group.at.place(),
                       "No way leads to the group " + quoted(group.title) + "; it is left out.");
  }
}

/// Puts the block into the layer; false when the layer is complete with its ways.
bool Flow::take(BlockIndex index, DraftLayer& layer, BlockIndex& next) {
  const Block& block = bot_.blocks()[index];
  reached_.insert(block.group);
  next = bot_.after(index);
  if (is_bubble(block) || is_input(block)) return take_shown(index, layer, next);
  if (block.type == "Condition") return take_condition(index, layer, next);
  if (block.type == "Jump") return take_jump(index, layer);
  if (block.type == "Typebot link") return take_link(index, layer);
  if (block.type == "AB test") return take_test(index, layer);
  if (block.type == "Redirect") return take_redirect(index, layer);
  if (block.type == "Return" || block.type == "return") return false;
  return take_done(index, layer, next);
}

bool Flow::take_shown(BlockIndex index, DraftLayer& layer, BlockIndex& next) {
  const Block& block = bot_.blocks()[index];
  if (layer.is_action || !layer.jumps.empty()) {
    go_on(layer, index);
    return false;
  }
  if (is_bubble(block)) {
    add_bubble(layer, block, making_);
    return true;
  }
  InputWays input = add_input(layer, index, making_);
  for (ItemWay& way : input.ways) {
    layer.jumps.push_back({layer_of(way.to), std::move(way.conditions)});
  }
  if (input.leads_everywhere) {
    layer.target = layer.jumps.back().target;
    layer.jumps.pop_back();
    return false;
  }
  // Conditions that stand right behind choose among the layer's ways; what was just computed is
  // seen by the next layer first.
  const bool is_followed = next != kEnd && next == bot_.behind(index) && !bot_.is_entered(next) &&
                           bot_.blocks()[next].type == "Condition" && layer.calculations.empty();
  if (is_followed) return true;
  go_on(layer, next);
  return false;
}

bool Flow::take_done(BlockIndex index, DraftLayer& layer, BlockIndex& next) {
  if (!layer.is_action && !is_fresh(layer)) {
    go_on(layer, index);
    return false;
  }
  Made made = actions_of(bot_.blocks()[index], making_);
  if (made.actions.empty()) return true;
  layer.is_action = true;
  for (Value& action : made.actions) {
    const Value* kind = action.find("kind");
    if (kind->text() == "wait") layer.asks = true;
    action.set("id", part_id(layer.actions, kind->text()));
    layer.actions.push_back(std::move(action));
  }
  if (!made.can_fail) return true;
  go_on(layer, next);
  // What fails is passed over, as in the bot.
  layer.passes_failures = true;
  return false;
}

void Flow::end_at_restarts(const std::string& start) {
  for (DraftLayer& layer : draft_.layers()) {
    if (!restarts(layer, start)) continue;
    layer.components.pop_back();
    layer.jumps.clear();
    layer.target.clear();
    layer.asks = false;
    making_.notes.warn("restart", layer.place,
                       "The button of this group only begins again: the session ends here, and "
                       "another one may be begun.");
  }
}

}  // namespace tundish::typebot
