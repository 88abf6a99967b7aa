#include <gtest/gtest.h>

#include <string>

#include "support/json_writer.hpp"
#include "tundish/codec.hpp"
#include "tundish/event.hpp"
#include "unit/vector_file.hpp"

namespace tundish {
namespace {

TEST(Canonical, TextsAreThoseOfTheVectors) {
  const Value entries = read_vectors("canonical.json");
  ASSERT_GE(entries.list().size(), 100u);
  for (const Value& entry : entries.list()) {
    const std::string& json = entry.find("json")->text();
    const std::string& canonical = entry.find("canonical")->text();
    const Result<Value> value = parse_value(json);
    ASSERT_TRUE(value) << json << ": " << value.error()[0].sentence;
    EXPECT_EQ(to_json(*value), canonical);
    EXPECT_EQ(to_json(*parse_value(canonical)), canonical);
  }
}

TEST(Canonical, EventsAndTheirHashesAreThoseOfTheVectors) {
  const Value entries = read_vectors("events.json");
  ASSERT_GE(entries.list().size(), 12u);
  for (const Value& entry : entries.list()) {
    const std::string& text = entry.find("text")->text();
    const std::string& hash = entry.find("hash")->text();
    Value sealed = *parse_value(text);
    sealed.set("hash", hash);
    Result<Event> event = parse_event(to_json(sealed));
    ASSERT_TRUE(event) << text << ": " << event.error()[0].sentence;
    EXPECT_EQ(to_json(*event), to_json(sealed));
    EXPECT_EQ(event_hash(*event), hash);
    event->hash.clear();
    EXPECT_EQ(to_json(*event), text);
  }
}

TEST(JsonWriter, LeavesOutMembersThatSayNothing) {
  JsonWriter out;
  out.begin_object();
  out.text_member("a", "");
  out.integer_member("b", 0);
  out.integer_member("c", 7, 7);
  out.number_member("d", 0);
  out.boolean_member("e", false);
  out.value_member("f", Value());
  out.texts_member("g", {});
  out.end_object();
  EXPECT_EQ(out.take(), "{}");
}

TEST(JsonWriter, WritesMembersThatSaySomething) {
  JsonWriter out;
  out.begin_object();
  out.text_member("a", "x\"\\\x01\n");
  out.integer_member("b", -9007199254740991);
  out.integer_member("c", 0, 7);
  out.number_member("d", 0.5);
  out.boolean_member("e", true);
  out.value_member("f", Value(false));
  out.texts_member("g", {"", "y"});
  out.key("h");
  out.raw("{\"i\":1}");
  out.end_object();
  EXPECT_EQ(out.take(),
            "{\"a\":\"x\\\"\\\\\\u0001\\n\",\"b\":-9007199254740991,\"c\":0,\"d\":0.5,\"e\":true,"
            "\"f\":false,\"g\":[\"\",\"y\"],\"h\":{\"i\":1}}");
  out.begin_list();
  out.null();
  out.begin_list();
  out.end_list();
  out.end_list();
  EXPECT_EQ(out.take(), "[null,[]]");
}

#ifndef NDEBUG
TEST(JsonWriterDeathTest, AssertsTheOrderOfNames) {
  JsonWriter out;
  out.begin_object();
  out.text_member("b", "x");
  EXPECT_DEATH(out.key("a"), "");
  EXPECT_DEATH(out.end_list(), "");
}
#endif

}  // namespace
}  // namespace tundish
