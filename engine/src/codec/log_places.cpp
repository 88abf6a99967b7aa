#include "codec/log_value.hpp"
#include "json/parse.hpp"
#include "tundish/analyze.hpp"

namespace tundish {

void locate_in_log(Diagnostics& diagnostics, std::string_view json) {
  const json::Reading reading = json::read(json, log_limits());
  if (!reading.document) return;
  for (Diagnostic& one : diagnostics) {
    const json::Position at = json::locate(reading.document->root, one.place.pointer);
    one.place.line = at.line;
    one.place.column = at.column;
  }
}

}  // namespace tundish
