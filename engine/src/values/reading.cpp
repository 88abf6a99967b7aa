#include "values/reading.hpp"

#include <utility>

namespace tundish {

void add_problem(Problems& problems, ProblemCode code, Value limit, std::string pointer) {
  Problem problem;
  problem.code = code;
  problem.limit = std::move(limit);
  problem.pointer = std::move(pointer);
  problems.push_back(std::move(problem));
}

Reading unread(ProblemCode code, Value given) {
  Reading reading;
  reading.value = std::move(given);
  add_problem(reading.problems, code);
  return reading;
}

}  // namespace tundish
