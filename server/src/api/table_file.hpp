#pragma once

#include "service/tables.hpp"

namespace tundish::api {

/// What a table's file is sent as.
constexpr const char* media_type_of(service::TableFormat format) {
  return format == service::TableFormat::csv
             ? "text/csv; charset=utf-8"
             : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
}

}  // namespace tundish::api
