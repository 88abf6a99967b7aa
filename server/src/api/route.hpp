#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "http/path_tree.hpp"
#include "http/request.hpp"
#include "http/response.hpp"
#include "service/caller.hpp"

namespace tundish::api {

struct Context;

/// Who may use a route. It is judged before the handler is called, in one place.
enum class Access {
  open,     ///< everybody
  contact,  ///< whoever has the secret of what the path names: the handler checks it
  viewer,   ///< users and tokens of this role, or of one behind it
  master,
  super_admin,
};
/// `super_admin`.
std::string_view to_text(Access access);

/// A request that may be answered.
struct Call {
  const http::Request& request;  ///< lives until the answer has left, late ones included
  const http::Parameters& parameters;
  const service::Caller& caller;

  const std::string& parameter(std::string_view name) const {
    return http::parameter(parameters, name);
  }
};

using Handler = std::function<http::Response(Context&, const Call&)>;

/// How large a body a route takes; what it does not say is small.
struct BodyLimit {
  std::size_t bytes = 16 * 1024;
};

/// A parameter behind `?`, or a header that a route reads.
struct QueryParameter {
  std::string_view name;
  std::string_view summary;
};

/// An answer that a client may get when nothing is wrong; problems need not be said.
struct Answer {
  int status = 200;
  std::string_view schema{};  ///< its name in `schemas/`; none: a body without one, or no body
  std::string_view media_type = "application/json";
};

/// Whether a change must say which version of the resource it was made from (`If-Match`).
enum class IfMatch { not_asked, required };

/// Whether an answer may be kept, to be given again under its `Idempotency-Key`.
enum class AnswerKind { may_be_kept, has_a_secret };

/// One row of the table from which come dispatch, who may, limits and the OpenAPI document. What
/// has no default here must be written: a route without `access` does not compile.
struct Route {
  http::Method method;
  std::string_view pattern;
  Access access;
  std::string_view tag;      ///< the resource: of scopes, and of the document's sections
  std::string_view summary;  ///< a few words
  std::vector<QueryParameter> query{};
  std::vector<QueryParameter> headers{};
  std::string_view body{};       ///< the body's schema; none: the route takes no such body
  std::string_view body_type{};  ///< of a body that is no JSON
  std::vector<Answer> answers;
  std::vector<int> problems{};  ///< statuses that do not follow from the rest of the row
  BodyLimit limit{};
  IfMatch if_match = IfMatch::not_asked;
  AnswerKind answer_kind = AnswerKind::may_be_kept;
  Handler handler;
};

}  // namespace tundish::api
