#pragma once

#include <string>
#include <vector>

#include "sim/line.hpp"
#include "sim/server.hpp"
#include "sim/surroundings.hpp"

namespace tundish::sim {

/// Somebody who knows the ids of other people's sessions, but not their secrets, and wants to write
/// into them; and a client that has a secret and names another release or other rules, sends an
/// event that does not follow the one before it or a log that lacks some, or speaks for the server.
class Stranger {
 public:
  Stranger(Surroundings& around, Server& server) : around_(around), server_(server) {}

  void begin();

 private:
  void attack();
  void forge(const KnownSession& victim);
  void confuse(const KnownSession& victim);
  void splice(const KnownSession& victim);
  void claim(const KnownSession& victim);
  void truncate(const KnownSession& victim);
  std::optional<store::Session> playing(const KnownSession& victim);
  Event behind(const store::Session& row);
  void hand_in(const KnownSession& victim, const store::Session& row, std::int64_t from,
               const std::string& text);
  /// The server must answer with one of these, or not at all.
  void expect(const http::Request& request, const std::vector<int>& statuses);

  Surroundings& around_;
  Server& server_;
};

}  // namespace tundish::sim
