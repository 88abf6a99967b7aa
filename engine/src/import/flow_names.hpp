#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>

namespace tundish {

/// Names that are layers' ids at once: every step of a flow gets its own.
class FlowNames {
 public:
  /// A name for the step: its id where an id may look like that and nobody has it, else the nearest
  /// that does.
  std::string make(std::string_view id);
  void reserve(std::string_view name) { taken_.emplace(name); }

 private:
  std::set<std::string, std::less<>> taken_;
  std::map<std::string, int, std::less<>> numbers_;  ///< that come next behind a name
};

/// The nearest id to a title: what an id can not hold is a space, and never two of them.
std::string tidy_id(std::string_view title, std::string_view otherwise);

/// The nearest name of 1 to 64 letters, digits, _ and -.
std::string tidy_slug(std::string_view title, std::string_view otherwise);

/// The first `count` code points.
std::string_view shortened(std::string_view text, std::size_t count);

/// The value of an option: its text where a value may look like that, else without control
/// characters and of at most 200 characters.
std::string option_value(std::string_view text);

/// A Mustache template that shows the text as it stands.
std::string literal_template(std::string_view text);

}  // namespace tundish
