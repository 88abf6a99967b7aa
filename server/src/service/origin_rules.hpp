#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "store/store.hpp"

namespace tundish::service {

/// Of which sites pages may play here: the list of the server, and those of funnels that have one
/// of their own. What another server changes shows after `kFreshMs`; what this one changes, at
/// once. Used by many threads at once.
class OriginRules {
 public:
  static constexpr std::int64_t kFreshMs = 1000;
  /// Which sites: all, or those.
  struct Allowed {
    bool is_everybody = true;
    std::set<std::string, std::less<>> origins;
  };

  /// Of the server, such as `https://shop.example`; none: all.
  explicit OriginRules(const std::vector<std::string>& of_server = {});

  /// Who may ask for a funnel's release; with no funnel, who may ask for what any of them needs,
  /// such as the player itself and sessions, which their own secrets protect. While the database
  /// does not answer, what was last known holds.
  std::shared_ptr<const Allowed> find(store::Store& store, std::string_view funnel,
                                      std::int64_t now_ms);
  /// A list was changed: all are read again.
  void forget();

 private:
  struct Lists {
    std::shared_ptr<const Allowed> of_any;
    std::map<std::string, std::shared_ptr<const Allowed>, std::less<>> of_funnels;
    std::int64_t at_ms = 0;
  };

  std::shared_ptr<const Lists> lists(store::Store& store, std::int64_t now_ms);
  std::shared_ptr<const Lists> read(store::Store& store, std::int64_t now_ms) const;

  const std::shared_ptr<const Allowed> of_server_;
  std::mutex mutex_;
  std::shared_ptr<const Lists> lists_;
  bool is_stale_ = true;
};

}  // namespace tundish::service
