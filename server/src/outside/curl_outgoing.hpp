#pragma once

#include <string>
#include <vector>

#include "http/client_address.hpp"
#include "service/outgoing.hpp"

namespace tundish::outside {

/// Where requests of ours may go.
struct OutgoingRules {
  enum class Schemes { https, http_and_https };
  Schemes schemes = Schemes::https;
  /// Networks that may be called though they are not public.
  std::vector<http::Network> named_networks{};
  /// Certificates of those who vouch for servers; empty: the system's.
  std::string authorities{};
};

/// Asks other servers with libcurl. Each address is judged when it is connected to, whatever its
/// name was; no proxy is used, and no redirect followed that leads elsewhere.
class CurlOutgoing : public service::Outgoing {
 public:
  explicit CurlOutgoing(OutgoingRules rules);
  service::OutgoingAnswer send(const service::OutgoingRequest& request) override;
  bool may_use(service::Scheme scheme) const override;

 private:
  OutgoingRules rules_;
};

}  // namespace tundish::outside
