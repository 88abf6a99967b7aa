#include "http/watchdog.hpp"

#include <algorithm>
#include <utility>

namespace tundish::http {
namespace {

constexpr std::chrono::milliseconds kLookAtMost{250};
constexpr std::chrono::milliseconds kLookAtLeast{10};

}  // namespace

Watchdog::Watchdog(std::size_t workers, std::chrono::milliseconds limit, StuckLog log)
    : workers_(workers),
      limit_(limit),
      log_(std::move(log)),
      posts_(std::make_unique<Post[]>(workers)),
      watcher_([this] { watch(); }) {}

Watchdog::~Watchdog() {
  {
    const std::lock_guard lock(mutex_);
    is_stopping_ = true;
  }
  wake_.notify_all();
  watcher_.join();
}

void Watchdog::begin(std::size_t worker, const Request& request) {
  Post& post = posts_[worker];
  const std::lock_guard lock(post.mutex);
  post.request = &request;
  post.began = Clock::now();
  post.is_told = false;
}

void Watchdog::end(std::size_t worker) {
  Post& post = posts_[worker];
  const std::lock_guard lock(post.mutex);
  post.request = nullptr;
}

std::size_t Watchdog::busy() const {
  std::size_t count = 0;
  for (std::size_t worker = 0; worker < workers_; ++worker) {
    const std::lock_guard lock(posts_[worker].mutex);
    if (posts_[worker].request != nullptr) ++count;
  }
  return count;
}

void Watchdog::watch() {
  std::unique_lock lock(mutex_);
  while (!is_stopping_) {
    wake_.wait_for(lock, std::clamp(limit_ / 4, kLookAtLeast, kLookAtMost));
    look();
  }
}

// The request cannot end while its post is locked.
void Watchdog::look() {
  const Clock::time_point now = Clock::now();
  for (std::size_t worker = 0; worker < workers_; ++worker) {
    Post& post = posts_[worker];
    const std::lock_guard lock(post.mutex);
    if (post.request == nullptr || post.is_told || now - post.began < limit_) continue;
    post.is_told = true;
    if (log_) log_(*post.request, std::chrono::duration_cast<Patience::Time>(now - post.began));
  }
}

}  // namespace tundish::http
