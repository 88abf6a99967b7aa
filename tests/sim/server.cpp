#include "sim/server.hpp"

#include <cstdlib>
#include <stdexcept>
#include <utility>

#include "api/api.hpp"
#include "service/abandonment.hpp"
#include "service/lineage.hpp"
#include "sim/funnels.hpp"
#include "store/records.hpp"

namespace tundish::sim {
namespace {

constexpr std::int64_t kBeginOfTime = 1760000000000;
constexpr std::size_t kBackupsKept = 3;
constexpr int kAll = 100000;

/// A whole number behind `"name":` in a JSON text that this project writes.
std::int64_t number_in(const std::string& text, const std::string& name) {
  const std::size_t at = text.find("\"" + name + "\":");
  if (at == std::string::npos) return -1;
  return std::strtoll(text.c_str() + at + name.size() + 3, nullptr, 10);
}

/// The id in the address.
std::string target_of(const http::Request& request) {
  constexpr std::size_t kBefore = std::string_view("/api/v1/play/sessions/").size();
  return request.path.substr(kBefore, 32);
}

}  // namespace

void Provider::deliver(const store::Intent& intent, const std::string& key) {
  ++around_.tallies.deliveries;
  if (!around_.is_calm && around_.random.per_mille(100)) {
    throw std::runtime_error("the provider is not there");
  }
  around_.tell("deliver " + intent.name + " under the key " + key);
  int& count = carried_out_[key];
  if (around_.protections.provider_by_key && count > 0) return;
  ++count;
  if (!around_.is_calm && around_.random.per_mille(50)) {
    throw std::runtime_error("the provider's answer is lost");
  }
}

service::Performed Answerer::perform(const store::Effect& effect, std::int64_t now_ms) {
  if (!around_.is_calm && around_.random.per_mille(100)) {
    throw std::runtime_error("the endpoint is not there");
  }
  if (!around_.is_calm && around_.random.per_mille(50)) {
    return {service::Performed::Kind::later, {}, now_ms + around_.random.between(100, 5000)};
  }
  if (!around_.is_calm && meanwhile && around_.random.per_mille(150)) meanwhile();
  around_.tell("answer " + effect.effect + " of " + effect.session);
  int& count = carried_out_[effect.effect];
  if (!around_.protections.provider_by_key || count == 0) ++count;
  if (!around_.is_calm && around_.random.per_mille(50)) {
    throw std::runtime_error("the endpoint's answer is lost");
  }
  service::Performed performed;
  performed.kind = service::Performed::Kind::settled;
  performed.result.data = Value(Value::Object{});
  performed.result.data.set("rank", static_cast<double>(around_.random.between(1, 10)));
  return performed;
}

Server::Server(Surroundings& around)
    : around_(around),
      store_(around, std::make_unique<store::MemoryStore>(1)),
      provider_(around),
      answerer_(around) {
  answerer_.meanwhile = [this] { let_rival_act(); };
  put_releases();
  start_process();
}

Server::~Server() {
  around_.is_calm = true;  // leases are given up in peace
}

/// What a process has parsed dies with it. While there is one edition only, which no restore takes
/// away, all worlds share what was parsed.
void Server::start_process() {
  static service::FunnelCache shared;
  if (is_second_edition_) own_funnels_.emplace();
  ++process_;
  context_.reset(new api::Context{store_, is_second_edition_ ? *own_funnels_ : shared, no_assets_,
                                  [this] { return now_ms(); }});
  routes_ = std::make_unique<api::Routes>(*context_);
  api::add_play_sessions(*routes_);
}

void Server::put_releases() {
  store_.inner().write([&](store::Writer& writer) {
    for (const store::Release& row : first_edition().rows) writer.put_release(row);
    if (is_second_edition_) {
      for (const store::Release& row : second_edition().rows) writer.put_release(row);
    }
    const PublishedFunnel& played = is_second_edition_ ? second_edition() : first_edition();
    for (const store::Release& row : played.rows) {
      writer.put_publication({"production", row.funnel, row.language, row.hash, "en", 1});
    }
  });
}

void Server::begin() {
  around_.schedule.after(around_.random.between(10000, 60000), [this] { back_up(); });
  around_.schedule.after(around_.random.between(100, 3000), [this] { work_off(); });
  begin_operators();
}

void Server::die() {
  ++around_.tallies.kills;
  around_.tell("the server is killed");
  is_up_ = false;
  ++process_;
  around_.schedule.after(around_.random.between(500, 20000), [this] { is_up_ = true; });
}

struct Server::Pending {
  http::Request request;  ///< lives until the answer is there
  http::Response response;
  Told told;
  std::int64_t process = 0;
};

/// Also sees to it that nothing is taken from a device while another one writes, nor of what was
/// sent to the database as it was before a restore.
http::Response Server::complete(const Pending& pending) {
  const http::Request& request = pending.request;
  const std::string target = target_of(request);
  const std::int64_t gen = number_in(request.body, "gen");
  std::optional<store::Session> before;
  std::optional<store::Session> after;
  store_.read([&](store::Reader& reader) { before = reader.find_session(target); });
  http::Response response = pending.response.rest();
  const bool is_earlier = before && number_in(request.body, "epoch") < before->epoch;
  const bool is_from_before = gen > 0 && gen != generation_;
  if (!is_earlier && !is_from_before) return response;
  store_.read([&](store::Reader& reader) { after = reader.find_session(target); });
  if (after && after->head_seq > (before ? before->head_seq : -1)) {
    around_.ledger.violate("I7",
                           std::string(is_earlier ? "an earlier epoch" : "another generation") +
                               " has written into " + target);
  }
  return response;
}

void Server::finish(const std::shared_ptr<Pending>& pending) {
  if (pending->process != process_) return pending->told(std::nullopt);
  std::optional<http::Response> response;
  try {
    response = complete(*pending);
    if (store_.take_hidden_kill()) die();
  } catch (const Killed&) {
    die();
  }
  const std::string target = target_of(pending->request);
  note_committed(target);
  // What was a branch before a restore may go on in its parent now.
  constexpr std::string_view kParent = "\"parent\":\"";
  const std::size_t at = pending->request.body.find(kParent);
  const bool is_branch = at != std::string::npos;
  const std::string parent = is_branch ? pending->request.body.substr(at + kParent.size(), 32) : "";
  if (is_branch) note_committed(parent);
  if (!note_lane(target, target)) note_lane(parent, target);
  pending->told(response);
}

void Server::handle(http::Request request, Told told) {
  if (!is_up_ && !around_.is_calm) return told(std::nullopt);
  const auto pending = std::make_shared<Pending>();
  pending->request = std::move(request);
  pending->told = std::move(told);
  pending->process = process_;
  pending->response = api::answer(*routes_, pending->request);
  if (!pending->response.rest) return pending->told(pending->response);
  around_.schedule.after(around_.random.below(around_.is_calm ? 2 : 80),
                         [this, pending] { finish(pending); });
}

/// An answer that claims an event is believed only when the event is really there.
void Server::note_committed(const std::string& target) {
  store_.read([&](store::Reader& reader) {
    if (const std::optional<store::Session> row = reader.find_session(target)) {
      for (const std::string& hash : reader.list_event_hashes(log_of(*row), Lane::c, 0, kAll)) {
        around_.ledger.fate(hash).committed = true;
      }
    }
    for (const std::string& hash : reader.list_quarantined_hashes(target, 0, kAll)) {
      around_.ledger.fate(hash).committed = true;
    }
  });
}

/// Who asked for `asked` is told of the server's lane of that session, which must be there.
bool Server::note_lane(const std::string& session, const std::string& asked) {
  bool is_there = false;
  store_.read([&](store::Reader& reader) {
    const std::optional<store::Session> row = reader.find_session(session);
    is_there = row.has_value();
    if (!row) return;
    const service::Lineage lane = service::server_lineage_of(reader, *row);
    for (const std::string& hash : service::list_hashes(reader, lane, 0, kAll)) {
      around_.ledger.note_in_lane(asked, hash);
    }
  });
  return is_there;
}

void Server::back_up() {
  if (around_.is_calm) return;
  backups_.push_back(store_.inner().restored(generation_));
  if (backups_.size() > kBackupsKept) backups_.erase(backups_.begin());
  around_.schedule.after(around_.random.between(20000, 120000), [this] { back_up(); });
}

std::set<std::string> Server::all_hashes() {
  std::set<std::string> hashes;
  store_.read([&](store::Reader& reader) {
    for (const store::Session& session : reader.list_sessions("", std::nullopt, kAll)) {
      for (std::string& hash : reader.list_event_hashes(log_of(session), Lane::c, 0, kAll)) {
        hashes.insert(std::move(hash));
      }
    }
    for (const KnownSession& session : around_.sessions) {
      for (const auto& event : reader.list_quarantined(session.root, std::nullopt, kAll)) {
        hashes.insert(event.hash);
      }
    }
  });
  return hashes;
}

void Server::restore() {
  if (around_.is_calm || backups_.empty()) return;
  const std::set<std::string> before = all_hashes();
  const auto chosen =
      static_cast<std::size_t>(around_.random.below(static_cast<std::int64_t>(backups_.size())));
  store_.replace(backups_[chosen]->restored(++generation_));
  const std::set<std::string> after = all_hashes();
  for (const std::string& hash : before) {
    if (after.count(hash) == 0) around_.ledger.fate(hash).undone = true;
  }
  start_process();
  ++around_.tallies.restores;
  around_.tell("the database is restored: generation " + std::to_string(generation_) + ", " +
               std::to_string(before.size()) + " events become " + std::to_string(after.size()));
  if (is_second_edition_) {
    around_.schedule.after(around_.random.between(1000, 60000), [this] { put_releases(); });
  }
}

std::string Server::some_branch_of(const std::string& root) {
  std::vector<std::string> branches;
  store_.read([&](store::Reader& reader) {
    for (const store::Session& row : reader.list_sessions("", std::nullopt, kAll)) {
      if (row.root == root && !row.parent.empty()) branches.push_back(row.session);
    }
  });
  if (branches.empty()) return root;
  const auto count = static_cast<std::int64_t>(branches.size());
  return branches[static_cast<std::size_t>(around_.random.below(count))];
}

void Server::publish() {
  is_second_edition_ = true;
  put_releases();
  start_process();
}

std::optional<Head> Server::server_head(const std::string& target, std::size_t events) {
  std::optional<Head> head;
  store_.read([&](store::Reader& reader) {
    const std::optional<store::Session> row = reader.find_session(target);
    if (!row) return;
    head = Head{};
    for (const store::Event& event :
         service::list_events(reader, service::server_lineage_of(reader, *row), 0, kAll)) {
      if (parse_event(event.text)->c_seen > static_cast<std::int64_t>(events)) return;
      head = Head{event.seq, event.hash};
    }
  });
  return head;
}

void Server::deliver_some() {
  const std::int64_t now = now_ms();
  try {
    service::deliver_pending(store_, provider_, now, 16);
    if (lease_.hold(now)) {
      service::perform_effects(store_, context_->funnels, answerer_, now, 16);
    }
    look_for_abandoned();
  } catch (const Killed&) {
    die();
  } catch (const store::StoreError&) {
    around_.tell("the outbox cannot write");
  }
  if (store_.take_hidden_kill()) die();
}

/// By its clock the lease may have run out: a server that waits too long does not know.
void Server::let_rival_act() {
  if (is_rival_acting_) return;
  is_rival_acting_ = true;
  const std::int64_t now = now_ms() + around_.random.between(0, 2 * service::LeaseHolder::kLeaseMs);
  try {
    if (rival_lease_.hold(now)) {
      around_.tell("another server does what is due");
      ++around_.tallies.rivals;
      service::perform_effects(store_, context_->funnels, answerer_, now, 16);
    }
  } catch (const Killed&) {
    around_.tell("the other server is killed");
  } catch (const store::StoreError&) {
    around_.tell("the other server cannot write");
  }
  is_rival_acting_ = false;
}

/// All that is a millisecond old is committed here.
bool Server::look_for_abandoned() {
  service::AbandonmentSearch search;
  search.now_ms = now_ms();
  search.settled_ms = 1;
  search.limit = 4;
  return service::find_abandoned(store_, context_->funnels, search);
}

void Server::work_off() {
  if (is_up_) deliver_some();
  if (around_.is_calm) return;
  around_.schedule.after(around_.random.between(200, 8000), [this] { work_off(); });
}

void Server::recover() {
  is_up_ = true;
  put_releases();
}

std::int64_t Server::now_ms() const { return kBeginOfTime + around_.schedule.now(); }

bool Server::owes_anything() {
  bool is_waiting = false;
  store_.read([&](store::Reader& reader) {
    is_waiting =
        !reader.list_waiting_intents(1).empty() ||
        !store::list<store::Effect>(reader, store::by_index("effects_to_do").equal(false).limit(1))
             .empty();
  });
  return is_waiting;
}

void Server::settle_abandoned() {
  while (look_for_abandoned()) {
  }
}

bool Server::finish_deliveries() {
  if (!owes_anything()) return true;
  deliver_some();
  return !owes_anything();
}

}  // namespace tundish::sim
