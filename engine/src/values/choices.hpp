#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tundish {

/// One way to answer in words: the option's value, what it is called on the screen, and the words
/// that mean it.
struct Choice {
  std::string value;
  std::string title;
  std::vector<std::string> keywords;
};

/// The choice that a typed word means: value, 1-based index (`2`, `2.`, `2)`), exact title, then
/// keyword or title whatever the case. Null when none does.
const Choice* find_choice(const std::vector<Choice>& choices, std::string_view typed);

/// What several typed choices mean, in order and each once: `1,3`, `1 3`, `red, blue and green`. A
/// part that means none stays as it was typed; a title may have commas.
std::vector<std::string> split_choices(const std::vector<Choice>& choices, std::string_view typed);

}  // namespace tundish
