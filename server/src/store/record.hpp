#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace tundish::store {

/// What a column holds: a whole number or a text, never nothing.
using Datum = std::variant<std::int64_t, std::string>;
/// Values in the order of some columns: a whole row, a key, a place in a list.
using Record = std::vector<Datum>;

struct RecordColumn {
  enum class Kind { number, text };
  std::string name;
  Kind kind = Kind::text;
  bool operator==(const RecordColumn&) const = default;
};

/// How records can be listed: by these columns, in this order. What is left of the key comes last,
/// so that every record has a place of its own.
struct RecordIndex {
  std::string name;
  std::vector<std::size_t> columns;
  bool operator==(const RecordIndex&) const = default;
};

/// What a type of record consists of. `records.hpp` makes it of the type itself.
struct RecordTable {
  /// What the bucket is computed from: the first column of the key, as a text or as a session.
  enum class Bucket { of_text, of_session };

  std::string name;
  std::vector<RecordColumn> columns;  ///< those of the key first
  std::size_t key_size = 0;
  Bucket bucket = Bucket::of_text;
  std::vector<RecordIndex> indexes;

  /// Where a row lives, or whatever else begins with the first column of the key.
  int bucket_of(const Record& row) const;
  Record key_of(const Record& row) const;
  /// The columns by which an index lists; the key's for an empty name. Throws `StoreError` when
  /// there is no such index.
  std::vector<std::size_t> order_of(std::string_view index) const;
};

/// Which records are wanted, and in which order.
struct RecordQuery {
  enum class Direction { ascending, descending };

  std::string index;  ///< empty: by key, one bucket after the other
  Record equal;       ///< what the first columns of that order are
  Record after;       ///< begin after this place: what the next columns were, some or all of them
  Direction direction = Direction::ascending;
  int limit = 200;
};

}  // namespace tundish::store
