#include "service/tables.hpp"

namespace tundish::service {

std::string_view to_text(TableFormat format) { return format == TableFormat::csv ? "csv" : "xlsx"; }

bool from_text(std::string_view text, TableFormat& format) {
  for (const TableFormat one : {TableFormat::csv, TableFormat::xlsx}) {
    if (to_text(one) != text) continue;
    format = one;
    return true;
  }
  return false;
}

std::unique_ptr<TableWriter> make_table(TableFormat format, const std::string& path,
                                        const std::string& folder) {
  return format == TableFormat::csv ? make_csv_table(path) : make_xlsx_table(path, folder);
}

}  // namespace tundish::service
