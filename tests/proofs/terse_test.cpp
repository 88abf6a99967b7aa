// Definitions that nobody could have published, in the player's build, which does not look at what
// publishing has proven: no fault, no endless loop. TUNDISH_MANGLED sets how many.
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "fuzz/check_release.hpp"
#include "fuzz/mangle.hpp"
#include "tundish/codec.hpp"

namespace tundish::proofs {
namespace {

namespace fs = std::filesystem;

constexpr unsigned kSecondsEach = 60;

volatile std::sig_atomic_t current_seed = 0;

/// The last words of a process that is ended by a fault or an endless loop.
extern "C" void name_seed(int signal) {
  std::fprintf(stderr, "seed %ld: %s\n", static_cast<long>(current_seed),
               signal == SIGALRM ? "no end in sight" : "a fault");
  std::_Exit(1);
}

std::vector<Value> definitions() {
  std::vector<fs::path> files;
  for (const char* folder :
       {"tests/definitions/valid", "tests/definitions/invalid", "server/demos/funnels"}) {
    for (const auto& entry : fs::directory_iterator(fs::path(TUNDISH_SOURCE_DIR) / folder)) {
      if (entry.path().extension() == ".json") files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  std::vector<Value> values;
  for (const fs::path& path : files) {
    std::ifstream file(path, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    const Result<Value> value = parse_value(text);
    if (value && value->is_object()) values.push_back(*value);
  }
  return values;
}

TEST(PlayersBuild, MangledDefinitionsDoNoHarm) {
  const char* set = std::getenv("TUNDISH_MANGLED");
  const long wanted = set ? std::atol(set) : 20'000;
  const std::vector<Value> whole = definitions();
  ASSERT_GT(whole.size(), 20u);
  for (const int signal : {SIGABRT, SIGSEGV, SIGALRM, SIGFPE}) std::signal(signal, name_seed);
  long accepted = 0;
  for (long seed = 1; seed <= wanted; ++seed) {
    current_seed = static_cast<std::sig_atomic_t>(seed);
    alarm(kSecondsEach);
    testing::Random random(static_cast<std::uint64_t>(seed));
    const Value definition = fuzz::mangled(whole[random.below(whole.size())], random);
    accepted += fuzz::check_release(to_json(definition)) ? 1 : 0;
  }
  alarm(0);
  std::printf("%ld mangled definitions, %ld accepted and played\n", wanted, accepted);
  EXPECT_GT(accepted * 10, wanted);
  EXPECT_LT(accepted, wanted);
}

std::string with_next(const std::string& next) {
  return R"({"layers":[{"id":"a","next":)" + next +
         R"(,"type":"start"},{"id":"b","type":"result"}],"slug":"s","title":"T","tundish":1})";
}

TEST(PlayersBuild, AWayThatLeadsNowhereIsRefused) {
  EXPECT_TRUE(fuzz::check_release(with_next(R"("b")")));
  EXPECT_TRUE(fuzz::check_release(with_next(R"({"target":"b"})")));
  EXPECT_FALSE(fuzz::check_release(with_next(R"("nowhere")")));
  EXPECT_FALSE(fuzz::check_release(with_next(R"({"target":5})")));
  EXPECT_FALSE(fuzz::check_release(with_next(R"({"jumps":[]})")));
  EXPECT_FALSE(fuzz::check_release(with_next("{}")));
  const std::string experiment = R"({"jumps":[{"experiment":"e","weights":{"one":1},"targets":)";
  EXPECT_TRUE(fuzz::check_release(with_next(experiment + R"({"one":"b"}}],"target":"b"})")));
  EXPECT_FALSE(fuzz::check_release(with_next(experiment + R"({"one":5}}],"target":"b"})")));
  // What is neither a name nor ways counts as not written.
  EXPECT_TRUE(fuzz::check_release(with_next("[]")));
  EXPECT_TRUE(fuzz::check_release(with_next("7")));
}

}  // namespace
}  // namespace tundish::proofs
