// What the format's parts are in the canonical text and in the content, whether they are played yet
// or not.
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

#include "support/pointer.hpp"
#include "tundish/analyze.hpp"
#include "tundish/changes.hpp"
#include "tundish/codec.hpp"
#include "tundish/parse.hpp"
#include "tundish/release.hpp"
#include "unit/definition_file.hpp"

namespace tundish {
namespace {

Result<Funnel> read(std::string_view text) { return parse_funnel(text); }

std::string text_of(const std::string& name) {
  const auto played = definitions("valid/" + name + ".json");
  return read_file(std::filesystem::exists(played) ? played
                                                   : definitions("format/" + name + ".json"));
}

/// A definition with these components on its start layer.
std::string with_components(const std::string& components) {
  return R"({"tundish":1,"slug":"s","title":"T","layers":[{"id":"a","type":"start","next":"b",)"
         R"("components":[)" +
         components + R"(]},{"id":"b","type":"result"}]})";
}

std::vector<std::string> keys_of(const Funnel& funnel) {
  std::vector<std::string> keys;
  for (const Text& text : find_content(*funnel, "en")->texts) keys.push_back(text.key);
  return keys;
}

/// Is told a value without one of its parts, and which.
using Visit = std::function<void(Value without, const std::string& path)>;

/// Calls `visit` with the value without each of its members and items in turn, however deep.
void each_omission(const Value& value, const Visit& visit) {
  for (const Value::Member& member : value.object()) {
    Value::Object rest;
    for (const Value::Member& other : value.object()) {
      if (other.name != member.name) rest.push_back(other);
    }
    visit(Value(std::move(rest)), member.name);
    each_omission(member.value, [&](Value without, const std::string& path) {
      Value changed = value;
      changed.set(member.name, std::move(without));
      visit(std::move(changed), member.name + "/" + path);
    });
  }
  for (std::size_t i = 0; i < value.list().size(); ++i) {
    Value::List rest = value.list();
    rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(i));
    visit(Value(std::move(rest)), std::to_string(i));
    each_omission(value.list()[i], [&](Value without, const std::string& path) {
      Value::List changed = value.list();
      changed[i] = std::move(without);
      visit(Value(std::move(changed)), std::to_string(i) + "/" + path);
    });
  }
}

const Value* find_at(const Value& root, const std::string& pointer) {
  const Value* at = &root;
  for (const std::string& token : pointer_tokens(pointer)) {
    if (at == nullptr) return nullptr;
    const bool is_list = at->is_list();
    const std::size_t index = is_list ? *pointer_index(token) : 0;
    if (is_list && index >= at->list().size()) return nullptr;
    at = is_list ? &at->list()[index] : at->find(token);
  }
  return at;
}

/// Every difference is told, in words, with a place in one of the two texts; what is equal has
/// none.
void expect_changes(const Funnel& before, const Funnel& after, const std::string& path) {
  const Changes changes = find_changes(before, after);
  EXPECT_FALSE(changes.empty()) << path;
  const Value old = *parse_value(to_json(before));
  const Value now = *parse_value(to_json(after));
  for (const Change& one : changes) {
    EXPECT_NE(one.sentence, "") << path;
    EXPECT_TRUE(find_at(now, one.pointer) != nullptr || find_at(old, one.pointer) != nullptr)
        << one.pointer << ' ' << path;
  }
  EXPECT_TRUE(find_changes(after, after).empty());
}

class EveryProperty : public ::testing::TestWithParam<const char*> {};

// The canonical text holds no defaults: without any part of it, it is refused or another.
TEST_P(EveryProperty, IsReadAndWritten) {
  const Result<Funnel> funnel = read(text_of(GetParam()));
  ASSERT_TRUE(funnel) << to_json(funnel.error());
  const std::string canonical = to_json(*funnel);
  int still_read = 0;
  each_omission(*parse_value(canonical), [&](const Value& without, const std::string& path) {
    const Result<Funnel> other = read(to_json(without));
    if (!other) return;
    ++still_read;
    EXPECT_NE(to_json(*other), canonical) << path;
    expect_changes(*funnel, *other, path);
    expect_changes(*other, *funnel, path);
    EXPECT_EQ(to_json(*other), to_json(*read(to_json(*other)))) << path;
    const bool is_text = path.find("content") != std::string::npos;
    EXPECT_EQ((*other)->structure == (*funnel)->structure, is_text) << path;
  });
  EXPECT_GT(still_read, 10);
}

INSTANTIATE_TEST_SUITE_P(Files, EveryProperty,
                         ::testing::Values("every_message", "every_value", "every_layer",
                                           "every_condition", "every_input", "alternatives",
                                           "subfunnels"));

TEST(Format, WritesDefaultsOutOfTheCanonicalForm) {
  const auto plain = read(with_components(
      R"({"id":"i","type":"input","input_type":"matrix","slug":"i","rows":[{"value":"r"}],"columns":[{"value":"c"}]},)"
      R"({"id":"m","type":"message"},{"id":"e","type":"endpoint","endpoint":"x"},)"
      R"({"id":"u","type":"auth","method":"magic_link","slug":"u"})"));
  const auto spelled_out = read(with_components(
      R"({"id":"i","type":"input","input_type":"matrix","appearance":"single","slug":"i","rows":[{"value":"r","title":"","score":0}],"columns":[{"value":"c"}],"allow_overwrite":true,"is_hidden":false,"is_array":false,"autofill_source":[],"visible_if":[],"alternatives":{}},)"
      R"({"id":"m","type":"message","appearance":"simple","visible_if":[]},)"
      R"({"id":"e","type":"endpoint","endpoint":"x","request":[],"response":[],"timeout_ms":10000,"retries":0,"offline":"block","fallback":{},"run":"on_enter","pending":""},)"
      R"({"id":"u","type":"auth","method":"magic_link","slug":"u","expires_minutes":10,"max_visits":1,"resend_seconds":30})"));
  ASSERT_TRUE(plain) << to_json(plain.error());
  ASSERT_TRUE(spelled_out) << to_json(spelled_out.error());
  EXPECT_EQ(*plain, *spelled_out);
  EXPECT_EQ(to_json(*plain), to_json(*spelled_out));
}

TEST(Format, LiftsTheTextsOfEveryPart) {
  const auto messages = read(text_of("every_message"));
  const auto layers = read(text_of("every_layer"));
  const auto values = read(text_of("every_value"));
  ASSERT_TRUE(messages && layers && values);
  const auto has = [](const Funnel& funnel, const char* key) {
    const std::vector<std::string> keys = keys_of(funnel);
    return std::find(keys.begin(), keys.end(), key) != keys.end();
  };
  for (const char* key :
       {"list.pending", "start.compound.items.a", "start.compound.descriptions.a",
        "start.compound.items.b.c", "start.replies.items.buy", "list.rows.items.1",
        "list.rows.sections.Few", "buttons.restart.text", "start.leaflet.title"}) {
    EXPECT_TRUE(has(*messages, key)) << key;
  }
  for (const char* key : {"work.pending", "work.say.text", "login.sms.label", "login.sms.error",
                          "skippable.look_up.pending"}) {
    EXPECT_TRUE(has(*layers, key)) << key;
  }
  EXPECT_TRUE(has(*values, "matrices.single.rows.food"));
  EXPECT_TRUE(has(*values, "matrices.single.columns.good"));
}

TEST(Format, AnAlternativeHasTextsOfItsOwnAndElseTheComponents) {
  const auto funnel = read(text_of("alternatives"));
  ASSERT_TRUE(funnel) << to_json(funnel.error());
  const Content& english = *find_content(**funnel, "en");
  const Component& day = (*funnel)->layers[0].components[1];
  const auto text = [&](Channel channel, std::string_view part) {
    const std::string* found = find_text(english, "start", day, channel, part);
    return found ? *found : "none";
  };
  EXPECT_EQ(text(Channel::web, "label"), "Which day?");
  EXPECT_EQ(text(Channel::whatsapp, "label"), "When?");
  EXPECT_EQ(text(Channel::whatsapp, "error"), "A day, please");
  EXPECT_EQ(text(Channel::whatsapp, "options.today"), "Today");
  EXPECT_EQ(text(Channel::sms, "label"), "Which day?");
  EXPECT_EQ(text(Channel::sms, "help"), "2026-01-31");
  EXPECT_EQ(text(Channel::web, "help"), "none");
  EXPECT_EQ(on_channel(day, Channel::sms).input()->input_type, InputType::text);
  EXPECT_EQ(on_channel(day, Channel::sms).id, "day");
  EXPECT_EQ(&on_channel(day, Channel::web), &day);
}

TEST(Format, AReleaseHoldsTheTextsOfItsSubfunnelsInItsLanguage) {
  const auto funnel = read(text_of("subfunnels"));
  ASSERT_TRUE(funnel) << to_json(funnel.error());
  const auto english = read(release_json(*funnel, "en"));
  const auto spanish = read(release_json(*funnel, "es"));
  ASSERT_TRUE(english && spanish);
  const auto languages = [](const Definition& definition) {
    std::string all;
    for (const Content& content : definition.content) all += content.language + " ";
    return all;
  };
  EXPECT_EQ(languages((*english)->subfunnels[0]), "en ");
  EXPECT_EQ(languages((*spanish)->subfunnels[0]), "es ");
  // The inner one speaks English only.
  EXPECT_EQ(languages((*spanish)->subfunnels[0].subfunnels[0]), "en ");
  EXPECT_EQ((*english)->structure, (*spanish)->structure);
  EXPECT_EQ((*english)->subfunnels[0].structure, (*funnel)->subfunnels[0].structure);
}

TEST(Format, FindsTheSubfunnelThatIsWanted) {
  Definition parent;
  for (const char* structure : {"one", "two", "three"}) {
    Definition played;
    played.slug = "played";
    played.structure = structure;
    parent.subfunnels.push_back(std::move(played));
  }
  const auto found = [&](const char* release) {
    Subfunnel wanted;
    wanted.funnel = "played";
    wanted.release = release;
    return find_subfunnel(parent, wanted)->structure;
  };
  EXPECT_EQ(found("latest"), "one");
  EXPECT_EQ(found("two"), "two");
  EXPECT_EQ(found("unknown"), "one");
  EXPECT_EQ(find_subfunnel(parent, Subfunnel{}), nullptr);
}

TEST(Format, PlacesOfTextsThatAreWrittenInlineAreFound) {
  const std::string text = text_of("every_message");
  const auto funnel = read(text);
  ASSERT_TRUE(funnel);
  Diagnostics findings;
  const auto add = [&](const char* key) {
    Diagnostic finding;
    finding.place.pointer = std::string("/content/en/") + key;
    findings.push_back(finding);
  };
  add("start.compound.descriptions.a");
  add("list.pending");
  add("list.rows.items.9");
  add("start.compound.items.b.c");
  add("start.nobody.text");
  locate(findings, text);
  EXPECT_EQ(findings[0].place.pointer, "/layers/0/components/1/items/0/description");
  EXPECT_EQ(findings[1].place.pointer, "/layers/1/pending");
  EXPECT_EQ(findings[2].place.pointer, "/layers/1/components/0/items/1/title");
  EXPECT_EQ(findings[3].place.pointer, "/content/en/start.compound.items.b.c");
  EXPECT_EQ(findings[4].place.pointer, "/content/en");
  for (const Diagnostic& finding : findings) EXPECT_GT(finding.place.line, 0);

  const std::string other = text_of("alternatives");
  Diagnostics inner(1);
  inner[0].place.pointer = "/content/en/start.day.whatsapp.options.today";
  locate(inner, other);
  EXPECT_EQ(inner[0].place.pointer, "/layers/0/components/1/alternatives/whatsapp/options/0/title");
}

}  // namespace
}  // namespace tundish
