#include "api/late_answer.hpp"

#include <condition_variable>
#include <exception>
#include <memory>
#include <mutex>
#include <utility>

#include "http/problem.hpp"

namespace tundish::api {
namespace {

/// The way from the thread that makes an answer to the worker that sends it.
class Pending {
 public:
  void make(const std::function<http::Response()>& work) {
    http::Response response;
    std::exception_ptr failure;
    try {
      response = work();
    } catch (...) {
      failure = std::current_exception();  // the worker is thrown it
    }
    std::function<void()> tell;
    {
      const std::lock_guard lock(mutex_);
      response_ = std::move(response);
      failure_ = failure;
      is_made_ = true;
      tell = std::move(tell_);
    }
    made_.notify_all();
    if (tell) tell();
  }

  http::Response take() {
    std::unique_lock lock(mutex_);
    made_.wait(lock, [this] { return is_made_; });
    if (failure_) std::rethrow_exception(failure_);
    return std::move(response_);
  }

  void when_made(std::function<void()> tell) {
    {
      const std::lock_guard lock(mutex_);
      if (!is_made_) {
        tell_ = std::move(tell);
        return;
      }
    }
    tell();
  }

 private:
  std::mutex mutex_;
  std::condition_variable made_;
  bool is_made_ = false;
  http::Response response_;
  std::exception_ptr failure_;
  std::function<void()> tell_;
};

}  // namespace

http::Response late_answer(service::JobThreads& threads, std::function<http::Response()> work) {
  const auto pending = std::make_shared<Pending>();
  const service::JobThreads::Entry entry =
      threads.add([pending, work = std::move(work)] { pending->make(work); });
  http::Response response;
  if (entry == service::JobThreads::Entry::full) {
    response =
        http::problem_response(503, "busy", "Too much waits already; try again in a moment.");
    http::set_header(response, "retry-after", "2");
    return response;
  }
  response.rest = [pending] { return pending->take(); };
  response.when_ready = [pending](std::function<void()> tell) {
    pending->when_made(std::move(tell));
  };
  return response;
}

}  // namespace tundish::api
