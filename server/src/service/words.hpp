#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tundish::service {

/// `a b` → `a`, `b`: lists of words, hashes or addresses as rows keep them.
std::vector<std::string> split_words(std::string_view text, char between = ' ');

/// The way back.
std::string joined_words(const std::vector<std::string>& words);

}  // namespace tundish::service
