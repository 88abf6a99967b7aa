#pragma once

#include <vector>

#include "http/client_address.hpp"

namespace tundish::outside {

/// Whether an address belongs to the public internet: not to this machine, a private or shared
/// network, a link, a group, or anything that is reserved; nor does it stand for such an IPv4
/// address within an IPv6 one.
bool is_public(const http::ClientAddress& address);

/// Whether requests may go to that address: public ones, and those that the operator has named.
bool may_be_called(const http::ClientAddress& address,
                   const std::vector<http::Network>& named_networks);

}  // namespace tundish::outside
