#include "http/client_address.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <cstring>

namespace tundish::http {
namespace {

constexpr std::size_t kIpv4Offset = 12;
constexpr std::array<std::uint8_t, kIpv4Offset> kIpv4Prefix = {0, 0, 0, 0, 0,    0,
                                                               0, 0, 0, 0, 0xff, 0xff};

bool is_ipv4(const ClientAddress& address) {
  return std::equal(kIpv4Prefix.begin(), kIpv4Prefix.end(), address.bytes.begin());
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

}  // namespace

std::optional<ClientAddress> parse_client_address(std::string_view text) {
  if (text.size() > 2 && text.front() == '[' && text.back() == ']') {
    text = text.substr(1, text.size() - 2);
  }
  if (text.size() >= INET6_ADDRSTRLEN) return std::nullopt;
  const std::string word(text);
  ClientAddress address;
  if (::inet_pton(AF_INET6, word.c_str(), address.bytes.data()) == 1) return address;
  std::copy(kIpv4Prefix.begin(), kIpv4Prefix.end(), address.bytes.begin());
  if (::inet_pton(AF_INET, word.c_str(), address.bytes.data() + kIpv4Offset) == 1) return address;
  return std::nullopt;
}

std::string to_text(const ClientAddress& address) {
  char text[INET6_ADDRSTRLEN] = "";
  if (is_ipv4(address)) {
    ::inet_ntop(AF_INET, address.bytes.data() + kIpv4Offset, text, sizeof text);
  } else {
    ::inet_ntop(AF_INET6, address.bytes.data(), text, sizeof text);
  }
  return text;
}

std::optional<Network> parse_network(std::string_view text) {
  const std::size_t slash = text.find('/');
  const std::optional<ClientAddress> base = parse_client_address(text.substr(0, slash));
  if (!base) return std::nullopt;
  Network network{*base, 128};
  if (slash == text.npos) return network;
  const std::string_view digits = text.substr(slash + 1);
  if (digits.empty() || digits.size() > 3 ||
      digits.find_first_not_of("0123456789") != digits.npos) {
    return std::nullopt;
  }
  int bits = 0;
  for (const char digit : digits) bits = bits * 10 + (digit - '0');
  const bool is_old = is_ipv4(*base);
  if (bits > (is_old ? 32 : 128)) return std::nullopt;
  network.bits = is_old ? bits + 96 : bits;
  return network;
}

bool contains(const Network& network, const ClientAddress& address) {
  const std::size_t whole = static_cast<std::size_t>(network.bits / 8);
  if (std::memcmp(network.base.bytes.data(), address.bytes.data(), whole) != 0) return false;
  const int left = network.bits % 8;
  if (left == 0) return true;
  const int mask = 0xff << (8 - left) & 0xff;
  return (network.base.bytes[whole] & mask) == (address.bytes[whole] & mask);
}

bool contains(const std::vector<Network>& networks, const ClientAddress& address) {
  return std::any_of(networks.begin(), networks.end(),
                     [&](const Network& network) { return contains(network, address); });
}

ClientAddress counted_address(const ClientAddress& address) {
  ClientAddress counted = address;
  if (!is_ipv4(address)) std::fill(counted.bytes.begin() + 8, counted.bytes.end(), std::uint8_t{0});
  return counted;
}

ClientAddress client_of(const Request& request, const ClientAddress& peer,
                        const std::vector<Network>& trusted_proxies) {
  if (!contains(trusted_proxies, peer)) return peer;
  ClientAddress client = peer;
  // The list grows to the right with each proxy, over as many headers as there are.
  for (auto header = request.headers.rbegin(); header != request.headers.rend(); ++header) {
    if (header->name != "x-forwarded-for") continue;
    std::string_view rest = header->value;
    while (!rest.empty()) {
      const std::size_t comma = rest.rfind(',');
      const std::string_view item = comma == rest.npos ? rest : rest.substr(comma + 1);
      rest = comma == rest.npos ? std::string_view() : rest.substr(0, comma);
      const std::optional<ClientAddress> address = parse_client_address(trimmed(item));
      if (!address) return client;
      client = *address;
      if (!contains(trusted_proxies, client)) return client;
    }
  }
  return client;
}

}  // namespace tundish::http
