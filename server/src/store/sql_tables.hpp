#pragma once

#include "store/sql_connection.hpp"
#include "store/store.hpp"

namespace tundish::store {

/// The rows of an SQL database, within whatever transaction its connection is in.
class SqlTables : public Writer {
 public:
  explicit SqlTables(SqlConnection& connection) : connection_(connection) {}

  std::int64_t generation() override;
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
  SqlConnection& connection_;
};

}  // namespace tundish::store
