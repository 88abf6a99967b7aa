#pragma once

#include <cstddef>
#include <list>
#include <string>
#include <string_view>

#include "json/row.hpp"
#include "tundish/diagnostic.hpp"
#include "tundish/value.hpp"

namespace tundish::json {

enum class Kind { null, boolean, number, text, list, object };

/// Where a token begins: 1-based, columns in code points.
struct Position {
  int line = 0;
  int column = 0;
};

struct Member;

/// A JSON value with its place in the text. Only what belongs to `kind` is filled.
struct Node {
  Kind kind = Kind::null;
  bool boolean = false;
  double number = 0;
  std::string_view text;  ///< what the document keeps, or stands in the text that was read
  Row<Node> items;
  Row<Member> members;  ///< every name once
  Position position;
  std::string_view written;       ///< its text, where the quick reader made it
  mutable bool is_whole = false;  ///< someone made a value of it

  /// The member of that name, or null.
  const Member* find(std::string_view name) const;
};

struct Member {
  std::string_view name;  ///< like `text`
  Position position;      ///< of the name
  Node node;
  mutable bool is_read = false;     ///< someone asked for it by its name
  mutable bool is_unknown = false;  ///< and did not know the word that it is
};

/// What the values of a document look at, wherever it is moved to.
struct Kept {
  std::list<std::string> texts;  ///< that do not stand in the text as they are
  Shelf rows;
};

/// A parsed text.
struct Document {
  Node root;
  Kept kept;
  bool is_canonical = false;  ///< the quick reader has seen that it is written as the engine writes
};

/// The value without its places; whoever asks has read all of it.
Value to_value(const Node& node);

/// Goes down from `root` by an RFC 6901 pointer: where the value there begins. A pointer that leads
/// to no value gives the place of the deepest value on its way.
Position locate(const Node& root, std::string_view pointer);

}  // namespace tundish::json
