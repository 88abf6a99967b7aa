#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tundish {

/// Names that are layers' ids at once: every step of a flow gets its own.
class FlowNames {
 public:
  /// A name for the step: its id where an id may look like that and nobody has it, else the nearest
  /// that does.
  std::string make(std::string_view id);
  void reserve(std::string_view name) { taken_.emplace_back(name); }

 private:
  bool is_taken(std::string_view name) const;

  std::vector<std::string> taken_;
};

/// The value of an option: its text where a value may look like that, else without control
/// characters and of at most 200 characters.
std::string option_value(std::string_view text);

/// A Mustache template that shows the text as it stands.
std::string literal_template(std::string_view text);

}  // namespace tundish
