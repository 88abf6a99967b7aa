// What people with a role do while visitors play: they end sessions, let them go on in another
// language, erase them, and set clocks.
#include <algorithm>

#include "service/closing.hpp"
#include "service/erasing.hpp"
#include "service/language_change.hpp"
#include "service/rebuild.hpp"
#include "sim/server.hpp"
#include "store/records.hpp"
#include "store/removals.hpp"

namespace tundish::sim {

void Server::begin_operators() {
  Random& random = around_.random;
  const auto later = [&] { return random.between(10000, 60000); };
  if (random.per_mille(300)) around_.schedule.after(later(), [this] { close_some(); });
  if (random.per_mille(500)) around_.schedule.after(later(), [this] { change_some_language(); });
  if (random.per_mille(200)) around_.schedule.after(later(), [this] { erase_some(); });
}

/// Set by hand, by a time server, by a machine that slept.
void Server::set_some_clock() {
  if (around_.is_calm) return;
  has_wrong_clocks_ = true;
  for (const std::unique_ptr<Process>& process : processes_) {
    process->clock_offset = around_.random.between(-kWrongMs, kWrongMs);
  }
  around_.schedule.after(around_.random.between(5000, 60000), [this] { set_some_clock(); });
}

std::optional<std::string> Server::some_root() {
  if (around_.sessions.empty()) return std::nullopt;
  const auto count = static_cast<std::int64_t>(around_.sessions.size());
  const std::int64_t last =
      around_.random.per_mille(700) ? std::min<std::int64_t>(count, 2) : count;
  const std::int64_t chosen = count - 1 - around_.random.below(last);
  return around_.sessions[static_cast<std::size_t>(chosen)].root;
}

void Server::close_some() {
  if (around_.is_calm) return;
  around_.schedule.after(around_.random.between(5000, 60000), [this] { close_some(); });
  const std::optional<std::string> root = some_root();
  if (!root) return;
  const std::string target = some_branch_of(*root);
  try {
    store_.write([&](store::Writer& writer) {
      const service::Closing closing =
          service::close_session(writer, funnels(), target, "by_operator", now_ms());
      if (closing == service::Closing::closed) around_.tell("an operator closes " + target);
    });
  } catch (const Killed&) {
    die(*processes_.front());
  } catch (const store::StoreError&) {
    around_.tell("the operator cannot write");
  }
}

void Server::change_some_language() {
  if (around_.is_calm) return;
  around_.schedule.after(around_.random.between(5000, 60000), [this] { change_some_language(); });
  const std::optional<std::string> root = some_root();
  if (!root) return;
  const std::string target = around_.random.per_mille(500) ? *root : some_branch_of(*root);
  around_.spoken_to.insert(*root);
  const std::string language = around_.random.per_mille(500) ? "es" : "en";
  service::LanguageChange change;
  try {
    store_.write([&](store::Writer& writer) {
      change = service::change_language(writer, funnels(), target, language, now_ms());
    });
  } catch (const Killed&) {
    return die(*processes_.front());
  } catch (const store::StoreError&) {
    return around_.tell("the operator cannot write");
  }
  if (change.kind != service::LanguageChange::Kind::done) return;
  ++around_.tallies.languages;
  around_.tell("an operator lets " + target + " go on in " + language);
}

void Server::erase_some() {
  if (around_.is_calm) return;
  around_.schedule.after(around_.random.between(40000, 150000), [this] { erase_some(); });
  if (const std::optional<std::string> root = some_root()) erase(*root);
}

/// Also when the server is killed over it and nobody hears of it, it may have been done.
void Server::erase(const std::string& root) {
  put_releases();
  const service::Actor actor = service::server_actor(now_ms());
  Erased before;
  store_.read([&](store::Reader& reader) { before = read_erased(reader, around_.ledger, root); });
  if (before.rows.empty() && before.hashes.empty()) return;
  bool is_killed = false;
  try {
    service::erase_session(store_, funnels(), root, actor);
  } catch (const Killed&) {
    is_killed = true;
  } catch (const store::StoreError&) {
    around_.tell("the operator cannot write");
  }
  std::optional<store::RemovedSession> removed;
  store_.read(
      [&](store::Reader& reader) { removed = store::find<store::RemovedSession>(reader, root); });
  if (removed && removed->at_ms == actor.at_ms) {
    around_.tell("an operator erases " + root);
    ++around_.tallies.erased;
    for (const std::string& hash : before.hashes) around_.ledger.fate(hash).erased = true;
    erased_[std::pair(root, actor.at_ms)] = std::move(before);
  }
  if (is_killed) die(*processes_.front());
}

std::vector<store::CounterSum> Server::counters() {
  store::CounterQuery query;
  query.funnel = "storm";
  query.by = store::CountedBy::channel;
  std::vector<store::CounterSum> sums;
  store_.read([&](store::Reader& reader) { sums = reader.sum_counters(query); });
  return sums;
}

void Server::count_anew() { service::rebuild_statistics(store_, funnels()); }

std::vector<const Erased*> Server::erased_now() {
  std::vector<const Erased*> list;
  store_.read([&](store::Reader& reader) {
    for (const auto& [key, erased] : erased_) {
      const auto removed = store::find<store::RemovedSession>(reader, key.first);
      if (removed && removed->at_ms == key.second) list.push_back(&erased);
    }
  });
  return list;
}

}  // namespace tundish::sim
