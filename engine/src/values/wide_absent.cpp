#include "values/wide.hpp"

namespace tundish {

bool is_wide(const Input&) { return false; }

std::optional<Reading> read_wide(const Input&, const Value&, const Moment&) { return std::nullopt; }

Reading read_wide_text(const Input&, const std::vector<Choice>&, std::string_view, const Moment&) {
  return {};
}

double matrix_score(const Input&, const Value&) { return 0; }

}  // namespace tundish
