#include "http/connection_table.hpp"

#include <gtest/gtest.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace tundish::http {
namespace {

using namespace std::chrono_literals;

/// Two ends of a connection: the table watches the first, the test the second.
class Ends {
 public:
  Ends() { EXPECT_EQ(::socketpair(AF_UNIX, SOCK_STREAM, 0, descriptors_), 0); }
  ~Ends() {
    ::close(descriptors_[0]);
    ::close(descriptors_[1]);
  }
  Ends(const Ends&) = delete;
  Ends& operator=(const Ends&) = delete;

  int watched() const { return descriptors_[0]; }
  bool is_cut_within(std::chrono::milliseconds patience) const {
    pollfd waiting{descriptors_[1], POLLIN, 0};
    if (::poll(&waiting, 1, static_cast<int>(patience.count())) <= 0) return false;
    char byte = 0;
    return ::recv(descriptors_[1], &byte, 1, 0) == 0;
  }

 private:
  int descriptors_[2] = {-1, -1};
};

ConnectionTable::Entry enter(ConnectionTable& table, const Ends& ends,
                             ConnectionTable::Clock::duration patience,
                             const char* address = "192.0.2.1") {
  return table.open(ends.watched(), parse_client_address(address).value_or(ClientAddress{}),
                    ConnectionTable::Counting::by_address, patience);
}

TEST(ConnectionTable, CutsWhatIsSilent) {
  ConnectionTable table({10, 10});
  const Ends silent;
  const Ends served;
  const Ends gone;
  enter(table, silent, 100ms);
  enter(table, served, 100ms);
  enter(table, gone, 100ms);
  table.give_forever(served.watched());
  table.close(gone.watched());
  EXPECT_TRUE(silent.is_cut_within(5000ms));
  EXPECT_FALSE(served.is_cut_within(300ms));
  EXPECT_FALSE(gone.is_cut_within(0ms));
  EXPECT_EQ(table.size(), 2u);
  table.give(served.watched(), 10ms);
  EXPECT_TRUE(served.is_cut_within(5000ms));
}

TEST(ConnectionTable, TakesNoMoreThanItMay) {
  ConnectionTable table({1, 1});
  const Ends first;
  const Ends second;
  EXPECT_EQ(enter(table, first, 1min), ConnectionTable::Entry::taken);
  EXPECT_EQ(enter(table, second, 1min), ConnectionTable::Entry::full);
  table.close(first.watched());
  EXPECT_EQ(enter(table, second, 1min), ConnectionTable::Entry::taken);
}

TEST(ConnectionTable, CountsByAddress) {
  ConnectionTable table({10, 2});
  const Ends ends[5];
  EXPECT_EQ(enter(table, ends[0], 1min), ConnectionTable::Entry::taken);
  EXPECT_EQ(enter(table, ends[1], 1min), ConnectionTable::Entry::taken);
  EXPECT_EQ(enter(table, ends[2], 1min), ConnectionTable::Entry::address_full);
  EXPECT_EQ(enter(table, ends[2], 1min, "192.0.2.2"), ConnectionTable::Entry::taken);
  // One customer has all addresses that begin with the same 64 bits.
  EXPECT_EQ(enter(table, ends[3], 1min, "2001:db8::1"), ConnectionTable::Entry::taken);
  EXPECT_EQ(
      table.open(ends[4].watched(), ClientAddress{}, ConnectionTable::Counting::in_total, 1min),
      ConnectionTable::Entry::taken);
  table.close(ends[0].watched());
  table.close(ends[0].watched());
  EXPECT_EQ(table.size(), 4u);
  EXPECT_EQ(enter(table, ends[0], 1min), ConnectionTable::Entry::taken);
}

}  // namespace
}  // namespace tundish::http
