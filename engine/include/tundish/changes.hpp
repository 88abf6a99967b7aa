#pragma once

#include <string>
#include <vector>

#include "tundish/funnel.hpp"
#include "tundish/value.hpp"

namespace tundish {

/// One difference between two definitions.
///
/// `code`: `layer_added layer_removed layer_moved layer_changed`, the same of components,
/// `rule_changed` (ways, conditions, what is asked and how it is judged), `text_added text_removed
/// text_changed`, `setting_changed`, `subfunnel_added subfunnel_removed`.
struct Change {
  std::string code;
  std::string pointer;   ///< into the canonical text of `after`; of what is gone, of `before`
  std::string language;  ///< of a text
  std::string sentence;
  bool operator==(const Change&) const = default;
};
using Changes = std::vector<Change>;

/// What becomes of a definition when another takes its place, in plain words: settings, then
/// layers with their components in order, then texts by language. Empty exactly when their
/// canonical texts are equal.
Changes find_changes(const Funnel& before, const Funnel& after);

/// The same of two definitions that are being written: they need not be funnels. What stands in
/// members whose names begin with `x_` is left out. Of what is given twice the first is looked at.
Changes find_changes(const Value& before, const Value& after);

/// `[{code, language?, pointer, sentence}, …]`
std::string to_json(const Changes& changes);

}  // namespace tundish
