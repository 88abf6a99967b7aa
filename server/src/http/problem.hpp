#pragma once

#include <string>

#include "http/response.hpp"
#include "tundish/diagnostic.hpp"
#include "tundish/value.hpp"

namespace tundish::http {

/// What an RFC 9457 problem document says.
struct Problem {
  int status = 500;
  std::string code;    ///< stable and machine readable
  std::string detail;  ///< one plain sentence
  Diagnostics problems;
  Value extra;  ///< further members, an object
};

Response problem_response(const Problem& problem);
/// The short form for a problem that is said with its code and sentence.
Response problem_response(int status, std::string code, std::string detail);

}  // namespace tundish::http
