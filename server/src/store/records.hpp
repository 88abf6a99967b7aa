#pragma once

#include <cassert>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "store/store.hpp"

namespace tundish::store {

// A record is a row of a table that says itself what it consists of. Its type has a static
//
//   template <class Io, class It>
//   static void fields(Io& io, It& it) {
//     io.table("users");
//     io.key("id", it.id);                     // all columns of the key first; a text first
//     io.column("email", it.email);            // std::string, std::int64_t or bool
//     io.index("users_by_email", {"email"});   // at last
//   }
//
// From that list come its SQL, its place in memory and what follows here. The bucket comes from the
// first column of the key; `io.session_key` takes that of a session instead.

/// Makes the table of a type.
class RecordDescriber {
 public:
  RecordTable table_made;

  void table(std::string_view name) { table_made.name = name; }
  template <class Member>
  void key(std::string_view name, const Member& member) {
    column(name, member);
    ++table_made.key_size;
  }
  void session_key(std::string_view name, const std::string& member) {
    key(name, member);
    table_made.bucket = RecordTable::Bucket::of_session;
  }
  void column(std::string_view name, const std::string&) { add(name, RecordColumn::Kind::text); }
  void column(std::string_view name, const std::int64_t&) { add(name, RecordColumn::Kind::number); }
  void column(std::string_view name, const bool&) { add(name, RecordColumn::Kind::number); }
  void index(std::string_view name, std::initializer_list<std::string_view> columns);

 private:
  void add(std::string_view name, RecordColumn::Kind kind) {
    table_made.columns.push_back(RecordColumn{std::string(name), kind});
  }
};

/// Makes a row of a record.
class RecordWriter {
 public:
  Record row;

  void table(std::string_view) {}
  template <class Member>
  void key(std::string_view name, const Member& member) {
    column(name, member);
  }
  void session_key(std::string_view name, const std::string& member) { column(name, member); }
  void column(std::string_view, const std::string& member) { row.emplace_back(member); }
  void column(std::string_view, const std::int64_t& member) { row.emplace_back(member); }
  void column(std::string_view, const bool& member) {
    row.emplace_back(static_cast<std::int64_t>(member ? 1 : 0));
  }
  void index(std::string_view, std::initializer_list<std::string_view>) {}
};

/// Makes a record of a row.
class RecordReader {
 public:
  explicit RecordReader(Record row) : row_(std::move(row)) {}

  void table(std::string_view) {}
  template <class Member>
  void key(std::string_view name, Member& member) {
    column(name, member);
  }
  void session_key(std::string_view name, std::string& member) { column(name, member); }
  void column(std::string_view, std::string& member) {
    member = std::move(std::get<std::string>(row_[next_++]));
  }
  void column(std::string_view, std::int64_t& member) {
    member = std::get<std::int64_t>(row_[next_++]);
  }
  void column(std::string_view, bool& member) {
    member = std::get<std::int64_t>(row_[next_++]) != 0;
  }
  void index(std::string_view, std::initializer_list<std::string_view>) {}

 private:
  Record row_;
  std::size_t next_ = 0;
};

template <class T>
const RecordTable& table_of() {
  static const RecordTable kTable = [] {
    RecordDescriber describer;
    const T row;
    T::fields(describer, row);
    return describer.table_made;
  }();
  return kTable;
}

template <class T>
Record row_of(const T& it) {
  RecordWriter writer;
  T::fields(writer, it);
  return std::move(writer.row);
}

template <class T>
T from_row(Record row) {
  RecordReader reader(std::move(row));
  T it;
  T::fields(reader, it);
  return it;
}

inline Datum datum(std::string_view text) { return std::string(text); }
inline Datum datum(std::int64_t number) { return number; }
inline Datum datum(int number) { return static_cast<std::int64_t>(number); }
inline Datum datum(bool is_so) { return static_cast<std::int64_t>(is_so ? 1 : 0); }
inline Datum datum(const char* text) { return std::string(text); }

template <class... Values>
Record values(const Values&... members) {
  return Record{datum(members)...};
}

/// Says which records are wanted: `by_index("users_by_email").equal(email).descending().limit(20)`.
class By {
 public:
  explicit By(std::string_view index) { query_.index = index; }

  /// What the first columns of the index are.
  template <class... Values>
  By& equal(const Values&... members) {
    query_.equal = values(members...);
    return *this;
  }
  /// Begins after this place of the list, such as `place_of` gives; from the start if it is empty.
  By& after(Record place) {
    query_.after = std::move(place);
    return *this;
  }
  By& descending() {
    query_.direction = RecordQuery::Direction::descending;
    return *this;
  }
  By& limit(int count) {
    query_.limit = count;
    return *this;
  }
  const RecordQuery& query() const { return query_; }

 private:
  RecordQuery query_;
};
inline By by_index(std::string_view index) { return By(index); }
/// In the order of the key, one bucket after the other; of one bucket when its first column is
/// given. No order for people.
inline By by_key() { return By(""); }

/// The record of that key, all columns of it.
template <class T, class... Key>
std::optional<T> find(Reader& reader, const Key&... key) {
  std::optional<Record> row = reader.find_record(table_of<T>(), values(key...));
  if (!row) return std::nullopt;
  return from_row<T>(std::move(*row));
}

template <class T>
std::vector<T> list(Reader& reader, const By& by) {
  std::vector<T> found;
  for (Record& row : reader.list_records(table_of<T>(), by.query())) {
    found.push_back(from_row<T>(std::move(row)));
  }
  return found;
}

/// Where a record stands in that list: what `after` of the next page wants.
template <class T>
Record place_of(const T& it, const By& by) {
  const Record row = row_of(it);
  const std::vector<std::size_t> order = table_of<T>().order_of(by.query().index);
  Record place;
  for (std::size_t i = by.query().equal.size(); i < order.size(); ++i) {
    place.push_back(row[order[i]]);
  }
  return place;
}

/// Keeps the record in place of whatever has its key.
template <class T>
void put(Writer& writer, const T& it) {
  writer.put_record(table_of<T>(), row_of(it));
}
/// Keeps the record unless its key is taken.
template <class T>
Added add(Writer& writer, const T& it) {
  return writer.add_record(table_of<T>(), row_of(it));
}
/// Nothing happens when there is none.
template <class T, class... Key>
void remove(Writer& writer, const Key&... key) {
  writer.remove_record(table_of<T>(), values(key...));
}

/// Gives `is_it` the records of a whole list, a page at a time, until it says yes; whether it did.
/// What it is given may be changed or removed meanwhile.
template <class T, class IsIt>
bool any(Reader& reader, By by, IsIt is_it) {
  while (true) {
    const std::vector<T> page = list<T>(reader, by);
    for (const T& it : page) {
      if (is_it(it)) return true;
    }
    if (page.size() < static_cast<std::size_t>(by.query().limit)) return false;
    by.after(place_of(page.back(), by));
  }
}

/// Gives `take` every record of a list in the same way.
template <class T, class Take>
void each(Reader& reader, const By& by, Take take) {
  any<T>(reader, by, [&take](const T& it) {
    take(it);
    return false;
  });
}

/// Removes every record of a list.
template <class T>
void remove_each(Writer& writer, const By& by) {
  const RecordTable& table = table_of<T>();
  each<T>(writer, by, [&](const T& it) { writer.remove_record(table, table.key_of(row_of(it))); });
}

}  // namespace tundish::store
