#pragma once

#include <functional>
#include <map>
#include <tuple>
#include <utility>

#include "store/store.hpp"

namespace tundish::store {

/// Everything that a memory store holds, and how to take back what its transaction did.
class MemoryTables : public Writer {
 public:
  explicit MemoryTables(std::int64_t generation) : generation_(generation) {}
  /// What the other one holds, under another generation.
  MemoryTables(const MemoryTables& other, std::int64_t generation)
      : generation_(generation), rows_(other.rows_) {}

  void begin() { undo_.clear(); }
  void roll_back();

  std::int64_t generation() override { return generation_; }
  std::optional<Release> find_release(std::string_view hash) override;
  std::vector<Publication> list_publications(std::string_view environment,
                                             std::string_view funnel) override;
  std::optional<Session> find_session(std::string_view session) override;
  std::vector<Session> list_sessions(std::string_view funnel, const std::optional<Cursor>& after,
                                     int limit) override;
  std::vector<Session> list_sessions_behind(const Cursor& place, int limit) override;
  std::vector<Session> list_family(std::string_view root) override;
  std::vector<std::string> list_event_hashes(const SessionLog& log, Lane lane,
                                             std::int64_t from_seq, int limit) override;
  std::optional<Event> find_event_by_uid(std::string_view session, std::string_view uid) override;
  std::vector<Event> list_events(const SessionLog& log, Lane lane, std::int64_t from_seq,
                                 int limit) override;
  std::optional<QuarantinedEvent> find_last_quarantined(std::string_view session) override;
  std::vector<std::string> list_quarantined_hashes(std::string_view session, std::int64_t from_seq,
                                                   int limit) override;
  std::int64_t count_quarantined(std::string_view root) override;
  std::vector<QuarantinedEvent> list_quarantined(std::string_view root,
                                                 const std::optional<QuarantineCursor>& after,
                                                 int limit) override;
  std::vector<Intent> list_intents(const SessionLog& log, int limit) override;
  std::vector<Intent> list_waiting_intents(int limit) override;
  std::vector<CounterSum> sum_counters(const CounterQuery& query) override;
  std::optional<Record> find_record(const RecordTable& table, const Record& key) override;
  std::vector<Record> list_records(const RecordTable& table, const RecordQuery& query) override;

  void put_release(const Release& release) override;
  void put_publication(const Publication& publication) override;
  void remove_publication(const Publication& publication) override;
  void put_session(const Session& session) override;
  Added add_event(const Event& event) override;
  void add_quarantined(const QuarantinedEvent& event) override;
  void add_intent(const Intent& intent) override;
  void set_delivered(const Intent& intent, std::int64_t at_ms) override;
  void remove_session(const Session& session) override;
  void remove_quarantined(std::string_view root) override;
  void add_counts(const CounterKey& key, const Counts& counts) override;
  void remove_counts() override;
  void put_record(const RecordTable& table, const Record& row) override;
  Added add_record(const RecordTable& table, const Record& row) override;
  void remove_record(const RecordTable& table, const Record& key) override;

 private:
  using Place = std::pair<std::string, std::int64_t>;  // session and seq
  using LanePlace = std::tuple<std::string, Lane, std::int64_t>;
  using Uid = std::pair<int, std::string>;  // bucket and uid

  struct Rows {
    std::map<std::string, Release> releases;
    std::map<std::string, Publication> publications;
    std::map<std::string, Session> sessions;
    std::map<LanePlace, Event> events;
    std::map<Uid, LanePlace> uids;
    std::map<Place, QuarantinedEvent> quarantine;
    std::map<std::pair<Uid, std::int64_t>, Intent> intents;  // by uid and ordinal
    std::map<CounterKey, Counts> counters;
    /// By the table's name; a row by its bucket and key.
    std::map<std::string, std::map<Record, Record>> records;
  };

  /// Sets a row and remembers how to take that back.
  template <class Key, class Row>
  void put(std::map<Key, Row>& table, const Key& key, const Row& row) {
    std::optional<Row> before;
    if (const auto found = table.find(key); found != table.end()) before = found->second;
    undo_.push_back([&table, key, before] {
      if (before) {
        table[key] = *before;
      } else {
        table.erase(key);
      }
    });
    table[key] = row;
  }

  /// Takes a row away and remembers how to bring it back.
  template <class Key, class Row>
  void take(std::map<Key, Row>& table, const Key& key) {
    const auto found = table.find(key);
    if (found == table.end()) return;
    undo_.push_back([&table, key = found->first, row = found->second] { table[key] = row; });
    table.erase(found);
  }

  std::int64_t generation_;
  Rows rows_;
  std::vector<std::function<void()>> undo_;
};

}  // namespace tundish::store
