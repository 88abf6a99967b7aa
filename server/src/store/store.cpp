#include "store/store.hpp"

#include <exception>
#include <utility>

namespace tundish::store {
namespace {

/// A transaction that has ended before anybody asked.
class Ended : public Write {
 public:
  explicit Ended(std::exception_ptr failure) : failure_(std::move(failure)) {}

  void wait() override {
    if (failure_) std::rethrow_exception(failure_);
  }
  void when_ended(std::function<void()> tell) override { tell(); }

 private:
  std::exception_ptr failure_;
};

}  // namespace

std::unique_ptr<Write> Store::begin_write(std::function<void(Writer&)> work) {
  std::exception_ptr failure;
  try {
    write(work);
  } catch (...) {
    failure = std::current_exception();
  }
  return std::make_unique<Ended>(std::move(failure));
}

}  // namespace tundish::store
