#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "tundish/state.hpp"

namespace tundish {

/// What reading depends on besides the input and what was given: the recorded time of the event and
/// the language that the visitor reads and writes.
struct Moment {
  std::int64_t now_ms = 0;
  std::string_view language;
};

/// What was given, as a value of the input's type, and what is wrong with it. A null value without
/// problems means that nothing was given.
struct Reading {
  Value value;
  std::vector<Problem> problems;
};

using Problems = std::vector<Problem>;

/// `pointer` names the part of the value that is meant; empty: the whole.
void add_problem(Problems& problems, ProblemCode code, Value limit = {}, std::string pointer = {});

/// What was given, as it is, with one problem.
Reading unread(ProblemCode code, Value given);

}  // namespace tundish
