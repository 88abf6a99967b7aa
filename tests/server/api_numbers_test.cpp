#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "server/api_fixture.hpp"
#include "service/export_jobs.hpp"
#include "service/rebuild.hpp"

namespace tundish::api {
namespace {

/// Publish, play, export, count anew: over HTTP, on whatever store is asked for.
class ApiNumbersTest : public ApiTest {
 protected:
  std::string statistics(const std::string& query) {
    const ClientResponse told = ask("GET", "/api/v1/funnels/order/statistics" + query);
    EXPECT_EQ(told.status, 200) << told.body;
    return told.body;
  }
  std::string all_statistics() {
    std::string all;
    for (const char* query : {"", "?by=day", "?by=release", "?by=language", "?by=channel"}) {
      all += statistics(query) + '\n';
    }
    return all;
  }
  /// The file of all sessions of the funnel.
  std::string exported() {
    const ClientResponse begun =
        ask("POST", "/api/v1/exports", R"({"format":"csv","funnel":"order"})");
    EXPECT_EQ(begun.status, 202) << begun.body;
    const service::JobHandlers handlers{
        {std::string(service::kExportJob), service::export_handler(funnels_, context_.scratch)}};
    const auto job = service::claim_job(store_, handlers, kNow);
    EXPECT_TRUE(job);
    if (job) service::run_job(store_, handlers, *job, [] { return kNow; });
    const ClientResponse file = ask("GET", "/api/v1/exports/" + word(json(begun), "id") + "/file");
    EXPECT_EQ(file.status, 200) << file.body;
    return file.body;
  }
  static double count_of(const std::string& text, const std::string& wanted) {
    double count = 0;
    for (std::size_t at = text.find(wanted); at != text.npos; at = text.find(wanted, at + 1)) {
      ++count;
    }
    return count;
  }
};

TEST_F(ApiNumbersTest, AreTheSameInStatisticsExportsAndLogs) {
  const Funnel funnel = published_order(store_);
  std::int64_t events = 0;
  for (int number = 1; number <= 30; ++number) {
    Visitor visitor(funnel, number);
    if (number % 3 == 0) {
      visitor.play(Answered{"name", Value("Bo")});
    } else if (number % 3 == 1) {
      visitor.play_to_the_end();
    } else {
      visitor.play(Answered{"name", Value("Cy")});
      visitor.play(Answered{"size", Value("small")});
      visitor.play(Pressed{"go"});
    }
    const std::size_t half = visitor.events.size() / 2;
    ASSERT_EQ(send(visitor, 0, half).status, 200);
    ASSERT_EQ(send(visitor, half, visitor.events.size()).status, 200);
    events += static_cast<std::int64_t>(visitor.events.size());
  }
  const std::string told = all_statistics();
  const Value sums = *parse_value(statistics(""));
  const std::string file = exported();
  EXPECT_EQ(number(sums, "sessions"), 30);
  EXPECT_EQ(count_of(file, "\r\n"), 1 + number(sums, "sessions"));
  EXPECT_EQ(count_of(file, ",completed,"), number(sums, "completions"));
  EXPECT_EQ(count_of(file, ",done,"), number(sums, "conversions"));
  for (const Value& layer : sums.find("layers")->list()) {
    // Who has come to a layer has come through all before it, and stands on one of them.
    const std::string id = word(layer, "layer");
    if (id == "done" || id == "sorry") {
      EXPECT_EQ(count_of(file, ',' + id + ','), number(layer, "reached")) << id;
    }
  }
  const service::Rebuilt rebuilt = service::rebuild_statistics(store_, funnels_);
  EXPECT_EQ(rebuilt.sessions, 30);
  EXPECT_EQ(rebuilt.events, events);
  EXPECT_EQ(all_statistics(), told) << "to the last digit";
  EXPECT_EQ(exported(), file);
}

}  // namespace
}  // namespace tundish::api
