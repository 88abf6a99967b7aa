#include "cli/outgoing_options.hpp"

#include <CLI/CLI.hpp>
#include <optional>

#include "cli/databases.hpp"
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

service::Sealer sealer_of(const OutgoingOptions& options, const DatabaseOptions& database) {
  if (options.key_file.empty() && database.name() == "memory:") {
    return service::Sealer(service::random_bytes(service::Sealer::kKeyBytes));
  }
  return service::Sealer(service::read_or_make_key(
      options.key_file.empty() ? database.folder() + "/secrets.key" : options.key_file));
}

}  // namespace tundish::cli
