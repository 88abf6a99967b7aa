#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "json/bytes.hpp"
#include "json/cursor.hpp"
#include "json/explain.hpp"
#include "json/parse.hpp"

namespace tundish::json {

/// Takes the tokens of a text one after the other, in its order, and builds the document with the
/// place of each; `false` says that reading ends here.
class Reader {
 public:
  Reader(std::string_view text, const Limits& limits, std::vector<ByteFault> byte_faults);

  bool take_null();
  bool take_boolean(bool value);
  /// The number's text is read from the place where the reader stands.
  bool take_number();
  bool take_text(std::string value);
  void take_name(std::string name);
  bool begin_list() { return begin(Kind::list); }
  bool begin_object() { return begin(Kind::object); }
  bool end();
  bool take_syntax_error();

  /// What was read last.
  After after() const { return after_; }
  Reading finish();

 private:
  struct Open {
    Node node;
    std::vector<Node> items;
    std::vector<Member> members;
    std::string_view name;  // of the member that is read
    Position name_position;
  };

  struct Token {
    Position position;
    std::string_view text;
  };

  Token next_token(std::size_t (*length)(std::string_view));
  bool begin(Kind kind);
  bool add(Node node);
  bool count_node(Position position);
  void attach(Node node);
  void report(const char* code, Position position,
              std::initializer_list<std::string_view> sentence);
  void report_at(const char* code, Position position, std::string pointer,
                 std::initializer_list<std::string_view> sentence);
  void report_twice(const Member& member, const Member& first);
  Node close_last();
  void check_names(const Node& object);
  void check_open_names();
  std::string pointer() const;

  Cursor cursor_;
  Limits limits_;
  After after_ = After::nothing;
  std::vector<Open> open_;
  Node root_;
  Kept kept_;
  std::size_t nodes_ = 0;
  Diagnostics faults_;
  std::vector<ByteFault> byte_faults_;
  std::size_t next_byte_fault_ = 0;
};

}  // namespace tundish::json
