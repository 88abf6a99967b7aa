#pragma once

#include <string>
#include <vector>

#include "outside/curl_outgoing.hpp"
#include "service/sealing.hpp"
#include "store/store.hpp"

namespace CLI {
class App;
}

namespace tundish::cli {

struct DatabaseOptions;

/// How the server asks others, and where the key of their secrets lies.
struct OutgoingOptions {
  bool plain_http = false;
  std::vector<std::string> networks;
  std::string authorities;
  std::string key_file;  ///< empty: in the data folder
  bool new_key = false;  ///< the key of before is lost
};
void add_outgoing_options(CLI::App& verb, OutgoingOptions& options);

/// Throws CLI's own error for what is no network.
outside::OutgoingRules outgoing_rules(const OutgoingOptions& options);
/// With the key of the file, which is made for a new database; of this process alone where nothing
/// is kept. Throws `std::runtime_error` when the database's secrets were sealed with another one.
service::Sealer sealer_of(const OutgoingOptions& options, const DatabaseOptions& database,
                          store::Store& store);

}  // namespace tundish::cli
