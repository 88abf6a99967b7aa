#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "store/record.hpp"

namespace tundish::store {

/// A statement as a database has prepared it. Parameters and columns are numbered from 0.
class PreparedSql {
 public:
  virtual ~PreparedSql() = default;

  /// The text must live until `reset`.
  virtual void bind(int parameter, std::string_view text) = 0;
  virtual void bind(int parameter, std::int64_t number) = 0;
  /// Moves to the next row; false after the last. Throws `StoreError`.
  virtual bool step() = 0;
  /// Of the row, until the next step.
  virtual std::string_view text(int column) = 0;
  virtual std::int64_t number(int column) = 0;
  /// How many rows it changed, when it has run to its end.
  virtual std::int64_t changed_rows() = 0;
  /// Ends it: it can be bound and run anew.
  virtual void reset() = 0;
};

/// A prepared statement under way; gives itself back when it goes out of scope.
class SqlStatement {
 public:
  explicit SqlStatement(PreparedSql& prepared) : prepared_(prepared) {}
  ~SqlStatement() { prepared_.reset(); }
  SqlStatement(const SqlStatement&) = delete;
  SqlStatement& operator=(const SqlStatement&) = delete;

  /// Binds the next parameter. The text must live until the statement ends.
  SqlStatement& bind(std::string_view text) {
    prepared_.bind(parameter_++, text);
    return *this;
  }
  SqlStatement& bind(std::int64_t number) {
    prepared_.bind(parameter_++, number);
    return *this;
  }
  SqlStatement& bind(int number) { return bind(static_cast<std::int64_t>(number)); }

  /// Binds the next parameters. They must live until the statement ends.
  SqlStatement& bind_all(const Record& values) {
    for (const Datum& value : values) {
      if (const auto* text = std::get_if<std::string>(&value)) {
        bind(std::string_view(*text));
      } else {
        bind(std::get<std::int64_t>(value));
      }
    }
    return *this;
  }

  /// Moves to the next row; false after the last. Throws `StoreError`.
  bool step() {
    column_ = 0;
    return prepared_.step();
  }
  /// Runs it to its end.
  void run() {
    while (step()) {
    }
  }
  /// How many rows it changed, when it has run to its end.
  std::int64_t changed_rows() { return prepared_.changed_rows(); }

  /// The next column of the row.
  std::string text() { return std::string(prepared_.text(column_++)); }
  std::int64_t number() { return prepared_.number(column_++); }
  /// The next columns of the row.
  Record row(const std::vector<RecordColumn>& columns) {
    Record values;
    values.reserve(columns.size());
    for (const RecordColumn& column : columns) {
      if (column.kind == RecordColumn::Kind::text) {
        values.emplace_back(text());
      } else {
        values.emplace_back(number());
      }
    }
    return values;
  }

 private:
  PreparedSql& prepared_;
  int parameter_ = 0;
  int column_ = 0;
};

/// A table as a database has it.
struct TableShape {
  std::string name;
  std::vector<RecordColumn> columns;  ///< in their order; a whole number of any size is a number
  std::vector<std::string> key;
  /// Each index by its name, but that of the key; in the order of the names.
  std::vector<std::pair<std::string, std::vector<std::string>>> indexes;
  bool allows_null = false;  ///< some column does
};

/// A connection to a database that speaks SQL, used by one thread at a time. What it is asked is
/// the common subset of SQLite 3.40 and PostgreSQL 15, with `?` for parameters.
class SqlConnection {
 public:
  virtual ~SqlConnection() = default;

  /// A statement of constant text, prepared once per connection.
  SqlStatement prepare(const char* sql) { return SqlStatement(prepared(sql)); }
  /// The same of a text that was made; each should come from a small set.
  SqlStatement prepare_text(const std::string& sql) { return SqlStatement(prepared_text(sql)); }
  /// Runs statements that give no rows.
  virtual void execute(const std::string& sql) = 0;

  /// The statement that begins a transaction which only reads, and sees one moment.
  virtual const char* begin_reading() const = 0;

  /// The last step of the schema that the database has made; 0 when there is nothing yet.
  virtual std::int64_t schema_version() = 0;
  /// Makes the steps up to that one; the first gives the database its generation. Several may do so
  /// at once.
  virtual void migrate_to(std::int64_t version, std::int64_t now_ms) = 0;
  /// In the order of their names.
  virtual std::vector<TableShape> tables() = 0;

 private:
  virtual PreparedSql& prepared(const char* sql) = 0;
  virtual PreparedSql& prepared_text(const std::string& sql) = 0;
};

}  // namespace tundish::store
