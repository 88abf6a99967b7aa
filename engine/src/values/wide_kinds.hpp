#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "tundish/funnel.hpp"
#include "values/choices.hpp"
#include "values/reading.hpp"

namespace tundish {

std::optional<Reading> read_matrix(const Input& input, const Value& given);
std::optional<Reading> read_date(const Input& input, const Value& given, const Moment& moment);
Reading read_typed_date(const Input& input, std::string_view typed, const Moment& moment);
std::optional<Reading> read_location(const Input& input, const Value& given);
Reading read_typed_location(const Input& input, std::string_view typed);
std::optional<Reading> read_elements(const Input& input, const Value& given, const Moment& moment);
Reading read_typed_elements(const Input& input, const std::vector<Choice>& choices,
                            std::string_view typed, const Moment& moment);

}  // namespace tundish
