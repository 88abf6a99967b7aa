#pragma once

#include <string>
#include <string_view>

namespace tundish {

/// A text that matches a `reg_ex`, with every repetition made so many times if it may be; empty
/// when the pattern is none or asks for more than a visitor would type.
std::string pattern_sample(std::string_view reg_ex, int repetitions);

}  // namespace tundish
