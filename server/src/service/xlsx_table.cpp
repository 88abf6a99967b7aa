#include <xlsxwriter.h>

#include <cmath>
#include <stdexcept>
#include <utility>

#include "service/tables.hpp"

namespace tundish::service {
namespace {

constexpr std::size_t kMostUnits = 32'767;  // of UTF-16 in one cell
constexpr std::string_view kMark = "…";
constexpr double kDayMs = 24 * 60 * 60 * 1000.0;
constexpr double kDaysTo1970 = 25569;  // from the day 0 of spreadsheets

std::size_t bytes_of_letter(unsigned char first) {
  return first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
}

/// Whether a workbook would take what begins there for a code of a character: `_x000D_`.
bool is_code(std::string_view text) {
  constexpr std::string_view kHex = "0123456789ABCDEFabcdef";
  return text.size() >= 7 && text[0] == '_' && text[1] == 'x' && text[6] == '_' &&
         text.substr(2, 4).find_first_not_of(kHex) == text.npos;
}

/// The letter as a workbook holds it. `rest` begins with it.
std::string_view held(std::string_view letter, std::string_view rest) {
  if (is_code(rest)) return "_x005F_";
  // UTF-8 may hold these two, XML may not.
  return letter == "\xEF\xBF\xBE" || letter == "\xEF\xBF\xBF" ? "\xEF\xBF\xBD" : letter;
}

struct Fitted {
  std::string text;
  bool is_whole = true;
};

/// The text as far as a cell holds it.
Fitted fitted(const std::string& text) {
  Fitted fits;
  std::size_t units = 0;
  std::size_t place_of_mark = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t bytes = bytes_of_letter(static_cast<unsigned char>(text[at]));
    const std::string_view rest = std::string_view(text).substr(at);
    const std::string_view letter = held(rest.substr(0, bytes), rest);
    units += bytes == 4 ? 2 : bytes == 1 ? letter.size() : 1;
    if (units > kMostUnits) {
      fits.text.resize(place_of_mark);
      fits.text += kMark;
      fits.is_whole = false;
      return fits;
    }
    fits.text += letter;
    if (units < kMostUnits) place_of_mark = fits.text.size();
    at += bytes;
  }
  return fits;
}

void check(lxw_error error) {
  if (error != LXW_NO_ERROR) throw std::runtime_error(lxw_strerror(error));
}

/// The library keeps the row that is written and its place in the file, no more.
class XlsxTable : public TableWriter {
 public:
  XlsxTable(const std::string& path, std::string folder) : folder_(std::move(folder)) {
    lxw_workbook_options options{};
    options.constant_memory = LXW_TRUE;
    options.tmpdir = folder_.data();
    options.use_zip64 = LXW_TRUE;
    book_ = workbook_new_opt(path.c_str(), &options);
    if (book_ == nullptr) throw std::runtime_error("the workbook could not be begun");
    moment_format_ = workbook_add_format(book_);
    format_set_num_format(moment_format_, "yyyy-mm-dd hh:mm:ss");
    head_format_ = workbook_add_format(book_);
    format_set_bold(head_format_);
  }
  ~XlsxTable() override {
    if (book_ != nullptr) lxw_workbook_free(book_);
  }
  XlsxTable(const XlsxTable&) = delete;
  XlsxTable& operator=(const XlsxTable&) = delete;

  void add_row(const std::vector<Cell>& cells) override {
    if (head_.empty()) head_ = cells;
    if (sheet_ == nullptr || row_ == LXW_ROW_MAX) begin_sheet();
    if (row_ == 0) write_row(head_, head_format_);
    if (is_head_written_) write_row(cells, nullptr);
    is_head_written_ = true;
  }
  void finish() override {
    if (sheet_ == nullptr) begin_sheet();
    check(workbook_close(std::exchange(book_, nullptr)));
  }
  std::int64_t shortened() const override { return shortened_; }

 private:
  void begin_sheet() {
    ++sheets_;
    const std::string name = sheets_ == 1 ? "Sessions" : "Sessions " + std::to_string(sheets_);
    sheet_ = workbook_add_worksheet(book_, name.c_str());
    if (sheet_ == nullptr) throw std::runtime_error("a sheet could not be begun");
    worksheet_freeze_panes(sheet_, 1, 0);
    row_ = 0;
  }

  void write_row(const std::vector<Cell>& cells, lxw_format* format) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      write_cell(static_cast<lxw_col_t>(i), cells[i], format);
    }
    ++row_;
  }

  void write_cell(lxw_col_t column, const Cell& cell, lxw_format* format) {
    if (const auto* text = std::get_if<std::string>(&cell)) {
      const Fitted fits = fitted(*text);
      if (!fits.is_whole) ++shortened_;
      check(worksheet_write_string(sheet_, row_, column, fits.text.c_str(), format));
    } else if (const auto* number = std::get_if<double>(&cell)) {
      check(worksheet_write_number(sheet_, row_, column, *number, format));
    } else if (const auto* boolean = std::get_if<bool>(&cell)) {
      check(worksheet_write_boolean(sheet_, row_, column, *boolean ? 1 : 0, format));
    } else if (const auto* moment = std::get_if<Moment>(&cell)) {
      const double days = static_cast<double>(moment->at_ms) / kDayMs + kDaysTo1970;
      check(worksheet_write_number(sheet_, row_, column, days, moment_format_));
    }
  }

  std::string folder_;
  lxw_workbook* book_ = nullptr;
  lxw_worksheet* sheet_ = nullptr;
  lxw_format* moment_format_ = nullptr;
  lxw_format* head_format_ = nullptr;
  std::vector<Cell> head_;
  bool is_head_written_ = false;
  int sheets_ = 0;
  lxw_row_t row_ = 0;
  std::int64_t shortened_ = 0;
};

}  // namespace

std::unique_ptr<TableWriter> make_xlsx_table(const std::string& path, const std::string& folder) {
  return std::make_unique<XlsxTable>(path, folder);
}

}  // namespace tundish::service
