#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace tundish::service {

/// A moment, as milliseconds since 1970.
struct Moment {
  std::int64_t at_ms = 0;
  bool operator==(const Moment&) const = default;
};
/// What one cell of a spreadsheet holds; nothing leaves it empty.
using Cell = std::variant<std::monostate, bool, double, Moment, std::string>;

enum class TableFormat { csv, xlsx };
/// `csv`.
std::string_view to_text(TableFormat format);
bool from_text(std::string_view text, TableFormat& format);

/// Writes a table, a row at a time, in memory that does not grow with it. No cell is a formula to a
/// spreadsheet, whatever it holds.
class TableWriter {
 public:
  virtual ~TableWriter() = default;
  /// Throws `std::runtime_error` when it cannot be written.
  virtual void add_row(const std::vector<Cell>& cells) = 0;
  /// Ends the file. Throws `std::runtime_error`.
  virtual void finish() = 0;
  /// How many texts were too long for the format, and end with a mark.
  virtual std::int64_t shortened() const { return 0; }
};

/// Writes to the file of that path. `folder` is for what is needed while it is made.
std::unique_ptr<TableWriter> make_table(TableFormat format, const std::string& path,
                                        const std::string& folder);
/// UTF-8 with a byte order mark, as RFC 4180 says, lines ending with CR LF. A text that a
/// spreadsheet would compute (`=`, `+`, `-`, `@`, tab or CR in front) begins with an apostrophe.
std::unique_ptr<TableWriter> make_csv_table(const std::string& path);
/// Office Open XML. Texts are texts and stay as they are; after 1,048,576 rows a further sheet
/// begins with the first row again.
std::unique_ptr<TableWriter> make_xlsx_table(const std::string& path, const std::string& folder);

/// How many columns a table may have.
inline constexpr std::size_t kMostTableColumns = 16'000;

}  // namespace tundish::service
