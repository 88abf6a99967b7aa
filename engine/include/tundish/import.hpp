#pragma once

#include <string>
#include <string_view>

#include "tundish/result.hpp"

namespace tundish {

/// A definition made from another format, and what could not be carried over (warnings).
struct Imported {
  std::string definition;  ///< canonical text that `parse_funnel` accepts
  Diagnostics diagnostics;
};

/// A data collection flow: a list of steps (or one step) with `id question type options
/// nextMapping next`. `slug` and `title` name the funnel.
Result<Imported> import_data_flow(std::string_view json, std::string_view slug,
                                  std::string_view title);

}  // namespace tundish
