#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "document/edit.hpp"

namespace tundish::studio {

/// What an author did, in edits that are done and taken back together.
struct Command {
  std::string name;  ///< in an author's words, for the menu: "Add layer"
  std::vector<Edit> edits;
  /// Commands in a row with the same words here, and not none, are one in the history: each key of
  /// a text that is being written.
  std::string merge;
  /// Why it cannot be done, as its maker found; nothing of it is done then.
  std::optional<Misfit> misfit = std::nullopt;
};

/// A document, and everything that was done to it, without limit.
class History {
 public:
  explicit History(Json document) : document_(std::move(document)) {}

  const Json& document() const { return document_; }

  /// Does all of it, or none and says why not. What was undone can then not be done again.
  std::optional<Misfit> perform(Command command);

  /// Whether a command with these words in `merge` is one with the last in the history.
  bool joins(const std::string& merge) const;
  /// The document as it was before the last command.
  Json without_last() const;
  /// Does a command that was made for `without_last` in the place of the last one, or leaves all as
  /// it is and says why. One that does nothing leaves the last one taken back.
  std::optional<Misfit> perform_instead(Command command);

  /// Takes the last command back; false when there is none.
  bool undo();
  /// Does again what was taken back last; false when there is nothing.
  bool redo();

  /// The next command is one of its own, whatever its `merge` says.
  void seal() { sealed_ = true; }

  /// Names of what `undo` and `redo` would take back and do; null when there is nothing.
  const std::string* undoable() const;
  const std::string* redoable() const;

  /// Changes with every change of the document, back and forth; the same number is the same
  /// document.
  std::size_t revision() const { return revision_; }
  /// What the last of `perform`, `undo` and `redo` that did something did to the document, in
  /// order.
  const std::vector<Edit>& changes() const { return changes_; }

 private:
  struct Step {
    Command command;
    std::size_t before;  ///< the document's revision, when it was done and was not yet
    std::size_t after;
  };

  Json document_;
  std::vector<Step> steps_;
  std::vector<Edit> changes_;
  std::size_t done_ = 0;  ///< of the steps; the others were undone
  std::size_t revision_ = 0;
  std::size_t newest_ = 0;
  bool sealed_ = false;
};

}  // namespace tundish::studio
