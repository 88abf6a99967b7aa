#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "parse/at.hpp"
#include "tundish/diagnostic.hpp"

namespace tundish {

inline constexpr std::size_t kMaxFindings = 200;

/// Collects what is wrong with a text.
class Findings {
 public:
  void error(std::string_view code, Place place, std::string sentence,
             std::vector<RelatedPlace> related = {});
  void error(std::string_view code, const At& at, std::string sentence) {
    error(code, at.place(), std::move(sentence));
  }
  /// Adds what an earlier reader found.
  void add(Diagnostics diagnostics);
  /// Says nothing more about the values that something was found at: they are not what the author
  /// means, and what follows from them would be noise.
  void distrust();
  bool empty() const { return found_.empty(); }

  /// In the order of the text; the first 200, and then one `too_many_findings`.
  Diagnostics take();

 private:
  Diagnostics found_;
  std::set<std::pair<int, int>> distrusted_;  // line, column
};

}  // namespace tundish
