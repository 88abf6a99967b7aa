#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tundish/session.hpp"
#include "tundish/view.hpp"

namespace tundish::cli {

/// How a session is to begin; what is left empty is the funnel's default.
struct Beginning {
  std::string language, channel;
  Value known;             ///< members of the header: `initial device contact prior auth`, or null
  std::int64_t at_ms = 0;  ///< by the visitor's clock
};

/// The language whose texts are played when `wanted` is asked for: itself, what is left of it
/// without its subtags, or the default one when it is listed without texts or empty. Else `wanted`.
std::string spoken_language(const Definition& definition, const std::string& wanted);

/// A funnel being played in the terminal. Nothing in it is random and no clock is read: the same
/// gestures always give the same session. A second passes with each, and more when it is said.
class PlaySession {
 public:
  explicit PlaySession(Funnel funnel) : session_{std::move(funnel), {}, {}} {}

  Transition start(const Beginning& beginning);
  /// Goes on behind a log; says what was refused in it.
  std::optional<Refused> resume(std::vector<Event> log);
  Transition make(EventInput input, Lane lane = Lane::c);
  void pass_time(std::int64_t ms) { clock_ms_ += ms; }

  const Funnel& funnel() const { return session_.funnel; }
  const State& state() const { return session_.state; }
  bool is_playing() const { return session_.state.status == SessionStatus::in_progress; }
  bool is_web() const { return session_.state.header.channel == Channel::web; }
  std::int64_t now_ms() const { return clock_ms_; }
  /// What is on the screen; after a refused gesture with what is missing.
  View screen() const { return view(session_.funnel, session_.state, missing_); }
  const std::vector<Refused>& refused() const { return refused_; }
  const std::vector<Event>& log() const { return log_; }
  /// Why the last gesture led where it led.
  Value::List reasons() const;

 private:
  Session session_;
  Missing missing_ = Missing::hidden;
  std::int64_t gestures_ = 0;
  std::int64_t clock_ms_ = 0;
  std::vector<Refused> refused_;
  std::vector<Event> log_;
  State before_;  ///< the last gesture
  Event last_;
};

}  // namespace tundish::cli
