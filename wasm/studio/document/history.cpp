#include "document/history.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace tundish::studio {
namespace {

/// What takes all of them back, in that order.
std::vector<Edit> reversed_all(const std::vector<Edit>& edits) {
  std::vector<Edit> back;
  std::transform(edits.rbegin(), edits.rend(), std::back_inserter(back), reversed);
  return back;
}

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
  const bool is_more = joins(command.merge);
  steps_.resize(done_);
  sealed_ = false;
  const std::size_t before = revision_;
  revision_ = ++newest_;
  if (is_more) {
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

bool History::joins(const std::string& merge) const {
  return !sealed_ && done_ > 0 && done_ == steps_.size() && !merge.empty() &&
         steps_.back().command.merge == merge;
}

Json History::without_last() const {
  Json document = document_;
  const std::vector<Edit>& edits = steps_[done_ - 1].command.edits;
  take_back(document, edits, edits.size());
  return document;
}

std::optional<Misfit> History::perform_instead(Command command) {
  if (command.misfit) return std::move(command.misfit);
  const std::size_t before = steps_[done_ - 1].before;
  Json document = without_last();
  for (const Edit& edit : command.edits)
    if (auto misfit = carry_out(document, edit)) return misfit;
  changes_ = reversed_all(steps_[done_ - 1].command.edits);
  changes_.insert(changes_.end(), command.edits.begin(), command.edits.end());
  document_ = std::move(document);
  steps_.resize(--done_);
  revision_ = command.edits.empty() ? before : ++newest_;
  if (command.edits.empty()) return std::nullopt;
  steps_.push_back({std::move(command), before, revision_});
  ++done_;
  return std::nullopt;
}

bool History::undo() {
  if (done_ == 0) return false;
  const Step& step = steps_[--done_];
  take_back(document_, step.command.edits, step.command.edits.size());
  changes_ = reversed_all(step.command.edits);
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
