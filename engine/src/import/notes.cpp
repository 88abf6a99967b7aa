#include "import/notes.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "parse/at.hpp"
#include "parse/sentence.hpp"

namespace tundish {

namespace {

constexpr std::size_t kMaxNotes = 1000;
constexpr std::size_t kMaxCollected = 20'000;

auto order_of(const Diagnostic& it) {
  return std::tie(it.place.line, it.place.column, it.code, it.sentence);
}

/// Null, false, "", [] and {} are what an editor writes for things that nobody has set.
bool says_nothing(const json::Node& node) {
  switch (node.kind) {
    case json::Kind::null:
      return true;
    case json::Kind::boolean:
      return !node.boolean;
    case json::Kind::number:
      return false;
    case json::Kind::text:
      return node.text.empty();
    case json::Kind::list:
      return node.items.empty();
    case json::Kind::object:
      break;
  }
  return std::all_of(node.members.begin(), node.members.end(),
                     [](const json::Member& one) { return says_nothing(one.node); });
}

}  // namespace

void Notes::warn(std::string_view code, Place place, std::string sentence) {
  if (found_.size() >= kMaxCollected) return;
  Diagnostic note;
  note.code = code;
  note.severity = Severity::warning;
  note.place = std::move(place);
  note.sentence = std::move(sentence);
  found_.push_back(std::move(note));
}

void Notes::soften(const Diagnostics& faults) {
  for (const Diagnostic& fault : faults) warn(fault.code, fault.place, fault.sentence);
}

void Notes::warn_of_rest(const json::Node& object, const std::string& pointer,
                         const std::vector<std::string_view>& known, std::string_view owner) {
  for (const json::Member& member : object.members) {
    if (std::find(known.begin(), known.end(), member.name) != known.end()) continue;
    if (says_nothing(member.node)) continue;
    warn(
        "not_carried", place_of_name(member, pointer),
        quoted(member.name) + " of " + std::string(owner) + " has no counterpart; it is left out.");
  }
}

Diagnostics Notes::take() {
  std::stable_sort(found_.begin(), found_.end(),
                   [](const Diagnostic& one, const Diagnostic& other) {
                     return order_of(one) < order_of(other);
                   });
  found_.erase(std::unique(found_.begin(), found_.end()), found_.end());
  if (found_.size() > kMaxNotes) {
    const Place place = found_[kMaxNotes].place;
    found_.resize(kMaxNotes);
    warn("too_many_findings", place, "There is more that could not be carried over from here on.");
  }
  return std::move(found_);
}

}  // namespace tundish
