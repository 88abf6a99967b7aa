#pragma once

#include <set>
#include <string>
#include <vector>

#include "cli/play_session.hpp"

namespace tundish::cli {

enum class PageWaits {
  reply,     ///< the answer to an input, or which way to go
  only_way,  ///< nothing is left to answer, and one way leads onward
  ended
};

/// Somebody who fills in a page from top to bottom: a line answers the next input; when all are
/// answered, a line chooses a way by the index, title or id of its button. An empty line leaves an
/// input as it is.
class Page {
 public:
  explicit Page(PlaySession& session) : session_(session), view_(session.screen()) {}

  PageWaits waits() const;
  /// Plays what the line means.
  Transition take(const Line& line);
  Transition take_only_way();
  /// Whether the line is the title or id of a button; an index is none.
  bool names_button(const Line& line) const;
  /// Whether there are buttons besides those that lead onward.
  bool has_way_back() const;

 private:
  const ViewComponent* asked() const;
  Transition answer(const ViewComponent& component, const Line& line);
  Transition choose(const Line& line);
  Transition make(EventInput input);
  std::vector<std::string> ways_onward() const;

  PlaySession& session_;
  View view_;
  std::set<std::string> done_;  ///< slugs of this layer that were answered or left as they are
  bool stuck_ = false;          ///< the only way was refused, and for no input's sake
};

}  // namespace tundish::cli
