#pragma once

#include <functional>

#include "http/response.hpp"
#include "service/job_threads.hpp"

namespace tundish::api {

/// An answer that is made by `work` on one of those threads while the worker goes on with others.
/// The client may leave meanwhile: what `work` uses must be its own. 503 when too much waits.
http::Response late_answer(service::JobThreads& threads, std::function<http::Response()> work);

}  // namespace tundish::api
