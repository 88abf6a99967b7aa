#include "sim/device.hpp"

#include <algorithm>
#include <utility>

namespace tundish::sim {
namespace {

constexpr std::int64_t kBeginOfTime = 1760000000000;
constexpr std::int64_t kYearMs = 365LL * 24 * 3600 * 1000;

}  // namespace

Device::Device(Surroundings& around, Server& server, const DeviceTraits& traits)
    : around_(around),
      server_(server),
      traits_(traits),
      disk_(around),
      line_(around, server),
      pages_(2) {
  disk_.set_failing(traits.has_disk ? 0 : kNeverWorks);
  disk_.watch_upgrades([this](int version) { return is_held(version); });
}

/// A page that sleeps does not hear that another one wants to upgrade.
bool Device::is_held(int version) const {
  return std::any_of(pages_.begin(), pages_.end(), [&](const std::shared_ptr<Page>& page) {
    return page && page->is_alive() && page->is_frozen() && page->code().database < version;
  });
}

Code Device::code() {
  const bool is_old = traits_.has_old_engine && around_.random.per_mille(300);
  return Code{is_old ? kRulesLevel + 1 : kRulesLevel, database_};
}

std::int64_t Device::wall_ms() const {
  return kBeginOfTime + clock_offset_ms_ + around_.schedule.now();
}

bool Device::claim(const std::string& key, Claim how, const std::weak_ptr<Page>& page,
                   std::function<void()> lost) {
  if (!traits_.has_locks) return true;
  Lock& lock = locks_[key];
  const std::shared_ptr<Page> holder = lock.page.lock();
  const std::shared_ptr<Page> asking = page.lock();
  if (holder && holder->is_alive() && holder != asking) {
    if (how == Claim::ask) return false;
    ++around_.tallies.steals;
    around_.tell("the lock of " + key + " is stolen");
    holder->receive(std::move(lock.lost));
  }
  lock = Lock{page, std::move(lost)};
  return true;
}

void Device::release(const std::string& key, const Page* page) {
  const auto found = locks_.find(key);
  if (found != locks_.end() && found->second.page.lock().get() == page) locks_.erase(found);
}

void Device::open_page(std::size_t slot) {
  close_page(slot);
  pages_[slot] = std::make_shared<Page>(around_, *this, code());
  pages_[slot]->show();
}

void Device::close_page(std::size_t slot) {
  if (!pages_[slot]) return;
  if (around_.random.per_mille(500)) pages_[slot]->hide();
  pages_[slot]->die();
  pages_[slot].reset();
}

void Device::begin() {
  around_.schedule.after(around_.random.below(20000), [this] {
    if (around_.is_calm) return;
    open_page(0);
    if (traits_.shares) visit_elsewhere(0);
  });
  around_.schedule.after(around_.random.between(5000, 30000), [this] { incident(); });
  if (traits_.gets_new_code) {
    around_.schedule.after(around_.random.between(20000, 150000), [this] { database_ = 2; });
  }
}

void Device::begin_away(std::int64_t until_ms) {
  line_.set_online(false);
  around_.schedule.after(around_.random.below(20000), [this] { open_page(0); });
  around_.schedule.after(until_ms + around_.random.below(1000), [this] {
    line_.set_online(true);
    pages_[0]->tell_online(true);
  });
}

void Device::lose_power() {
  around_.tell("a device loses its power");
  ++around_.tallies.power_losses;
  disk_.lose_power();
  end_pages();
}

void Device::end_pages() {
  for (std::shared_ptr<Page>& page : pages_) {
    if (page) page->die();
    page.reset();
  }
}

/// A tab is opened, killed, frozen, hidden, or used for something that cannot have happened.
void Device::incident_of_tab(std::size_t slot, std::int64_t lot) {
  const std::shared_ptr<Page> page = pages_[slot];
  if (!page) {
    open_page(slot);
    if (traits_.shares && lot < 300) visit_elsewhere(slot);
    return;
  }
  if (page->is_frozen()) return page->thaw();
  if (lot < 250) {
    around_.tell("a tab is killed");
    page->die();
    pages_[slot].reset();
  } else if (lot < 400) {
    open_page(slot);
  } else if (lot < 550) {
    around_.tell("a tab freezes");
    page->freeze();
  } else if (lot < 650) {
    page->hide();
  } else if (lot < 800 && traits_.misbehaves) {
    page->misbehave();
  } else {
    visit_elsewhere(slot);
  }
}

/// Goes on with a session that may have been begun on another device, or with a branch of one.
void Device::visit_elsewhere(std::size_t slot) {
  Random& random = around_.random;
  std::vector<KnownSession>& sessions = around_.sessions;
  if (sessions.empty()) return;
  const auto count = static_cast<std::int64_t>(sessions.size());
  const std::int64_t last = random.per_mille(700) ? std::min<std::int64_t>(count, 2) : count;
  const KnownSession session = sessions[static_cast<std::size_t>(count - 1 - random.below(last))];
  std::string target = session.root;
  if (random.per_mille(300)) target = server_.some_branch_of(session.root);
  pages_[slot]->take_over(target, session.root, session.secret);
}

void Device::incident_of_line(std::int64_t lot) {
  if (!line_.is_online()) {
    line_.set_online(true);
  } else if (lot < 600) {
    line_.set_online(false);
  } else {
    line_.set_portal(lot < 850);
  }
  around_.tell(line_.is_online() ? "a device is online" : "a device is offline");
  for (const std::shared_ptr<Page>& page : pages_) {
    if (page) page->tell_online(line_.is_online());
  }
}

void Device::incident_of_disk(std::int64_t lot) {
  if (!traits_.has_disk) return;
  if (disk_.is_failing()) {
    around_.tell("a disk has room again");
    disk_.set_failing(0);
  } else if (lot < 450) {
    lose_power();
  } else if (lot < 500) {
    around_.tell("a device's storage is cleared");
    ++around_.tallies.clearings;
    disk_.clear();
  } else if (lot < 530) {
    disk_.back_up();
  } else if (lot < 560) {
    around_.tell("a device is set back to its backup");
    ++around_.tallies.set_back;
    end_pages();
    disk_.lose_power();
    disk_.go_back();
  } else if (traits_.is_unlucky_disk) {
    around_.tell("a disk is full, or nearly so");
    disk_.set_failing(lot < 750 ? kNeverWorks : 600);
  }
}

void Device::incident() {
  if (around_.is_calm) return;
  Random& random = around_.random;
  const std::int64_t kind = random.below(100);
  const std::int64_t lot = random.below(1000);
  const std::size_t slot = traits_.has_two_tabs && random.per_mille(500) ? 1 : 0;
  if (kind < 55) {
    incident_of_tab(slot, lot);
  } else if (kind < 75) {
    incident_of_line(lot);
  } else if (kind < 95) {
    incident_of_disk(lot);
  } else {
    clock_offset_ms_ = random.between(-10, 10) * kYearMs;
  }
  around_.schedule.after(random.between(2000, 40000), [this] { incident(); });
}

void Device::recover() {
  end_pages();
  line_.set_online(true);
  line_.set_portal(false);
  disk_.set_failing(traits_.has_disk ? 0 : kNeverWorks);
  pages_[0] = std::make_shared<Page>(around_, *this, Code{kRulesLevel, database_});
}

bool Device::finish() {
  bool is_finished = true;
  for (const auto& [key, record] : disk_.data().records) {
    const Host* host = nullptr;
    for (const std::shared_ptr<Host>& one : pages_[0]->flushing()) {
      if (one->record().key == key && !one->is_closed()) host = one.get();
    }
    if (!host) pages_[0]->flush(key);
    const bool is_sent = host && host->is_quiet() && !host->state().probe &&
                         host->state().acked == static_cast<std::int64_t>(host->state().log.size());
    is_finished = is_finished && is_sent;
    if (is_sent && !has_server_lane(*host)) is_finished = false;
  }
  return is_finished;
}

/// Whether the device has heard of all that the server wrote; asks for it otherwise.
bool Device::has_server_lane(const Host& host) {
  if (host.record().is_refused || !host.state().halted.empty()) return true;
  const SyncBranch& branch = host.state().branch;
  const std::size_t events = host.state().log.size();
  const std::string& target = branch.session.empty() ? host.state().session : branch.session;
  std::optional<Head> head = server_.server_head(target, events);
  // What was a branch before a restore may go on in its parent now.
  if (!head) head = server_.server_head(branch.parent, events);
  if (!head || (host.state().s_have == head->seq + 1 && host.state().s_hash == head->hash)) {
    return true;
  }
  for (const std::shared_ptr<Host>& one : pages_[0]->flushing()) {
    if (one.get() == &host) one->tell(SyncInputKind::asking);
  }
  return false;
}

}  // namespace tundish::sim
