#include "outside/address_guard.hpp"

#include <algorithm>
#include <string_view>

namespace tundish::outside {
namespace {

using http::ClientAddress;
using http::Network;

// The registries of special addresses: RFC 6890 and what came after it.
constexpr std::string_view kSpecialIpv4[] = {
    "0.0.0.0/8",      "10.0.0.0/8",     "100.64.0.0/10",   "127.0.0.0/8",     "169.254.0.0/16",
    "172.16.0.0/12",  "192.0.0.0/24",   "192.0.2.0/24",    "192.31.196.0/24", "192.52.193.0/24",
    "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15",   "198.51.100.0/24",
    "203.0.113.0/24", "224.0.0.0/4",    "240.0.0.0/4",
};
// Of 2000::/3, outside of which nothing is public.
constexpr std::string_view kSpecialIpv6[] = {
    "2001::/23", "2001:db8::/32", "2620:4f:8000::/48", "3ffe::/16", "3fff::/20",
};

template <std::size_t size>
std::vector<Network> networks(const std::string_view (&texts)[size]) {
  std::vector<Network> all;
  for (const std::string_view text : texts) all.push_back(*http::parse_network(text));
  return all;
}

ClientAddress ipv4_at(const ClientAddress& address, std::size_t place) {
  ClientAddress ipv4;
  ipv4.bytes[10] = 0xff;
  ipv4.bytes[11] = 0xff;
  std::copy_n(address.bytes.begin() + static_cast<std::ptrdiff_t>(place), 4,
              ipv4.bytes.begin() + 12);
  return ipv4;
}

bool is_public_ipv4(const ClientAddress& address) {
  static const std::vector<Network> kSpecial = networks(kSpecialIpv4);
  return !http::contains(kSpecial, address);
}

}  // namespace

bool is_public(const ClientAddress& address) {
  static const std::vector<Network> kSpecial = networks(kSpecialIpv6);
  static const Network kMapped = *http::parse_network("0.0.0.0/0");
  static const Network kGlobal = *http::parse_network("2000::/3");
  static const Network kSixToFour = *http::parse_network("2002::/16");
  static const Network kTranslated = *http::parse_network("64:ff9b::/96");
  if (http::contains(kMapped, address)) return is_public_ipv4(address);
  if (http::contains(kTranslated, address)) return is_public_ipv4(ipv4_at(address, 12));
  if (!http::contains(kGlobal, address) || http::contains(kSpecial, address)) return false;
  return !http::contains(kSixToFour, address) || is_public_ipv4(ipv4_at(address, 2));
}

bool may_be_called(const ClientAddress& address, const std::vector<Network>& named_networks) {
  return is_public(address) || http::contains(named_networks, address);
}

}  // namespace tundish::outside
