#pragma once

#include <string>
#include <string_view>

#include "service/submission.hpp"
#include "tundish/result.hpp"

namespace tundish::api {

/// Reads the body of a request that hands in events for `session`. What is wrong with single events
/// is noted in the submission: it is not the body's fault.
Result<service::Submission> read_submission(std::string_view session, std::string_view secret,
                                            std::string_view body);

}  // namespace tundish::api
