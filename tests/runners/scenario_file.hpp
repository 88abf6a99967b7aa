#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "tundish/event.hpp"
#include "tundish/funnel.hpp"
#include "tundish/session.hpp"
#include "tundish/value.hpp"

namespace tundish::scenario {

/// One file of tests/scenarios, as described in its README.
struct File {
  std::filesystem::path path;
  std::string name;        ///< `chat/keyword.json`
  std::string text;        ///< as it stands
  Value content;           ///< all of it
  std::string definition;  ///< text of the funnel that is played
};

/// Every scenario below tests/scenarios, sorted.
std::vector<std::filesystem::path> find_files();

/// Reads one; fails the running test with a sentence when it is not readable.
File read(const std::filesystem::path& path);

/// The session id that belongs to the file's name.
std::string session_of(const File& file);

/// The header event's input: what the scenario starts with, `start.set` applied.
Value started_input(const File& file, const Funnel& funnel);

/// The kind of a step's gesture, or an empty text when it has none or several.
std::string gesture_of(const Value& step);

/// A gesture as a step gives it, and when it is made.
struct GivenGesture {
  std::string kind;
  Value input;
  std::string lane;          ///< empty: the client's
  Value s_seen;              ///< how much of the server's lane it knows; null: all of it
  std::int64_t number = 0;   ///< of all gestures before it, refused ones included
  std::int64_t late_ms = 0;  ///< by how much the clock has gone ahead of a second a gesture
};
/// A change of language or channel need not name its release: it gets that of the funnel.
GivenGesture gesture_in(const Value& step, const std::string& kind, const Session& session);

/// The text of a gesture: what a host hands to the engine.
std::string gesture_text(const File& file, const GivenGesture& gesture);

}  // namespace tundish::scenario
