#include "tundish/version.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace tundish {
namespace {

TEST(Version, IsThreeNumbers) {
  const std::string_view version = engine_version();
  EXPECT_EQ(std::count(version.begin(), version.end(), '.'), 2);
  EXPECT_EQ(version.find_first_not_of("0123456789."), std::string_view::npos);
}

}  // namespace
}  // namespace tundish
