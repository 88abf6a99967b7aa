#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "sim/chains.hpp"
#include "store/counts.hpp"
#include "tundish/advance.hpp"

namespace tundish::sim {

/// A root with its branches, as they were when somebody erased them.
struct Erased {
  std::string root;
  std::vector<store::Session> rows;
  std::vector<std::string> hashes;              ///< of all their events, those in quarantine too
  std::map<std::string, store::Counts> counts;  ///< what they had counted, by channel
};

/// A branch is no visitor more: it counts as if its session had been counted before.
State counted_as(State before, const store::Session& row);
/// What a session counts that nobody went on with.
void add_abandoned(store::Counts& counts, const Funnel& funnel, const store::Session& row,
                   const State& state);

/// What there is of that root now; the counts are folded anew from its logs.
Erased read_erased(store::Reader& reader, Ledger& ledger, const std::string& root);

/// What is left of it although it was erased; empty when nothing is.
std::string find_remains(store::Reader& reader, const Erased& erased);

}  // namespace tundish::sim
