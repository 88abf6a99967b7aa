#pragma once

#include <cstdint>
#include <string>
#include <string_view>

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

 private:
  PreparedSql& prepared_;
  int parameter_ = 0;
  int column_ = 0;
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

 private:
  virtual PreparedSql& prepared(const char* sql) = 0;
  virtual PreparedSql& prepared_text(const std::string& sql) = 0;
};

}  // namespace tundish::store
