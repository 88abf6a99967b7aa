#pragma once

#include <deque>
#include <functional>
#include <mutex>
#include <vector>

#include "service/outgoing.hpp"

namespace tundish::service {

/// Keeps what it is asked to send, and answers what the test has laid ready: 200 and `{}` when
/// there is nothing.
class ScriptedOutgoing : public Outgoing {
 public:
  OutgoingAnswer send(const OutgoingRequest& request) override {
    OutgoingAnswer answer{OutgoingOutcome::answered, 200, "{}", 0};
    {
      const std::lock_guard lock(mutex);
      requests.push_back(request);
      if (!answers.empty()) {
        answer = answers.front();
        answers.pop_front();
      }
    }
    if (meanwhile) meanwhile();
    return answer;
  }
  bool may_use(Scheme scheme) const override { return scheme == Scheme::https; }

  std::mutex mutex;
  std::vector<OutgoingRequest> requests;
  std::deque<OutgoingAnswer> answers;
  std::function<void()> meanwhile;  ///< happens while the answer is on its way
};

}  // namespace tundish::service
