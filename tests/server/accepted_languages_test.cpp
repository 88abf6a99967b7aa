#include "service/accepted_languages.hpp"

#include <gtest/gtest.h>

namespace tundish::service {
namespace {

using Languages = std::vector<std::string>;

TEST(AcceptedLanguages, ComeInTheOrderOfTheirWeights) {
  EXPECT_EQ(accepted_languages("es-MX,es;q=0.9,en;q=0.8"), (Languages{"es-MX", "es", "en"}));
  EXPECT_EQ(accepted_languages("en;q=0.25, ja ;q=0.251 , de"), (Languages{"de", "ja", "en"}));
  EXPECT_EQ(accepted_languages("a;q=0.5,b;q=0.5"), (Languages{"a", "b"})) << "as they stand";
  EXPECT_EQ(accepted_languages("a;q=1.000,b;q=1"), (Languages{"a", "b"}));
}

TEST(AcceptedLanguages, LeaveOutWhatNobodyCanMean) {
  EXPECT_EQ(accepted_languages(""), Languages{});
  EXPECT_EQ(accepted_languages("*"), Languages{});
  EXPECT_EQ(accepted_languages("en;q=0, es;q=0.000, *;q=0.1"), Languages{});
  EXPECT_EQ(accepted_languages(",,;q=,-,e s,<b>,\"en\",../etc"), Languages{});
  EXPECT_EQ(accepted_languages(std::string(36, 'a')), Languages{});
  EXPECT_EQ(accepted_languages("en;q=much"), Languages{"en"});
}

TEST(AcceptedLanguages, AreEightAtMost) {
  std::string header = "l0";
  for (int i = 1; i < 1000; ++i) header += ",l" + std::to_string(i);
  EXPECT_EQ(accepted_languages(header).size(), 8U);
}

TEST(AcceptedLanguages, AreSpokenByTheirMainPart) {
  EXPECT_TRUE(speaks("es", "es"));
  EXPECT_TRUE(speaks("es", "es-MX"));
  EXPECT_TRUE(speaks("zh-Hant", "zh-Hant-TW"));
  EXPECT_FALSE(speaks("es-MX", "es"));
  EXPECT_FALSE(speaks("e", "es"));
  EXPECT_FALSE(speaks("en", "es"));
}

}  // namespace
}  // namespace tundish::service
