#pragma once

#include <optional>
#include <string>
#include <vector>

#include "proofs/honest_log.hpp"

namespace tundish::proofs {

/// What must be said of a tampered log.
///
/// A log is *honest* when it is, event for event, the beginning of what a device wrote; that covers
/// the whole log, every prefix of it, and every other spelling of the same events. Any other list
/// of events has a first event that no device wrote there: it must be refused at exactly that one.
/// A log that was sealed anew from some event on carries its own seal, so it is honest when a
/// device that is given the same gestures would write the same bytes, and must be refused where
/// that device would refuse.
struct Expectation {
  enum class Kind {
    honest,       ///< accepted, with the state of the same gestures
    refused,      ///< refused at `at`, with `code` when it is given
    refused_near  ///< refused at `at` or at the event before
  };
  Kind kind = Kind::honest;
  std::size_t at = 0;
  std::optional<RefusalCode> code;
};

/// A log that somebody changed.
struct Tampered {
  const char* kind = "";
  std::vector<Event> events;
  Expectation expected;
};

/// What is expected of events that were not sealed anew: compared with the logs they come from. A
/// log of another funnel is not honest on this one.
Expectation by_difference(const std::vector<Event>& events, const HonestLog& log,
                          const HonestLog& other);

/// The log's text changed in a few places, byte by byte.
struct TamperedText {
  const char* kind = "";
  std::string text;
};
TamperedText tampered_text(const HonestLog& log, const HonestLog& other, Random& random);

/// The same events, written otherwise: space, order of names, spelling of numbers and texts.
std::string respelled(const HonestLog& log, Random& random);

/// Events dropped, doubled, exchanged, spliced, or changed without a new seal, or with a new seal
/// of that event alone. Empty `kind` when this log does not allow the change that was drawn.
Tampered tampered_events(const HonestLog& log, const HonestLog& other, Random& random);

/// Events changed and everything from there on sealed anew, by gestures that the engine refuses.
/// Empty `kind` when this log does not allow the change that was drawn.
Tampered resealed(const HonestLog& log, const HonestLog& other, Random& random);

/// Other gestures, sealed anew: whatever a device would say of them.
Tampered replayed_otherwise(const HonestLog& log, const HonestLog& other, Random& random);

/// Seq, prev and hash of every event from `from` on as a device would write them.
void seal(std::vector<Event>& events, std::size_t from);

}  // namespace tundish::proofs
