#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "service/ingest.hpp"
#include "store/store.hpp"
#include "tundish/session.hpp"

namespace tundish {

/// A small funnel with a mandatory field, a choice that decides the way, and two results.
extern const char* const kOrderDefinition;

/// Somebody who plays a release on their own device and keeps the log.
class Visitor {
 public:
  /// `number` makes the secret, and so the session.
  Visitor(const Funnel& funnel, int number);

  /// The same session on another device, which has the first `shared` events of the log and goes
  /// on by itself. `number` tells its events from others.
  Visitor fork(std::size_t shared, int number) const;

  /// Plays one input; it must be accepted.
  void play(EventInput input);
  /// The whole way through the order funnel to its result.
  void play_to_the_end();

  service::Submission submission() const { return submission(0, events.size()); }
  service::Submission submission(std::size_t from, std::size_t to) const;
  /// The same for the branch that leaves `parent` behind `at`.
  service::Submission submission_to(const std::string& branch, const std::string& parent,
                                    std::int64_t at, std::size_t from, std::size_t to) const;
  /// Where the log would go on from that event on as a branch of its own.
  std::string branch_from(std::size_t index) const;
  /// The body of the HTTP request for those events.
  std::string body(std::size_t from, std::size_t to) const;

  std::string secret;
  std::string id;
  Session session;
  std::vector<Event> events;

 private:
  void play_header();

  int number_;
};

/// Saves and publishes a funnel; gives the release of its first language, parsed.
Funnel published(store::Store& store, const char* definition);
/// The same of the order funnel.
Funnel published_order(store::Store& store);

/// The submission with one event replaced; the chain after it is sealed anew, as a liar would.
service::Submission with_event(service::Submission submission, std::size_t index, Event event);
/// The event with a true hash.
Event sealed(Event event);

}  // namespace tundish
