#include "store/memory_store.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace tundish::store {
namespace {

template <class Key, class Row>
std::optional<Row> find_in(const std::map<Key, Row>& table, const Key& key) {
  const auto found = table.find(key);
  if (found == table.end()) return std::nullopt;
  return found->second;
}

}  // namespace

class MemoryStore::Tables : public Writer {
 public:
  explicit Tables(std::int64_t generation) : generation_(generation) {}

  void begin() { undo_.clear(); }
  void roll_back() {
    for (auto step = undo_.rbegin(); step != undo_.rend(); ++step) (*step)();
    undo_.clear();
  }

  std::int64_t generation() override { return generation_; }

  std::optional<Funnel> find_funnel(std::string_view slug) override {
    return find_in(funnels_, std::string(slug));
  }

  std::vector<Funnel> list_funnels() override {
    std::vector<Funnel> list;
    for (const auto& [slug, funnel] : funnels_) {
      list.push_back(funnel);
      list.back().definition.clear();
    }
    return list;
  }

  std::optional<Release> find_release(std::string_view hash) override {
    return find_in(releases_, std::string(hash));
  }

  std::vector<Publication> list_publications(std::string_view environment,
                                             std::string_view funnel) override {
    std::vector<Publication> list;
    for (const auto& [key, publication] : publications_) {
      if (publication.environment == environment && publication.funnel == funnel) {
        list.push_back(publication);
      }
    }
    return list;
  }

  std::optional<Session> find_session(std::string_view session) override {
    return find_in(sessions_, std::string(session));
  }

  std::vector<Session> list_sessions(std::string_view funnel, const std::optional<Cursor>& after,
                                     int limit) override {
    std::vector<Session> list;
    for (const auto& [id, session] : sessions_) {
      if (!funnel.empty() && session.funnel != funnel) continue;
      if (after && std::pair(session.created_at_ms, session.session) >=
                       std::pair(after->created_at_ms, after->session)) {
        continue;
      }
      list.push_back(session);
    }
    std::sort(list.begin(), list.end(), [](const Session& left, const Session& right) {
      return std::pair(left.created_at_ms, left.session) >
             std::pair(right.created_at_ms, right.session);
    });
    if (list.size() > static_cast<std::size_t>(limit)) list.resize(static_cast<std::size_t>(limit));
    return list;
  }

  std::optional<Event> find_event(std::string_view session, std::int64_t seq) override {
    return find_in(events_, std::pair(std::string(session), seq));
  }

  std::optional<Event> find_event_by_uid(std::string_view session, std::string_view uid) override {
    const auto found = uids_.find(std::pair(bucket_of(session), std::string(uid)));
    if (found == uids_.end()) return std::nullopt;
    return find_in(events_, found->second);
  }

  std::vector<Event> list_events(std::string_view session, std::int64_t from_seq,
                                 int limit) override {
    std::vector<Event> list;
    auto next = events_.lower_bound(std::pair(std::string(session), from_seq));
    while (next != events_.end() && next->second.session == session &&
           list.size() < static_cast<std::size_t>(limit)) {
      list.push_back(next->second);
      ++next;
    }
    return list;
  }

  std::vector<CounterSum> sum_counters(std::string_view funnel) override {
    std::map<std::pair<std::string, std::string>, Counts> sums;
    for (const auto& [key, counts] : counters_) {
      if (key.funnel != funnel) continue;
      Counts& sum = sums[std::pair(key.channel, key.layer)];
      sum = sum + counts;
    }
    std::vector<CounterSum> list;
    for (const auto& [key, counts] : sums) {
      list.push_back(CounterSum{key.first, key.second, counts});
    }
    return list;
  }

  std::optional<Token> find_token(std::string_view token_hash) override {
    return find_in(tokens_, std::string(token_hash));
  }

  void put_funnel(const Funnel& funnel) override { put(funnels_, funnel.slug, funnel); }

  void put_release(const Release& release) override {
    if (!find_in(releases_, release.hash)) put(releases_, release.hash, release);
  }

  void put_publication(const Publication& publication) override {
    put(publications_,
        publication.environment + '\n' + publication.funnel + '\n' + publication.language,
        publication);
  }

  void put_session(const Session& session) override { put(sessions_, session.session, session); }

  void add_event(const Event& event) override {
    const std::pair key(event.session, event.seq);
    const std::pair uid(bucket_of(event.session), event.uid);
    if (events_.count(key) != 0 || uids_.count(uid) != 0) {
      throw StoreError("the event " + event.uid + " is already there");
    }
    put(events_, key, event);
    put(uids_, uid, key);
  }

  void add_counts(const CounterKey& key, const Counts& counts) override {
    put(counters_, key, find_in(counters_, key).value_or(Counts{}) + counts);
  }

  void put_token(const Token& token) override { put(tokens_, token.token_hash, token); }

 private:
  /// Remembers how to take it back.
  template <class Key, class Row>
  void put(std::map<Key, Row>& table, const Key& key, const Row& row) {
    std::optional<Row> before = find_in(table, key);
    undo_.push_back([&table, key, before] {
      if (before) {
        table[key] = *before;
      } else {
        table.erase(key);
      }
    });
    table[key] = row;
  }

  std::int64_t generation_;
  std::map<std::string, Funnel> funnels_;
  std::map<std::string, Release> releases_;
  std::map<std::string, Publication> publications_;
  std::map<std::string, Session> sessions_;
  std::map<std::pair<std::string, std::int64_t>, Event> events_;
  std::map<std::pair<int, std::string>, std::pair<std::string, std::int64_t>> uids_;
  std::map<CounterKey, Counts> counters_;
  std::map<std::string, Token> tokens_;
  std::vector<std::function<void()>> undo_;
};

MemoryStore::MemoryStore(std::int64_t generation) : tables_(std::make_unique<Tables>(generation)) {}

MemoryStore::~MemoryStore() = default;

void MemoryStore::read(const std::function<void(Reader&)>& work) {
  const std::lock_guard lock(mutex_);
  work(*tables_);
}

void MemoryStore::write(const std::function<void(Writer&)>& work) {
  const std::lock_guard lock(mutex_);
  tables_->begin();
  try {
    work(*tables_);
  } catch (...) {
    tables_->roll_back();
    throw;
  }
}

}  // namespace tundish::store
