#pragma once

#include "http/response.hpp"
#include "service/ingest.hpp"

namespace tundish::api {

/// How a client of the sync protocol is told what came of its submission.
/// 410: a client that has the session still forgets it.
http::Response erased_response();
http::Response ingest_response(const service::IngestAnswer& answer);

}  // namespace tundish::api
