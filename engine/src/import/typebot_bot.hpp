#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "import/notes.hpp"
#include "parse/at.hpp"

// A bot as Typebot wrote it, whichever of its versions: groups of blocks, edges between them.
namespace tundish::typebot {

/// Position of a block in `Bot::blocks`; `kEnd` is where a conversation is over.
using BlockIndex = std::size_t;
inline constexpr BlockIndex kEnd = static_cast<BlockIndex>(-1);

/// Something that a block offers: a button, a picture, a case of a condition.
struct Item {
  At at;
  std::string id;
};

struct Block {
  At at;
  std::string id, type;
  std::size_t group = 0;
  std::vector<Item> items;
};

struct Group {
  At at;
  std::string id, title;
  std::vector<BlockIndex> blocks;
};

struct Edge {
  At at;
  std::string id, from_block, from_item, from_event, to_group, to_block;
};

struct Variable {
  At at;
  std::string id, name;
};

class Bot {
 public:
  Bot(const At& root, Notes& notes);

  const At& root() const { return root_; }
  const std::vector<Block>& blocks() const { return blocks_; }
  const std::vector<Group>& groups() const { return groups_; }
  const std::vector<Variable>& variables() const { return variables_; }

  /// Where a conversation begins.
  BlockIndex start() const { return start_; }
  /// What comes after a block when none of its items leads elsewhere.
  BlockIndex after(BlockIndex block) const;
  /// Where an item leads; nothing when it has no way of its own.
  std::optional<BlockIndex> way_of(const Item& item) const;
  /// The first block of that group, or the block of that id within it.
  std::optional<BlockIndex> find(const std::string& group, const std::string& block) const;
  /// Whether a way leads into the middle of a group, to this block.
  bool is_entered(BlockIndex block) const { return entered_[block]; }
  /// The block that stands behind in the same group.
  BlockIndex behind(BlockIndex block) const;

  /// Puts blocks that set variables behind the bubbles that follow them, where nobody can see the
  /// difference: conversations begin with something that is said.
  void say_first();

 private:
  void read_groups(Notes& notes);
  void read_block(const At& at, std::size_t group, Notes& notes);
  void read_edges();
  void note_lost(Notes& notes);
  void read_variables();
  void find_start(Notes& notes);
  void mark_entered();
  const Edge* edge_of(const At& owner) const;
  std::optional<BlockIndex> follow(const Edge& edge) const;

  using Positions = std::map<std::string, std::size_t, std::less<>>;

  At root_;
  Positions group_ids_, block_ids_, edge_ids_;
  Positions origins_;  ///< of edges: the item, event or block that they come from
  std::vector<Group> groups_;
  std::vector<Block> blocks_;
  std::vector<Edge> edges_;
  std::vector<Variable> variables_;
  std::vector<bool> entered_;
  BlockIndex start_ = kEnd;
};

}  // namespace tundish::typebot
