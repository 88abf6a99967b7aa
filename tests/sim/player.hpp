#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sim/surroundings.hpp"
#include "tundish/session.hpp"
#include "tundish/sync.hpp"

namespace tundish::sim {

/// How an event of a misbehaving client is wrong.
enum class Impossible {
  unknown_button,
  not_asked,
  wrong_hash,
  unreadable,
  claimed_result,  ///< it says what came of an effect
  servers_lane,    ///< so it does, in the server's lane
  after_the_end
};
inline constexpr int kImpossibleAtAnyTime = 6;  ///< all but `after_the_end`

/// A visitor in front of one session: plays gestures at random with the shipped engine. Knows
/// nothing of disks and networks.
class Player {
 public:
  /// Goes on with a log and the server's lane; an empty one is begun by `start`. Events that the
  /// engine refuses (of a misbehaving client) only move the chain's end.
  Player(Surroundings& around, Funnel funnel, const std::vector<LoggedEvent>& log,
         const std::vector<LoggedEvent>& server_lane);

  /// The header.
  LoggedEvent start(const std::string& session, std::int64_t wall_ms);
  /// One gesture that the engine accepts; empty text when none of a few tries was, or when the
  /// session has ended.
  LoggedEvent gesture(std::int64_t wall_ms);
  /// An event that the engine would have refused, linked to the chain like an honest one.
  LoggedEvent impossible(Impossible how, std::int64_t wall_ms);

  bool has_ended() const;
  bool waits() const { return !session_.state.pending.empty(); }

  /// The first event that no longer fits.
  struct Unfit {
    std::int64_t seq = 0;
    Refused refused;
  };
  const std::optional<Unfit>& unfit() const { return unfit_; }
  /// The log knows more of the server's lane than this device has: nothing is played before it
  /// came.
  bool lacks() const { return unfit_ && unfit_->refused.code == RefusalCode::wrong_seq; }

 private:
  void play_server(const std::vector<Event>& lane);
  void play_logged(const LoggedEvent& logged);
  EventInput random_input();
  EventInput other_language();
  EffectResult claimed_result();
  Gesture made(EventInput input, std::int64_t wall_ms);
  LoggedEvent logged(const Event& event);

  Surroundings& around_;
  Session session_;
  std::int64_t t_mono_ = 0;
  bool is_honest_ = true;  ///< everything in the log is possible
  std::optional<Unfit> unfit_;
};

}  // namespace tundish::sim
