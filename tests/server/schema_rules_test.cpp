#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "server/ddl_rules.hpp"
#include "store/migrations.hpp"

namespace tundish::store {
namespace {

TEST(SchemaRules, EveryMigrationCanBeSpread) {
  for (const Migration& migration : migrations()) {
    EXPECT_THAT(ddl_faults(migration.text), testing::IsEmpty()) << migration.version;
  }
}

TEST(SchemaRules, FindsWhatCannotBeSpread) {
  const auto faults = [](const std::string& columns) {
    return ddl_faults("create table t (" + columns + ");").size();
  };
  const std::string bucket = "bucket INTEGER NOT NULL, id TEXT NOT NULL, ";
  EXPECT_EQ(faults(bucket + "PRIMARY KEY (bucket, id)"), 0u);
  EXPECT_EQ(faults(bucket + "PRIMARY KEY (id, bucket)"), 0u);
  EXPECT_EQ(faults(bucket + "PRIMARY KEY (id)"), 1u);
  EXPECT_EQ(faults(bucket + "UNIQUE (bucket, id)"), 1u) << "it has no primary key";
  EXPECT_EQ(faults(bucket + "PRIMARY KEY (bucket, id), UNIQUE (id)"), 1u);
  EXPECT_EQ(faults("id TEXT NOT NULL, PRIMARY KEY (bucket, id)"), 1u);
  EXPECT_EQ(faults(bucket + "at BIGINT, PRIMARY KEY (bucket, id)"), 1u) << "it may be NULL";
  EXPECT_EQ(faults(bucket + "id BIGSERIAL NOT NULL, PRIMARY KEY (bucket, id)"), 2u);
  EXPECT_EQ(faults("bucket INTEGER NOT NULL, id TEXT NOT NULL PRIMARY KEY"), 2u);
  for (const char* sql :
       {"CREATE UNIQUE INDEX i ON t (id)", "CREATE SEQUENCE s", "CREATE TRIGGER x AFTER INSERT",
        "NOTIFY c", "SELECT pg_advisory_lock(1)", "SELECT 1 FROM t FOR UPDATE SKIP LOCKED",
        "ALTER TABLE t ADD COLUMN x TEXT", "UPDATE t SET at = now()",
        "ALTER TABLE t ADD FOREIGN KEY (id) REFERENCES u (id)"}) {
    EXPECT_THAT(ddl_faults(sql), testing::Not(testing::IsEmpty())) << sql;
  }
  EXPECT_THAT(ddl_faults("CREATE UNIQUE INDEX i ON t (bucket, id) -- no trigger"),
              testing::IsEmpty());
}

/// The texts in quotes of a source.
std::string quoted(const std::string& source) {
  std::string texts;
  bool is_inside = false;
  for (std::size_t at = 0; at < source.size(); ++at) {
    const bool is_quote = source[at] == '"' && (at == 0 || source[at - 1] != '\\');
    if (is_quote) is_inside = !is_inside;
    if (is_inside && !is_quote) texts += source[at];
    if (source[at] == '\n') texts += ' ';
  }
  return texts;
}

TEST(SchemaRules, NoStatementAsksForMore) {
  const std::filesystem::path folder =
      std::filesystem::path(TUNDISH_SOURCE_DIR) / "server/src/store";
  int looked_at = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    const bool has_sql = name.find("sql_tables") == 0 || name == "record_sql.cpp" ||
                         name == "postgres_writer.cpp" || name == "postgres_store.cpp";
    if (!has_sql) continue;
    std::ifstream file(entry.path());
    const std::string source((std::istreambuf_iterator<char>(file)), {});
    EXPECT_THAT(ddl_faults(quoted(source)), testing::IsEmpty()) << name;
    ++looked_at;
  }
  EXPECT_GE(looked_at, 8);
}

TEST(SchemaRules, MigrationsAreNumberedFromOne) {
  int expected = 1;
  for (const Migration& migration : migrations()) EXPECT_EQ(migration.version, expected++);
}

}  // namespace
}  // namespace tundish::store
