#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/request.hpp"

namespace tundish::http {

/// An address of a client, as IPv6; an IPv4 address is the IPv6 address that stands for it.
struct ClientAddress {
  std::array<std::uint8_t, 16> bytes{};
  bool operator==(const ClientAddress&) const = default;
};

/// Some addresses: those that begin with the same bits.
struct Network {
  ClientAddress base;
  int bits = 128;
};

/// `192.0.2.1`, `2001:db8::1`, also in brackets; nothing for anything else, a port included.
std::optional<ClientAddress> parse_client_address(std::string_view text);
std::string to_text(const ClientAddress& address);
/// `10.0.0.0/8`, `2001:db8::/32`, or one address.
std::optional<Network> parse_network(std::string_view text);
bool contains(const Network& network, const ClientAddress& address);
bool contains(const std::vector<Network>& networks, const ClientAddress& address);

/// What connections are counted by: an IPv4 address, or the 64 bits of IPv6 that one customer gets.
ClientAddress counted_address(const ClientAddress& address);

/// Who asks: the other end of the connection, unless that is a trusted proxy. Then it is the last
/// address in `X-Forwarded-For` that is no trusted proxy; what stands before it anybody can write.
ClientAddress client_of(const Request& request, const ClientAddress& peer,
                        const std::vector<Network>& trusted_proxies);

}  // namespace tundish::http
