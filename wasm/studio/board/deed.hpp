#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "board/state.hpp"

namespace tundish::studio::board {

/// Several commands, each made of the document as the ones before leave it, that are one.
class Deed {
 public:
  explicit Deed(const State& state) : document_(*state.definition) {}

  const Json& document() const { return document_; }
  void add(Command command) {
    if (!misfit_) misfit_ = std::move(command.misfit);
    for (Edit& edit : command.edits)
      if (!carry_out(document_, edit)) edits_.push_back(std::move(edit));
  }
  void perform(State& state, std::string name, std::string merge = {}) && {
    if (edits_.empty() && !misfit_) return;
    state.perform({std::move(name), std::move(edits_), std::move(merge), std::move(misfit_)});
  }

 private:
  Json document_;
  std::vector<Edit> edits_;
  std::optional<Misfit> misfit_;
};

/// What the layout placed stays where it is seen: an author who adds something wants nothing else
/// to move.
Command pinned(const State& state);

}  // namespace tundish::studio::board
