#pragma once

#include <string_view>
#include <vector>

namespace tundish::api {

/// The files of `api/schemas/`: each is an object of JSON Schemas by their names, which become the
/// OpenAPI document's `components/schemas`.
const std::vector<std::string_view>& schema_texts();

}  // namespace tundish::api
