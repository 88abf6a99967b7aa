#include "http/problem.hpp"

#include "tundish/codec.hpp"

namespace tundish::http {

Response problem_response(const Problem& problem) {
  Value document = problem.extra.is_object() ? problem.extra : Value(Value::Object{});
  document.set("type", "about:blank");
  document.set("title", reason_phrase(problem.status));
  document.set("status", problem.status);
  document.set("code", problem.code);
  if (!problem.detail.empty()) document.set("detail", problem.detail);
  if (!problem.problems.empty()) {
    const Result<Value> problems = parse_value(to_json(problem.problems));
    if (problems) document.set("problems", *problems);
  }
  Response response = json_response(problem.status, to_json(document));
  set_header(response, "content-type", "application/problem+json");
  set_header(response, "cache-control", "no-store");
  return response;
}

Response problem_response(int status, std::string code, std::string detail) {
  Problem problem;
  problem.status = status;
  problem.code = std::move(code);
  problem.detail = std::move(detail);
  return problem_response(problem);
}

}  // namespace tundish::http
