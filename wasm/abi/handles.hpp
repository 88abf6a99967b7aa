#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "tundish/session.hpp"
#include "tundish/sync.hpp"

namespace tundish::abi {

/// What the host holds by number. A handle is the place in the table plus one; released places are
/// used again. 0 is never a handle.
class Handles {
 public:
  std::uint32_t keep(Funnel funnel) {
    Entry entry;
    entry.funnel = std::make_unique<Funnel>(std::move(funnel));
    return keep(std::move(entry));
  }
  std::uint32_t keep(Session session) {
    Entry entry;
    entry.session = std::make_unique<Session>(std::move(session));
    return keep(std::move(entry));
  }
  std::uint32_t keep(SyncState sync) {
    Entry entry;
    entry.sync = std::make_unique<SyncState>(std::move(sync));
    return keep(std::move(entry));
  }

  /// The thing behind a handle, or null when it is another kind of thing or none.
  Funnel* find_funnel(std::uint32_t handle) {
    Entry* entry = find(handle);
    return entry ? entry->funnel.get() : nullptr;
  }
  Session* find_session(std::uint32_t handle) {
    Entry* entry = find(handle);
    return entry ? entry->session.get() : nullptr;
  }
  SyncState* find_sync(std::uint32_t handle) {
    Entry* entry = find(handle);
    return entry ? entry->sync.get() : nullptr;
  }

  void release(std::uint32_t handle) {
    if (Entry* entry = find(handle)) *entry = Entry();
  }

 private:
  struct Entry {
    std::unique_ptr<Funnel> funnel;
    std::unique_ptr<Session> session;
    std::unique_ptr<SyncState> sync;

    bool is_free() const { return !funnel && !session && !sync; }
  };

  Entry* find(std::uint32_t handle) {
    return handle == 0 || handle > entries_.size() ? nullptr : &entries_[handle - 1];
  }

  std::uint32_t keep(Entry entry) {
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      if (!entries_[i].is_free()) continue;
      entries_[i] = std::move(entry);
      return static_cast<std::uint32_t>(i + 1);
    }
    entries_.push_back(std::move(entry));
    return static_cast<std::uint32_t>(entries_.size());
  }

  std::vector<Entry> entries_;
};

}  // namespace tundish::abi
