#include "json/parse.hpp"

#define JSON_NO_IO
#include <cstdint>
#include <nlohmann/json.hpp>
#include <utility>

#include "json/reader.hpp"

namespace tundish::json {

namespace {

/// Hands the events of the JSON library to a reader.
class Sax {
 public:
  explicit Sax(Reader& reader) : reader_(reader) {}

  bool null() { return reader_.take_null(); }
  bool boolean(bool value) { return reader_.take_boolean(value); }
  bool number_integer(std::int64_t) { return reader_.take_number(); }
  bool number_unsigned(std::uint64_t) { return reader_.take_number(); }
  bool number_float(double, const std::string&) { return reader_.take_number(); }
  bool string(std::string& value) { return reader_.take_text(std::move(value)); }
  bool key(std::string& name) { return reader_.take_name(std::move(name)); }
  bool start_object(std::size_t) { return reader_.begin_object(); }
  bool end_object() { return reader_.end(); }
  bool start_array(std::size_t) { return reader_.begin_list(); }
  bool end_array() { return reader_.end(); }
  bool binary(nlohmann::json::binary_t&) { return false; }  // no JSON text holds one
  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) {
    reader_.take_syntax_error();
    return false;
  }

 private:
  Reader& reader_;
};

void run(std::string_view text, Reader& reader) {
  Sax sax(reader);
  nlohmann::json::sax_parse(text.begin(), text.end(), &sax);
}

/// Takes the byte order mark off, which is a fault.
std::vector<ByteFault> take_byte_order_mark(std::string_view& text) {
  constexpr std::string_view kMark = "\xef\xbb\xbf";
  if (text.substr(0, kMark.size()) != kMark) return {};
  // All of them: the JSON library passes over one, and places would be wrong by it.
  while (text.substr(0, kMark.size()) == kMark) text.remove_prefix(kMark.size());
  Diagnostic diagnostic;
  diagnostic.code = "bom";
  diagnostic.place = Place{"", 1, 1};
  diagnostic.sentence = "The text begins with a byte order mark; save it as UTF-8 without one.";
  return {ByteFault{0, std::move(diagnostic)}};
}

}  // namespace

Reading read(std::string_view text, const Limits& limits) {
  if (text.size() > limits.bytes) {
    Diagnostic diagnostic;
    diagnostic.code = "too_large";
    diagnostic.place = Place{"", 1, 1};
    diagnostic.sentence = "The text has " + std::to_string(text.size()) + " bytes; " +
                          std::to_string(limits.bytes) + " are allowed.";
    return Reading{std::nullopt, {std::move(diagnostic)}};
  }
  std::vector<ByteFault> faults = take_byte_order_mark(text);
  const CheckedBytes checked = check_bytes(text);
  faults.insert(faults.end(), checked.faults.begin(), checked.faults.end());
  if (!checked.faults.empty()) text = checked.repaired;

  Reader reader(text, limits, faults);
  run(text, reader);
  if (!reader.met_infinite_number()) return reader.finish();
  // The library stops at a number that no double holds. Give it zeros instead; the second reader
  // looks at the text itself and reports each such number.
  Reader second(text, limits, std::move(faults));
  run(without_infinite_numbers(text), second);
  return second.finish();
}

Result<Document> parse(std::string_view text, const Limits& limits) {
  Reading reading = read(text, limits);
  if (!reading.faults.empty() || !reading.document) return unexpected(std::move(reading.faults));
  return std::move(*reading.document);
}

}  // namespace tundish::json
