#pragma once

#include <string>
#include <vector>

#include "http/framer.hpp"

namespace tundish::edge {

/// A request of `requests.txt`: what comes, and what is to become of it.
struct CorpusCase {
  std::string name;
  std::string bytes;
  std::size_t requests = 0;  ///< complete ones
  int status = 0;            ///< of the refusal behind them; 0: none
  bool is_open = false;      ///< the last one is not complete
};

/// All cases; throws when the file is malformed.
std::vector<CorpusCase> read_corpus();
/// The limits that the file is written for.
http::FramerLimits corpus_limits();

}  // namespace tundish::edge
