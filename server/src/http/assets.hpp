#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "http/request.hpp"
#include "http/response.hpp"

namespace tundish::http {

/// A file that the server carries within itself.
struct Asset {
  std::string_view name;  ///< `player/tundish.js`, `demos/index.html`, `schemas/…`
  std::string_view hash;  ///< of the content
  std::string_view content;
  std::string_view gzip;    ///< empty when it is not smaller
  std::string_view brotli;  ///< empty when it is not smaller
};

/// All of them by name, as they were when the binary was built.
const std::vector<Asset>& embedded_assets();

/// The asset of that name, or null.
const Asset* find_asset(const std::vector<Asset>& assets, std::string_view name);

/// The asset in the best form that the client takes, or the part of it that was asked for; 304 when
/// it has it already. A name that holds the content's hash is told to be immutable, any other is to
/// be asked for again. The content is not copied: assets outlive every answer, or as long as
/// `holder`.
Response asset_response(const Request& request, const Asset& asset,
                        std::shared_ptr<const void> holder = nullptr);

/// `a.css` → `text/css; charset=utf-8`.
std::string_view content_type_of(std::string_view name);

}  // namespace tundish::http
