#include "values/words.hpp"

#include <string>

#include "support/join.hpp"
#include "support/utf8.hpp"

namespace tundish {

namespace {

// en es pt fr de ar he hi ja zh. One text each, because a list of them is twice as long.
constexpr std::string_view kYes =
    "|yes|y|yeah|yep|ok|true|1|sí|si|sim|oui|ja|نعم|أجل|ايوه|כן|हाँ|"
    "हां|जी हाँ|जी|haan|はい|ええ|うん|是|是的|对|對|好|"
    "好的|👍|";
constexpr std::string_view kNo =
    "|no|n|nope|nah|false|0|não|nao|non|nein|لا|לא|नहीं|जी नहीं|"
    "nahi|いいえ|いや|否|不|不是|👎|";
constexpr std::string_view kSkip =
    "|skip|-|saltar|omitir|pular|passer|überspringen|تخطي|تخطى|דלג|דילוג|"
    "छोड़ें|छोड़ो|スキップ|跳过|跳過|";

/// Without white space, case, and the marks behind a word.
std::string bare(std::string_view text) {
  constexpr std::string_view kMarks[] = {".", "!", "。", "؟", "।"};
  const std::string ascii = utf8::ascii_signs(text);
  std::string_view rest = utf8::trim(ascii);
  for (bool marked = true; marked;) {
    marked = false;
    for (const std::string_view mark : kMarks) {
      if (rest.size() <= mark.size() || rest.substr(rest.size() - mark.size()) != mark) continue;
      rest = utf8::trim(rest.substr(0, rest.size() - mark.size()));
      marked = true;
    }
  }
  return utf8::fold_case(rest);
}

bool is_among(std::string_view words, const std::string& word) {
  return word.find('|') == std::string::npos && words.find(join({"|", word, "|"})) != words.npos;
}

}  // namespace

std::optional<bool> parse_yes_no(std::string_view text) {
  const std::string word = bare(text);
  if (is_among(kYes, word)) return true;
  if (is_among(kNo, word)) return false;
  return std::nullopt;
}

bool is_skip(std::string_view text) {
  const std::string word = bare(text);
  return word.empty() || is_among(kSkip, word);
}

}  // namespace tundish
