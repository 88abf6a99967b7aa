#pragma once

#include <istream>
#include <memory>
#include <optional>
#include <ostream>
#include <string>

#include "cli/play_page.hpp"
#include "cli/play_session.hpp"
#include "cli/verbs.hpp"

namespace tundish::cli {

enum class Shown { text, json };
enum class Typing { by_hand, recorded };

/// Replies, one a line.
class Lines {
 public:
  Lines(std::istream& stream, Typing typing) : stream_(&stream), typing_(typing) {}
  explicit Lines(const std::string& text);

  bool by_hand() const { return typing_ == Typing::by_hand; }
  /// The next line, without taking it; empty at the end.
  std::optional<Line> peek();
  void drop() { next_.reset(); }

 private:
  std::shared_ptr<std::istream> owned_;
  std::istream* stream_;
  Typing typing_;
  std::optional<std::string> next_;
};

/// One play of a funnel, shown as it goes: pages on the web, a thread elsewhere.
class PlayRun {
 public:
  PlayRun(Funnel funnel, std::ostream& out, Shown shown)
      : session_(std::move(funnel)), out_(out), shown_(shown) {}

  /// Plays until the lines run out or the session ends.
  ExitCode play_lines(const std::string& language, const std::string& channel, Lines& lines);
  /// Plays the inputs of events, a list or one a line, without looking at their links. Ends with
  /// findings when one is refused or cannot be read.
  ExitCode play_events(const std::string& file, const std::string& text);

 private:
  void play_page(Lines& lines);
  void play_thread(Lines& lines);
  void show(const Transition& transition);
  void summarize_end();
  bool is_web() const { return session_.state().header.channel == Channel::web; }

  PlaySession session_;
  std::ostream& out_;
  Shown shown_;
};

}  // namespace tundish::cli
