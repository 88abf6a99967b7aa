// Bytes as markdown and a value in it: reading is bounded and repeatable, links lead to four
// schemes alone, a value stays what it is and changes no look, and what is written again is the
// same; the same bytes as HTML of another format.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "fuzz/require.hpp"
#include "import/read_html.hpp"
#include "import/write_markdown.hpp"
#include "support/utf8.hpp"
#include "tundish/markdown.hpp"

namespace tundish::fuzz {
namespace {

bool begins_safely(std::string_view url) {
  std::string small(url.substr(0, 8));
  for (char& c : small) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  for (const std::string_view scheme : {"http://", "https://", "mailto:", "tel:"}) {
    if (small.compare(0, scheme.size(), scheme) == 0 && url.size() > scheme.size()) return true;
  }
  return false;
}

bool is_address(std::string_view url) {
  return std::none_of(url.begin(), url.end(), [](char c) {
    return (c >= '\0' && c <= ' ') || c == '"' || c == '<' || c == '>' || c == '\\' || c == '\x7f';
  });
}

std::string letters_of(const std::string& text) {
  std::string letters;
  std::copy_if(text.begin(), text.end(), std::back_inserter(letters),
               [](char c) { return c != ' ' && c != '\t' && c != '\r' && c != '\n'; });
  return letters;
}

void check_blocks(const RichText& rich, bool is_whole) {
  std::size_t runs = 0;
  for (const RichBlock& block : rich) {
    require("a block says something", !block.runs.empty());
    runs += block.runs.size();
    for (const RichRun& run : block.runs) {
      require("a run has words without marks",
              !run.text.empty() && run.text.find('\0') == std::string::npos);
      require("a link leads to one of four schemes",
              run.url.empty() || (begins_safely(run.url) && is_address(run.url)));
      require("UTF-8 stays UTF-8", !is_whole || utf8::is_valid(run.text));
    }
  }
  require("it is bounded", runs <= kMaxRuns + 1);
}

void check_writing(const RichText& rich) {
  const std::optional<std::string> written = write_markdown(rich);
  if (!written || written->find("{{") != std::string::npos) return;
  require("what is written again says the same",
          letters_of(plain_words(parse_markdown(*written))) == letters_of(plain_words(rich)));
}

/// What looks how, whatever the words are.
std::string looks_of(const RichText& rich) {
  std::string looks;
  for (const RichBlock& block : rich) {
    looks += to_text(block.kind);
    for (const RichRun& run : block.runs)
      looks += run.bold ? run.italic ? 'a' : 'b' : run.italic ? 'i' : 'n';
  }
  return looks;
}

/// Each `@` is a placeholder.
std::string filled(std::string_view text, std::string_view value) {
  std::string made;
  for (const char c : text) c == '@' ? made += value : made += c;
  return made;
}

void check_values(std::string_view text, std::string value) {
  value.erase(std::remove(value.begin(), value.end(), '\0'), value.end());
  if (value.empty()) return;
  const std::string marked = mark_values(Value(value)).text();
  const RichText alone = parse_markdown(marked);
  require("a value alone stays what it is",
          alone.size() == 1 && alone[0].runs.size() == 1 &&
              alone[0].runs[0] == RichRun{value, false, false, {}});
  const bool has_links = text.find("](") != std::string_view::npos;
  if (has_links) return check_blocks(parse_markdown(filled(text, marked)), false);
  const std::string letter = mark_values(Value("v")).text();
  require("a value changes no look", looks_of(parse_markdown(filled(text, marked))) ==
                                         looks_of(parse_markdown(filled(text, letter))));
}

}  // namespace
}  // namespace tundish::fuzz

// Up to the first NUL the text, the rest is the value.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tundish;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::size_t end = std::min(bytes.find('\0'), size);
  const std::string text(bytes.substr(0, end));
  const bool is_whole = utf8::is_valid(text);
  const RichText rich = parse_markdown(text);
  fuzz::require("reading again gives the same", rich == parse_markdown(text));
  fuzz::check_blocks(rich, is_whole);
  for (const std::string& address : refused_addresses(text)) {
    fuzz::require("what is refused is no link",
                  !fuzz::begins_safely(address) || address.find("///") != std::string::npos);
  }
  fuzz::check_writing(rich);
  fuzz::check_writing(read_html(text));
  fuzz::check_values(text, std::string(bytes.substr(std::min(end + 1, size))));
  return 0;
}
