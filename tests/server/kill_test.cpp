#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <optional>
#include <random>
#include <set>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "server/http_client.hpp"
#include "server/kill_audit.hpp"
#include "server/kill_load.hpp"
#include "server/postgres_cluster.hpp"
#include "server/server_process.hpp"
#include "server/temporary_folder.hpp"
#include "store/sql_connection.hpp"
#include "tundish/codec.hpp"
#include "tundish/parse.hpp"

namespace tundish {
namespace {

constexpr int kDefaultCycles = 20;
/// So often everything is looked at again, and a long run says how far it is.
constexpr int kMilestone = 100;

int cycles_wanted() {
  const char* text = std::getenv("TUNDISH_KILL_CYCLES");
  return text == nullptr ? kDefaultCycles : std::atoi(text);
}

Funnel published_over_http(const ServerProcess& server) {
  HttpClient client(server.port());
  client.request("POST", "/api/v1/funnels", kOrderDefinition, server.token());
  client.request("POST", "/api/v1/funnels/order/publish", "{}", server.token());
  const Result<Funnel> funnel =
      parse_funnel(client.request("GET", "/api/v1/play/releases/production/order").body);
  if (!funnel) throw std::runtime_error(to_json(funnel.error()));
  return *funnel;
}

/// The keys of all domain events that the servers have logged, and how many lines there were.
struct LoggedDeliveries {
  std::set<std::string> keys;
  std::size_t lines = 0;
};

LoggedDeliveries read_deliveries(const std::string& log) {
  LoggedDeliveries deliveries;
  std::ifstream file(log);
  for (std::string line; std::getline(file, line);) {
    const Result<Value> fields = parse_value(line);
    if (!fields) continue;  // the last line of a server that was killed while it wrote
    const Value* event = fields->find("event");
    const Value* key = fields->find("key");
    if (event == nullptr || event->text() != "domain_event" || key == nullptr) continue;
    deliveries.keys.insert(key->text());
    ++deliveries.lines;
  }
  return deliveries;
}

std::int64_t count_waiting(const std::string& database) {
  const auto opened = open_database(database);
  store::SqlStatement row =
      opened->prepare("SELECT count(*) FROM intents WHERE delivered_at_ms = 0");
  return row.step() ? row.number() : -1;
}

/// Lets the last server finish: what was left is sent, what waits is delivered.
void let_everything_heal(const ServerProcess& server, const std::string& database,
                         KillLedger& ledger) {
  HttpClient client(server.port());
  for (const auto& [number, visitor] : ledger.visitors) {
    while (!visitor->is_done()) ASSERT_TRUE(visitor->step(client)) << number;
  }
  while (count_waiting(database) > 0) std::this_thread::sleep_for(std::chrono::milliseconds(20));
}

void print_figures(int cycles, unsigned seed, const KillLedger& ledger, const KillAudit& audit) {
  std::int64_t acknowledgements = 0;
  std::int64_t resends = 0;
  std::size_t branches = 0;
  for (const auto& [number, visitor] : ledger.visitors) {
    acknowledgements += visitor->acknowledgements();
    resends += visitor->resends();
    branches += visitor->chains().size() - 1;
  }
  std::printf(
      "SIGKILL: %d cycles (seed %u), %zu visitors, %zu branches, %lld events acknowledged, %lld "
      "requests cut off and sent again; lost 0, doubled 0; %lld events, %zu sessions and %lld "
      "intents are what the logs give\n",
      cycles, seed, ledger.visitors.size(), branches, static_cast<long long>(acknowledgements),
      static_cast<long long>(resends), static_cast<long long>(audit.events()), audit.sessions(),
      static_cast<long long>(audit.intents()));
  std::fflush(stdout);
}

/// So many servers on one database under load, killed again and again.
struct Storm {
  std::string database;
  std::string log;
  int cycles = 0;
  std::size_t servers = 1;
};

std::vector<std::unique_ptr<ServerProcess>> started(const Storm& storm) {
  std::vector<std::unique_ptr<ServerProcess>> servers;
  for (std::size_t number = 0; number < storm.servers; ++number) {
    servers.push_back(std::make_unique<ServerProcess>(storm.database, storm.log));
  }
  return servers;
}

void rage(const Storm& storm) {
  const unsigned seed = std::random_device{}();
  std::mt19937 random(seed);
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::optional<Funnel> funnel;
  std::optional<KillAudit> audit;
  KillLedger ledger;
  for (int cycle = 0; cycle < storm.cycles; ++cycle) {
    const auto servers = started(storm);
    for (const auto& server : servers) ASSERT_NE(server->port(), 0) << "cycle " << cycle;
    if (!funnel) {
      funnel = published_over_http(*servers.front());
      audit.emplace(storm.database, *funnel);
    }
    const bool is_milestone = cycle > 0 && cycle % kMilestone == 0;
    audit->check(ledger, is_milestone ? AuditExtent::all : AuditExtent::touched);
    if (testing::Test::HasFailure()) FAIL() << "after cycle " << cycle;
    if (is_milestone) print_figures(cycle, seed, ledger, *audit);
    std::vector<std::uint16_t> ports;
    for (const auto& server : servers) ports.push_back(server->port());
    KillLoad load(ports, *funnel, ledger);
    const auto answers = static_cast<std::int64_t>(random() % 100);
    while (load.answers() < answers) std::this_thread::sleep_for(std::chrono::microseconds(200));
    for (const auto& server : servers) {
      std::this_thread::sleep_for(std::chrono::microseconds(random() % 3000));
      EXPECT_TRUE(WIFSIGNALED(server->end(SIGKILL)));
    }
    load.join();
  }
  ServerProcess server(storm.database, storm.log);
  ASSERT_NE(server.port(), 0);
  audit->check(ledger, AuditExtent::all);
  let_everything_heal(server, storm.database, ledger);
  EXPECT_TRUE(WIFEXITED(server.end(SIGTERM)));
  audit->check(ledger, AuditExtent::all);
  const LoggedDeliveries deliveries = read_deliveries(storm.log);
  EXPECT_EQ(static_cast<std::int64_t>(deliveries.keys.size()), audit->intents());
  if (testing::Test::HasFailure()) return;
  print_figures(storm.cycles, seed, ledger, *audit);
  std::printf("deliveries: %zu, each intent at least once\n", deliveries.lines);
}

TEST(Kill, LosesAndDoublesNothingThatWasAcknowledged) {
  const TemporaryFolder folder;
  rage(
      Storm{"sqlite:" + folder.path("test.sqlite"), folder.path("server.log"), cycles_wanted(), 1});
}

TEST(Kill, LosesAndDoublesNothingWithTwoServersOnOnePostgres) {
  if (!PostgresCluster::is_here()) GTEST_SKIP() << "PostgreSQL 15 is not installed";
  const TemporaryFolder folder;
  PostgresCluster::shared().empty(1);
  rage(Storm{PostgresCluster::shared().url(), folder.path("server.log"), cycles_wanted() / 4, 2});
}

TEST(Kill, EndsCleanlyWhenItIsAskedTo) {
  const TemporaryFolder folder;
  for (const int signal : {SIGTERM, SIGINT}) {
    ServerProcess server("sqlite:" + folder.path("test.sqlite"), folder.path("server.log"));
    ASSERT_NE(server.port(), 0);
    HttpClient client(server.port());
    EXPECT_EQ(client.request("GET", "/healthz").status, 200);
    const int status = server.end(signal);
    EXPECT_TRUE(WIFEXITED(status)) << signal;
    EXPECT_EQ(WEXITSTATUS(status), 0) << signal;
  }
}

}  // namespace
}  // namespace tundish
