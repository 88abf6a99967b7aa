// Whatever another program may have written becomes a funnel without errors, or says why not.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <functional>

#include "tundish/analyze.hpp"
#include "tundish/codec.hpp"
#include "tundish/import.hpp"
#include "tundish/parse.hpp"
#include "unit/definition_file.hpp"
#include "unit/random_bot.hpp"
#include "unit/random_document.hpp"
#include "unit/random_survey.hpp"

namespace tundish {
namespace {

using testing::Random;

int count_of(const char* variable, int otherwise) {
  const char* wish = std::getenv(variable);
  return wish ? std::atoi(wish) : otherwise;
}

std::string errors_in(const Diagnostics& diagnostics) {
  std::string text;
  for (const Diagnostic& one : diagnostics) {
    if (one.severity != Severity::error) continue;
    text += one.code + " " + one.place.pointer + ": " + one.sentence + "\n";
  }
  return text;
}

/// What is wrong with the funnel that a text becomes; empty when nothing is.
std::string fault_of(ImportFormat format, const std::string& text) {
  const Result<Imported> imported = import_definition(format, text, {});
  if (!imported) return "refused\n" + errors_in(imported.error());
  for (const Diagnostic& one : imported->diagnostics) {
    if (one.severity == Severity::error) return "an error is told\n" + one.sentence;
    if (one.place.line == 0) return "no place: " + one.sentence;
  }
  const Result<Funnel> funnel = parse_funnel(imported->definition);
  if (!funnel) return "not read again\n" + errors_in(funnel.error());
  const std::string errors = errors_in(analyze(*funnel));
  return errors.empty() ? "" : "analysis\n" + errors + imported->definition;
}

using Make = std::function<Value(Random&)>;

void import_many(ImportFormat format, const Make& make, int breaks) {
  const int count = count_of("TUNDISH_RANDOM_IMPORTS", 150);
  int faults = 0;
  for (int seed = 1; seed <= count && faults < 3; ++seed) {
    Random dice(static_cast<std::uint64_t>(seed));
    Value document = make(dice);
    for (int i = 0; i < breaks; ++i) testing::break_somewhere(document, dice);
    if (breaks > 0 && !document.is_object()) continue;
    const std::string text = to_json(document);
    const std::string fault = fault_of(format, text);
    const bool is_other = fault.find("is an object with") != fault.npos ||
                          fault.find("are an object with") != fault.npos;
    const bool is_none = fault.empty() || (breaks > 0 && is_other);
    if (is_none) continue;
    ++faults;
    ADD_FAILURE() << "seed " << seed << ": " << fault << "\n" << text;
  }
}

TEST(ImportRandom, Bots) { import_many(ImportFormat::typebot, testing::random_bot, 0); }

TEST(ImportRandom, BrokenBots) { import_many(ImportFormat::typebot, testing::random_bot, 5); }

TEST(ImportRandom, Surveys) { import_many(ImportFormat::surveyjs, testing::random_survey, 0); }

TEST(ImportRandom, BrokenSurveys) {
  import_many(ImportFormat::surveyjs, testing::random_survey, 5);
}

/// One of the files of a folder whose names begin so, goldens aside.
Value kept_file(const std::filesystem::path& folder, const std::string& prefix, Random& dice) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    const bool is_golden = name.find(".expected.") != name.npos;
    if (name.compare(0, prefix.size(), prefix) == 0 && !is_golden) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return *parse_value(read_file(files[dice.below(files.size())]));
}

TEST(ImportRandom, BrokenFiles) {
  const auto folder = std::filesystem::path(TUNDISH_SOURCE_DIR) / "tests/imports";
  const auto broken = [&folder](ImportFormat format, const std::string& prefix) {
    import_many(
        format, [&](Random& dice) { return kept_file(folder, prefix, dice); }, 3);
  };
  broken(ImportFormat::typebot, "typebot_");
  broken(ImportFormat::surveyjs, "surveyjs_");
  broken(ImportFormat::event_funnels, "event_funnels_");
}

TEST(ImportRandom, BrokenPublicBots) {
  const char* cases = std::getenv("TUNDISH_CASES");
  if (!cases) GTEST_SKIP() << "TUNDISH_CASES names no folder: no public bot is broken";
  const auto folder = std::filesystem::path(cases) / "typebot";
  for (const int breaks : {1, 3, 10}) {
    import_many(
        ImportFormat::typebot, [&](Random& dice) { return kept_file(folder, "", dice); }, breaks);
  }
}

Value message_bot(std::size_t groups, const std::string& text) {
  Value bot;
  Value edges{Value::List{}};
  Value all{Value::List{}};
  for (std::size_t i = 0; i < groups; ++i) {
    const std::string number = std::to_string(i);
    Value content(Value::Object{{"plainText", text + number}});
    Value bubble(Value::Object{{"id", "t" + number}, {"type", "text"}, {"content", content}});
    Value input(Value::Object{{"id", "b" + number}, {"type", "text input"}});
    all.push(Value::Object{
        {"id", "g" + number}, {"title", "G"}, {"blocks", Value::List{bubble, input}}});
    Value from(Value::Object{{"blockId", "b" + number}});
    Value to(Value::Object{{"groupId", "g" + std::to_string(i + 1)}});
    edges.push(Value::Object{{"id", "e" + number}, {"from", from}, {"to", to}});
  }
  bot.set("groups", all);
  bot.set("edges", edges);
  return bot;
}

TEST(ImportRandom, BotsThatAreTooLargeEndEarlier) {
  for (const Value& bot : {message_bot(100, std::string(15'000, 'x')), message_bot(2500, "x"),
                           message_bot(1200, std::string(1200, 'x'))}) {
    const std::string text = to_json(bot);
    EXPECT_EQ(fault_of(ImportFormat::typebot, text), "");
    const Result<Imported> imported = import_definition(ImportFormat::typebot, text, {});
    ASSERT_TRUE(imported);
    const auto& found = imported->diagnostics;
    EXPECT_TRUE(std::any_of(found.begin(), found.end(),
                            [](const Diagnostic& one) { return one.code == "too_long"; }));
  }
}

}  // namespace
}  // namespace tundish
