// Any bytes as JSON: a verdict that does not change, findings with places, and canonical text that
// is read as the same value and written the same.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "fuzz/require.hpp"
#include "json/bytes.hpp"
#include "json/parse.hpp"
#include "tundish/codec.hpp"

namespace tundish::fuzz {
namespace {

void check_refusal(const Diagnostics& found) {
  require("a refused text has an error", has_errors(found));
  require("there are at most 100 faults", found.size() <= json::kMaxFaults);
  for (const Diagnostic& one : found) {
    require("a fault has code, sentence and place", !one.code.empty() && !one.sentence.empty() &&
                                                        one.place.line > 0 && one.place.column > 0);
  }
  if (found.size() > 3) return;  // writing a hundred takes longer than all the rest
  require("faults are JSON", parse_value(to_json(found)).has_value());
}

void check_value(const Value& value) {
  const std::string canonical = to_json(value);
  const Result<Value> again = parse_value(canonical);
  require("the canonical text is read", again.has_value());
  require("as the same value", *again == value);
  require("and written the same", to_json(*again) == canonical);
}

/// Tighter limits refuse more and change nothing else.
void check_limits(std::string_view text, const Result<Value>& value) {
  const json::Limits limits{text.size(), 4, 16};
  const Result<json::Document> document = json::parse(text, limits);
  if (!document) return;
  require("what tight limits accept is accepted", value.has_value());
  require("as the same value", json::to_value(document->root) == *value);
}

/// Reading with places and reading without them are two ways to the same verdict and value.
void check_places(std::string_view text, const Result<Value>& value) {
  const Result<json::Document> document = json::parse(text);
  require("both ways give the same verdict", document.has_value() == value.has_value());
  if (document) {
    require("both ways give the same value", json::to_value(document->root) == *value);
  } else {
    require("both ways give the same faults", document.error() == value.error());
  }
}

void check_text(const std::string& text) {
  const Result<Value> value = parse_value(text);
  const Result<Value> again = parse_value(text);
  require("the verdict is repeatable", value.has_value() == again.has_value());
  const Result<Value> spaced = parse_value(text + " \r\n\t");
  require("space behind changes no verdict", value.has_value() == spaced.has_value());
  if (value) {
    require("space behind changes no value", *value == *spaced);
    check_value(*value);
  } else {
    require("the faults are repeatable", value.error() == again.error());
    check_refusal(value.error());
  }
  check_places(text, value);
  check_limits(text, value);
}

}  // namespace
}  // namespace tundish::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  tundish::fuzz::check_text(std::string(reinterpret_cast<const char*>(data), size));
  return 0;
}
