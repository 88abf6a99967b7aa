#include "sim/audit.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "service/statistics.hpp"
#include "sim/chains.hpp"
#include "sim/erased.hpp"
#include "sim/funnels.hpp"
#include "tundish/advance.hpp"
#include "tundish/session.hpp"
#include "tundish/tally.hpp"

namespace tundish::sim {
namespace {

constexpr int kAll = 100000;
constexpr std::int64_t kAbandonedAfterMs = 60 * 1000;  // as the funnels say

class Audit {
 public:
  Audit(Surroundings& around, Server& server) : around_(around), server_(server) {}

  void run(const std::vector<std::unique_ptr<Device>>& devices) {
    server_.settle_abandoned();
    read_rows();
    for (const auto& [id, chain] : chains_.whole) check_chain(chain);
    check_places();
    check_erased();
    check_counters();
    check_deliveries();
    for (const std::unique_ptr<Device>& device : devices) check_disk(device->disk().data());
    note_disks(devices);
    check_fates();
  }

 private:
  void violate(const char* invariant, const std::string& detail) {
    around_.ledger.violate(invariant, detail);
  }

  void read_rows() {
    server_.store().read([&](store::Reader& reader) {
      chains_ = read_chains(reader, around_.ledger);
      // A root may have quarantined events and no row.
      std::set<std::string> roots;
      for (const auto& [id, row] : chains_.rows) roots.insert(row.root);
      for (const KnownSession& session : around_.sessions) roots.insert(session.root);
      for (const std::string& root : roots) {
        for (store::QuarantinedEvent& event : reader.list_quarantined(root, std::nullopt, kAll)) {
          quarantine_.push_back(std::move(event));
        }
      }
    });
    around_.tallies.quarantined += static_cast<long>(quarantine_.size());
    for (const auto& [id, row] : chains_.rows) {
      if (!row.parent.empty()) ++around_.tallies.branches;
    }
  }

  /// I3, I5, I7 and what the chain adds to I4 and to the counters.
  void check_chain(const Chain& chain) {
    const store::Session& row = chain.row;
    const Funnel* funnel = find_funnel(row.release);
    if (!funnel) return violate("I7", "the session " + row.session + " plays no known release");
    Head heads[2];
    State state;
    tundish::Tallies sums;
    std::set<std::string> settled;
    for (const Event& event : in_order(chain, around_.ledger)) {
      Head& head = heads[static_cast<std::size_t>(event.lane)];
      if (check_link(head.seq, head.hash, event)) {
        return violate("I3",
                       "the chain " + row.session + " breaks at " + std::to_string(event.seq));
      }
      head = Head{event.seq, event.hash};
      const State before = state;
      const Transition step =
          state.events == 0 ? start(*funnel, event) : advance(*funnel, state, event);
      if (step.refused) {
        return violate(
            "I3", row.session + " holds an event that replay refuses: " + step.refused->sentence);
      }
      state = step.state;
      const auto* result = std::get_if<EffectResult>(&event.input);
      if (event.lane == Lane::s && result && !settled.insert(result->effect).second) {
        violate("I4", row.session + " was told twice what came of " + result->effect);
      }
      const bool is_server = event.lane == Lane::s;
      if (static_cast<std::size_t>(event.seq) < (is_server ? chain.server_shared : chain.shared)) {
        continue;
      }
      if (is_server) ++around_.tallies.server_events;
      sums = tally(std::move(sums), *funnel, counted_as(before, row), step);
      note_intents(event, step);
      note_asked(step);
    }
    if (state.status == SessionStatus::in_progress && !state.pending.empty()) {
      violate("I4", row.session + " still awaits " + state.pending.front().key);
    }
    const Head& head = heads[0];
    check_row(chain, *funnel, state, head);
    store::Counts& expected = expected_[std::string(to_text(state.header.channel))];
    store::add(expected, service::counts_of(sums.all));
    if (!was_left(row, state)) return;
    ++around_.tallies.abandoned;
    add_abandoned(expected, *funnel, row, state);
  }

  /// Whether the session goes on, and nobody went on with it for too long.
  bool was_left(const store::Session& row, const State& state) const {
    return state.status == SessionStatus::in_progress &&
           row.last_at_ms + kAbandonedAfterMs <= server_.now_ms();
  }

  void check_row(const Chain& chain, const Funnel& funnel, const State& state, const Head& head) {
    const store::Session& row = chain.row;
    if (chain.events.empty()) return violate("I3", "the session " + row.session + " is empty");
    if (head.seq != row.head_seq || head.hash != row.head_hash) {
      violate("I3", "the head of " + row.session + " is not its last event");
    }
    const SessionStatus status = was_left(row, state) ? SessionStatus::abandoned : state.status;
    if (to_json(funnel, state) != row.state || to_text(status) != row.status) {
      violate("I5", "the stored state of " + row.session + " is not the replay of its log");
    }
    if (!is_played(state.header, row) || state.header.rules != kRulesLevel) {
      violate("I7", "the log of " + row.session + " was played under something else");
    }
    if (state.header.session != row.root) violate("I3", row.session + " has another root");
    const std::string& first =
        chain.events[chain.shared < chain.events.size() ? chain.shared : 0].hash;
    if (!row.parent.empty() && branch_session(row.root, first) != row.session) {
      violate("I3", "the branch " + row.session + " is not named by its first event");
    }
  }

  /// In its release or in another of its structure that its row names.
  bool is_played(const Started& header, const store::Session& row) const {
    const Funnel* own = find_funnel(row.release);
    const Funnel* now = find_funnel(header.release);
    if (!own || !now || (*own)->structure != (*now)->structure) return false;
    return header.language == row.language &&
           (header.release == row.release ||
            row.siblings.find(header.release) != row.siblings.npos);
  }

  void note_intents(const Event& event, const Transition& step) {
    int ordinal = 0;
    for (const Fact& fact : step.facts) {
      if (fact.kind != FactKind::triggered) continue;
      wanted_.insert(event.uid + "-" + std::to_string(ordinal++));
    }
  }

  void note_asked(const Transition& step) {
    for (const Effect& effect : step.effects) {
      if (const auto* call = std::get_if<EndpointCall>(&effect)) asked_.insert(call->origin.key);
    }
  }

  void check_counters() {
    std::vector<store::CounterSum> expected;
    for (const auto& [channel, counts] : expected_) {
      if (!counts.empty()) expected.push_back(store::CounterSum{channel, counts});
    }
    if (server_.counters() != expected) violate("I5", "the counters are not the fold of the logs");
    if (removed_.empty()) return;
    // What is gone cannot be counted anew: it was kept.
    server_.count_anew();
    if (server_.counters() != expected) violate("I9", "counted anew, what was erased is missing");
  }

  /// I9: what was erased is nowhere, what it had counted still is. A restore may have undone that.
  void check_erased() {
    const std::vector<const Erased*> gone = server_.erased_now();
    server_.store().read([&](store::Reader& reader) {
      for (const Erased* erased : gone) {
        const std::string remains = find_remains(reader, *erased);
        if (!remains.empty()) violate("I9", erased->root + " was erased, but not its " + remains);
        removed_.insert(erased->root);
        for (const auto& [channel, counts] : erased->counts) {
          store::add(expected_[channel], counts);
        }
      }
    });
  }

  /// I2, and who wrote what.
  void check_places() {
    std::set<std::string> uids;
    for (const auto& [id, events] : chains_.own) {
      for (const store::Event& event : events) {
        note(event.hash, id);
        check_claim(event.hash, id);
        if (!uids.insert(event.uid).second)
          violate("I2", "the uid " + event.uid + " is there twice");
      }
    }
    for (const auto& [id, events] : chains_.own_server) {
      for (const store::Event& event : events) {
        check_claim(event.hash, id);
        if (!uids.insert(event.uid).second)
          violate("I2", "the uid " + event.uid + " of the server is there twice");
      }
    }
    for (const store::QuarantinedEvent& event : quarantine_) {
      note(event.hash, event.session);
      const Fate* fate = around_.ledger.find(event.hash);
      if (fate && fate->honest && !was_ignorant(event)) {
        violate("I3", "the honest event " + event.hash + " was refused: " + event.code);
      }
      if (!event.uid.empty() && !uids.insert(event.uid).second && !may_be_kept_too()) {
        violate("I2", "the uid " + event.uid + " is there twice, once in quarantine");
      }
    }
  }

  /// What one server refused may fit another lane of its own after a restore: the evidence stays.
  bool may_be_kept_too() const { return around_.tallies.restores > 0; }

  /// Whether the server wrote something that the event, or the one that it stands behind, did not
  /// know. After a restore it may know what is no longer so.
  bool was_ignorant(const store::QuarantinedEvent& refused) {
    if (refused.code == "after" || refused.code == "refused") return true;
    const Result<Event> event = parse_event(refused.text);
    if (!event) return false;
    // What a server that was restored did again may stand behind what a branch shares.
    if (refused.code == "wrong_seq") return around_.tallies.restores > 0 && may_lack(refused);
    bool has_server_events = around_.tallies.restores > 0;
    for (const auto& [id, chain] : chains_.whole) {
      if (chain.row.root != refused.root) continue;
      has_server_events = has_server_events || !chain.server.empty();
    }
    return has_server_events;
  }

  /// Whether the server may lack what the event knew of its lane.
  bool may_lack(const store::QuarantinedEvent& refused) {
    return was_branch(refused) || around_.spoken_to.count(refused.root) > 0;
  }

  bool was_branch(const store::QuarantinedEvent& refused) {
    const auto parent = chains_.rows.find(refused.parent);
    return parent != chains_.rows.end() &&
           (!parent->second.parent.empty() || parent->second.head_seq > refused.at);
  }

  /// It may lie in quarantine only.
  void check_claim(const std::string& hash, const std::string& place) {
    const Fate* fate = around_.ledger.find(hash);
    if (fate && fate->claimed) violate("I3", "a client has spoken for the server in " + place);
  }

  void note(const std::string& hash, const std::string& place) {
    places_[hash].push_back(place);
    const Fate* fate = around_.ledger.find(hash);
    if (!fate) return violate("I3", "nobody made the event " + hash + " of " + place);
    if (fate->forged) violate("I3", "a stranger wrote into " + place);
  }

  /// I4.
  void check_deliveries() {
    const std::map<std::string, int>& done = server_.provider().carried_out();
    around_.tallies.intents += static_cast<long>(wanted_.size());
    for (const std::string& key : wanted_) {
      if (done.count(key) == 0) violate("I4", "the provider was never asked for " + key);
    }
    check_once(done);
    const std::map<std::string, int>& answered = server_.answerer().carried_out();
    for (const std::string& key : asked_) {
      if (answered.count(key) == 0) violate("I4", "nobody was asked for " + key);
    }
    check_once(answered);
  }

  void check_once(const std::map<std::string, int>& done) {
    for (const auto& [key, times] : done) {
      if (times != 1) violate("I4", key + " was carried out " + std::to_string(times) + " times");
    }
  }

  /// I8.
  void check_disk(const DiskData& disk) {
    for (const auto& [key, record] : disk.records) {
      if (removed_.count(record.root) > 0) violate("I9", "a device still holds the erased " + key);
      const std::vector<LoggedEvent> log = disk.log(key);
      if (record.acked != static_cast<std::int64_t>(log.size())) {
        violate("I8", "the record " + key + " still owes events");
        continue;
      }
      if (log.empty()) continue;
      if (record.is_refused) {
        check_quarantined(record, log);
      } else if (!is_held(record.root, log)) {
        violate("I8", "no chain of " + record.root + " holds what the record " + key + " holds");
      } else if (!knows_server(record, log, disk)) {
        violate("I8", "the record " + key + " has another lane of the server than the server");
      }
    }
  }

  /// Whether the server's lane on the device is that of a chain that begins with the device's log.
  bool knows_server(const Record& record, const std::vector<LoggedEvent>& log,
                    const DiskData& disk) const {
    const auto found = disk.server_lanes.find(record.key);
    const std::vector<LoggedEvent> lane =
        found == disk.server_lanes.end() ? std::vector<LoggedEvent>() : found->second;
    const auto is_same = [](const LoggedEvent& one, const store::Event& other) {
      return one.hash == other.hash;
    };
    for (const auto& [id, chain] : chains_.whole) {
      if (chain.row.root != record.root || chain.events.size() < log.size()) continue;
      if (!std::equal(log.begin(), log.end(), chain.events.begin(), is_same)) continue;
      // Another device may have gone on: what the server wrote behind that is not for this one.
      const auto end = std::find_if(chain.server.begin(), chain.server.end(), [&](const auto& row) {
        return parse_event(row.text)->c_seen > static_cast<std::int64_t>(log.size());
      });
      if (std::equal(lane.begin(), lane.end(), chain.server.begin(), end, is_same)) return true;
    }
    return false;
  }

  /// Whether a chain of that root begins with the log. Which one is the server's business: after a
  /// restore what was a branch may have become the main line.
  bool is_held(const std::string& root, const std::vector<LoggedEvent>& log) const {
    const auto is_same = [](const LoggedEvent& one, const store::Event& other) {
      return one.hash == other.hash;
    };
    for (const auto& [id, chain] : chains_.whole) {
      if (chain.row.root != root || chain.events.size() < log.size()) continue;
      if (std::equal(log.begin(), log.end(), chain.events.begin(), is_same)) return true;
    }
    return false;
  }

  /// Refused events are kept wherever they were handed in: what a device forgot before it played on
  /// may stand there too, and the rest then left it as a branch.
  void check_quarantined(const Record& record, const std::vector<LoggedEvent>& log) {
    std::set<std::pair<std::int64_t, std::string>> there;
    for (const store::QuarantinedEvent& event : quarantine_) {
      if (event.root == record.root) there.insert(std::pair(event.seq, event.hash));
    }
    for (const LoggedEvent& event : log) {
      if (event.seq > record.branch.at && there.count(std::pair(event.seq, event.hash)) == 0) {
        return violate("I8",
                       "refused event " + std::to_string(event.seq) + " is not in quarantine");
      }
    }
  }

  void note_disks(const std::vector<std::unique_ptr<Device>>& devices) {
    for (const std::unique_ptr<Device>& device : devices) {
      for (const auto& [place, event] : device->disk().data().events) on_disks_.insert(event.hash);
    }
  }

  bool is_quarantined(const std::string& hash) const {
    return std::any_of(quarantine_.begin(), quarantine_.end(),
                       [&](const store::QuarantinedEvent& row) { return row.hash == hash; });
  }

  /// I1. An event may be gone for ever when no device has it because its owner cleared the storage,
  /// or because no disk ever took it, and the server was restored from before it came.
  void check_fates() {
    for (const std::string& hash : around_.ledger.order()) {
      const Fate& fate = *around_.ledger.find(hash);
      const auto found = places_.find(hash);
      const std::size_t times = found == places_.end() ? 0 : found->second.size();
      if (times > 1 && !(may_be_kept_too() && is_quarantined(hash))) {
        violate("I1", "the event " + hash + " is there twice: " + found->second[0] + ", " +
                          found->second[1]);
      }
      if (times > 0 || !fate.shown || fate.erased) continue;
      const bool device_let_go = fate.cleared || !fate.on_disk;
      const bool server_let_go = fate.undone || !fate.committed;
      if (on_disks_.count(hash) == 0 && device_let_go && server_let_go) continue;
      violate("I1", "the event " + hash + " is lost");
    }
  }

  Surroundings& around_;
  Server& server_;
  Chains chains_;
  std::vector<store::QuarantinedEvent> quarantine_;
  std::map<std::string, store::Counts> expected_;
  std::map<std::string, std::vector<std::string>> places_;
  std::set<std::string> wanted_, asked_, on_disks_, removed_;
};

}  // namespace

void audit(Surroundings& around, Server& server,
           const std::vector<std::unique_ptr<Device>>& devices) {
  Audit(around, server).run(devices);
}

}  // namespace tundish::sim
