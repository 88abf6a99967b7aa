#include "service/accepted_languages.hpp"

#include <algorithm>

namespace tundish::service {
namespace {

constexpr std::size_t kMost = 8;
constexpr std::size_t kLongestTag = 35;

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t");
  if (begin == text.npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

bool is_tag(std::string_view text) {
  const auto is_letter = [](unsigned char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
           (letter >= '0' && letter <= '9') || letter == '-';
  };
  return !text.empty() && text.size() <= kLongestTag && text.front() != '-' &&
         std::all_of(text.begin(), text.end(), is_letter);
}

/// `0.8` → 800; 1000 for what is no weight.
int weight_of(std::string_view parameters) {
  const std::size_t at = parameters.find("q=");
  if (at == parameters.npos) return 1000;
  const std::string_view digits = parameters.substr(at + 2);
  if (digits.empty() || digits[0] != '0') return 1000;
  int weight = 0;
  int unit = 100;
  for (std::size_t i = 2; i < digits.size() && i < 5 && digits[i] >= '0' && digits[i] <= '9'; ++i) {
    weight += (digits[i] - '0') * unit;
    unit /= 10;
  }
  return weight;
}

}  // namespace

std::vector<std::string> accepted_languages(std::string_view header) {
  struct Wish {
    std::string language;
    int weight;
  };
  std::vector<Wish> wishes;
  while (!header.empty() && wishes.size() < kMost) {
    const std::string_view one = header.substr(0, header.find(','));
    header.remove_prefix(std::min(header.size(), one.size() + 1));
    const std::size_t end = std::min(one.size(), one.find(';'));
    const std::string_view tag = trimmed(one.substr(0, end));
    const int weight = weight_of(one.substr(end));
    if (is_tag(tag) && weight > 0) wishes.push_back({std::string(tag), weight});
  }
  std::stable_sort(wishes.begin(), wishes.end(),
                   [](const Wish& a, const Wish& b) { return a.weight > b.weight; });
  std::vector<std::string> languages;
  for (Wish& wish : wishes) languages.push_back(std::move(wish.language));
  return languages;
}

bool speaks(std::string_view language, std::string_view wanted) {
  return wanted.substr(0, language.size()) == language &&
         (wanted.size() == language.size() || wanted[language.size()] == '-');
}

}  // namespace tundish::service
