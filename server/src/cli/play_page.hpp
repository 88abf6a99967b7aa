#pragma once

#include <set>
#include <string>
#include <vector>

#include "cli/play_line.hpp"
#include "cli/play_session.hpp"

namespace tundish::cli {

enum class PageWaits {
  reply,     ///< the answer to an input, or which way to go
  only_way,  ///< nothing is left to answer, and one way leads onward
  result,    ///< what came of an effect
  ended
};

/// Somebody who fills in a page from top to bottom: a line answers the next input; when all are
/// answered, a line chooses a way by the index, title or id of its button. An empty line leaves an
/// input as it is. Who gave an identity asks for its proof at once.
class Page {
 public:
  explicit Page(PlaySession& session) : session_(session), view_(session.screen()) {}

  PageWaits waits() const;
  /// The input or proof that the next line answers; null when all are.
  const ViewComponent* asked() const;
  /// Plays what the line means.
  Transition take(const Line& line);
  Transition take_only_way();
  /// Plays what did not come from a line.
  Transition make(EventInput input, Lane lane = Lane::c);
  /// Whether the line is the title or id of a button; an index is none.
  bool names_button(const Line& line) const;
  /// Whether there are buttons besides those that lead onward.
  bool has_way_back() const;
  /// Asks for that slug alone again; false when it is not on this page.
  bool ask_again(const std::string& slug);

 private:
  Transition answer(const ViewComponent& component, const Line& line);
  Transition choose(const Line& line);
  std::vector<std::string> ways_onward() const;

  PlaySession& session_;
  View view_;
  std::set<std::string> done_;  ///< slugs of this layer that were answered or left as they are
  bool stuck_ = false;          ///< the only way was refused, and for no input's sake
};

}  // namespace tundish::cli
