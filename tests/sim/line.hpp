#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "http/request.hpp"
#include "sim/server.hpp"
#include "sim/surroundings.hpp"

namespace tundish::sim {

/// What came back of a request; status 0: nothing did.
struct Answer {
  int status = 0;
  std::string body;
  std::int64_t retry_after_ms = 0;
};

http::Request post_events(const std::string& target, const std::string& secret, std::string body);
http::Request get_session(const std::string& target, const std::string& secret);

/// A device's way to the server: loses, doubles, delays and reorders requests and answers, puts
/// strangers' answers in their place.
class Line {
 public:
  Line(Surroundings& around, Server& server) : around_(around), server_(server) {}

  using Told = std::function<void(const Answer&)>;
  /// `told` is called at least once, in time with status 0; sometimes again with a late answer.
  void send(http::Request request, Told told);

  bool is_online() const { return is_online_; }
  void set_online(bool online) { is_online_ = online; }
  /// Everything is answered by somebody's log-in page.
  void set_portal(bool portal) { has_portal_ = portal; }

 private:
  struct Call;

  void arrive(const http::Request& request, const std::shared_ptr<Call>& call);
  void answer(const std::shared_ptr<Call>& call, Answer answer, std::int64_t delay_ms);
  bool meets_stranger(const std::shared_ptr<Call>& call);
  std::int64_t latency();

  Surroundings& around_;
  Server& server_;
  bool is_online_ = true;
  bool has_portal_ = false;
};

}  // namespace tundish::sim
