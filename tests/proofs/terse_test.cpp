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
  long accepted = 0, published = 0, lean = 0;
  for (long seed = 1; seed <= wanted; ++seed) {
    current_seed = static_cast<std::sig_atomic_t>(seed);
    alarm(kSecondsEach);
    testing::Random random(static_cast<std::uint64_t>(seed));
    const Value definition = fuzz::mangled(whole[random.below(whole.size())], random);
    const fuzz::ReleaseVerdict verdict = fuzz::check_release(to_json(definition));
    accepted += verdict.accepted ? 1 : 0;
    published += verdict.published ? 1 : 0;
    lean += verdict.lean ? 1 : 0;
  }
  alarm(0);
  std::printf("%ld mangled definitions, %ld accepted and played; %ld fit to publish, %ld lean\n",
              wanted, accepted, published, lean);
  EXPECT_GT(accepted * 10, wanted);
  EXPECT_LT(accepted, wanted);
  EXPECT_GT(published * 50, wanted);
  EXPECT_GT(lean, 0);
  EXPECT_LT(lean, published);
}

std::string with_next(const std::string& next) {
  return R"({"layers":[{"id":"a","next":)" + next +
         R"(,"type":"start"},{"id":"b","type":"result"}],"slug":"s","title":"T","tundish":1})";
}

TEST(PlayersBuild, AWayThatLeadsNowhereIsRefused) {
  EXPECT_TRUE(fuzz::check_release(with_next(R"("b")")).accepted);
  EXPECT_TRUE(fuzz::check_release(with_next(R"({"target":"b"})")).accepted);
  EXPECT_FALSE(fuzz::check_release(with_next(R"("nowhere")")).accepted);
  EXPECT_FALSE(fuzz::check_release(with_next(R"({"target":5})")).accepted);
  EXPECT_FALSE(fuzz::check_release(with_next(R"({"jumps":[]})")).accepted);
  EXPECT_FALSE(fuzz::check_release(with_next("{}")).accepted);
  const std::string experiment = R"({"jumps":[{"experiment":"e","weights":{"one":1},"targets":)";
  EXPECT_TRUE(
      fuzz::check_release(with_next(experiment + R"({"one":"b"}}],"target":"b"})")).accepted);
  EXPECT_FALSE(
      fuzz::check_release(with_next(experiment + R"({"one":5}}],"target":"b"})")).accepted);
  // What is neither a name nor ways counts as not written.
  EXPECT_TRUE(fuzz::check_release(with_next("[]")).accepted);
  EXPECT_TRUE(fuzz::check_release(with_next("7")).accepted);
}

}  // namespace
}  // namespace tundish::proofs
