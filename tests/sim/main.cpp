// The simulator: runs worlds, one seed each, and tells of the first invariant that does not hold.
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <exception>
#include <fstream>
#include <string>
#include <type_traits>
#include <vector>

#include "sim/command.hpp"
#include "sim/world.hpp"

namespace tundish::sim {
namespace {

/// What a run of worlds came to; goes through a pipe as it is.
struct Sum {
  Tallies tallies;
  long violations = 0;
  long until_caught = 0;   ///< worlds up to the first violation, that one included
  std::uint64_t seed = 0;  ///< of the first violation
  char what[400] = {};
};
static_assert(std::is_trivially_copyable_v<Sum>);

void add(Tallies& sum, const Tallies& more) {
  sum.worlds += more.worlds;
  sum.events += more.events;
  sum.requests += more.requests;
  sum.restores += more.restores;
  sum.kills += more.kills;
  sum.branches += more.branches;
  sum.quarantined += more.quarantined;
  sum.intents += more.intents;
  sum.deliveries += more.deliveries;
  sum.server_events += more.server_events;
  sum.unfit += more.unfit;
  sum.abandoned += more.abandoned;
  sum.rivals += more.rivals;
  sum.erased += more.erased;
  sum.forgotten += more.forgotten;
  sum.languages += more.languages;
  sum.take_overs += more.take_overs;
  sum.steals += more.steals;
  sum.clearings += more.clearings;
  sum.power_losses += more.power_losses;
  sum.set_back += more.set_back;
  sum.claims += more.claims;
  sum.other_rules += more.other_rules;
  sum.overloads += more.overloads;
}

/// What the server throws while it answers is a violation like others.
Outcome played(const Command& command, std::uint64_t seed) {
  try {
    const Story story = command.is_told ? Story::told : Story::silent;
    return run_world(seed, command.kind, command.protections, story);
  } catch (const std::exception& failure) {
    Outcome outcome;
    outcome.is_sound = false;
    outcome.violation = Violation{"failure", failure.what()};
    outcome.tallies.worlds = 1;
    return outcome;
  }
}

void run_one(const Command& command, std::uint64_t seed, Sum& sum) {
  const Outcome outcome = played(command, seed);
  add(sum.tallies, outcome.tallies);
  if (outcome.is_sound) return;
  if (!command.must_be_caught) {
    std::fprintf(stderr, "seed %llu: %s: %s\n", static_cast<unsigned long long>(seed),
                 outcome.violation.invariant.c_str(), outcome.violation.detail.c_str());
  }
  if (sum.violations++ > 0) return;
  sum.until_caught = sum.tallies.worlds;
  sum.seed = seed;
  std::snprintf(sum.what, sizeof sum.what, "%s: %s", outcome.violation.invariant.c_str(),
                outcome.violation.detail.c_str());
}

/// Every `jobs`-th world from `first + job` on.
Sum run_share(const Command& command, int job) {
  Sum sum;
  for (std::int64_t i = job; i < command.worlds; i += command.jobs) {
    run_one(command, command.first + static_cast<std::uint64_t>(i), sum);
    if (sum.violations > 0 && command.must_be_caught) break;
  }
  return sum;
}

/// The worlds, shared between processes.
Sum run_worlds(const Command& command) {
  if (command.jobs == 1) return run_share(command, 0);
  std::vector<int> pipes;
  for (int job = 0; job < command.jobs; ++job) {
    int ends[2];
    if (::pipe(ends) != 0) return run_share(command, job);
    const pid_t child = ::fork();
    if (child == 0) {
      const Sum share = run_share(command, job);
      ::_exit(::write(ends[1], &share, sizeof share) == sizeof share ? 0 : 1);
    }
    ::close(ends[1]);
    pipes.push_back(ends[0]);
  }
  Sum whole;
  for (const int end : pipes) {
    Sum share;
    if (::read(end, &share, sizeof share) != sizeof share) {
      share.violations = 1;
      std::snprintf(share.what, sizeof share.what, "a process of the simulator died");
    }
    ::close(end);
    add(whole.tallies, share.tallies);
    if (share.violations > 0 && whole.violations == 0) {
      const long worlds = share.until_caught * command.jobs;
      whole = Sum{whole.tallies, 0, worlds, share.seed, {}};
      std::snprintf(whole.what, sizeof whole.what, "%s", share.what);
    }
    whole.violations += share.violations;
  }
  while (::wait(nullptr) > 0) {
  }
  return whole;
}

std::vector<std::uint64_t> regressions(const std::string& path) {
  std::vector<std::uint64_t> seeds;
  std::ifstream file(path);
  std::string line;
  while (std::getline(file, line)) {
    int version = 0;
    unsigned long long seed = 0;
    if (std::sscanf(line.c_str(), "%d %llu", &version, &seed) == 2) seeds.push_back(seed);
  }
  return seeds;
}

void print(const Sum& sum) {
  const Tallies& all = sum.tallies;
  std::printf(
      "%ld worlds: %ld events, %ld requests, %ld server kills, %ld restores, %ld branches, "
      "%ld events in quarantine\n",
      all.worlds, all.events, all.requests, all.kills, all.restores, all.branches, all.quarantined);
  std::printf(
      "%ld intents in %ld deliveries, %ld take-overs, %ld stolen locks, %ld losses of "
      "power, %ld storages cleared\n",
      all.intents, all.deliveries, all.take_overs, all.steals, all.power_losses, all.clearings);
  std::printf(
      "%ld events of the server, %ld times something no longer fitted behind them, "
      "%ld sessions abandoned, %ld turns of another server\n",
      all.server_events, all.unfit, all.abandoned, all.rivals);
  std::printf(
      "%ld sessions erased, %ld times a device forgot one, %ld changes of the language by an "
      "operator\n",
      all.erased, all.forgotten, all.languages);
  std::printf(
      "%ld devices set back to a backup, %ld events claimed in the server's name, %ld requests of "
      "another engine, %ld while too many waited\n",
      all.set_back, all.claims, all.other_rules, all.overloads);
  std::printf("%ld violations\n", sum.violations);
  if (sum.violations > 0) {
    std::printf("seed %llu: %s\n", static_cast<unsigned long long>(sum.seed), sum.what);
  }
}

/// Worlds in which something is broken on purpose.
int hunt(const Command& command) {
  const Sum sum = run_worlds(command);
  if (sum.violations == 0) {
    std::printf("not caught in %ld worlds\n# fail 1\n", sum.tallies.worlds);
    return 1;
  }
  std::printf("caught in world %ld, seed %llu: %s\n# pass 1\n", sum.until_caught,
              static_cast<unsigned long long>(sum.seed), sum.what);
  return 0;
}

int hold(const Command& command) {
  Sum old;
  const std::vector<std::uint64_t> seeds = regressions(command.regressions);
  for (const std::uint64_t seed : seeds) run_one(command, seed, old);
  std::printf("%zu regressions: %ld violations\n", seeds.size(), old.violations);
  if (old.violations > 0) {
    std::printf("seed %llu: %s\n", static_cast<unsigned long long>(old.seed), old.what);
  }
  const Sum sum = run_worlds(command);
  print(sum);
  if (sum.violations > 0 && !command.regressions.empty()) {
    std::ofstream file(command.regressions, std::ios::app);
    file << kWorldVersion << ' ' << sum.seed << "  # " << std::string(sum.what, 0, 60) << '\n';
  }
  const long failed = (old.violations > 0) + (sum.violations > 0);
  const long passed = (old.violations == 0 && !seeds.empty()) + (sum.violations == 0);
  std::printf("# pass %ld\n# fail %ld\n", passed, failed);
  return failed > 0 ? 1 : 0;
}

}  // namespace
}  // namespace tundish::sim

int main(int count, char** words) {
  using namespace tundish::sim;
  std::optional<Command> command =
      parse_command(std::vector<std::string>(words + 1, words + count));
  if (!command) {
    std::fprintf(stderr,
                 "usage: simulator [--worlds N] [--first SEED] [--jobs N] [--seed N] [--trace]\n"
                 "                 [--kind storm|crowd]\n"
                 "                 [--caught] [--without PROTECTION] [--regressions FILE]\n");
    return 2;
  }
  if (command->seed) {
    command->first = *command->seed;
    command->worlds = command->jobs = 1;
    command->regressions.clear();
  }
  return command->must_be_caught ? hunt(*command) : hold(*command);
}
