#pragma once

#include <cstddef>
#include <string>
#include <string_view>
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
  /// Adds what another reader found.
  void add(Diagnostics diagnostics);
  bool empty() const { return found_.empty(); }

  /// In the order of the text; the first 200, and then one `too_many_findings`.
  Diagnostics take();

 private:
  Diagnostics found_;
};

}  // namespace tundish
