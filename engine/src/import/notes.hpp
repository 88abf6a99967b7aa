#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "json/node.hpp"
#include "tundish/diagnostic.hpp"

namespace tundish {

/// What an import could not carry over: warnings, each with its place.
class Notes {
 public:
  void warn(std::string_view code, Place place, std::string sentence);
  /// Faults of a text that could be read nevertheless.
  void soften(const Diagnostics& faults);
  /// Warns of every member that has something in it and none of these names.
  void warn_of_rest(const json::Node& object, const std::string& pointer,
                    const std::vector<std::string_view>& known, std::string_view owner);
  /// In the order of the text, each once; past 1,000 one `too_many_findings` says so.
  Diagnostics take();

 private:
  Diagnostics found_;
};

}  // namespace tundish
