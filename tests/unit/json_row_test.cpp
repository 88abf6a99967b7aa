#include <gtest/gtest.h>

#include <cstddef>
#include <utility>
#include <vector>

#include "json/row.hpp"

namespace tundish::json {

namespace {

TEST(JsonShelf, KeepsRowsWhereTheyStand) {
  Shelf shelf;
  std::vector<Row<double>> rows;
  for (int count = 0; count < 1200; ++count) {
    std::vector<double> all(3, -1.0);
    for (int i = 0; i < count; ++i) all.push_back(count + i);
    rows.push_back(shelf.take_off(all, 3));
    EXPECT_EQ(all, std::vector<double>(3, -1.0));
  }
  const Shelf moved = std::move(shelf);
  for (std::size_t count = 0; count < rows.size(); ++count) {
    ASSERT_EQ(rows[count].size(), count);
    for (std::size_t i = 0; i < count; ++i) {
      ASSERT_EQ(rows[count][i], static_cast<double>(count + i));
    }
  }
}

TEST(JsonShelf, KnowsAnEmptyRow) {
  Shelf shelf;
  std::vector<double> none;
  EXPECT_TRUE(shelf.take_off(none, 0).empty());
}

}  // namespace

}  // namespace tundish::json
