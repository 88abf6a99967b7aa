#pragma once

#include <cstdint>
#include <string>

#include "service/uploads.hpp"

namespace tundish::service {

/// Judges a file whose pieces are all here, by its hash and its content, and keeps pictures without
/// what a camera noted. Nothing is kept of one that is not what it should be. It may be broken off,
/// and done by several at once: doing it again goes on.
///
/// The file lies in `folder` meanwhile; memory holds some pieces of it.
UploadAnswer check_upload(store::Store& store, const std::string& folder, const FileRules& rules,
                          const store::Upload& row, std::int64_t now_ms);

}  // namespace tundish::service
