#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <string>
#include <vector>

#include "store/migrations.hpp"

namespace tundish::store {
namespace {

std::string upper_without_comments(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    result += line.substr(0, line.find("--"));
    result += '\n';
  }
  std::transform(result.begin(), result.end(), result.begin(),
                 [](unsigned char letter) { return static_cast<char>(std::toupper(letter)); });
  return result;
}

/// The column lists that follow every occurrence of `words`.
std::vector<std::string> lists_after(const std::string& text, const std::string& words) {
  std::vector<std::string> lists;
  for (std::size_t at = text.find(words); at != text.npos; at = text.find(words, at + 1)) {
    const std::size_t open = text.find('(', at);
    lists.push_back(text.substr(open + 1, text.find(')', open) - open - 1));
  }
  return lists;
}

TEST(SchemaRules, EveryKeyBeginsWithTheBucket) {
  for (const Migration& migration : migrations()) {
    const std::string text = upper_without_comments(migration.text);
    std::size_t keys = 0;
    for (const char* words : {"PRIMARY KEY", "UNIQUE"}) {
      for (const std::string& list : lists_after(text, words)) {
        EXPECT_EQ(list.substr(0, 7), "BUCKET,") << words << " (" << list << ")";
        ++keys;
      }
    }
    EXPECT_GT(keys, 0u);
    EXPECT_EQ(lists_after(text, "CREATE TABLE").size(), lists_after(text, "PRIMARY KEY").size());
  }
}

TEST(SchemaRules, IdsAndTimesComeFromTheApplication) {
  for (const Migration& migration : migrations()) {
    const std::string text = upper_without_comments(migration.text);
    for (const char* word : {"AUTOINCREMENT", "SERIAL", "SEQUENCE", "CURRENT_TIMESTAMP", "NOW(",
                             "RANDOM", "TRIGGER", "FOREIGN KEY", "REFERENCES", "WITHOUT ROWID"}) {
      EXPECT_EQ(text.find(word), text.npos) << word;
    }
  }
}

TEST(SchemaRules, MigrationsAreNumberedFromOne) {
  int expected = 1;
  for (const Migration& migration : migrations()) EXPECT_EQ(migration.version, expected++);
}

}  // namespace
}  // namespace tundish::store
