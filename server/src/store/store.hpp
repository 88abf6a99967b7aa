#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "store/record.hpp"
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

  virtual std::optional<Release> find_release(std::string_view hash) = 0;
  /// What an environment plays of a funnel, by language.
  virtual std::vector<Publication> list_publications(std::string_view environment,
                                                     std::string_view funnel) = 0;

  virtual std::optional<Session> find_session(std::string_view session) = 0;
  /// Newest first; of one funnel, or of all when `funnel` is empty.
  virtual std::vector<Session> list_sessions(std::string_view funnel,
                                             const std::optional<Cursor>& after, int limit) = 0;
  /// Oldest first, those behind that place.
  virtual std::vector<Session> list_sessions_behind(const Cursor& place, int limit) = 0;
  /// A root and all its branches, by their ids.
  virtual std::vector<Session> list_family(std::string_view root) = 0;
  /// The hashes of a session's own events of a lane in order from `from_seq`, at most `limit`.
  virtual std::vector<std::string> list_event_hashes(const SessionLog& log, Lane lane,
                                                     std::int64_t from_seq, int limit) = 0;
  /// The event of that uid in the session's bucket.
  virtual std::optional<Event> find_event_by_uid(std::string_view session,
                                                 std::string_view uid) = 0;
  /// A session's own events of a lane in order from `from_seq`, at most `limit`.
  virtual std::vector<Event> list_events(const SessionLog& log, Lane lane, std::int64_t from_seq,
                                         int limit) = 0;

  /// The event in quarantine with the highest seq of that branch.
  virtual std::optional<QuarantinedEvent> find_last_quarantined(std::string_view session) = 0;
  /// The hashes of a branch's events in quarantine, in order from `from_seq`, at most `limit`.
  virtual std::vector<std::string> list_quarantined_hashes(std::string_view session,
                                                           std::int64_t from_seq, int limit) = 0;
  /// How many events of a root's branches are in quarantine.
  virtual std::int64_t count_quarantined(std::string_view root) = 0;
  /// Those events by branch and seq, at most `limit`.
  virtual std::vector<QuarantinedEvent> list_quarantined(
      std::string_view root, const std::optional<QuarantineCursor>& after, int limit) = 0;

  /// What a session's own events have triggered, by uid and ordinal, at most `limit`.
  virtual std::vector<Intent> list_intents(const SessionLog& log, int limit) = 0;
  /// Intents that are not delivered yet, oldest first, at most `limit`.
  virtual std::vector<Intent> list_waiting_intents(int limit) = 0;

  /// What was counted, by the value that is kept apart in the order of its bytes. Sums of nothing
  /// are left out.
  virtual std::vector<CounterSum> sum_counters(const CounterQuery& query) = 0;

  /// The row of that key. `records.hpp` says this and the like in types.
  virtual std::optional<Record> find_record(const RecordTable& table, const Record& key) = 0;
  virtual std::vector<Record> list_records(const RecordTable& table, const RecordQuery& query) = 0;
};

/// Whether a row could be added: nobody may use the uid of an event or the key of a record twice.
enum class Added { yes, uid_is_taken, key_is_taken };

/// The same, and what changes it.
class Writer : public Reader {
 public:
  /// Keeps a release; the same hash twice is the same release.
  virtual void put_release(const Release& release) = 0;
  virtual void put_publication(const Publication& publication) = 0;
  /// The environment plays the funnel in that language no longer.
  virtual void remove_publication(const Publication& publication) = 0;
  /// Adds a session, or moves one on: its owner, funnel, place among branches and beginning are as
  /// they were.
  virtual void put_session(const Session& session) = 0;
  /// Changes nothing when the bucket has that uid. Throws `StoreError` when the lane has that seq:
  /// the caller knows its end, and nobody else writes in between.
  virtual Added add_event(const Event& event) = 0;
  /// Throws `StoreError` when the branch has that seq in quarantine.
  virtual void add_quarantined(const QuarantinedEvent& event) = 0;
  /// Throws `StoreError` when the event has an intent of that ordinal.
  virtual void add_intent(const Intent& intent) = 0;
  virtual void set_delivered(const Intent& intent, std::int64_t at_ms) = 0;
  /// Removes a session with its own events of both lanes and what those triggered. What was counted
  /// stays.
  virtual void remove_session(const Session& session) = 0;
  /// Removes the events in quarantine of a root and all its branches.
  virtual void remove_quarantined(std::string_view root) = 0;
  /// Adds to what was counted; a count may be negative.
  virtual void add_counts(const CounterKey& key, const Counts& counts) = 0;
  /// Removes all that was counted but visits and what is kept of removed sessions
  /// (`kKeptCounts`).
  virtual void remove_counts() = 0;
  virtual void put_record(const RecordTable& table, const Record& row) = 0;
  virtual Added add_record(const RecordTable& table, const Record& row) = 0;
  virtual void remove_record(const RecordTable& table, const Record& key) = 0;
};

/// A transaction that was handed in. Letting it go waits for its end.
class Write {
 public:
  virtual ~Write() = default;
  /// Returns when it is durable, or throws what it failed with.
  virtual void wait() = 0;
  /// Calls `tell` once when `wait` no longer waits, on whatever thread ends it: at once when it has
  /// ended already. `tell` must be short and must not throw.
  virtual void when_ended(std::function<void()> tell) = 0;
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
  /// The same without waiting for the end, where the store can: here it does. What the work uses
  /// must outlive the transaction.
  virtual std::unique_ptr<Write> begin_write(std::function<void(Writer&)> work);
  /// Returns when what was removed is in no file of the store any more, as far as the files are the
  /// store's own. Throws `StoreError` when that cannot be said.
  virtual void forget_removed() {}
};

}  // namespace tundish::store
