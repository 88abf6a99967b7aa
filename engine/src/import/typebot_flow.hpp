#pragma once

#include <deque>
#include <map>
#include <set>
#include <string>

#include "import/draft.hpp"
#include "import/typebot_making.hpp"

namespace tundish::typebot {

/// Walks through the blocks and makes layers of them: what is said up to an input is one, what is
/// done up to the next thing that is said another.
class Flow {
 public:
  explicit Flow(Making& making) : making_(making), bot_(making.bot) {}

  Draft& draft() { return draft_; }
  std::string layer_of(BlockIndex block);
  void make_all();
  /// Says which groups no way leads to.
  void note_unreached();

 private:
  BlockIndex behind_jumps(BlockIndex block) const;
  std::optional<BlockIndex> jump_target(BlockIndex block) const;
  void make(BlockIndex block, DraftLayer& layer);
  bool take(BlockIndex block, DraftLayer& layer, BlockIndex& next);
  bool take_shown(BlockIndex block, DraftLayer& layer, BlockIndex& next);
  bool take_done(BlockIndex block, DraftLayer& layer, BlockIndex& next);
  bool take_condition(BlockIndex block, DraftLayer& layer, BlockIndex& next);
  bool take_jump(BlockIndex block, DraftLayer& layer);
  bool take_link(BlockIndex block, DraftLayer& layer);
  bool take_test(BlockIndex block, DraftLayer& layer);
  bool take_redirect(BlockIndex block, DraftLayer& layer);
  void go_on(DraftLayer& layer, BlockIndex block) { layer.target = layer_of(block); }
  void end_at_restarts(const std::string& start);

  Making& making_;
  const Bot& bot_;
  Draft draft_;
  std::map<BlockIndex, std::string> ids_;
  std::deque<BlockIndex> waiting_;
  std::set<std::size_t> reached_;  // groups
  std::size_t bytes_ = 0;          // of what was made
  bool is_full_ = false;
};

/// Whether nothing stands in the layer yet.
inline bool is_fresh(const DraftLayer& layer) {
  return layer.components.empty() && layer.actions.empty() && !layer.is_action;
}

}  // namespace tundish::typebot
