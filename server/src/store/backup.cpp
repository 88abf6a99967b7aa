#include "store/backup.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include "store/migrations.hpp"
#include "store/schema.hpp"
#include "store/store.hpp"
#include "tundish/codec.hpp"
#include "tundish/large_value.hpp"

namespace tundish::store {
namespace {

constexpr int kRowsAtOnce = 500;
constexpr std::size_t kMostLine = 16 * 1024 * 1024;  // of one row
constexpr double kMostExact = 9007199254740991.0;
constexpr const char* kFormat = "tundish_backup";

/// What belongs to the database itself and not to what it holds.
bool is_its_own(const TableShape& table) {
  return table.name == "settings" || table.name == "commits";
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

std::vector<std::string> column_names(const TableShape& table) {
  std::vector<std::string> names;
  for (const RecordColumn& column : table.columns) names.push_back(column.name);
  return names;
}

/// One transaction, taken back unless it is committed.
class Moment {
 public:
  Moment(SqlConnection& connection, const char* begin) : connection_(connection) {
    connection_.execute(begin);
  }
  ~Moment() {
    if (is_committed_) return;
    try {
      connection_.execute("ROLLBACK");
    } catch (const StoreError&) {
      // The connection is gone, and the transaction with it.
    }
  }
  Moment(const Moment&) = delete;
  Moment& operator=(const Moment&) = delete;

  void commit() {
    connection_.execute("COMMIT");
    is_committed_ = true;
  }

 private:
  SqlConnection& connection_;
  bool is_committed_ = false;
};

/// The rows of a table in the order of its key, some at a time.
class TableRows {
 public:
  TableRows(SqlConnection& connection, const TableShape& table)
      : connection_(connection), table_(table) {}

  std::vector<Record> next() {
    const std::string key = joined(table_.key);
    std::string sql = "SELECT " + joined(column_names(table_)) + " FROM " + table_.name;
    if (!after_.empty()) {
      const std::vector<std::string> marks(after_.size(), "?");
      sql += " WHERE (" + key + ") > (" + joined(marks) + ")";
    }
    SqlStatement row = connection_.prepare_text(sql + " ORDER BY " + key + " LIMIT ?");
    row.bind_all(after_).bind(kRowsAtOnce);
    std::vector<Record> rows;
    while (row.step()) rows.push_back(row.row(table_.columns));
    if (!rows.empty()) after_ = key_of(rows.back());
    return rows;
  }

 private:
  Record key_of(const Record& row) const {
    Record key;
    for (const std::string& name : table_.key) {
      for (std::size_t i = 0; i < row.size(); ++i) {
        if (table_.columns[i].name == name) key.push_back(row[i]);
      }
    }
    return key;
  }

  SqlConnection& connection_;
  const TableShape& table_;
  Record after_;
};

/// A number that JSON cannot hold exactly is written as a text.
Value json_of(const Datum& datum) {
  if (const auto* text = std::get_if<std::string>(&datum)) return Value(*text);
  const std::int64_t number = std::get<std::int64_t>(datum);
  const auto approximately = static_cast<double>(number);
  if (std::abs(approximately) > kMostExact) return Value(std::to_string(number));
  return Value(approximately);
}

std::int64_t write_table(SqlConnection& connection, const TableShape& table, std::ostream& out) {
  Value head;
  head.set("table", table.name);
  Value::List columns;
  for (const std::string& name : column_names(table)) columns.emplace_back(name);
  head.set("columns", std::move(columns));
  out << to_json(head) << '\n';
  std::int64_t count = 0;
  TableRows rows(connection, table);
  for (std::vector<Record> some = rows.next(); !some.empty(); some = rows.next()) {
    for (const Record& row : some) {
      Value::List list;
      for (const Datum& datum : row) list.push_back(json_of(datum));
      out << to_json(Value(std::move(list))) << '\n';
      ++count;
    }
  }
  return count;
}

bool is_empty(SqlConnection& connection) {
  for (const TableShape& table : connection.tables()) {
    if (!is_its_own(table) && !TableRows(connection, table).next().empty()) return false;
  }
  return true;
}

[[noreturn]] void refuse(std::int64_t line, const std::string& why) {
  throw StoreError("line " + std::to_string(line) + " of the backup: " + why);
}

/// Reads the lines of a backup and keeps their rows.
class BackupReader {
 public:
  BackupReader(SqlConnection& connection, std::istream& in) : connection_(connection), in_(in) {}

  std::int64_t schema() {
    const std::optional<Value> head = next();
    if (!head || !head->is_object() || head->find(kFormat) == nullptr) {
      refuse(line_, "this is no backup of Tundish");
    }
    return whole(*head, "schema");
  }

  std::int64_t rows() {
    tables_ = connection_.tables();
    for (std::optional<Value> value = next(); value; value = next()) {
      if (value->is_list()) {
        keep(value->list());
      } else if (value->is_object() && value->find("rows") != nullptr) {
        if (whole(*value, "rows") != count_) refuse(line_, "some rows are missing");
        return count_;
      } else {
        begin_table(*value);
      }
    }
    refuse(line_, "its end is missing");
  }

 private:
  std::optional<Value> next() {
    std::string text;
    ++line_;
    if (!std::getline(in_, text)) return std::nullopt;
    Result<Value> value = parse_large_value(text, kMostLine);
    if (!value) refuse(line_, "this is no JSON");
    return std::move(*value);
  }
  std::int64_t whole(const Value& object, std::string_view name) const {
    const Value* found = object.find(name);
    if (found == nullptr || !found->is_number()) refuse(line_, std::string(name) + " is missing");
    return static_cast<std::int64_t>(found->number());
  }

  void begin_table(const Value& head) {
    const Value* name = head.is_object() ? head.find("table") : nullptr;
    const Value* columns = head.is_object() ? head.find("columns") : nullptr;
    if (name == nullptr || !name->is_text() || columns == nullptr || !columns->is_list()) {
      refuse(line_, "this is neither a table nor a row");
    }
    const auto table =
        std::find_if(tables_.begin(), tables_.end(),
                     [name](const TableShape& shape) { return shape.name == name->text(); });
    if (table == tables_.end() || is_its_own(*table)) {
      refuse(line_, "there is no table of that name");
    }
    kinds_.clear();
    for (const Value& column : columns->list()) {
      const auto known = std::find_if(table->columns.begin(), table->columns.end(),
                                      [&column](const RecordColumn& candidate) {
                                        return column.is_text() && candidate.name == column.text();
                                      });
      if (known == table->columns.end()) refuse(line_, "the table has no such column");
      kinds_.push_back(*known);
    }
    std::vector<std::string> names;
    for (const RecordColumn& column : kinds_) names.push_back(column.name);
    const std::vector<std::string> marks(kinds_.size(), "?");
    insert_ =
        "INSERT INTO " + table->name + " (" + joined(names) + ") VALUES (" + joined(marks) + ")";
  }

  void keep(const Value::List& list) {
    if (list.size() != kinds_.size()) refuse(line_, "the row has other columns than its table");
    Record row;
    for (std::size_t i = 0; i < list.size(); ++i) row.push_back(datum_of(list[i], kinds_[i].kind));
    SqlStatement statement = connection_.prepare_text(insert_);
    statement.bind_all(row).run();
    ++count_;
  }
  Datum datum_of(const Value& value, RecordColumn::Kind kind) const {
    if (kind == RecordColumn::Kind::text) {
      if (!value.is_text()) refuse(line_, "a text was expected");
      return value.text();
    }
    if (value.is_number()) return static_cast<std::int64_t>(value.number());
    if (!value.is_text()) refuse(line_, "a number was expected");
    try {
      return static_cast<std::int64_t>(std::stoll(value.text()));
    } catch (const std::exception&) {
      refuse(line_, "a number was expected");
    }
  }

  SqlConnection& connection_;
  std::istream& in_;
  std::int64_t line_ = 0;
  std::int64_t count_ = 0;
  std::vector<TableShape> tables_;
  std::vector<RecordColumn> kinds_;
  std::string insert_;
};

}  // namespace

std::int64_t write_backup(SqlConnection& connection, std::ostream& out, std::int64_t now_ms) {
  refuse_newer_schema(connection);
  const std::int64_t schema = connection.schema_version();
  if (schema != migrations().back().version) {
    throw StoreError("the database has an older schema: run `tundish migrate` first");
  }
  Moment moment(connection, connection.begin_reading());
  Value head;
  head.set(kFormat, 1);
  head.set("schema", static_cast<double>(schema));
  head.set("made_at_ms", static_cast<double>(now_ms));
  out << to_json(head) << '\n';
  std::int64_t count = 0;
  for (const TableShape& table : connection.tables()) {
    if (!is_its_own(table)) count += write_table(connection, table, out);
  }
  Value end;
  end.set("rows", static_cast<double>(count));
  out << to_json(end) << '\n';
  out.flush();
  if (!out) throw StoreError("the backup could not be written");
  return count;
}

std::int64_t read_backup(SqlConnection& connection, std::istream& in, std::int64_t now_ms) {
  BackupReader reader(connection, in);
  const std::int64_t schema = reader.schema();
  if (schema < 1 || schema > migrations().back().version) {
    throw StoreError("the backup has schema " + std::to_string(schema) +
                     ", which this server does not know");
  }
  const std::int64_t found = connection.schema_version();
  if ((found != 0 && found != schema) || !is_empty(connection)) {
    throw StoreError("the database is in use: a backup is restored to a new one");
  }
  connection.migrate_to(schema, now_ms);
  Moment moment(connection, "BEGIN");
  const std::int64_t count = reader.rows();
  moment.commit();
  bring_up_to_date(connection, now_ms);
  return count;
}

}  // namespace tundish::store
