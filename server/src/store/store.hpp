#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "store/rows.hpp"

namespace tundish::store {

/// The database failed: what was being done did not happen, and may be tried again.
class StoreError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// What is kept, as one consistent moment sees it.
class Reader {
 public:
  virtual ~Reader() = default;

  /// The number that changes whenever the database is restored from a backup.
  virtual std::int64_t generation() = 0;

  virtual std::optional<Funnel> find_funnel(std::string_view slug) = 0;
  /// All funnels by slug, without their definitions.
  virtual std::vector<Funnel> list_funnels() = 0;
  virtual std::optional<Release> find_release(std::string_view hash) = 0;
  /// What an environment plays of a funnel, by language.
  virtual std::vector<Publication> list_publications(std::string_view environment,
                                                     std::string_view funnel) = 0;

  virtual std::optional<Session> find_session(std::string_view session) = 0;
  /// Newest first; of one funnel, or of all when `funnel` is empty.
  virtual std::vector<Session> list_sessions(std::string_view funnel,
                                             const std::optional<Cursor>& after, int limit) = 0;
  virtual std::optional<Event> find_event(std::string_view session, std::int64_t seq) = 0;
  /// The event of that uid in the session's bucket.
  virtual std::optional<Event> find_event_by_uid(std::string_view session,
                                                 std::string_view uid) = 0;
  /// In order from `from_seq`, at most `limit`.
  virtual std::vector<Event> list_events(std::string_view session, std::int64_t from_seq,
                                         int limit) = 0;

  virtual std::vector<CounterSum> sum_counters(std::string_view funnel) = 0;

  virtual std::optional<Token> find_token(std::string_view token_hash) = 0;
};

/// The same, and what changes it.
class Writer : public Reader {
 public:
  virtual void put_funnel(const Funnel& funnel) = 0;
  /// Keeps a release; the same hash twice is the same release.
  virtual void put_release(const Release& release) = 0;
  virtual void put_publication(const Publication& publication) = 0;
  virtual void put_session(const Session& session) = 0;
  /// Throws `StoreError` when the session has that seq, or the bucket that uid: the caller looks
  /// first, and nobody else writes in between.
  virtual void add_event(const Event& event) = 0;
  virtual void add_counts(const CounterKey& key, const Counts& counts) = 0;
  virtual void put_token(const Token& token) = 0;
};

/// Keeps everything. May be used from many threads at once.
class Store {
 public:
  virtual ~Store() = default;

  virtual void read(const std::function<void(Reader&)>& work) = 0;
  /// Runs the work as one transaction and returns when it is durable. When the work throws, nothing
  /// of it happened and the exception arrives here. The work may be run more than once: it must
  /// begin anew each time.
  virtual void write(const std::function<void(Writer&)>& work) = 0;
};

}  // namespace tundish::store
