/// What stands on the other side of a server that is measured: honest visitors, and rude ones.

#include <CLI/CLI.hpp>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>

#include "bench/load.hpp"
#include "bench/nuisance.hpp"
#include "bench/visits.hpp"

namespace {

using namespace tundish::bench;

std::string content_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) fail(path + " cannot be read");
  return std::string(std::istreambuf_iterator<char>(file), {});
}

std::uint32_t percentile(const LoadReport& report, std::size_t percent) {
  if (report.latency_us.empty()) fail("nothing was answered in the measured time");
  return report.latency_us[report.latency_us.size() * percent / 100];
}

void print(const char* name, const LoadReport& report) {
  const double answers = static_cast<double>(report.latency_us.size());
  std::printf(R"({"name":"%s","rate":%.0f,"p50_us":%u,"p99_us":%u,"max_us":%u,"bytes":%zu})"
              "\n",
              name, answers / report.seconds, percentile(report, 50), percentile(report, 99),
              report.latency_us.back(), report.bytes);
}

/// Begins new visits, then goes on with the ones that were begun.
void submit(const LoadOptions& options, const std::string& file) {
  RecordedVisits visits(file);
  const LoadReport begun = run_load(options, [&] { return visits.next().begins; });
  print("begin", begun);
  visits.rewind();
  std::size_t left = begun.sent;
  LoadOptions rest = options;
  rest.warm = std::chrono::milliseconds(100);
  print("go_on", run_load(rest, [&]() -> std::string_view {
          if (left == 0) return {};
          --left;
          return visits.next().goes_on;
        }));
}

/// Hands in every visit whole.
void fill(LoadOptions options, const std::string& file) {
  options.warm = std::chrono::milliseconds(0);
  options.measure = std::chrono::hours(1);
  RecordedVisits visits(file);
  print("begin", run_load(options, [&] { return visits.next().begins; }));
  visits.rewind();
  print("go_on", run_load(options, [&] { return visits.next().goes_on; }));
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("The visitors of a server that is measured");
  app.require_subcommand(1);
  LoadOptions options;
  std::string file;
  std::string definition;
  std::string path;
  std::size_t count = 0;
  int warm_ms = 500;
  int measure_ms = 2000;

  CLI::App* record = app.add_subcommand("record", "Plays visits and writes their requests");
  record->add_option("definition", definition)->required();
  record->add_option("count", count)->required();
  record->add_option("file", file)->required();
  record->callback([&] { record_visits(content_of(definition), count, file); });

  const auto measured = [&](CLI::App* verb) {
    verb->add_option("--port", options.port)->required();
    verb->add_option("--connections", options.connections);
    verb->add_option("--warm", warm_ms, "milliseconds");
    verb->add_option("--measure", measure_ms, "milliseconds");
  };
  const auto set_times = [&] {
    options.warm = std::chrono::milliseconds(warm_ms);
    options.measure = std::chrono::milliseconds(measure_ms);
  };
  CLI::App* submitted = app.add_subcommand("submit", "Submits recorded visits");
  measured(submitted);
  submitted->add_option("file", file)->required();
  submitted->callback([&] {
    set_times();
    submit(options, file);
  });
  CLI::App* filled = app.add_subcommand("fill", "Submits all recorded visits");
  filled->add_option("--port", options.port)->required();
  filled->add_option("file", file)->required();
  filled->callback([&] { fill(options, file); });
  CLI::App* got = app.add_subcommand("get", "Asks for one address again and again");
  measured(got);
  got->add_option("path", path)->required();
  got->callback([&] {
    set_times();
    const std::string request = "GET " + path + " HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n";
    print("get", run_load(options, [&]() -> std::string_view { return request; }));
  });

  CLI::App* stalled = app.add_subcommand("stall", "Asks for much and reads nothing");
  stalled->add_option("--port", options.port)->required();
  stalled->add_option("path", path)->required();
  stalled->callback([&] { stall(options.port, path); });
  CLI::App* dripping = app.add_subcommand("drip", "Many clients, each a byte a second");
  dripping->add_option("--port", options.port)->required();
  dripping->add_option("--connections", count)->required();
  dripping->callback([&] { drip(options.port, count); });
  CLI11_PARSE(app, argc, argv);
  return 0;
}
