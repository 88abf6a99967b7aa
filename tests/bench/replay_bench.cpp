/// replay_bench DEFINITION: how many events of stored visits one core replays in a second, how many
/// it reads from their texts and how many it verifies, each alone. One line of JSON.
///
/// Counts the time that the processor works for it, whatever else the machine does meanwhile.

#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "bench/visits.hpp"
#include "tundish/advance.hpp"
#include "tundish/parse.hpp"

namespace {

using tundish::Event;
using tundish::Funnel;
using tundish::bench::fail;

constexpr std::size_t kVisits = 600;
constexpr int kRounds = 9;

struct Visit {
  std::vector<Event> log;
  std::string text;  ///< as it is stored: the list of its events
};

std::string content_of(const char* path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) fail(std::string(path) + " cannot be read");
  return std::string(std::istreambuf_iterator<char>(file), {});
}

std::vector<Visit> make_visits(const Funnel& funnel) {
  std::vector<Visit> visits(kVisits);
  for (std::size_t number = 0; number < kVisits; ++number) {
    Visit& visit = visits[number];
    visit.log = tundish::bench::log_of_visit(funnel, number);
    for (const Event& event : visit.log) {
      visit.text += (visit.text.empty() ? "[" : ",") + to_json(event);
    }
    visit.text += "]";
  }
  return visits;
}

/// Events a second, the median of some rounds; `work` does a visit and answers whether it went
/// well.
template <class Work>
double rate(const std::vector<Visit>& visits, Work work) {
  std::vector<double> rates;
  for (int round = 0; round < kRounds; ++round) {
    std::size_t events = 0;
    const std::clock_t began = std::clock();
    for (const Visit& visit : visits) {
      if (!work(visit)) fail("an honest visit was refused");
      events += visit.log.size();
    }
    const double seconds = static_cast<double>(std::clock() - began) / CLOCKS_PER_SEC;
    rates.push_back(static_cast<double>(events) / seconds);
  }
  std::sort(rates.begin(), rates.end());
  return rates[rates.size() / 2];
}

bool is_linked(const std::vector<Event>& log) {
  std::int64_t seq = -1;
  std::string hash;
  for (const Event& event : log) {
    if (check_link(seq, hash, event)) return false;
    seq = event.seq;
    hash = event.hash;
  }
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) fail("say the file of a definition");
  const tundish::Result<Funnel> funnel = tundish::parse_funnel(content_of(argv[1]));
  if (!funnel) fail("the definition does not parse");
  const std::vector<Visit> visits = make_visits(*funnel);
  const double replayed = rate(visits, [&](const Visit& visit) {
    return !tundish::replay(*funnel, visit.log).transition.refused;
  });
  const double read = rate(
      visits, [](const Visit& visit) { return tundish::parse_events(visit.text).has_value(); });
  const double verified = rate(visits, [](const Visit& visit) { return is_linked(visit.log); });
  std::printf(R"({"replayed":%.0f,"read":%.0f,"verified":%.0f})"
              "\n",
              replayed, read, verified);
  return 0;
}
