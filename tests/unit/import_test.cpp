// What other formats become: one golden per file of tests/imports, and public bots where they are.
#include "tundish/import.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "tundish/codec.hpp"
#include "tundish/export.hpp"
#include "tundish/parse.hpp"
#include "tundish/release.hpp"
#include "unit/definition_file.hpp"

namespace tundish {
namespace {

std::filesystem::path imports(const std::string& name) {
  return std::filesystem::path(TUNDISH_SOURCE_DIR) / "tests/imports" / name;
}

std::vector<std::string> import_names() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(imports(""))) {
    const std::filesystem::path& path = entry.path();
    const bool is_golden = path.stem().extension() == ".expected";
    if (path.extension() == ".json" && !is_golden) names.push_back(path.stem().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::string name_of(const ::testing::TestParamInfo<std::string>& info) { return info.param; }

bool updates_goldens() {
  const char* wish = std::getenv("TUNDISH_UPDATE_GOLDENS");
  return wish && std::string(wish) == "1";
}

std::string told(const Diagnostics& diagnostics) {
  std::string text;
  for (const Diagnostic& one : diagnostics) {
    text += std::string(to_text(one.severity)) + " " + one.code + " " + one.place.pointer + ": " +
            one.sentence + "\n";
  }
  return text;
}

/// The definition, then a line per finding.
std::string golden_of(const Imported& imported) {
  std::string text = "{\"definition\":" + imported.definition + ",\n\"found\":[";
  bool is_first = true;
  for (const Diagnostic& one : imported.diagnostics) {
    Value line;
    line.set("code", one.code);
    line.set("pointer", one.place.pointer);
    line.set("line", one.place.line);
    text += (is_first ? "\n" : ",\n") + to_json(line);
    is_first = false;
  }
  return text + "]}\n";
}

class ImportFile : public ::testing::TestWithParam<std::string> {};

TEST_P(ImportFile, BecomesADefinition) {
  const std::string text = read_file(imports(GetParam() + ".json"));
  const std::optional<ImportFormat> format = recognise_import(text);
  ASSERT_TRUE(format);
  std::string word(to_text(*format));
  std::replace(word.begin(), word.end(), '-', '_');
  EXPECT_EQ(GetParam().compare(0, word.size(), word), 0) << "recognised as " << word;
  ImportNames names;
  names.fallback = "imported";
  const Result<Imported> imported = import_definition(*format, text, names);
  ASSERT_TRUE(imported) << told(imported.error());
  for (const Diagnostic& one : imported->diagnostics) {
    EXPECT_EQ(one.severity, Severity::warning);
    EXPECT_GT(one.place.line, 0) << one.sentence;
    EXPECT_GT(one.sentence.size(), 20u);
  }
  const auto golden = imports(GetParam() + ".expected.json");
  if (updates_goldens()) std::ofstream(golden, std::ios::binary) << golden_of(*imported);
  EXPECT_EQ(golden_of(*imported), read_file(golden));
}

TEST_P(ImportFile, ItsSeedIsTheSameFunnel) {
  const std::string text = read_file(imports(GetParam() + ".json"));
  const Result<Imported> imported = import_definition(*recognise_import(text), text, {});
  ASSERT_TRUE(imported);
  const Result<Funnel> funnel = parse_funnel(imported->definition);
  ASSERT_TRUE(funnel);
  const Result<Imported> again =
      import_definition(ImportFormat::seed, export_seed(*funnel).text, {});
  ASSERT_TRUE(again) << told(again.error());
  EXPECT_EQ(again->definition, imported->definition);
  EXPECT_EQ(told(again->diagnostics), "");
}

INSTANTIATE_TEST_SUITE_P(Files, ImportFile, ::testing::ValuesIn(import_names()), name_of);

TEST(Import, PublicBotsHaveNoErrors) {
  const char* folder = std::getenv("TUNDISH_CASES");
  if (!folder) GTEST_SKIP() << "TUNDISH_CASES names no folder: no public bot is imported";
  int bots = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator(std::filesystem::path(folder) / "typebot")) {
    const std::string text = read_file(entry.path());
    ASSERT_EQ(recognise_import(text), ImportFormat::typebot) << entry.path();
    const Result<Imported> imported = import_definition(ImportFormat::typebot, text, {});
    EXPECT_TRUE(imported) << entry.path() << "\n" << told(imported.error());
    ++bots;
  }
  EXPECT_GT(bots, 0);
}

TEST(Import, FormatsAreKnownByTheirWords) {
  for (const ImportFormat format :
       {ImportFormat::data_flow, ImportFormat::typebot, ImportFormat::surveyjs,
        ImportFormat::event_funnels, ImportFormat::seed, ImportFormat::tundish}) {
    EXPECT_EQ(import_format_of(to_text(format)), format);
  }
  EXPECT_EQ(import_format_of("word"), std::nullopt);
}

TEST(Import, WhatBecomesNoDefinitionIsRefusedWithWhatIsWrongInIt) {
  const std::string text = R"({"tundish": 1, "slug": "s", "title": "T", "layers": [{"id": "a"}]})";
  const Result<Imported> imported = import_definition(ImportFormat::tundish, text, {});
  ASSERT_FALSE(imported);
  EXPECT_EQ(imported.error().front().sentence.rfind("In the funnel at ", 0), 0U);
  EXPECT_EQ(imported.error().front().place.line, 1);
  EXPECT_FALSE(import_definition(ImportFormat::tundish, "7", {}));
  EXPECT_FALSE(import_definition(ImportFormat::data_flow, "[]", {}));
}

TEST(Import, ManyFlowStepsAndAnswersAreRefused) {
  const auto refused = [](const std::string& text) {
    const Result<Imported> imported = import_definition(ImportFormat::data_flow, text, {});
    if (imported) return std::string();
    const auto is_error = [](const Diagnostic& one) { return one.severity == Severity::error; };
    const Diagnostics& said = imported.error();
    return std::find_if(said.begin(), said.end(), is_error)->code;
  };
  const auto repeated = [](const std::string& one, int times) {
    std::string all = one;
    for (int i = 1; i < times; ++i) all += "," + one;
    return all;
  };
  EXPECT_EQ(refused("[" + repeated("{}", 2000) + "]"), "too_long");
  EXPECT_EQ(refused(R"({"id":"a","question":"q","type":"Selection","options":[)" +
                    repeated("1", 1001) + "]}"),
            "too_long");
  std::string ways;
  for (int i = 0; i < 201; ++i) ways += (i ? ",\"" : "\"") + std::to_string(i) + "\":\"b\"";
  EXPECT_EQ(refused(R"({"id":"a","question":"q","type":"Text","nextMapping":{)" + ways + "}}"),
            "too_long");
  EXPECT_EQ(refused("[7]"), "wrong_type");
}

TEST(Import, AFunnelThatIsNotThereIsAnEmptyOne) {
  ImportNames names;
  names.funnel = "other";
  const Result<Imported> imported = import_definition(
      ImportFormat::event_funnels, R"({"funnels": [{"id": "one", "steps": []}]})", names);
  ASSERT_FALSE(imported);
  EXPECT_NE(told(imported.error()).find("error unknown_funnel /funnels: "), std::string::npos);
  EXPECT_NE(told(imported.error()).find("those that are there: `one`"), std::string::npos);
}

TEST(Import, SaysAtMostAThousandThings) {
  std::string text = R"({"title": "T", "elements": [{"type": "text", "name": "q"}])";
  for (int i = 0; i < 2000; ++i) text += ",\"y" + std::to_string(i) + "\":1";
  const Result<Imported> imported = import_definition(ImportFormat::surveyjs, text + "}", {});
  ASSERT_TRUE(imported);
  EXPECT_EQ(imported->diagnostics.back().code, "too_many_findings");
}

TEST(Import, WhatIsOfNoFormatIsRefused) {
  for (const std::string text : {"7", "null", "[]", "{}", "\"x\"", "{\"a\":1}"}) {
    EXPECT_EQ(recognise_import(text), std::nullopt) << text;
    for (const ImportFormat format : {ImportFormat::typebot, ImportFormat::surveyjs,
                                      ImportFormat::event_funnels, ImportFormat::seed}) {
      EXPECT_FALSE(import_definition(format, text, {})) << text;
    }
  }
  EXPECT_FALSE(import_definition(ImportFormat::typebot, "{", {}));
}

}  // namespace
}  // namespace tundish
