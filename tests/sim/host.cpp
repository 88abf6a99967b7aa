#include "sim/host.hpp"

#include <algorithm>
#include <utility>

#include "sim/page.hpp"
#include "tundish/codec.hpp"

namespace tundish::sim {
namespace {

/// Whether another page has claimed the record since.
bool is_taken(const Record& record, const Record& mine) { return record.writer != mine.writer; }

/// What a host has, of which one event is to be kept.
struct Kept {
  const Record& record;
  const std::vector<LoggedEvent>& log;
  const std::vector<LoggedEvent>& server_lane;
  const LoggedEvent& event;
};

/// The transaction that keeps one event: it looks at what is there, and adds. A record that is not
/// there was not begun yet or was cleared: it is written whole.
DiskOutcome add_event(Surroundings& around, DiskData& data, const Kept& kept) {
  const Record& mine = kept.record;
  const LoggedEvent& event = kept.event;
  const auto seq = static_cast<std::size_t>(event.seq);
  // It left the log meanwhile.
  if (seq >= kept.log.size() || kept.log[seq].hash != event.hash) return DiskOutcome::done;
  const std::pair place(mine.key, event.seq);
  const auto there = data.events.find(place);
  Record* record = data.find(mine.key);
  if (record && around.protections.add_not_put) {
    if (is_taken(*record, mine)) return DiskOutcome::rejected;
    const bool is_behind_nothing =
        event.seq > 0 && data.events.count(std::pair(mine.key, event.seq - 1)) == 0;
    if (is_behind_nothing) return DiskOutcome::rejected;
    if (there != data.events.end()) {
      return there->second.hash == event.hash ? DiskOutcome::done : DiskOutcome::rejected;
    }
  }
  if (!record) {
    data.records[mine.key] = mine;
    data.server_lanes[mine.key] = kept.server_lane;
    for (std::size_t i = 0; i < seq; ++i) {
      data.events[std::pair(mine.key, kept.log[i].seq)] = kept.log[i];
      around.ledger.fate(kept.log[i].hash).on_disk = true;
    }
  }
  data.events[place] = event;
  around.ledger.fate(event.hash).on_disk = true;
  return DiskOutcome::done;
}

/// Moves the refused events, with copies of those before them, into a record of their own. A branch
/// that is refused from its first event on takes the place of its own record; another chain's is
/// left alone.
DiskOutcome move_refused(Surroundings& around, DiskData& data, const Record& mine, Record refused,
                         const std::vector<LoggedEvent>& whole, std::int64_t at) {
  Record* record = data.find(mine.key);
  if (record && is_taken(*record, mine)) return DiskOutcome::rejected;
  if (refused.key != mine.key && data.find(refused.key)) {
    refused.key = refused.key.substr(0, 4) + whole.back().hash.substr(0, 28);
  }
  data.records[refused.key] = refused;
  for (const LoggedEvent& event : whole) {
    data.events[std::pair(refused.key, event.seq)] = event;
    around.ledger.fate(event.hash).on_disk = true;
  }
  if (refused.key == mine.key) return DiskOutcome::done;
  auto next = data.events.lower_bound(std::pair(mine.key, at));
  while (next != data.events.end() && next->first.first == mine.key) {
    next = data.events.erase(next);
  }
  return DiskOutcome::done;
}

}  // namespace

Host::Host(Parts parts, Record record, Listener listener)
    : parts_(std::move(parts)),
      record_(std::move(record)),
      listener_(std::move(listener)),
      state_(sync_begin(record_.root, record_.release, parts_.rules)) {}

void Host::open(std::vector<LoggedEvent> log, std::vector<LoggedEvent> server_lane,
                bool take_over) {
  server_lane_ = kept_lane_ = std::move(server_lane);
  SyncInput input;
  input.s_have = static_cast<std::int64_t>(server_lane_.size());
  if (!server_lane_.empty()) input.s_hash = server_lane_.back().hash;
  input.kind = SyncInputKind::opened;
  input.log = std::move(log);
  input.gen = record_.gen;
  input.acked = record_.acked;
  input.epoch = record_.epoch;
  input.branch = record_.branch;
  input.refused = record_.is_refused;
  input.take_over = take_over;
  step(std::move(input));
  if (!parts_.line.is_online()) tell(SyncInputKind::offline);
}

void Host::append(LoggedEvent event) {
  SyncInput input;
  input.kind = SyncInputKind::appended;
  input.event = std::move(event);
  step(std::move(input));
}

void Host::tell_unfit(std::int64_t seq, const Refused& refused) {
  ++parts_.around.tallies.unfit;
  SyncInput input;
  input.kind = SyncInputKind::unfit;
  input.count = seq;
  input.reason = to_text(refused.code);
  input.sentence = refused.sentence;
  step(std::move(input));
}

void Host::tell(SyncInputKind kind) {
  SyncInput input;
  input.kind = kind;
  step(std::move(input));
}

void Host::step(SyncInput input) {
  if (is_closed_) return;
  const bool may_refuse = input.kind == SyncInputKind::unfit ||
                          (input.kind == SyncInputKind::answered && input.status == 422);
  before_ = may_refuse ? state_.log : std::vector<LoggedEvent>();
  home_ = state_.branch.session.empty() ? state_.session : state_.branch.session;
  SyncStep made = sync_step(std::move(state_), std::move(input));
  state_ = std::move(made.state);
  for (const SyncAction& action : made.actions) perform(action);
}

void Host::perform(const SyncAction& action) {
  switch (action.kind) {
    case SyncActionKind::store:
      to_store_.push_back(action.event);
      write_next();
      break;
    case SyncActionKind::send:
      send(action);
      break;
    case SyncActionKind::wake:
      wake(action.delay_ms);
      break;
    case SyncActionKind::save:
      save(action);
      break;
    case SyncActionKind::set_aside:
      set_aside(action);
      break;
    case SyncActionKind::server_events:
      server_events(action);
      break;
    case SyncActionKind::report:
      reported(action);
      break;
  }
}

/// How something reaches this host later: through its page, and not after it was closed.
std::function<void(std::function<void()>)> Host::to_page() const {
  return [page = parts_.page](std::function<void()> work) {
    if (const std::shared_ptr<Page> alive = page.lock()) alive->receive(std::move(work));
  };
}

void Host::transact(Disk::Work work, Disk::Told told) {
  ++transactions_;
  const std::weak_ptr<Page> page = parts_.page;
  const auto is_alive = [page] {
    const std::shared_ptr<Page> alive = page.lock();
    return alive && alive->is_alive();
  };
  parts_.disk.transact(
      Asking{is_alive, parts_.database}, std::move(work),
      [self = shared_from_this(), to = to_page(), told = std::move(told)](DiskOutcome outcome) {
        to([self, told, outcome] {
          --self->transactions_;
          if (!self->is_closed_) told(outcome);
        });
      });
}

/// Writes go one after the other. What a full disk did not move goes first, before anything is
/// written in the place of it.
void Host::write_next() {
  if (is_storing_ || is_closed_) return;
  if (!to_move_.empty()) {
    move_next();
  } else if (!to_store_.empty()) {
    store_next();
  }
}

void Host::move_next() {
  is_storing_ = true;
  const bool is_replaced = to_move_.front().refused.key == record_.key;
  transact(
      [&around = parts_.around, mine = record_, move = to_move_.front()](DiskData& data) {
        return move_refused(around, data, mine, move.refused, move.whole, move.at);
      },
      [this, is_replaced](DiskOutcome outcome) {
        is_storing_ = false;
        if (outcome == DiskOutcome::failed) {
          if (!to_store_.empty()) stored(LoggedEvent(to_store_.front()), outcome);
          return;
        }
        to_move_.pop_front();
        if (outcome == DiskOutcome::done && !is_replaced) return write_next();
        // What is left of the log has no record any more, or another page has it.
        tell(SyncInputKind::taken);
        close();
      });
}

/// When one fails, the reducer asks again for all that follow.
void Host::store_next() {
  is_storing_ = true;
  const LoggedEvent event = std::move(to_store_.front());
  to_store_.pop_front();
  transact(
      [self = shared_from_this(), event](DiskData& data) {
        const Kept kept{self->record_, self->state_.log, self->kept_lane_, event};
        return add_event(self->parts_.around, data, kept);
      },
      [this, event](DiskOutcome outcome) {
        is_storing_ = false;
        stored(event, outcome);
        write_next();
      });
}

void Host::stored(const LoggedEvent& event, DiskOutcome outcome) {
  const auto seq = static_cast<std::size_t>(event.seq);
  SyncInput input;
  if (outcome == DiskOutcome::done) {
    // An event that was set aside meanwhile is moved by the transaction after this one.
    if (seq >= state_.log.size() || state_.log[seq].hash != event.hash) return;
    input.kind = SyncInputKind::stored;
    input.count = event.seq + 1;
  } else if (outcome == DiskOutcome::failed) {
    to_store_.clear();
    input.kind = SyncInputKind::store_failed;
    input.reason = "quota_exceeded";
  } else {
    to_store_.clear();
    input.kind = SyncInputKind::taken;
  }
  step(std::move(input));
}

void Host::send(const SyncAction& action) {
  ++parts_.around.tallies.requests;
  parts_.around.tell("send " + action.session + " " + action.body.substr(0, 400));
  parts_.line.send(
      post_events(action.session, record_.secret, action.body),
      [self = shared_from_this(), to = to_page(), request = action.request](const Answer& answer) {
        to([self, request, answer] {
          self->parts_.around.tell("answer to request " + std::to_string(request) + " of " +
                                   self->record_.key + ": " + std::to_string(answer.status) + " " +
                                   answer.body.substr(0, 300));
          SyncInput input;
          input.kind = answer.status == 0 ? SyncInputKind::failed : SyncInputKind::answered;
          input.request = request;
          input.status = answer.status;
          input.body = answer.body;
          input.retry_after_ms = answer.retry_after_ms;
          input.random = self->parts_.around.random.fraction();
          self->step(std::move(input));
        });
      });
}

void Host::wake(std::int64_t delay_ms) {
  const std::int64_t number = ++wake_number_;
  parts_.around.schedule.after(delay_ms, [self = shared_from_this(), to = to_page(), number] {
    to([self, number] {
      if (number == self->wake_number_) self->tell(SyncInputKind::timer);
    });
  });
}

void Host::save(const SyncAction& action) {
  record_.gen = action.gen;
  record_.acked = action.acked;
  record_.epoch = action.epoch;
  record_.branch = action.branch;
  if (action.server_lane) kept_lane_ = server_lane_;
  transact(
      [mine = record_, lane = kept_lane_, is_lane = action.server_lane](DiskData& data) {
        Record* record = data.find(mine.key);
        if (!record || is_taken(*record, mine)) return DiskOutcome::rejected;
        record->gen = mine.gen;
        record->acked = mine.acked;
        record->epoch = mine.epoch;
        record->branch = mine.branch;
        if (is_lane) data.server_lanes[mine.key] = lane;
        return DiskOutcome::done;
      },
      // What was confirmed, and what is not there, is asked for again after the next start.
      [](DiskOutcome) {});
}

void Host::set_aside(const SyncAction& action) {
  Record refused = record_;
  refused.key = action.branch.session;
  refused.branch = action.branch;
  refused.acked = std::min(action.at, record_.acked);
  refused.is_refused = true;
  refused.writer = 0;
  to_store_.clear();
  shown_ = std::min(shown_, static_cast<std::size_t>(action.at));
  confirmed_ = std::min(confirmed_, static_cast<std::size_t>(action.at));
  parts_.around.tell("set aside from " + std::to_string(action.at) + " on: " + action.sentence);
  to_move_.push_back(Move{std::move(refused), before_, action.at});
  write_next();
  listener_.cut();
}

void Host::server_events(const SyncAction& action) {
  parts_.around.tell("the server's lane of " + record_.key + " from " + std::to_string(action.at) +
                     " on: " + action.body.substr(0, 200));
  const Result<Value> events = parse_value(action.body);
  server_lane_.resize(static_cast<std::size_t>(action.at));
  for (const Value& event : events->list()) {
    if (!parts_.around.ledger.was_in_lane(home_, event.find("hash")->text())) {
      parts_.around.ledger.violate("I5", home_ + " takes an event of another session's lane");
    }
    server_lane_.push_back(LoggedEvent{static_cast<std::int64_t>(server_lane_.size()),
                                       event.find("hash")->text(), to_json(event)});
  }
  // Not within the step that brought them.
  parts_.around.schedule.after(0, [self = shared_from_this(), to = to_page()] {
    to([self] {
      if (!self->is_closed_) self->listener_.rebased();
    });
  });
}

void Host::reported(const SyncAction& action) {
  Ledger& ledger = parts_.around.ledger;
  const auto durable = static_cast<std::size_t>(state_.durable);
  const auto acked = static_cast<std::size_t>(state_.acked);
  const std::size_t all = state_.log.size();
  const bool is_all_done = action.status == SyncStatus::synced ||
                           action.status == SyncStatus::waiting ||
                           action.status == SyncStatus::syncing;
  const std::size_t done = is_all_done ? all : std::max(durable, acked);
  for (; shown_ < done; ++shown_) {
    Fate& fate = ledger.fate(state_.log[shown_].hash);
    fate.shown = true;
    if (!fate.on_disk && !fate.committed) {
      ledger.violate("I6", "the screen says that event " + std::to_string(shown_) + " of " +
                               record_.key + " is done, and it is nowhere");
    }
  }
  for (; action.status == SyncStatus::synced && confirmed_ < all; ++confirmed_) {
    if (ledger.fate(state_.log[confirmed_].hash).committed) continue;
    ledger.violate("I6", "the screen says that event " + std::to_string(confirmed_) + " of " +
                             record_.key + " is at the server, which never had it");
  }
  listener_.reported(action);
  if (action.reason == "erased") forget();
}

/// What the server has erased goes from the device too, with its branches; what still waits to be
/// written behind that finds no record.
void Host::forget() {
  Surroundings& around = parts_.around;
  if (is_erased_ || !around.protections.forgetting) return;
  is_erased_ = true;
  around.tell("the device forgets " + record_.root);
  ++around.tallies.forgotten;
  to_store_.clear();
  for (const LoggedEvent& event : state_.log) around.ledger.fate(event.hash).erased = true;
  transact(
      [&around, root = record_.root](DiskData& data) {
        for (const std::string& hash : data.forget(root)) around.ledger.fate(hash).erased = true;
        return DiskOutcome::done;
      },
      [this](DiskOutcome) {
        close();
        listener_.erased();
      });
}

}  // namespace tundish::sim
