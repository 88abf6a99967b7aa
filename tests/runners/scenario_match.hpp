#pragma once

#include <string>
#include <vector>

#include "tundish/value.hpp"

namespace tundish::scenario {

/// What a runtime answers to one gesture: `{refused?, facts, effects, view}`, the same natively and
/// through WebAssembly.
using Response = Value;

/// Where `actual` does not contain `expected`: one sentence each, none when it does.
std::vector<std::string> find_differences(const Value& expected, const Value& actual,
                                          const std::string& pointer);

/// Everything in which the response is not what a step's `expect` says.
std::vector<std::string> check_expectation(const Value& expect, const Response& response);

}  // namespace tundish::scenario
