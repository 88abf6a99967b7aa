#include "tundish/pattern.hpp"

namespace tundish {

bool fits_pattern(std::string_view reg_ex, std::string_view value, const Pattern* compiled) {
  if (compiled) return matches(*compiled, value);
  const Result<Pattern> pattern = parse_pattern(reg_ex);
  return pattern && matches(*pattern, value);
}

}  // namespace tundish
