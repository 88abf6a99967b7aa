#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "tundish/event.hpp"

namespace tundish::cli {

/// Something for the player itself: `/name rest`.
struct Command {
  std::string name;
  std::string rest;
};

/// One line of replies: a command; words; a reply as JSON, `{"option":"a"}` or `{"file":{…}}`; or a
/// whole gesture as JSON, `{"went_back":{}}`. Words that begin with a slash have two.
struct Line {
  std::optional<Command> command;
  std::optional<EventInput> gesture;
  Replied reply;  ///< when it is neither
};

Line read_line(std::string_view text);

/// The input of a gesture `{kind, input}`, whatever else the object holds; empty when it is none.
std::optional<EventInput> read_input(const Value& gesture);

}  // namespace tundish::cli
