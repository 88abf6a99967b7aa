#include "json/bytes.hpp"

#include <utility>

#include "json/cursor.hpp"
#include "support/utf8.hpp"

namespace tundish::json {

namespace {

/// The next NUL or byte that is not UTF-8 from `at` on, or npos.
std::size_t find_fault(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    if (text[at] == '\0') return at;
    const std::size_t size = utf8::decode(text, at).size;
    if (size == 0) return at;
    at += size;
  }
  return std::string_view::npos;
}

}  // namespace

CheckedBytes check_bytes(std::string_view text) {
  CheckedBytes checked;
  std::size_t at = find_fault(text, 0);
  if (at == std::string_view::npos) return checked;
  checked.repaired = text;
  while (at != std::string_view::npos) {
    const bool nul = text[at] == '\0';
    checked.repaired[at] = nul ? ' ' : '?';
    if (checked.faults.size() < kMaxFaults) {
      Diagnostic diagnostic;
      diagnostic.code = nul ? "nul" : "utf8";
      diagnostic.sentence = nul ? "A NUL byte stands here; remove it."
                                : "This byte is not UTF-8; save the text in that encoding.";
      checked.faults.push_back(ByteFault{at, std::move(diagnostic)});
    }
    at = find_fault(text, at + 1);
  }
  // Columns are counted over the repaired text, where every wrong byte is one character.
  Cursor cursor(checked.repaired);
  for (ByteFault& fault : checked.faults) {
    cursor.skip(fault.offset - cursor.offset());
    fault.diagnostic.place.line = cursor.position().line;
    fault.diagnostic.place.column = cursor.position().column;
  }
  return checked;
}

}  // namespace tundish::json
