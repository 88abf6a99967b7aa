#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tundish/session.hpp"
#include "tundish/view.hpp"

namespace tundish::cli {

/// A funnel being played in the terminal. Nothing in it is random and no clock is read: the same
/// replies always give the same session.
class PlaySession {
 public:
  explicit PlaySession(Funnel funnel) : session_{std::move(funnel), {}, {}} {}

  /// Starts in that language and on that channel; an empty text is the funnel's default.
  Transition start(const std::string& language, const std::string& channel);
  Transition make(EventInput input);

  const Funnel& funnel() const { return session_.funnel; }
  const State& state() const { return session_.state; }
  bool is_playing() const { return session_.state.status == SessionStatus::in_progress; }
  /// What is on the screen; after a refused gesture with what is missing.
  View screen() const { return view(session_.funnel, session_.state, missing_); }
  const std::vector<Refused>& refused() const { return refused_; }

 private:
  Session session_;
  Missing missing_ = Missing::hidden;
  std::int64_t gestures_ = 0;
  std::vector<Refused> refused_;
};

/// One line of replies: words; a reply as JSON, `{"option":"a"}` or `{"file":{…}}`; or a whole
/// gesture as JSON, `{"went_back":{}}`.
struct Line {
  std::optional<EventInput> gesture;
  Replied reply;  ///< when it is no gesture
};

Line read_line(const std::string& text);

/// The input of a gesture `{kind, input}`, whatever else the object holds; empty when it is none.
std::optional<EventInput> read_input(const Value& gesture);

}  // namespace tundish::cli
