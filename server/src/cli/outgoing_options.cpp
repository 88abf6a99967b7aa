#include "cli/outgoing_options.hpp"

#include <CLI/CLI.hpp>
#include <optional>
#include <stdexcept>

#include "cli/databases.hpp"
#include "service/sealing_key.hpp"
#include "service/secret.hpp"

namespace tundish::cli {

void add_outgoing_options(CLI::App& verb, OutgoingOptions& options) {
  verb.add_flag("--outgoing-http", options.plain_http,
                "Endpoints and webhooks may be asked by http, not by https only")
      ->envname("TUNDISH_OUTGOING_HTTP");
  verb.add_option("--outgoing-network", options.networks,
                  "Address or network that may be asked though it is not public")
      ->envname("TUNDISH_OUTGOING_NETWORK")
      ->delimiter(',');
  verb.add_option("--outgoing-authorities", options.authorities,
                  "File of certificates that vouch for other servers; the system's if none")
      ->envname("TUNDISH_OUTGOING_AUTHORITIES");
  verb.add_option("--key-file", options.key_file,
                  "Key of the secrets in the database, the same for every server of it "
                  "[secrets.key beside it, or in DATA]")
      ->envname("TUNDISH_KEY_FILE");
  verb.add_flag("--new-key", options.new_key,
                "The key of before is lost, or there was none: what it sealed is given again");
}

outside::OutgoingRules outgoing_rules(const OutgoingOptions& options) {
  outside::OutgoingRules rules;
  if (options.plain_http) rules.schemes = outside::OutgoingRules::Schemes::http_and_https;
  for (const std::string& text : options.networks) {
    const std::optional<http::Network> network = http::parse_network(text);
    if (!network) {
      throw CLI::ValidationError("--outgoing-network",
                                 "write an address or a network, such as 10.0.0.0/8");
    }
    rules.named_networks.push_back(*network);
  }
  rules.authorities = options.authorities;
  return rules;
}

service::Sealer sealer_of(const OutgoingOptions& options, const DatabaseOptions& database,
                          store::Store& store) {
  const bool is_named = !options.key_file.empty();
  if (!is_named && database.name() == "memory:") {
    return service::Sealer(service::random_bytes(service::Sealer::kKeyBytes));
  }
  const std::string path = is_named ? options.key_file : database.folder() + "/secrets.key";
  const bool may_make = options.new_key || !service::has_key(store);
  if (!may_make && !service::read_key(path)) {
    throw std::runtime_error("there is no key file " + path +
                             ": copy the secrets.key of this database there, or start once with "
                             "--new-key to make one and give all secrets again");
  }
  const service::Sealer sealer(service::read_or_make_key(path));
  if (options.new_key) {
    service::change_key(store, sealer);
  } else if (service::match_key(store, sealer) == service::KeyMatch::other) {
    throw std::runtime_error("the key in " + path +
                             " is not the one that sealed the secrets in this database: bring "
                             "secrets.key from where it was, or name it by --key-file; when it is "
                             "lost, start once with --new-key and give all secrets again");
  }
  return sealer;
}

}  // namespace tundish::cli
