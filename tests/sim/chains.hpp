#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "sim/ledger.hpp"
#include "store/store.hpp"
#include "tundish/event.hpp"

namespace tundish::sim {

/// A chain as its rows tell it, its ancestors' part first.
struct Chain {
  store::Session row;
  std::vector<store::Event> events;
  std::vector<store::Event> server;  ///< the server's lane
  std::size_t shared = 0;            ///< how many of the events are its ancestors'
  std::size_t server_shared = 0;
};

/// Everything of a database that is played, by session.
struct Chains {
  std::map<std::string, store::Session> rows;
  std::map<std::string, std::vector<store::Event>> own, own_server;
  std::map<std::string, Chain> whole;
};

/// Violates where a branch does not fit its parent.
Chains read_chains(store::Reader& reader, Ledger& ledger);

/// Both lanes in the order that they themselves name. Violates where a row and its text differ.
std::vector<Event> in_order(const Chain& chain, Ledger& ledger);

}  // namespace tundish::sim
