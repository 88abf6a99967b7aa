#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "service/tables.hpp"
#include "tundish/state.hpp"
#include "tundish/value.hpp"

namespace tundish::service {

/// What stands above the answers: their slugs, or what visitors were asked.
enum class Headings { slugs, titles };

/// A part of an answer that has a column of its own.
struct Part {
  std::size_t column = 0;
  Value value;  ///< a text, number or boolean
};

/// The columns of sessions' answers, which are found while the sessions are read.
///
/// An answer has the column of its slug. A member of an object has one of its own, `slug.member`;
/// a list of simple values is one text with `; ` between; of any other list each element has
/// columns, `slug.1`, `slug.2`. What finds no room among `kMostTableColumns` is kept together as
/// JSON.
class SessionColumns {
 public:
  /// `taken` are the headings of other columns: a slug that is called like one of them is
  /// `data.slug`.
  explicit SessionColumns(std::vector<std::string> taken) : taken_(std::move(taken)) {}

  /// Every slug that the funnel asks for has a column, in the order in which it asks.
  void add_funnel(const Funnel& funnel);
  /// The parts of a session's answers; `rest` is what found no room, or null.
  std::vector<Part> parts_of(const Value& answers, Value& rest);

  /// The columns in their last order, by the numbers that `parts_of` gave.
  std::vector<std::size_t> order() const;
  std::string heading(std::size_t column, Headings headings) const;

 private:
  struct Column {
    std::string slug;
    std::string member;  ///< `.city`, `.2.name`; empty: the answer itself
    std::string place;   ///< by which members of one slug are sorted
    bool is_used = false;
  };
  struct Asked {
    std::size_t place = 0;  ///< among what is asked for
    std::string title;
  };
  struct Path {
    std::string slug, member, place;
  };

  void flatten(const Path& path, const Value& value, std::vector<Part>& parts, Value& rest);
  void add_part(const Path& path, Value value, std::vector<Part>& parts, Value& rest);
  std::size_t column_of(const Path& path);

  std::vector<std::string> taken_;
  std::vector<Column> columns_;
  std::map<std::pair<std::string, std::string>, std::size_t> by_name_;  ///< slug and member
  std::map<std::string, Asked, std::less<>> asked_;
};

}  // namespace tundish::service
