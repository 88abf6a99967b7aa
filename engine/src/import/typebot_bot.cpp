#include "import/typebot_bot.hpp"

#include <algorithm>
#include <utility>

#include "import/members.hpp"
#include "parse/sentence.hpp"

namespace tundish::typebot {

namespace {

constexpr std::string_view kStartBlock = "start";
constexpr std::string_view kSetVariable = "Set variable";

bool is_plain_bubble(const Block& block) {
  if (block.type == "image") return true;
  return block.type == "text";
}

/// Whether any text of the block reads a variable.
bool reads_variables(const json::Node& node) {
  if (node.text.find("{{") != std::string::npos) return true;
  const auto reads = [](const json::Node& one) { return reads_variables(one); };
  return std::any_of(node.items.begin(), node.items.end(), reads) ||
         std::any_of(node.members.begin(), node.members.end(),
                     [](const json::Member& one) { return reads_variables(one.node); });
}

}  // namespace

Bot::Bot(const At& root, Notes& notes) : root_(root) {
  read_groups(notes);
  read_edges();
  note_lost(notes);
  read_variables();
  entered_.resize(blocks_.size());
  mark_entered();
  find_start(notes);
}

// The oldest bots call groups blocks, and blocks steps.
void Bot::read_groups(Notes& notes) {
  const bool is_old = !root_.find("groups", json::Kind::list);
  for (const At& at : items_at(root_, is_old ? "blocks" : "groups")) {
    if (at->kind != json::Kind::object) {
      notes.warn("wrong_type", at.place(), "A group is an object; this is left out.");
      continue;
    }
    Group group;
    group.at = at;
    group.id = text_at(at, "id");
    group.title = text_at(at, "title");
    group_ids_.emplace(group.id, groups_.size());
    groups_.push_back(std::move(group));
    for (const At& block : items_at(at, is_old ? "steps" : "blocks")) {
      read_block(block, groups_.size() - 1, notes);
    }
  }
}

void Bot::read_block(const At& at, std::size_t group, Notes& notes) {
  if (at->kind != json::Kind::object || text_at(at, "type").empty()) {
    return notes.warn("wrong_type", at.place(),
                      "A block is an object with a `type`; this is left out.");
  }
  Block block;
  block.at = at;
  block.id = text_at(at, "id");
  block.type = text_at(at, "type");
  block.group = group;
  for (const At& item : items_at(at, "items")) {
    if (item->kind == json::Kind::object) block.items.push_back({item, text_at(item, "id")});
  }
  groups_[group].blocks.push_back(blocks_.size());
  block_ids_.emplace(block.id, blocks_.size());
  blocks_.push_back(std::move(block));
}

void Bot::read_edges() {
  for (const At& at : items_at(root_, "edges")) {
    const std::optional<At> from = object_at(at, "from");
    const std::optional<At> to = object_at(at, "to");
    if (!from || !to) continue;
    Edge edge;
    edge.at = at;
    edge.id = text_at(at, "id");
    const bool is_old = from->find("stepId").has_value();
    edge.from_block = text_at(*from, is_old ? "stepId" : "blockId");
    edge.from_item = text_at(*from, from->find("itemId") ? "itemId" : "pathId");
    edge.from_event = text_at(*from, "eventId");
    const bool to_old = !to->find("groupId").has_value();
    edge.to_group = text_at(*to, to_old ? "blockId" : "groupId");
    edge.to_block = text_at(*to, to_old ? "stepId" : "blockId");
    edges_.push_back(std::move(edge));
  }
  // The first one with a name is it.
  for (std::size_t i = 0; i < edges_.size(); ++i) {
    const Edge& edge = edges_[i];
    edge_ids_.emplace(edge.id, i);
    const bool is_whole = edge.from_item.empty();
    origins_.emplace(is_whole ? edge.from_block : edge.from_item, i);
    if (is_whole) origins_.emplace(edge.from_event, i);
  }
}

void Bot::note_lost(Notes& notes) {
  for (const Edge& edge : edges_) {
    if (follow(edge)) continue;
    notes.warn("unknown_target", edge.at.place(),
               "This edge leads to no group; the conversation ends there.");
  }
}

void Bot::read_variables() {
  for (const At& at : items_at(root_, "variables")) {
    if (at->kind != json::Kind::object) continue;
    variables_.push_back({at, text_at(at, "id"), text_at(at, "name")});
  }
}

void Bot::find_start(Notes& notes) {
  for (const At& event : items_at(root_, "events")) {
    if (event->kind != json::Kind::object) continue;
    if (text_at(event, "type") != kStartBlock) {
      notes.warn("not_carried", event.place(),
                 "Only the event `start` begins a conversation here; " +
                     quoted(text_at(event, "type")) + " is left out.");
      continue;
    }
    const Edge* edge = edge_of(event);
    if (edge && start_ == kEnd) start_ = follow(*edge).value_or(kEnd);
  }
  for (BlockIndex i = 0; start_ == kEnd && i < blocks_.size(); ++i) {
    if (blocks_[i].type == kStartBlock) start_ = after(i);
  }
  if (start_ != kEnd) return;
  for (BlockIndex i = 0; start_ == kEnd && i < blocks_.size(); ++i) {
    if (blocks_[i].type != kStartBlock) start_ = i;
  }
  if (start_ == kEnd) return;
  notes.warn("no_start", root_.place(),
             "Nothing leads from the start of this bot; it begins with its first group.");
}

void Bot::mark_entered() {
  for (const Edge& edge : edges_) {
    const std::optional<BlockIndex> to = follow(edge);
    if (to && *to != kEnd && !edge.to_block.empty()) entered_[*to] = true;
  }
  for (const Block& block : blocks_) {
    const std::optional<At> options = object_at(block.at, "options");
    if (!options || block.type != "Jump") continue;
    const auto to = find(text_at(*options, "groupId"), text_at(*options, "blockId"));
    if (to && *to != kEnd) entered_[*to] = true;
  }
}

/// The edge that an object names; an export may lack it and have only the edge.
const Edge* Bot::edge_of(const At& owner) const {
  const std::string named = text_at(owner, "outgoingEdgeId");
  const std::string id = text_at(owner, "id");
  const auto by_name = named.empty() ? edge_ids_.end() : edge_ids_.find(named);
  if (by_name != edge_ids_.end()) return &edges_[by_name->second];
  const auto from_here = id.empty() ? origins_.end() : origins_.find(id);
  return from_here == origins_.end() ? nullptr : &edges_[from_here->second];
}

std::optional<BlockIndex> Bot::find(const std::string& group, const std::string& block) const {
  const auto known = group_ids_.find(group);
  if (known != group_ids_.end()) {
    const Group& one = groups_[known->second];
    for (const BlockIndex index : one.blocks) {
      if (!block.empty() && blocks_[index].id == block) return index;
    }
    return one.blocks.empty() ? kEnd : one.blocks.front();
  }
  const auto alone = block.empty() ? block_ids_.end() : block_ids_.find(block);
  if (alone == block_ids_.end()) return std::nullopt;
  return alone->second;
}

std::optional<BlockIndex> Bot::follow(const Edge& edge) const {
  return find(edge.to_group, edge.to_block);
}

BlockIndex Bot::behind(BlockIndex block) const {
  const std::vector<BlockIndex>& all = groups_[blocks_[block].group].blocks;
  const auto place = std::find(all.begin(), all.end(), block);
  return place == all.end() || place + 1 == all.end() ? kEnd : *(place + 1);
}

BlockIndex Bot::after(BlockIndex block) const {
  const Edge* edge = edge_of(blocks_[block].at);
  if (edge) return follow(*edge).value_or(kEnd);
  return behind(block);
}

std::optional<BlockIndex> Bot::way_of(const Item& item) const {
  const Edge* edge = edge_of(item.at);
  if (!edge) return std::nullopt;
  return follow(*edge).value_or(kEnd);
}

void Bot::say_first() {
  if (start_ == kEnd) return;
  std::vector<BlockIndex>& all = groups_[blocks_[start_].group].blocks;
  const auto begin = std::find(all.begin(), all.end(), start_);
  auto middle = begin;
  while (middle != all.end() && blocks_[*middle].type == kSetVariable &&
         !edge_of(blocks_[*middle].at) && (middle == begin || !entered_[*middle])) {
    ++middle;
  }
  auto end = middle;
  while (end != all.end() && is_plain_bubble(blocks_[*end]) && !entered_[*end] &&
         !edge_of(blocks_[*end].at) && !reads_variables(*blocks_[*end].at)) {
    ++end;
  }
  if (middle == begin || end == middle) return;
  std::rotate(begin, middle, end);
  start_ = *begin;
}

}  // namespace tundish::typebot
