#include "document/history.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace tundish::studio {
namespace {

/// From the last one on, backwards.
void take_back(Json& document, const std::vector<Edit>& edits, std::size_t count) {
  for (std::size_t index = count; index > 0; --index)
    carry_out(document, reversed(edits[index - 1]));
}

}  // namespace

std::optional<Misfit> History::perform(Command command) {
  if (command.misfit) return std::move(command.misfit);
  for (std::size_t index = 0; index < command.edits.size(); ++index) {
    if (auto misfit = carry_out(document_, command.edits[index])) {
      take_back(document_, command.edits, index);
      return misfit;
    }
  }
  if (command.edits.empty()) return std::nullopt;
  changes_ = command.edits;
  const bool joins = !sealed_ && done_ > 0 && done_ == steps_.size() && !command.merge.empty() &&
                     steps_.back().command.merge == command.merge;
  steps_.resize(done_);
  sealed_ = false;
  const std::size_t before = revision_;
  revision_ = ++newest_;
  if (joins) {
    Step& last = steps_.back();
    last.after = revision_;
    std::vector<Edit>& edits = last.command.edits;
    edits.insert(edits.end(), changes_.begin(), changes_.end());
    return std::nullopt;
  }
  steps_.push_back({std::move(command), before, revision_});
  done_ = steps_.size();
  return std::nullopt;
}

bool History::undo() {
  if (done_ == 0) return false;
  const Step& step = steps_[--done_];
  take_back(document_, step.command.edits, step.command.edits.size());
  changes_.clear();
  const std::vector<Edit>& edits = step.command.edits;
  std::transform(edits.rbegin(), edits.rend(), std::back_inserter(changes_), reversed);
  revision_ = step.before;
  sealed_ = true;
  return true;
}

bool History::redo() {
  if (done_ == steps_.size()) return false;
  const Step& step = steps_[done_++];
  for (const Edit& edit : step.command.edits) carry_out(document_, edit);
  changes_ = step.command.edits;
  revision_ = step.after;
  sealed_ = true;
  return true;
}

const std::string* History::undoable() const {
  return done_ == 0 ? nullptr : &steps_[done_ - 1].command.name;
}

const std::string* History::redoable() const {
  return done_ == steps_.size() ? nullptr : &steps_[done_].command.name;
}

}  // namespace tundish::studio
