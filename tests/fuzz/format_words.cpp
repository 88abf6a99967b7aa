#include "fuzz/format_words.hpp"

#include <fstream>
#include <iterator>
#include <set>

#include "fuzz/require.hpp"
#include "tundish/codec.hpp"
#include "tundish/value.hpp"

namespace tundish::fuzz {
namespace {

const char* const kOddTexts[] = {"",
                                 "next",
                                 "no_such",
                                 "en",
                                 "es",
                                 "a/b",
                                 "{{#a}}",
                                 "{{/a}}",
                                 "{{x}}",
                                 "{{",
                                 "(a*)*b",
                                 "[",
                                 "a{1000}",
                                 "2020-02-30",
                                 "2026-01-01T00:00:00Z",
                                 "today+3",
                                 "09:00",
                                 "+01:00",
                                 "contact.email",
                                 "session.a",
                                 "parent.a",
                                 "constant:1",
                                 "*/*",
                                 "image/*",
                                 "https://example.org",
                                 "javascript:alert(1)",
                                 "var",
                                 "val",
                                 "reduce",
                                 "filter",
                                 "missing",
                                 "throw",
                                 "try",
                                 "+",
                                 "%",
                                 "\xf0\x9f\x98\x80"};

/// The names of all properties, and the words that they may have.
void collect(const Value& schema, std::set<std::string>& words) {
  for (const Value& item : schema.list()) collect(item, words);
  for (const Value::Member& member : schema.object()) {
    if (member.name == "properties") {
      for (const Value::Member& property : member.value.object()) words.insert(property.name);
    }
    if (member.name == "const" && member.value.is_text()) words.insert(member.value.text());
    if (member.name == "enum") {
      for (const Value& word : member.value.list()) words.insert(word.text());
    }
    collect(member.value, words);
  }
}

}  // namespace

const std::vector<std::string>& format_words() {
  static const std::vector<std::string> kWords = [] {
    std::ifstream file(TUNDISH_SOURCE_DIR "/engine/schema/funnel.schema.json", std::ios::binary);
    const Result<Value> schema = parse_value(std::string{std::istreambuf_iterator<char>(file), {}});
    require("the schema can be read", schema.has_value());
    std::set<std::string> words(std::begin(kOddTexts), std::end(kOddTexts));
    collect(*schema, words);
    require("it has words", words.size() > 200);
    return std::vector<std::string>(words.begin(), words.end());
  }();
  return kWords;
}

}  // namespace tundish::fuzz
