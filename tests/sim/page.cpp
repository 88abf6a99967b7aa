#include "sim/page.hpp"

#include <algorithm>
#include <utility>

#include "service/ownership.hpp"
#include "sim/device.hpp"
#include "sim/funnels.hpp"
#include "tundish/codec.hpp"

namespace tundish::sim {
namespace {

const Funnel& funnel_of(const std::string& release) {
  const Funnel* known = find_funnel(release);
  return known ? *known : first_edition().releases.front();
}

/// Whether `log` is the beginning of `longer`.
bool begins(const std::vector<LoggedEvent>& log, const std::vector<LoggedEvent>& longer) {
  return log.size() <= longer.size() && std::equal(log.begin(), log.end(), longer.begin());
}

std::vector<LoggedEvent> told_events(const Value* events) {
  std::vector<LoggedEvent> log;
  for (const Value& one : events ? events->list() : Value::List()) {
    LoggedEvent event;
    event.seq = static_cast<std::int64_t>(log.size());
    event.hash = one.find("hash")->text();
    event.text = to_json(one);
    log.push_back(std::move(event));
  }
  return log;
}

/// The session as the server told it, with the next epoch.
Record adopted_record(const Value& told, Record record, const std::vector<LoggedEvent>& log) {
  record.release = told.find("release")->text();
  record.gen = static_cast<std::int64_t>(told.find("gen")->number());
  record.epoch = static_cast<std::int64_t>(told.find("epoch")->number()) + 1;
  record.acked = static_cast<std::int64_t>(log.size());
  if (const Value* parent = told.find("parent")) {
    record.branch.session = record.key;
    record.branch.parent = parent->text();
    record.branch.at = static_cast<std::int64_t>(told.find("at")->number());
  }
  return record;
}

}  // namespace

Host::Parts Page::parts() {
  return Host::Parts{around_,          device_.disk(), device_.line(),
                     weak_from_this(), code_.rules,    code_.database};
}

void Page::receive(std::function<void()> work) {
  if (!is_alive_) return;
  if (is_frozen_) {
    inbox_.push_back(std::move(work));
  } else {
    work();
  }
}

void Page::thaw() {
  if (!is_alive_ || !is_frozen_) return;
  is_frozen_ = false;
  // The visitor may be quicker than the news.
  if (around_.random.per_mille(500)) gesture();
  std::deque<std::function<void()>> missed = std::move(inbox_);
  inbox_.clear();
  while (!missed.empty()) {
    receive(std::move(missed.front()));
    missed.pop_front();
  }
  if (around_.random.per_mille(500)) gesture();
  gesture_later();
}

void Page::die() {
  is_alive_ = false;
  if (playing_) playing_->close();
  for (const std::shared_ptr<Host>& host : flushing_) host->close();
}

void Page::hide() {
  if (!is_alive_ || is_frozen_ || !playing_) return;
  playing_->tell(SyncInputKind::hiding);
}

void Page::tell_online(bool online) {
  receive([self = shared_from_this(), online] {
    const SyncInputKind kind = online ? SyncInputKind::online : SyncInputKind::offline;
    if (self->playing_) self->playing_->tell(kind);
    for (const std::shared_ptr<Host>& host : self->flushing_) host->tell(kind);
  });
}

void Page::lost(const std::string& key) {
  if (playing_ && playing_->record().key == key) playing_->close();
  for (const std::shared_ptr<Host>& host : flushing_) {
    if (host->record().key == key) host->close();
  }
}

void Page::show() {
  const Record* newest = nullptr;
  for (const auto& [key, record] : device_.disk().data().records) {
    if (!record.is_refused && (!newest || record.number > newest->number)) newest = &record;
  }
  if (newest && !device_.disk().is_failing() && around_.random.per_mille(850)) {
    open(newest->key, Claim::steal, 0);
  } else {
    begin();
  }
  if (!around_.random.per_mille(500)) return;
  std::vector<std::string> keys;
  for (const auto& [key, record] : device_.disk().data().records) keys.push_back(key);
  for (const std::string& key : keys) {
    if (!newest || key != newest->key) flush(key);
  }
}

void Page::begin() {
  Record record;
  record.secret = around_.random.hex(64);
  record.root = record.key = service::session_of_secret(record.secret);
  const bool second = device_.server().is_second_edition() && around_.random.per_mille(700);
  const PublishedFunnel& edition = second ? second_edition() : first_edition();
  const bool spanish = around_.random.per_mille(300);
  record.release = edition.rows[spanish ? 1 : 0].hash;
  record.number = record.writer = device_.next_number();
  around_.sessions.push_back(KnownSession{record.root, record.secret});
  around_.tell("a visitor begins " + record.root);
  device_.claim(record.key, Claim::steal, weak_from_this(),
                [this, key = record.key] { lost(key); });
  play(Found{record, {}, {}}, false);
  playing_->append(player_->start(record.root, device_.wall_ms()));
}

void Page::play(Found found, bool take_over) {
  if (playing_) {
    playing_->close();
    if (playing_->record().key != found.record.key) device_.release(playing_->record().key, this);
  }
  player_.emplace(around_, funnel_of(found.record.release), found.log, found.server_lane);
  Host::Listener listener;
  listener.cut = [this] { replay(); };
  listener.rebased = [this] {
    replay();
    const std::optional<Player::Unfit> unfit = player_->unfit();
    if (unfit && !player_->lacks()) playing_->tell_unfit(unfit->seq, unfit->refused);
  };
  listener.erased = [this] {
    if (!around_.is_calm) begin();
  };
  listener.reported = [](const SyncAction&) {};
  playing_ = std::make_shared<Host>(parts(), found.record, std::move(listener));
  playing_->open(std::move(found.log), std::move(found.server_lane), take_over);
  gesture_later();
}

void Page::replay() {
  player_.emplace(around_, funnel_of(playing_->record().release), playing_->state().log,
                  playing_->server_lane());
}

/// Whoever waits for the server asks it now and then.
void Page::ask_again() {
  if (playing_->state().halted.empty() && (player_->waits() || player_->lacks())) {
    playing_->tell(SyncInputKind::asking);
  }
}

void Page::open(const std::string& key, Claim how, std::int64_t taken_epoch) {
  if (!device_.claim(key, how, weak_from_this(), [this, key] { lost(key); })) return;
  const auto found = std::make_shared<Found>();
  const auto read = [found, key, writer = device_.next_number()](DiskData& data) {
    Record* record = data.find(key);
    if (!record) return DiskOutcome::rejected;
    record->writer = writer;
    found->record = *record;
    found->log = data.log(key);
    found->server_lane = data.server_lanes[key];
    return DiskOutcome::done;
  };
  const auto is_alive = [self = weak_from_this()] {
    const std::shared_ptr<Page> page = self.lock();
    return page && page->is_alive();
  };
  device_.disk().transact(
      Asking{is_alive, code_.database}, read,
      [self = shared_from_this(), found, taken_epoch, how](DiskOutcome outcome) {
        self->receive([self, found, taken_epoch, how, outcome] {
          if (outcome != DiskOutcome::done) return;
          self->around_.tell("a tab opens " + found->record.key + " with " +
                             std::to_string(found->log.size()) + " events");
          const bool take_over = taken_epoch != 0 && taken_epoch == found->record.epoch;
          if (how == Claim::steal) {
            self->play(std::move(*found), take_over);
            return;
          }
          Host::Listener listener;
          listener.cut = [] {};
          listener.rebased = [] {};
          listener.erased = [] {};
          listener.reported = [](const SyncAction&) {};
          const auto host =
              std::make_shared<Host>(self->parts(), found->record, std::move(listener));
          self->flushing_.push_back(host);
          host->open(std::move(found->log), std::move(found->server_lane), false);
        });
      });
}

void Page::flush(const std::string& key) { open(key, Claim::ask, 0); }

void Page::gesture_later() {
  if (is_gesturing_ || around_.is_calm) return;
  is_gesturing_ = true;
  around_.schedule.after(around_.random.between(200, around_.is_hasty ? 4000 : 22000),
                         [weak = weak_from_this()] {
                           const std::shared_ptr<Page> self = weak.lock();
                           if (!self || !self->is_alive_) return;
                           self->is_gesturing_ = false;
                           if (self->is_frozen_ || self->around_.is_calm) return;
                           self->gesture();
                           self->gesture_later();
                         });
}

void Page::gesture() {
  if (!playing_ || playing_->is_closed() || !playing_->state().halted.empty()) return;
  ask_again();
  if (player_->has_ended()) {
    if (around_.random.per_mille(300)) begin();
    return;
  }
  const LoggedEvent event = player_->gesture(device_.wall_ms());
  if (!event.text.empty()) playing_->append(event);
}

void Page::misbehave() {
  if (!is_alive_ || is_frozen_ || !playing_ || playing_->is_closed()) return;
  if (!playing_->state().halted.empty()) return;
  Impossible how = static_cast<Impossible>(around_.random.below(kImpossibleAtAnyTime));
  if (player_->has_ended()) how = Impossible::after_the_end;
  around_.tell("an impossible event");
  playing_->append(player_->impossible(how, device_.wall_ms()));
}

void Page::take_over(const std::string& target, const std::string& root,
                     const std::string& secret) {
  around_.tell("a device asks for " + target);
  device_.line().send(get_session(target, secret),
                      [self = shared_from_this(), target, root, secret](const Answer& answer) {
                        self->receive([self, target, root, secret, answer] {
                          if (answer.status == 200) self->adopt(target, root, secret, answer.body);
                        });
                      });
}

void Page::adopt(const std::string& target, const std::string& root, const std::string& secret,
                 const std::string& body) {
  const Result<Value> told = parse_value(body);
  if (!told || !told->find("epoch") || !told->find("release")) return;  // a captive portal
  Record record;
  record.key = target;
  record.root = root;
  record.secret = secret;
  record.number = device_.next_number();
  const std::vector<LoggedEvent> log = told_events(told->find("events"));
  const std::vector<LoggedEvent> server_lane = told_events(told->find("s_events"));
  record = adopted_record(*told, std::move(record), log);
  if (log.empty()) return;
  ++around_.tallies.take_overs;
  Surroundings& around = around_;
  const auto keep = [&around, record, log, server_lane](DiskData& data) {
    Record* there = data.find(record.key);
    const std::vector<LoggedEvent> before = data.log(record.key);
    if (there) {
      // What this device still owes goes first; the reducer finds out what the server thinks.
      const bool owes = there->acked < static_cast<std::int64_t>(before.size());
      if (owes || !(there->branch == record.branch) || !begins(before, log)) {
        return DiskOutcome::done;
      }
    }
    const std::int64_t number = there ? there->number : record.number;
    data.records[record.key] = record;
    data.records[record.key].number = number;
    data.server_lanes[record.key] = server_lane;
    for (const LoggedEvent& event : log) {
      data.events[std::pair(record.key, event.seq)] = event;
      around.ledger.fate(event.hash).on_disk = true;
    }
    return DiskOutcome::done;
  };
  device_.disk().transact(Asking{[] { return true; }, code_.database}, keep,
                          [self = shared_from_this(), record](DiskOutcome outcome) {
                            self->receive([self, record, outcome] {
                              if (outcome != DiskOutcome::done) return;
                              self->open(record.key, Claim::steal, record.epoch);
                            });
                          });
}

}  // namespace tundish::sim
