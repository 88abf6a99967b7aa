#include "http/client_address.hpp"

#include <gtest/gtest.h>

namespace tundish::http {
namespace {

ClientAddress address(const char* text) {
  const std::optional<ClientAddress> parsed = parse_client_address(text);
  EXPECT_TRUE(parsed.has_value()) << text;
  return parsed.value_or(ClientAddress{});
}

Network network(const char* text) {
  const std::optional<Network> parsed = parse_network(text);
  EXPECT_TRUE(parsed.has_value()) << text;
  return parsed.value_or(Network{});
}

TEST(ClientAddress, ReadsBothKinds) {
  EXPECT_EQ(to_text(address("192.0.2.1")), "192.0.2.1");
  EXPECT_EQ(to_text(address("2001:db8:0:0::1")), "2001:db8::1");
  EXPECT_EQ(to_text(address("[2001:db8::1]")), "2001:db8::1");
  EXPECT_EQ(address("::ffff:192.0.2.1"), address("192.0.2.1"));
  for (const char* text : {"", "1", "192.0.2", "192.0.2.256", "192.0.2.1:80", "192.0.2.1 ", "a.b",
                           "[192.0.2.1", "2001:db8::1%eth0", "0x7f.1", "[]"}) {
    EXPECT_FALSE(parse_client_address(text).has_value()) << text;
  }
}

TEST(ClientAddress, KnowsItsNetwork) {
  EXPECT_TRUE(contains(network("10.0.0.0/8"), address("10.255.0.1")));
  EXPECT_FALSE(contains(network("10.0.0.0/8"), address("11.0.0.1")));
  EXPECT_TRUE(contains(network("192.0.2.128/25"), address("192.0.2.129")));
  EXPECT_FALSE(contains(network("192.0.2.128/25"), address("192.0.2.127")));
  EXPECT_TRUE(contains(network("127.0.0.1"), address("127.0.0.1")));
  EXPECT_FALSE(contains(network("127.0.0.1"), address("127.0.0.2")));
  EXPECT_TRUE(contains(network("0.0.0.0/0"), address("198.51.100.1")));
  EXPECT_FALSE(contains(network("0.0.0.0/0"), address("2001:db8::1")));
  EXPECT_TRUE(contains(network("2001:db8::/32"), address("2001:db8:1::1")));
  for (const char* text : {"10.0.0.0/33", "10.0.0.0/", "10.0.0.0/a", "/8", "a/8", "::/129"}) {
    EXPECT_FALSE(parse_network(text).has_value()) << text;
  }
}

TEST(ClientAddress, BelievesOnlyTheTrustedProxy) {
  const std::vector<Network> trusted = {network("127.0.0.1"), network("10.0.0.0/8")};
  const auto client = [&](const char* peer, std::vector<const char*> headers) {
    Request request;
    for (const char* value : headers) request.headers.push_back({"x-forwarded-for", value});
    return to_text(client_of(request, address(peer), trusted));
  };
  EXPECT_EQ(client("203.0.113.9", {"192.0.2.1"}), "203.0.113.9") << "not from a proxy";
  EXPECT_EQ(client("127.0.0.1", {}), "127.0.0.1");
  EXPECT_EQ(client("127.0.0.1", {"192.0.2.1"}), "192.0.2.1");
  EXPECT_EQ(client("127.0.0.1", {"198.51.100.7, 192.0.2.1"}), "192.0.2.1") << "the visitor lies";
  EXPECT_EQ(client("127.0.0.1", {"198.51.100.7", "192.0.2.1"}), "192.0.2.1");
  EXPECT_EQ(client("127.0.0.1", {"192.0.2.1, 10.1.2.3"}), "192.0.2.1") << "two proxies";
  EXPECT_EQ(client("127.0.0.1", {"192.0.2.1", "10.1.2.3 "}), "192.0.2.1");
  EXPECT_EQ(client("127.0.0.1", {"192.0.2.1, nonsense"}), "127.0.0.1");
  EXPECT_EQ(client("127.0.0.1", {"nonsense, 10.1.2.3"}), "10.1.2.3");
  EXPECT_EQ(client("127.0.0.1", {"2001:db8::1"}), "2001:db8::1");
}

}  // namespace
}  // namespace tundish::http
