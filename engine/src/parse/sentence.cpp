#include "parse/sentence.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "support/utf8.hpp"

namespace tundish {

namespace {

constexpr std::size_t kLongest = 64;
constexpr std::size_t kMaxListed = 24;
constexpr std::size_t kMaxQuoted = 60;

constexpr std::size_t kMostDifferent = 2;

using Row = std::array<std::size_t, kLongest + 1>;

// Letters to change, add, drop or swap with their neighbour to make one word of the other; more
// than matter may be counted short.
std::size_t distance(std::string_view left, std::string_view right) {
  Row before{}, above{}, row{};
  for (std::size_t j = 0; j <= right.size(); ++j) above[j] = j;
  for (std::size_t i = 1; i <= left.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= right.size(); ++j) {
      const std::size_t change = left[i - 1] == right[j - 1] ? 0 : 1;
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + change});
      const bool swapped =
          i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1];
      if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    const auto end = row.begin() + static_cast<std::ptrdiff_t>(right.size() + 1);
    const std::size_t least = *std::min_element(row.begin(), end);
    if (least > kMostDifferent) return least;
    before = above;
    above = row;
  }
  return above[right.size()];
}

}  // namespace

std::string sentence_of(std::string_view sentence, std::initializer_list<std::string_view> words) {
  std::string text;
  auto word = words.begin();
  for (std::size_t at = 0; at < sentence.size();) {
    const std::size_t gap = std::min(sentence.find('{', at), sentence.size());
    text += sentence.substr(at, gap - at);
    if (gap == sentence.size()) break;
    const bool is_quoted = sentence[gap + 1] == 'q';
    if (word != words.end()) text += is_quoted ? quoted(*word++) : std::string(*word++);
    at = gap + (is_quoted ? 3 : 2);
  }
  return text;
}

std::string_view near_word(std::string_view typed, const Words& words) {
  std::string_view nearest;
  std::size_t least = kMostDifferent + 1;
  if (typed.size() > kLongest) return nearest;
  for (const std::string_view word : words) {
    const std::size_t longer = std::max(typed.size(), word.size());
    const std::size_t shorter = std::min(typed.size(), word.size());
    if (longer > kLongest || longer - shorter > kMostDifferent) continue;
    const std::size_t away = distance(typed, word);
    if (away >= least || away * 2 >= longer) continue;
    least = away;
    nearest = word;
  }
  return nearest;
}

std::string suggest_word(std::string_view typed, const Words& words) {
  const std::string_view word = near_word(typed, words);
  return word.empty() ? std::string() : sentence_of(" Did you mean {q}?", {word});
}

std::string list_words(const Words& words, std::string_view last) {
  std::string text;
  const std::size_t shown = std::min(words.size(), kMaxListed);
  for (std::size_t i = 0; i < shown; ++i) {
    const bool is_last = i + 1 == words.size();
    if (i > 0) text += is_last ? sentence_of(" {} ", {last}) : std::string(", ");
    text += words[i];
  }
  if (shown < words.size()) text += ", …";
  return text;
}

std::string quoted(std::string_view text) {
  std::string shown = "`";
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); ++count) {
    const utf8::CodePoint next = utf8::decode(text, at);
    if (count == kMaxQuoted || next.size == 0) {
      shown += "…";
      break;
    }
    shown +=
        next.code < 0x20 || next.code == 0x7F ? std::string_view(" ") : text.substr(at, next.size);
    at += next.size;
  }
  return shown + "`";
}

}  // namespace tundish
