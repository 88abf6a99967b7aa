#include "store/postgres_connection.hpp"

#include <libpq-fe.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <string_view>
#include <vector>

#include "log/log.hpp"

namespace tundish::store {
namespace {

// PostgreSQL's own numbers of its types (`pg_type`), fixed for ever.
constexpr Oid kTextType = 25;
constexpr Oid kBigintType = 20;
constexpr int kBinary = 1;

struct Clear {
  void operator()(PGresult* result) const { PQclear(result); }
};
using Result = std::unique_ptr<PGresult, Clear>;

bool begins(std::string_view text, std::string_view with) {
  return text.substr(0, with.size()) == with;
}

[[noreturn]] void fail(PGconn* connection, const PGresult* result, const std::string& doing) {
  const char* found = PQresultErrorField(result, PG_DIAG_SQLSTATE);
  const std::string_view state = found == nullptr ? "" : found;
  std::string reason = PQerrorMessage(connection);
  while (!reason.empty() && reason.back() == '\n') reason.pop_back();
  const std::string what = "PostgreSQL could not " + doing + ": " + reason;
  if (state == "40001" || state == "40P01") throw ConflictError(what);
  if (state == "23505") throw DuplicateError(what);
  const bool is_ending = state == "57P01" || state == "57P02" || state == "57P03";
  // Whatever the server refuses has a state; without one it is the connection that failed.
  if (state.empty() || begins(state, "08") || is_ending || PQstatus(connection) != CONNECTION_OK) {
    throw ConnectionError(what);
  }
  throw StoreError(what);
}

/// What PostgreSQL says besides its answers.
void log_notice(void*, const char* text) {
  std::string what = text;
  while (!what.empty() && what.back() == '\n') what.pop_back();
  Value fields;
  fields.set("what", what);
  log::write(log::Level::warning, "postgres_notice", fields);
}

/// With `$1`, `$2` … for `?`.
std::string numbered(std::string_view sql) {
  std::string text;
  int number = 0;
  for (const char letter : sql) {
    if (letter == '?') {
      text += '$' + std::to_string(++number);
    } else {
      text += letter;
    }
  }
  return text;
}

/// How many bytes a character has that begins so; 0: none does.
std::size_t length_of(unsigned char first) {
  if (first < 0x80) return first == 0 ? 0 : 1;
  if (first >= 0xc2 && first <= 0xdf) return 2;
  if (first >= 0xe0 && first <= 0xef) return 3;
  return first >= 0xf0 && first <= 0xf4 ? 4 : 0;
}

/// Whether PostgreSQL can hold a text: UTF-8 without NUL.
bool can_be_kept(std::string_view text) {
  const auto byte = [&text](std::size_t at) { return static_cast<unsigned char>(text[at]); };
  std::size_t length = 0;
  for (std::size_t at = 0; at < text.size(); at += length) {
    length = length_of(byte(at));
    if (length == 0 || length > text.size() - at) return false;
    for (std::size_t i = 1; i < length; ++i) {
      if ((byte(at + i) & 0xc0) != 0x80) return false;
    }
    if (length < 3) continue;
    const unsigned second = byte(at + 1);
    const bool is_overlong =
        (byte(at) == 0xe0 && second < 0xa0) || (byte(at) == 0xf0 && second < 0x90);
    const bool is_surrogate = byte(at) == 0xed && second > 0x9f;
    if (is_overlong || is_surrogate || (byte(at) == 0xf4 && second > 0x8f)) return false;
  }
  return true;
}

std::array<char, 8> big_endian(std::int64_t number) {
  std::array<char, 8> bytes{};
  auto rest = static_cast<std::uint64_t>(number);
  for (std::size_t place = bytes.size(); place-- > 0; rest >>= 8) {
    bytes[place] = static_cast<char>(rest & 0xff);
  }
  return bytes;
}

/// INTEGER and BIGINT as PostgreSQL sends them.
std::int64_t from_big_endian(const char* bytes, int size) {
  std::uint64_t number = size > 0 && (static_cast<unsigned char>(bytes[0]) & 0x80) != 0
                             ? ~static_cast<std::uint64_t>(0)
                             : 0;
  for (int place = 0; place < size; ++place) {
    number = (number << 8) | static_cast<unsigned char>(bytes[place]);
  }
  return static_cast<std::int64_t>(number);
}

}  // namespace

/// The types of its parameters are those of what is bound first, so it is prepared then.
class PostgresPrepared : public PreparedSql {
 public:
  PostgresPrepared(PGconn* connection, std::string name, std::string_view sql)
      : connection_(connection), name_(std::move(name)), sql_(numbered(sql)) {}

  void bind(int parameter, std::string_view text) override {
    Parameter& here = at(parameter);
    here.type = kTextType;
    here.text = text;
  }
  void bind(int parameter, std::int64_t number) override {
    Parameter& here = at(parameter);
    here.type = kBigintType;
    here.number = big_endian(number);
  }
  bool step() override {
    if (!result_) {
      run();
    } else {
      ++row_;
    }
    return row_ < PQntuples(result_.get());
  }
  std::string_view text(int column) override {
    return {PQgetvalue(result_.get(), row_, column),
            static_cast<std::size_t>(PQgetlength(result_.get(), row_, column))};
  }
  std::int64_t number(int column) override {
    return from_big_endian(PQgetvalue(result_.get(), row_, column),
                           PQgetlength(result_.get(), row_, column));
  }
  std::int64_t changed_rows() override {
    const std::string changed = PQcmdTuples(result_.get());
    return changed.empty() ? 0 : std::stoll(changed);
  }
  void reset() override { result_.reset(); }

 private:
  struct Parameter {
    Oid type = kTextType;
    std::string_view text;
    std::array<char, 8> number{};
  };

  Parameter& at(int parameter) {
    const auto place = static_cast<std::size_t>(parameter);
    if (place >= parameters_.size()) parameters_.resize(place + 1);
    return parameters_[place];
  }
  void prepare() {
    std::vector<Oid> types;
    for (const Parameter& parameter : parameters_) types.push_back(parameter.type);
    const Result made(PQprepare(connection_, name_.c_str(), sql_.c_str(),
                                static_cast<int>(types.size()), types.data()));
    if (PQresultStatus(made.get()) != PGRES_COMMAND_OK) {
      fail(connection_, made.get(), "prepare " + sql_);
    }
    is_prepared_ = true;
  }
  /// Who looks for a text that cannot be there finds nothing, as elsewhere.
  bool looks_in_vain() const {
    if (!begins(sql_, "SELECT")) return false;
    return std::any_of(parameters_.begin(), parameters_.end(),
                       [](const Parameter& parameter) { return !can_be_kept(parameter.text); });
  }
  void run() {
    row_ = 0;
    if (looks_in_vain()) {
      result_.reset(PQmakeEmptyPGresult(connection_, PGRES_TUPLES_OK));
      return;
    }
    if (!is_prepared_) prepare();
    const std::size_t count = parameters_.size();
    std::vector<const char*> values(count);
    std::vector<int> sizes(count);
    const std::vector<int> formats(count, kBinary);
    for (std::size_t i = 0; i < count; ++i) {
      const Parameter& parameter = parameters_[i];
      const bool is_text = parameter.type == kTextType;
      const std::string_view bytes =
          is_text ? parameter.text
                  : std::string_view(parameter.number.data(), parameter.number.size());
      values[i] = bytes.empty() ? "" : bytes.data();  // a null pointer would be NULL
      sizes[i] = static_cast<int>(bytes.size());
    }
    Result result(PQexecPrepared(connection_, name_.c_str(), static_cast<int>(count), values.data(),
                                 sizes.data(), formats.data(), kBinary));
    const ExecStatusType status = PQresultStatus(result.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) {
      fail(connection_, result.get(), "run a statement");
    }
    result_ = std::move(result);
  }

  PGconn* connection_;
  std::string name_;
  std::string sql_;
  bool is_prepared_ = false;
  std::vector<Parameter> parameters_;
  Result result_;
  int row_ = 0;
};

PostgresConnection::PostgresConnection(const std::string& url) {
  // What the URL says comes later and therefore wins.
  const char* const words[] = {"connect_timeout", "tcp_user_timeout", "application_name",
                               "client_encoding", "dbname",           nullptr};
  const char* const values[] = {"5", "10000", "tundish", "UTF8", url.c_str(), nullptr};
  constexpr int kExpandDbname = 1;
  connection_ = PQconnectdbParams(words, values, kExpandDbname);
  try {
    if (PQstatus(connection_) != CONNECTION_OK) fail(connection_, nullptr, "be reached");
    PQsetNoticeProcessor(connection_, log_notice, nullptr);
    // A scan of a whole table would be in the way of everybody who writes to it.
    execute(
        "SET enable_seqscan = off; SET client_min_messages = warning; SET statement_timeout = "
        "30000;"
        " SET idle_in_transaction_session_timeout = 60000");
  } catch (const StoreError&) {
    PQfinish(connection_);
    throw;
  }
}

PostgresConnection::~PostgresConnection() {
  prepared_.clear();
  prepared_texts_.clear();
  PQfinish(connection_);
}

void PostgresConnection::execute(const std::string& sql) {
  const Result result(PQexec(connection_, sql.c_str()));
  const ExecStatusType status = PQresultStatus(result.get());
  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) {
    fail(connection_, result.get(), "run " + sql.substr(0, 60));
  }
  if (sql == "COMMIT" && std::strcmp(PQcmdStatus(result.get()), "COMMIT") != 0) {
    throw StoreError("PostgreSQL took back a transaction that was to be committed");
  }
}

PreparedSql& PostgresConnection::prepared(const char* sql) { return made(prepared_[sql], sql); }

PreparedSql& PostgresConnection::prepared_text(const std::string& sql) {
  return made(prepared_texts_[sql], sql);
}

PreparedSql& PostgresConnection::made(std::unique_ptr<PostgresPrepared>& prepared,
                                      const std::string& sql) {
  if (!prepared) {
    prepared =
        std::make_unique<PostgresPrepared>(connection_, 's' + std::to_string(++statements_), sql);
  }
  return *prepared;
}

}  // namespace tundish::store
