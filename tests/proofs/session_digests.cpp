// session_digests DEFINITION OPTIONS [NUMBER]: one digest a line for each simulated session of a
// definition, as `tundish_simulated_digests` gives them in WebAssembly; with a number that session,
// event by event.

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>

#include "tundish/codec.hpp"
#include "tundish/parse.hpp"
#include "tundish/simulate.hpp"

namespace {

[[noreturn]] void fail(const std::string& why) {
  std::fprintf(stderr, "session_digests: %s\n", why.c_str());
  std::exit(2);
}

std::string read_file(const char* path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) fail(std::string(path) + " cannot be read");
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) fail("name a definition and options");
  const tundish::Result<tundish::Funnel> funnel = tundish::parse_funnel(read_file(argv[1]));
  if (!funnel) fail(tundish::to_json(funnel.error()));
  const tundish::Result<tundish::SimulateOptions> options =
      tundish::parse_simulate_options(argv[2]);
  if (!options) fail(tundish::to_json(options.error()));
  if (argc > 3) {
    const std::uint64_t number = std::strtoull(argv[3], nullptr, 10);
    std::puts(tundish::simulated_session_json(*funnel, *options, number).c_str());
    return 0;
  }
  for (const std::string& one : tundish::simulated_digests(*funnel, *options)) {
    std::puts(one.c_str());
  }
  return 0;
}
