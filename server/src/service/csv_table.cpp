#include <ctime>
#include <fstream>
#include <stdexcept>

#include "service/tables.hpp"
#include "tundish/codec.hpp"
#include "tundish/value.hpp"

namespace tundish::service {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// `2025-06-30 12:00:00`, UTC: a form that spreadsheets read as a time.
std::string time_text(Moment moment) {
  const std::time_t seconds = static_cast<std::time_t>(moment.at_ms / 1000);
  std::tm date{};
  ::gmtime_r(&seconds, &date);
  char text[32];
  return std::string(text, std::strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S", &date));
}

std::string field(std::string text) {
  if (!text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos) {
    text.insert(0, 1, '\'');
  }
  if (text.find_first_of(",\"\r\n") == text.npos) return text;
  std::string quoted = "\"";
  for (const char letter : text) {
    if (letter == '"') quoted += '"';
    quoted += letter;
  }
  return quoted + '"';
}

std::string field_of(const Cell& cell) {
  if (const auto* text = std::get_if<std::string>(&cell)) return field(*text);
  if (const auto* number = std::get_if<double>(&cell)) return to_json(Value(*number));
  if (const auto* boolean = std::get_if<bool>(&cell)) return *boolean ? "true" : "false";
  if (const auto* moment = std::get_if<Moment>(&cell)) return time_text(*moment);
  return "";
}

class CsvTable : public TableWriter {
 public:
  explicit CsvTable(const std::string& path) : file_(path, std::ios::binary | std::ios::trunc) {
    file_ << kByteOrderMark;
    check();
  }

  void add_row(const std::vector<Cell>& cells) override {
    line_.clear();
    for (const Cell& cell : cells) {
      if (&cell != &cells.front()) line_ += ',';
      line_ += field_of(cell);
    }
    file_ << line_ << "\r\n";
    check();
  }
  void finish() override {
    file_.close();
    check();
  }

 private:
  void check() const {
    if (!file_) throw std::runtime_error("the table could not be written");
  }

  std::ofstream file_;
  std::string line_;
};

}  // namespace

std::unique_ptr<TableWriter> make_csv_table(const std::string& path) {
  return std::make_unique<CsvTable>(path);
}

}  // namespace tundish::service
