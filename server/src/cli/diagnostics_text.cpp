#include "cli/diagnostics_text.hpp"

#include <algorithm>

namespace tundish::cli {
namespace {

/// What has no text of its own is shown at the beginning, where editors can go.
std::string place_text(const std::string& file, const Place& place) {
  return file + ":" + std::to_string(std::max(place.line, 1)) + ":" +
         std::to_string(std::max(place.column, 1)) + ": ";
}

}  // namespace

void print_diagnostics(std::ostream& out, const std::string& file, const Diagnostics& diagnostics) {
  for (const Diagnostic& one : diagnostics) {
    out << place_text(file, one.place) << to_text(one.severity) << " " << one.code << ": "
        << one.sentence << "\n";
    for (const RelatedPlace& related : one.related) {
      out << "  " << place_text(file, related.place) << related.sentence << "\n";
    }
  }
}

}  // namespace tundish::cli
