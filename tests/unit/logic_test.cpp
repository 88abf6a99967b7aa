#include "tundish/logic.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>

#include "tundish/codec.hpp"
#include "unit/vector_file.hpp"

namespace tundish {
namespace {

Value json(std::string_view text) {
  const Result<Value> value = parse_value(text);
  EXPECT_TRUE(value) << text;
  return value ? *value : Value();
}

LogicResult result_of(const Value& rule, const Value& data) {
  const Result<CompiledLogic> logic = parse_logic(rule);
  EXPECT_TRUE(logic);
  return logic ? evaluate(*logic, data) : LogicResult();
}

/// What a rule gives, as JSON; an error as `!type`.
std::string run(std::string_view rule, std::string_view data = "null") {
  const LogicResult result = result_of(json(rule), json(data));
  if (!result.failed) return to_json(result.value);
  const Value* type = result.value.find("type");
  return "!" + (type && type->is_text() ? type->text() : to_json(result.value));
}

/// Equal as JSON; numbers within the last digits, for suites that write them in decimals.
bool is_alike(const Value& a, const Value& b) {
  if (!a.is_number() || !b.is_number()) return a == b;
  const double difference = a.number() - b.number();
  return (difference < 0 ? -difference : difference) <= 1e-9;
}

/// Runs one case of a suite: [rule, data, result], or {rule, data, result | error}.
void check_case(const Value& entry) {
  static const Value kNull;
  const auto member = [&](std::string_view name) -> const Value& {
    const Value* found = entry.find(name);
    return found ? *found : kNull;
  };
  const bool is_short = entry.is_list();
  const Value& rule = is_short ? entry.list()[0] : member("rule");
  const Value& data = is_short ? entry.list()[1] : member("data");
  SCOPED_TRACE(to_json(rule) + " on " + to_json(data));
  const LogicResult result = result_of(rule, data);
  const Value* error = is_short ? nullptr : entry.find("error");
  ASSERT_EQ(result.failed, error != nullptr) << to_json(result.value);
  if (error) {
    const Value* wanted = error->find("type");
    const Value* type = result.value.find("type");
    EXPECT_TRUE(!wanted || (type && *type == *wanted)) << to_json(result.value);
    return;
  }
  const Value& wanted = is_short ? entry.list()[2] : member("result");
  EXPECT_TRUE(is_alike(result.value, wanted)) << to_json(result.value);
}

int check_cases(const Value& suite) {
  int count = 0;
  for (const Value& entry : suite.list()) {
    if (entry.is_text()) continue;
    check_case(entry);
    ++count;
  }
  return count;
}

TEST(Logic, PublicCasesGiveWhatTheySay) {
  const char* folder = std::getenv("TUNDISH_CASES");
  if (!folder) GTEST_SKIP() << "TUNDISH_CASES names no folder: the JsonLogic cases are not run";
  const std::filesystem::path place = std::filesystem::path(folder) / "jsonlogic";
  if (!std::filesystem::is_directory(place)) GTEST_SKIP() << place << " is missing";
  int all = 0;
  for (const auto& file : std::filesystem::recursive_directory_iterator(place)) {
    if (file.path().extension() != ".json" || file.path().filename() == "index.json") continue;
    SCOPED_TRACE(file.path());
    std::ifstream stream(file.path());
    std::ostringstream text;
    text << stream.rdbuf();
    const int count = check_cases(json(text.str()));
    EXPECT_GE(count, 1);
    std::cout << file.path().filename().string() << ": " << count << " cases\n";
    all += count;
  }
  std::cout << "JsonLogic: " << all << " public cases\n";
  EXPECT_GE(all, 100);
}

TEST(Logic, VectorsGiveWhatTheySay) {
  const Value vectors = read_vectors("logic.json");
  const Value::List& cases = vectors.find("cases")->list();
  EXPECT_GE(cases.size(), 500u);
  for (const Value& entry : cases) {
    Value whole = entry;
    if (!entry.find("data")) whole.set("data", *vectors.find("data"));
    check_case(whole);
  }
}

TEST(Logic, ErrorsAreValues) {
  EXPECT_EQ(
      to_json(result_of(json(R"({"throw":{"val":[]}})"), json(R"({"type":"x","at":1})")).value),
      R"({"at":1,"type":"x"})");
  EXPECT_EQ(run(R"({"throw":{"val":[]}})", "[1]"), R"(!{"type":[1]})");
  EXPECT_EQ(run(R"({"nothing":1})"), "!Unknown Operator");
}

TEST(Logic, AnUnknownOperatorIsFoundBeforeItRuns) {
  const auto found = [](std::string_view rule) {
    std::string all;
    for (const Diagnostic& one : check_logic(json(rule))) {
      all += one.code + ' ' + one.place.pointer + ';';
    }
    return all;
  };
  EXPECT_EQ(found(R"({"if":[{"var":"a"},{"nothing":1},{"+":[1,{"a/b":2}]}]})"),
            "unknown_operator /if/1;unknown_operator /if/2/+/1;");
  EXPECT_EQ(found(R"([{"+":1,"-":2}])"), "unknown_operator /0;");
  EXPECT_EQ(found(R"({"preserve":{"nothing":1}})"), "");
  EXPECT_EQ(found("{}"), "");
}

TEST(Logic, NamesThatAreReadAreKnown) {
  const auto reads = [](std::string_view rule) {
    const LogicReads found = reads_of(*parse_logic(json(rule)));
    std::string all = found.everything ? "* " : "";
    for (const std::string& name : found.names) all += name + ' ';
    return all;
  };
  EXPECT_EQ(reads(R"({"+":[{"var":"b.c"},{"val":["a",0]},{"var":["b",{"var":"d"}]}]})"), "a b d ");
  EXPECT_EQ(reads(R"({"map":[{"var":"list"},{"cat":[{"var":"own"},{"val":[[2],"out"]}]}]})"),
            "list out ");
  EXPECT_EQ(reads(R"({"map":[[1],{"map":[[1],{"val":[[2],"between"]}]}]})"), "");
  EXPECT_EQ(reads(R"({"map":[{"var":"l"},{"val":[[1],"index"]}]})"), "l ");
  EXPECT_EQ(reads(R"({"map":[[1],{"map":[[1],{"val":[[3],"index"]}]}]})"), "");
  EXPECT_EQ(reads(R"({"filter":[{"var":"o"},{"==":[{"val":[[1],"key"]},"a"]}]})"), "* o ")
      << "of a list it is a name";
  EXPECT_EQ(reads(R"({"map":[[1],{"val":[[1],"index","x"]}]})"), "index ");
  EXPECT_EQ(reads(R"({"map":[[1],{"val":[[3],"index"]}]})"), "index ");
  EXPECT_EQ(reads(R"({"try":[{"throw":"x"},{"val":[[1],"index"]}]})"), "index ");
  EXPECT_EQ(reads(R"({"try":[{"var":"a"},{"var":"type"}]})"), "a ");
  EXPECT_EQ(reads(R"({"missing":["a.x","b"]})"), "a b ");
  EXPECT_EQ(reads(R"({"missing":[["a.x","b"],5]})"), "a b ");
  EXPECT_EQ(reads(R"({"missing":[{"var":"names"}]})"), "* names ");
  EXPECT_EQ(reads(R"({"sort":[{"var":"list"},{"var":"way"},{"var":"own"}]})"), "list way ");
  EXPECT_EQ(reads(R"({"missing":[5,["c.x","d"],[["e"]]]})"), "5 c.x e ");
  EXPECT_EQ(reads(R"({"missing":[[["c","d"],5,null],"e"]})"), "* 5 c ");
  EXPECT_EQ(reads(R"({"missing_some":[1,["a.x",true]]})"), "a true ");
  EXPECT_EQ(reads(R"({"var":{"var":"a"}})"), "* a ");
  EXPECT_EQ(reads(R"({"var":""})"), "* ");
  EXPECT_EQ(reads("5"), "");
}

TEST(Logic, NamesMayBeFoundByAHost) {
  const Value age(36);
  const NameLookup names = [&age](std::string_view name) { return name == "age" ? &age : nullptr; };
  const auto ask = [&names](std::string_view rule) {
    return to_json(evaluate(*parse_logic(json(rule)), names).value);
  };
  EXPECT_EQ(ask(R"({">=":[{"var":"age"},18]})"), "true");
  EXPECT_EQ(ask(R"({"missing":["age","name"]})"), R"(["name"])");
  EXPECT_EQ(ask(R"({"map":[[1],{"val":[[2],"age"]}]})"), "[36]");
  EXPECT_EQ(ask(R"({"exists":"name"})"), "false");
  EXPECT_EQ(ask(R"({"val":""})"), "null");
  EXPECT_EQ(ask(R"({"missing":[[[""]]]})"), R"([[""]])");
}

// A list of so many zeros.
std::string zeros(int count) {
  std::string list = "[0";
  for (int at = 1; at < count; ++at) list += ",0";
  return list + "]";
}

TEST(Logic, WorkIsBounded) {
  const std::string thousand = zeros(1000);
  EXPECT_EQ(run(R"({"map":[{"var":""},{"map":[{"val":[[2]]},1]}]})", thousand), "!Limit");
  EXPECT_EQ(run(R"({"try":[{"map":[{"var":""},{"map":[{"val":[[2]]},1]}]},"caught"]})", thousand),
            "!Limit");
}

TEST(Logic, WhatIsMadeIsBounded) {
  const std::string hundred = zeros(100);
  EXPECT_EQ(run(R"({"reduce":[{"var":""},[{"var":"accumulator"}],0]})", zeros(200)), "!Limit");
  EXPECT_EQ(
      run(R"({"reduce":[{"var":""},[{"var":"accumulator"},{"var":"accumulator"}],0]})", hundred),
      "!Limit");
  EXPECT_EQ(
      run(R"({"reduce":[{"var":""},{"cat":[{"var":"accumulator"},{"var":"accumulator"}]},"x"]})",
          hundred),
      "!Limit");
  EXPECT_EQ(run(R"({"reduce":[{"var":""},{"var":""},0]})", zeros(200)), "!Limit");
}

TEST(Logic, RulesAreBounded) {
  Value deep(1);
  for (int level = 0; level < 40; ++level) {
    Value around;
    around.set("!", Value(Value::List{deep}));
    deep = around;
  }
  const Result<CompiledLogic> refused = parse_logic(deep);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error()[0].code, "logic_limit");
  EXPECT_EQ(refused.error()[0].place.pointer.substr(0, 8), "/!/0/!/0");
  EXPECT_FALSE(parse_logic(Value(Value::List(kMaxLogicParts, Value(1)))));
}

}  // namespace
}  // namespace tundish
