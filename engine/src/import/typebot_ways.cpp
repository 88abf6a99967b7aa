#include <algorithm>
#include <utility>

#include "import/members.hpp"
#include "import/typebot_flow.hpp"
#include "parse/sentence.hpp"

namespace tundish::typebot {

namespace {

constexpr std::size_t kMaxWays = 200;
constexpr std::size_t kMaxLinks = 100;

/// A list with an empty `any`: what could not be carried over, which was told.
bool never_holds(const Value& conditions) {
  return std::any_of(conditions.list().begin(), conditions.list().end(), [](const Value& one) {
    const Value* any = one.find("any");
    return any && any->list().empty();
  });
}

}  // namespace

bool Flow::take_condition(BlockIndex index, DraftLayer& layer, BlockIndex& next) {
  const Block& block = bot_.blocks()[index];
  if (layer.jumps.size() + block.items.size() > kMaxWays && !layer.jumps.empty()) {
    go_on(layer, index);
    return false;
  }
  if (is_fresh(layer)) layer.is_action = true;
  for (const Item& item : block.items) {
    const std::optional<At> content = object_at(item.at, "content");
    const std::optional<BlockIndex> way = bot_.way_of(item);
    if (layer.jumps.size() >= kMaxWays) break;
    if (!content || !way) {
      // Without a way of its own a case goes on as usual, and hides those behind it.
      making_.notes.warn("no_way", item.at.place(),
                         "This case of the condition leads nowhere; it is left out.");
      continue;
    }
    Value conditions = conditions_of(*content, making_);
    if (!never_holds(conditions)) layer.jumps.push_back({layer_of(*way), std::move(conditions)});
  }
  const bool goes_on = next != kEnd && next == bot_.behind(index) && !bot_.is_entered(next) &&
                       bot_.blocks()[next].type == "Condition";
  if (goes_on) return true;
  go_on(layer, next);
  return false;
}

std::optional<BlockIndex> Flow::jump_target(BlockIndex block) const {
  const std::optional<At> options = object_at(bot_.blocks()[block].at, "options");
  if (!options) return std::nullopt;
  return bot_.find(text_at(*options, "groupId"), text_at(*options, "blockId"));
}

bool Flow::take_jump(BlockIndex index, DraftLayer& layer) {
  const std::optional<BlockIndex> to = jump_target(index);
  if (!to) {
    making_.notes.warn("unknown_target", bot_.blocks()[index].at.place(),
                       "This jump leads to no group; the conversation goes on behind it.");
  }
  go_on(layer, to ? *to : bot_.after(index));
  return false;
}

bool Flow::take_redirect(BlockIndex index, DraftLayer& layer) {
  const Block& block = bot_.blocks()[index];
  if (layer.is_action || !layer.jumps.empty()) {
    go_on(layer, index);
    return false;
  }
  const std::optional<At> options = object_at(block.at, "options");
  const std::string url = options ? text_at(*options, "url") : std::string();
  if (url.empty()) {
    making_.notes.warn("url", block.at.place(), "This redirect has no address; it is left out.");
    go_on(layer, bot_.after(index));
    return false;
  }
  making_.notes.warn("redirect", block.at.place(),
                     "Nobody is sent elsewhere without asking: the address is shown as a link.");
  add_link(layer, url, block.at.place(), making_);
  go_on(layer, bot_.after(index));
  return false;
}

bool Flow::take_test(BlockIndex index, DraftLayer& layer) {
  const Block& block = bot_.blocks()[index];
  if (is_fresh(layer)) layer.is_action = true;
  const std::optional<At> options = object_at(block.at, "options");
  const double share = options ? number_at(*options, "aPercent").value_or(50) : 50;
  const double percent = std::min(std::max(share, 0.0), 100.0);
  layer.experiment = making_.experiments.make(tidy_slug("test-" + block.id, "test"));
  const std::string other = layer_of(bot_.after(index));
  for (const char* name : {"a", "b"}) {
    DraftVariant variant;
    variant.name = name;
    const bool is_first = variant.name == "a";
    variant.weight = static_cast<std::int64_t>(is_first ? percent : 100 - percent);
    variant.target = other;
    const std::size_t place = is_first ? 0 : 1;
    for (std::size_t i = 0; i < block.items.size(); ++i) {
      const std::string path = text_at(block.items[i].at, "path");
      const std::optional<BlockIndex> way = bot_.way_of(block.items[i]);
      if (way && (path == name || (path.empty() && i == place))) variant.target = layer_of(*way);
    }
    layer.variants.push_back(std::move(variant));
  }
  layer.target = other;
  return false;
}

/// A link to the bot itself is a jump; to another one, a subfunnel with a placeholder in it until
/// that bot is there.
bool Flow::take_link(BlockIndex index, DraftLayer& layer) {
  const Block& block = bot_.blocks()[index];
  const std::optional<At> options = object_at(block.at, "options");
  const std::string other = options ? text_at(*options, "typebotId") : std::string();
  const std::string group = options ? text_at(*options, "groupId") : std::string();
  if (other == "current" || other == text_at(bot_.root(), "id")) {
    const BlockIndex behind = bot_.after(index);
    if (behind != kEnd) {
      making_.notes.warn("not_carried", block.at.place(),
                         "A link into the same bot does not come back here; what follows is left "
                         "out.");
    }
    go_on(layer, group.empty() ? bot_.start() : bot_.find(group, "").value_or(kEnd));
    return false;
  }
  if (other.empty()) {
    making_.notes.warn("unknown_target", block.at.place(),
                       "This link names no bot; the conversation goes on behind it.");
    go_on(layer, bot_.after(index));
    return false;
  }
  if (!is_fresh(layer) || !layer.jumps.empty()) {
    go_on(layer, index);
    return false;
  }
  const std::string funnel = making_.links.name_of(tidy_slug(other, "linked"), other);
  if (making_.links.size() > kMaxLinks) {
    making_.notes.warn("too_long", block.at.place(),
                       "A funnel plays at most 100 others; the conversation goes on behind it.");
    go_on(layer, bot_.after(index));
    return false;
  }
  making_.notes.warn("needs_subfunnel", block.at.place(),
                     "The linked bot is not in this file: import it, too, as the funnel " +
                         quoted(funnel) + "; until then a placeholder stands for it.");
  layer.subfunnel.set("funnel", funnel);
  layer.asks = false;
  go_on(layer, bot_.after(index));
  return false;
}

}  // namespace tundish::typebot
