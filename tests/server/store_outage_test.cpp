// A store that takes no more for a while: what requests, watchers and those who run the server see.
#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <string>
#include <vector>

#include "server/api_fixture.hpp"

namespace tundish::api {
namespace {

/// Reads as ever; what is written fails while it is full.
class FullStore : public store::MemoryStore {
 public:
  using store::MemoryStore::MemoryStore;
  void write(const std::function<void(store::Writer&)>& work) override {
    if (is_full) throw store::StoreError("database or disk is full");
    store::MemoryStore::write(work);
  }
  std::atomic<bool> is_full{false};
};

class StoreOutageTest : public ApiTest {
 protected:
  StoreOutageTest() : ApiTest(std::make_unique<FullStore>(41)) {
    routes_.context().outage = std::make_unique<StoreOutage>(
        [this](const std::string&, const std::optional<std::string>& why) {
          told_.push_back(why.value_or("goes on"));
        });
  }
  void fill(bool is_full) { dynamic_cast<FullStore&>(*kept_).is_full = is_full; }
  int ready() { return ask_openly("GET", "/readyz").status; }
  int save() { return ask("POST", "/api/v1/funnels", kOrderDefinition).status; }

  std::vector<std::string> told_;
};

TEST_F(StoreOutageTest, IsToldOnceAndWhenItIsOver) {
  EXPECT_EQ(ready(), 200);
  fill(true);
  EXPECT_EQ(ready(), 200) << "nobody has written yet";
  EXPECT_EQ(save(), 503);
  EXPECT_EQ(save(), 503);
  EXPECT_EQ(ready(), 503);
  EXPECT_EQ(told_, (std::vector<std::string>{"database or disk is full"}));
  const std::string metrics = ask_openly("GET", "/metrics").body;
  EXPECT_NE(metrics.find("\ntundish_store_failures_total 3\n"), std::string::npos) << metrics;
  fill(false);
  EXPECT_EQ(ready(), 200) << "it is tried whether it writes again";
  EXPECT_EQ(told_.size(), 2u);
  EXPECT_EQ(told_.back(), "goes on");
}

TEST_F(StoreOutageTest, IsOverWhenSomethingIsWritten) {
  fill(true);
  EXPECT_EQ(save(), 503);
  fill(false);
  EXPECT_EQ(save(), 201);
  EXPECT_EQ(told_.back(), "goes on");
  EXPECT_EQ(ready(), 200);
}

}  // namespace
}  // namespace tundish::api
