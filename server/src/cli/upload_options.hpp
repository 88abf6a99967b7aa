#pragma once

#include "service/uploads.hpp"

namespace CLI {
class App;
}

namespace tundish::cli {

/// How much of visitors' files a server takes.
void add_upload_options(CLI::App& verb, service::UploadLimits& limits);

}  // namespace tundish::cli
