#pragma once

#include <string>
#include <vector>

#include "sim/line.hpp"
#include "sim/server.hpp"
#include "sim/surroundings.hpp"

namespace tundish::sim {

/// Somebody who knows the ids of other people's sessions, but not their secrets, and wants to write
/// into them; and a confused client that has a secret and names another release or other rules, or
/// sends an event that does not follow the one before it.
class Stranger {
 public:
  Stranger(Surroundings& around, Server& server) : around_(around), server_(server) {}

  void begin();

 private:
  void attack();
  void forge(const KnownSession& victim);
  void confuse(const KnownSession& victim);
  void splice(const KnownSession& victim);
  /// The server must answer with one of these, or not at all.
  void expect(const http::Request& request, const std::vector<int>& statuses);

  Surroundings& around_;
  Server& server_;
};

}  // namespace tundish::sim
