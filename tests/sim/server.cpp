#include "sim/server.hpp"

#include <cstdlib>
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
/// A session bears the time at which its request came; what is as old as this is committed.
constexpr std::int64_t kSettledMs = 100;
constexpr std::int64_t kLongestAnswerMs = 80;
static_assert(kLongestAnswerMs < kSettledMs);
/// More requests at a time are answered by whatever stands in front of the server.
constexpr int kMostInFlight = 64;

/// A whole number behind `"name":` in a JSON text that this project writes.
std::int64_t number_in(const std::string& text, const std::string& name) {
  const std::size_t at = text.find("\"" + name + "\":");
  if (at == std::string::npos) return -1;
  return std::strtoll(text.c_str() + at + name.size() + 3, nullptr, 10);
}

/// The request's own, which comes behind its events.
std::int64_t last_number_in(const std::string& text, const std::string& name) {
  const std::size_t at = text.rfind("\"" + name + "\":");
  return at == std::string::npos ? -1 : number_in(text.substr(at), name);
}

/// The id in the address.
std::string target_of(const http::Request& request) {
  constexpr std::size_t kBefore = std::string_view("/api/v1/play/sessions/").size();
  return request.path.substr(kBefore, 32);
}

/// What a front answers while too many wait.
http::Response overloaded() {
  http::Response response;
  response.status = 503;
  response.headers.push_back(http::Header{"retry-after", "2"});
  return response;
}

}  // namespace

Server::Server(Surroundings& around)
    : around_(around),
      store_(around, std::make_unique<store::MemoryStore>(1)),
      provider_(around),
      answerer_(around) {
  answerer_.meanwhile = [this] { let_rival_act(); };
  put_releases();
  const int count = around.random.per_mille(400) ? 2 : 1;
  for (int i = 0; i < count; ++i) {
    processes_.push_back(std::make_unique<Process>());
    processes_.back()->lease = std::make_unique<service::LeaseHolder>(store_, "effects");
  }
  start_all();
}

Server::~Server() {
  around_.is_calm = true;  // leases are given up in peace
}

/// While there is one edition only, which no restore takes away, all worlds share what was parsed.
void Server::start(Process& process) {
  static service::FunnelCache shared;
  if (is_second_edition_) process.own_funnels.emplace();
  ++process.life;
  service::FunnelCache& funnels = is_second_edition_ ? *process.own_funnels : shared;
  process.context.reset(
      new api::Context{store_, funnels, no_assets_, [this, &process] { return now_of(process); }});
  process.routes = std::make_unique<api::Routes>(*process.context);
  api::add_play_sessions(*process.routes);
}

void Server::start_all() {
  for (const std::unique_ptr<Process>& process : processes_) start(*process);
}

Server::Process* Server::some_process() {
  const auto count = static_cast<std::int64_t>(processes_.size());
  const auto first = static_cast<std::size_t>(count > 1 ? around_.random.below(count) : 0);
  for (std::size_t i = 0; i < processes_.size(); ++i) {
    Process& process = *processes_[(first + i) % processes_.size()];
    if (process.is_up) return &process;
  }
  return nullptr;
}

service::FunnelCache& Server::funnels() { return processes_.front()->context->funnels; }

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
  if (around_.kind == Kind::storm) begin_operators();
  if (around_.random.per_mille(200)) set_some_clock();
}

void Server::die(Process& process) {
  ++around_.tallies.kills;
  around_.tell("a server is killed");
  process.is_up = false;
  ++process.life;
  around_.schedule.after(around_.random.between(500, 20000), [&process] { process.is_up = true; });
}

struct Server::Pending {
  http::Request request;  ///< lives until the answer is there
  http::Response response;
  Told told;
  Process* process = nullptr;
  std::int64_t life = 0;  ///< of the process
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
  const bool has_other_rules = last_number_in(request.body, "rules") > kRulesLevel;
  if (has_other_rules) ++around_.tallies.other_rules;
  if (!is_earlier && !is_from_before && !has_other_rules) return response;
  store_.read([&](store::Reader& reader) { after = reader.find_session(target); });
  if (after && after->head_seq > (before ? before->head_seq : -1)) {
    const char* const what = is_earlier       ? "an earlier epoch"
                             : is_from_before ? "another generation"
                                              : "another level of the rules";
    around_.ledger.violate("I7", std::string(what) + " has written into " + target);
  }
  return response;
}

void Server::finish(const std::shared_ptr<Pending>& pending) {
  --in_flight_;
  Process& process = *pending->process;
  if (pending->life != process.life) return pending->told(std::nullopt);
  std::optional<http::Response> response;
  try {
    response = complete(*pending);
    if (store_.take_hidden_kill()) die(process);
  } catch (const Killed&) {
    die(process);
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
  Process* process = some_process();
  if (!process) return told(std::nullopt);
  if (in_flight_ >= kMostInFlight) {
    ++around_.tallies.overloads;
    return told(overloaded());
  }
  const auto pending = std::make_shared<Pending>();
  pending->request = std::move(request);
  pending->told = std::move(told);
  pending->process = process;
  pending->life = process->life;
  pending->response = api::answer(*process->routes, pending->request);
  if (!pending->response.rest) return pending->told(pending->response);
  ++in_flight_;
  around_.schedule.after(around_.random.below(around_.is_calm ? 2 : kLongestAnswerMs),
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
  start_all();
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
  start_all();
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

void Server::deliver_some(Process& process) {
  const std::int64_t now = now_of(process);
  try {
    service::deliver_pending(store_, provider_, now, 16);
    if (process.lease->hold(now)) {
      service::perform_effects(store_, process.context->funnels, answerer_, now, 16);
    }
    look_for_abandoned(now);
  } catch (const Killed&) {
    die(process);
  } catch (const store::StoreError&) {
    around_.tell("the outbox cannot write");
  }
  if (store_.take_hidden_kill()) die(process);
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
      service::perform_effects(store_, funnels(), answerer_, now, 16);
    }
  } catch (const Killed&) {
    around_.tell("the other server is killed");
  } catch (const store::StoreError&) {
    around_.tell("the other server cannot write");
  }
  is_rival_acting_ = false;
}

/// One server's clock may be as far behind as the other's is ahead.
bool Server::look_for_abandoned(std::int64_t now) {
  service::AbandonmentSearch search;
  search.now_ms = now;
  search.settled_ms =
      has_wrong_clocks_ && !around_.is_calm ? 2 * kWrongMs + kSettledMs : kSettledMs;
  search.limit = 4;
  return service::find_abandoned(store_, funnels(), search);
}

void Server::work_off() {
  if (Process* process = some_process()) deliver_some(*process);
  if (around_.is_calm) return;
  around_.schedule.after(around_.random.between(200, 8000), [this] { work_off(); });
}

void Server::recover() {
  for (const std::unique_ptr<Process>& process : processes_) {
    process->is_up = true;
    process->clock_offset = 0;
  }
  put_releases();
}

std::int64_t Server::wrong_ms() const { return has_wrong_clocks_ ? 2 * kWrongMs : 0; }

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
  while (look_for_abandoned(now_ms())) {
  }
}

bool Server::finish_deliveries() {
  if (!owes_anything()) return true;
  deliver_some(*some_process());
  return !owes_anything();
}

}  // namespace tundish::sim
