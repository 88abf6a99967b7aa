#include "parse/findings.hpp"

#include <algorithm>
#include <functional>
#include <tuple>

#include "parse/sentence.hpp"
#include "support/pointer.hpp"
#include "support/stable_order.hpp"

namespace tundish {

using json::Node;

namespace {

// More than is ever shown, so that the first ones of the text are among them.
constexpr std::size_t kMaxCollected = 10'000;

std::int64_t place_number(int line, int column) {
  return (std::int64_t{line} << 32) + std::int64_t{column};
}

auto order_of(const Diagnostic& it) {
  return std::tie(it.place.line, it.place.column, it.code, it.sentence);
}

using Wanted = std::vector<std::pair<const Node*, std::string*>>;

// Walks the tree and writes the pointer of every wanted node; `wanted` is sorted by node.
void write_wanted(const Node& node, const std::string& pointer, const Wanted& wanted) {
  const auto stands_before = [](const auto& one, const Node* other) {
    return std::less<>{}(one.first, other);
  };
  auto place = std::lower_bound(wanted.begin(), wanted.end(), &node, stands_before);
  for (; place != wanted.end() && place->first == &node; ++place) *place->second = pointer;
  for (std::size_t i = 0; i < node.items.size(); ++i) {
    write_wanted(node.items[i], child_pointer(pointer, i), wanted);
  }
  for (const json::Member& member : node.members) {
    write_wanted(member.node, child_pointer(pointer, member.name), wanted);
  }
}

}  // namespace

void Findings::put(Diagnostics diagnostics) {
  for (Diagnostic& one : diagnostics) {
    if (found_.size() >= kMaxCollected) return;
    found_.push_back(Finding{std::move(one), nullptr, nullptr});
  }
}

void Findings::put(std::string_view code, const Node& at, json::Position position,
                   std::string_view sentence, std::initializer_list<std::string_view> words) {
  took_last_ = found_.size() < kMaxCollected &&
               !std::binary_search(distrusted_.begin(), distrusted_.end(),
                                   place_number(position.line, position.column));
  if (!took_last_) return;
  Finding finding;
  finding.diagnostic.code = code;
  finding.diagnostic.place.line = position.line;
  finding.diagnostic.place.column = position.column;
  finding.diagnostic.sentence = sentence_of(sentence, words);
  finding.node = &at;
  found_.push_back(std::move(finding));
}

void Findings::put_related(const Node& other, std::string_view sentence) {
  if (!took_last_) return;
  RelatedPlace related;
  related.place.line = other.position.line;
  related.place.column = other.position.column;
  related.sentence = sentence;
  found_.back().diagnostic.related.push_back(std::move(related));
  found_.back().other = &other;
}

// A byte order mark has no place of its own, it stands before the first value; and an object that
// lacks something may be wrong in other ways, too.
void Findings::distrust_found() {
  for (const Finding& finding : found_) {
    const Diagnostic& it = finding.diagnostic;
    if (it.code == "bom" || it.code == "missing_property") continue;
    distrusted_.push_back(place_number(it.place.line, it.place.column));
  }
  sort_stably(distrusted_, std::less<std::int64_t>{});
}

void Findings::write_pointers(const Node& root) {
  Wanted wanted;
  for (Finding& finding : found_) {
    Diagnostic& it = finding.diagnostic;
    if (finding.node) wanted.emplace_back(finding.node, &it.place.pointer);
    if (finding.other) wanted.emplace_back(finding.other, &it.related.back().place.pointer);
  }
  sort_stably(wanted, [](const auto& left, const auto& right) {
    return std::less<>{}(left.first, right.first);
  });
  write_wanted(root, "", wanted);
}

Diagnostics Findings::take_found(const Node* root) {
  sort_stably(found_, [](const Finding& left, const Finding& right) {
    return order_of(left.diagnostic) < order_of(right.diagnostic);
  });
  const auto same = [](const Finding& left, const Finding& right) {
    return order_of(left.diagnostic) == order_of(right.diagnostic);
  };
  found_.erase(std::unique(found_.begin(), found_.end(), same), found_.end());
  if (found_.size() > kMaxFindings) {
    found_.resize(kMaxFindings + 1);
    Diagnostic& last = found_.back().diagnostic;
    last.code = "too_many_findings";
    last.sentence = sentence_of("There are more findings from here on; these are the first {}.",
                                {std::to_string(kMaxFindings)});
    last.related.clear();
    found_.back().other = nullptr;
  }
  if (root) write_pointers(*root);
  Diagnostics diagnostics;
  for (Finding& finding : found_) diagnostics.push_back(std::move(finding.diagnostic));
  found_.clear();
  return diagnostics;
}

}  // namespace tundish
