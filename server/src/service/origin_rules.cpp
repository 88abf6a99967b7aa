#include "service/origin_rules.hpp"

#include <utility>

#include "service/words.hpp"
#include "store/origins.hpp"
#include "store/records.hpp"

namespace tundish::service {

OriginRules::OriginRules(const std::vector<std::string>& of_server)
    : of_server_(std::make_shared<Allowed>(
          Allowed{of_server.empty(), {of_server.begin(), of_server.end()}})) {
  lists_ = std::make_shared<Lists>(Lists{of_server_, {}, 0});
}

std::shared_ptr<const OriginRules::Lists> OriginRules::read(store::Store& store,
                                                            std::int64_t now_ms) const {
  Lists lists;
  store.read([&](store::Reader& reader) {
    lists = Lists{nullptr, {}, now_ms};
    Allowed any = *of_server_;
    store::each<store::Origins>(reader, store::by_key(), [&](const store::Origins& row) {
      const std::vector<std::string> words = split_words(row.allowed);
      any.origins.insert(words.begin(), words.end());
      Allowed own{false, {words.begin(), words.end()}};
      lists.of_funnels[row.funnel] = std::make_shared<Allowed>(std::move(own));
    });
    lists.of_any = std::make_shared<Allowed>(std::move(any));
  });
  return std::make_shared<Lists>(std::move(lists));
}

std::shared_ptr<const OriginRules::Lists> OriginRules::lists(store::Store& store,
                                                             std::int64_t now_ms) {
  {
    const std::lock_guard lock(mutex_);
    const bool is_fresh = now_ms >= lists_->at_ms && now_ms < lists_->at_ms + kFreshMs;
    if (!is_stale_ && is_fresh) return lists_;
    is_stale_ = false;
  }
  try {
    std::shared_ptr<const Lists> found = read(store, now_ms);
    const std::lock_guard lock(mutex_);
    // A change meanwhile: this may be from before it.
    if (!is_stale_) lists_ = found;
    return found;
  } catch (const store::StoreError&) {
    const std::lock_guard lock(mutex_);
    is_stale_ = true;
    return lists_;
  }
}

std::shared_ptr<const OriginRules::Allowed> OriginRules::find(store::Store& store,
                                                              std::string_view funnel,
                                                              std::int64_t now_ms) {
  const std::shared_ptr<const Lists> all = lists(store, now_ms);
  if (funnel.empty()) return all->of_any;
  const auto own = all->of_funnels.find(funnel);
  return own == all->of_funnels.end() ? of_server_ : own->second;
}

void OriginRules::forget() {
  const std::lock_guard lock(mutex_);
  is_stale_ = true;
}

}  // namespace tundish::service
