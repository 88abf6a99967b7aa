#include "parse/findings.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace tundish {

namespace {

// More than is ever shown, so that the first ones of the text are among them.
constexpr std::size_t kMaxCollected = 10'000;

bool comes_before(const Diagnostic& left, const Diagnostic& right) {
  const auto key = [](const Diagnostic& one) {
    return std::tie(one.place.line, one.place.column, one.place.pointer, one.code, one.sentence);
  };
  return key(left) < key(right);
}

bool says_the_same(const Diagnostic& left, const Diagnostic& right) {
  return left.code == right.code && left.place == right.place && left.sentence == right.sentence;
}

}  // namespace

void Findings::error(std::string_view code, Place place, std::string sentence,
                     std::vector<RelatedPlace> related) {
  if (found_.size() >= kMaxCollected) return;
  if (distrusted_.count({place.line, place.column}) > 0) return;
  Diagnostic finding;
  finding.code = code;
  finding.place = std::move(place);
  finding.sentence = std::move(sentence);
  finding.related = std::move(related);
  found_.push_back(std::move(finding));
}

void Findings::add(Diagnostics diagnostics) {
  for (Diagnostic& finding : diagnostics) {
    if (found_.size() < kMaxCollected) found_.push_back(std::move(finding));
  }
}

// A byte order mark has no place of its own, it stands before the first value; and an object that
// lacks something may be wrong in other ways, too.
void Findings::distrust() {
  for (const Diagnostic& finding : found_) {
    if (finding.code == "bom" || finding.code == "missing_property") continue;
    distrusted_.insert({finding.place.line, finding.place.column});
  }
}

Diagnostics Findings::take() {
  std::sort(found_.begin(), found_.end(), comes_before);
  found_.erase(std::unique(found_.begin(), found_.end(), says_the_same), found_.end());
  if (found_.size() > kMaxFindings) {
    Diagnostic last;
    last.code = "too_many_findings";
    last.place = found_[kMaxFindings].place;
    last.sentence = "There are more findings from here on; these are the first " +
                    std::to_string(kMaxFindings) + ".";
    found_.resize(kMaxFindings);
    found_.push_back(std::move(last));
  }
  return std::exchange(found_, {});
}

}  // namespace tundish
