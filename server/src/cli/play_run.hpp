#pragma once

#include <ostream>
#include <string>

#include "cli/play_lines.hpp"
#include "cli/play_page.hpp"
#include "cli/play_session.hpp"
#include "cli/verbs.hpp"

namespace tundish::cli {

enum class Shown { text, json };

/// One play of a funnel, shown as it goes: pages on the web, a thread elsewhere.
class PlayRun {
 public:
  /// The log is kept in the file `log`; nowhere when that is empty.
  PlayRun(Funnel funnel, std::ostream& out, Shown shown, std::string log)
      : session_(std::move(funnel)), out_(out), shown_(shown), log_(std::move(log)) {}

  /// Begins, or goes on where the log ends, and plays until the lines run out or the session ends.
  ExitCode play_lines(const Beginning& beginning, Lines& lines);
  /// Plays the inputs of events, a list or one a line, without looking at their links. Ends with
  /// findings when one is refused or cannot be read.
  ExitCode play_events(const Beginning& beginning, const std::string& file,
                       const std::string& text);

 private:
  enum class Next { go_on, stop };

  ExitCode begin(const Beginning& beginning);
  ExitCode go_on_behind(const std::string& log);
  void play_on(Lines& lines);
  /// Leaves the page by its only way when nobody has to be asked.
  bool pass(Lines& lines, Page& page, int& passed);
  void prompt(const Page& page) const;
  void take(const Line& line, Page& page);
  /// Anew on the screen, whatever happened before.
  void show_again();
  void show(const Transition& transition);
  /// A change of language or channel, after which a conversation may have nothing new to say.
  void show_changed(const Transition& changed);
  void say(const std::string& text);
  void summarize_end();

  // play_commands.cpp
  Next command(const Command& command, Page& page);
  bool commands_what_is_shown(const Command& command);
  bool commands_the_world(const Command& command, Page& page);
  void settle(EffectOutcome outcome, const std::string& rest, Page& page);
  void let_time_pass(const std::string& rest, Page& page);
  void edit(const std::string& slug, Page& page);
  void request(const std::string& component, Page& page);
  void change_language(const std::string& language, Page& page);
  void change_channel(const std::string& name, Page& page);

  PlaySession session_;
  std::ostream& out_;
  Shown shown_;
  std::string log_;
};

}  // namespace tundish::cli
