#include "unit/random_bot.hpp"

#include <array>
#include <filesystem>

#include "tundish/codec.hpp"
#include "unit/definition_file.hpp"
#include "unit/random_document.hpp"

namespace tundish::testing {

namespace {

constexpr int kVariables = 6;

constexpr std::array kTexts = {"Hello",
                               "Hi {{Name}}!",
                               "{{ Name }}, {{Score}} of {{Name}}",
                               "{{Nobody}}",
                               "{{=1 + 1=}}",
                               "{{#x}}",
                               "}} and {{",
                               "two\nlines",
                               "\xF0\x9F\x98\x80 emoji",
                               "<b>html</b> &amp;",
                               "null",
                               "",
                               "  ",
                               "Yes",
                               "42",
                               "3.5",
                               "/^a+$/i",
                               "(a+)+$",
                               "a[",
                               "\"quoted\" \\",
                               "{name}",
                               "true",
                               "\xC3\xA4\xC3\xB6 Umlaut",
                               "A very long title that is longer than what an id may have, which "
                               "is sixty-four characters and not one more"};

constexpr std::array kUrls = {"https://example.com/a.png",
                              "example.com",
                              "{{Link}}",
                              "",
                              "mailto:a@example.com",
                              "https://a b",
                              "javascript:alert(1)",
                              "/relative",
                              "https://example.com/{{Name}}?x=1"};

constexpr std::array kExpressions = {"{{Score}} + 1",
                                     "Ada",
                                     "{{Name}}",
                                     "",
                                     "Math.random()",
                                     "new Date()",
                                     "\"a\" + {{Name}}",
                                     "{{Score}} > 3 ? 'big' : 'small'",
                                     "const x = 1; return x + {{Score}}",
                                     "[1, 2, {{Score}}]",
                                     "{{Name}}.split(' ')[0]",
                                     "{{Score}} ** 2",
                                     "return {{Name}} || 'nobody'",
                                     "`a ${b}`",
                                     "{{Name}} {{Score}}",
                                     "((((1))))",
                                     "{{Score}} %",
                                     "await fetch('x')",
                                     "null",
                                     "!{{Name}}",
                                     "{{Nobody}} * 2",
                                     "Number({{Score}}).toFixed(2)",
                                     "{a: 1}",
                                     "{{List}}.length",
                                     "Math.max({{Score}}, 3) - Math.min(1, 2)",
                                     "JSON.stringify({{List}})",
                                     "function() {}"};

/// The names that a version has for the parts of a bot.
struct Dialect {
  const char* groups = "groups";
  const char* blocks = "blocks";
  const char* group_id = "groupId";
  const char* block_id = "blockId";
};

class BotMaker {
 public:
  explicit BotMaker(Random& dice)
      : dice_(dice), document_(dice, [this](std::string_view kind) { return atom(kind); }) {}

  Value make();

 private:
  Value atom(std::string_view kind);
  Value group(int number);
  Value block(int group, int number);
  Value edge(int number);
  Value events();
  template <class List>
  std::string one_of(const List& list) {
    return list[dice_.below(list.size())];
  }
  std::string name(const char* prefix, std::size_t most) {
    return prefix + std::to_string(dice_.below(most));
  }

  Random& dice_;
  RandomDocument document_;
  Dialect dialect_;
  std::size_t groups_ = 0, edges_ = 0, items_ = 0, depth_ = 0, variables_ = 0;
};

/// Of every type of block its options, of all versions together.
const Value& patterns() {
  static const Value all = *parse_value(
      read_file(std::filesystem::path(TUNDISH_SOURCE_DIR) / "tests/imports/patterns/typebot.json"));
  return all;
}

Value BotMaker::atom(std::string_view kind) {
  if (kind == "flag") return dice_.one_in(2);
  if (kind == "text") return one_of(kTexts);
  if (kind == "url") return one_of(kUrls);
  if (kind == "expression") return one_of(kExpressions);
  if (kind == "variable") return name("v", variables_);
  if (kind == "group") return name("g", groups_ + 1);
  if (kind == "block") return name("b", groups_ * 4 + 1);
  if (kind == "edge") return name("e", edges_ + 1);
  if (kind == "item") return "i" + std::to_string(items_++);
  if (kind == "date")
    return one_of(std::array{"2024-02-30", "2024-05-01", "{{Name}}", "09:30", ""});
  if (kind == "condition") return document_.make(*patterns().find("condition"));
  if (kind == "element") {
    if (++depth_ > 8) {
      --depth_;
      return Value(Value::Object{{"text", "deep"}});
    }
    Value made = document_.make(*patterns().find("element"));
    --depth_;
    return made;
  }
  if (dice_.one_in(4)) return one_of(std::array{"{{Score}}", "any", "7", "-3.5", "", "0"});
  return (static_cast<double>(dice_.below(400)) - 50) / (dice_.one_in(3) ? 4 : 1);
}

Value BotMaker::block(int group, int number) {
  const Value::Object& all = patterns().find("blocks")->object();
  const Value::Member& type = all[dice_.below(all.size())];
  Value made = document_.make(type.value);
  made.set("id", "b" + std::to_string(number));
  made.set("type", type.name);
  if (dice_.one_in(3)) made.set(dialect_.group_id, "g" + std::to_string(group));
  if (dice_.one_in(3)) made.set("outgoingEdgeId", name("e", edges_ + 1));
  return made;
}

Value BotMaker::group(int number) {
  Value made;
  made.set("id", "g" + std::to_string(number));
  made.set("title", one_of(kTexts));
  Value blocks{Value::List{}};
  const std::size_t count = dice_.below(5);
  for (std::size_t i = 0; i < count; ++i) {
    blocks.push(block(number, number * 4 + static_cast<int>(i)));
  }
  if (!blocks.list().empty() || dice_.one_in(2)) made.set(dialect_.blocks, blocks);
  return made;
}

Value BotMaker::edge(int number) {
  Value from;
  from.set(dialect_.block_id, name("b", groups_ * 4));
  if (dice_.one_in(3)) from.set("itemId", name("i", items_ + 1));
  Value to;
  to.set(dialect_.group_id, name("g", groups_ + 1));
  if (dice_.one_in(4)) to.set(dialect_.block_id, name("b", groups_ * 4));
  Value made;
  made.set("id", "e" + std::to_string(number));
  made.set("from", from);
  made.set("to", to);
  return made;
}

Value BotMaker::events() {
  Value all{Value::List{}};
  for (const char* type : {"start", "command", "reply", "invalidReply"}) {
    if (all.list().size() > 0 && dice_.one_in(2)) continue;
    Value made;
    made.set("id", std::string("event_") + type);
    made.set("type", type);
    if (!dice_.one_in(6)) made.set("outgoingEdgeId", name("e", edges_ + 1));
    all.push(made);
  }
  return all;
}

Value BotMaker::make() {
  constexpr std::array kNames = {"Name", "Score", "Link", "List", "Name", "e-mail {x}"};
  const bool is_old = dice_.one_in(8);
  if (is_old) dialect_ = {"blocks", "steps", "blockId", "stepId"};
  groups_ = 1 + dice_.below(9);
  edges_ = dice_.below(groups_ * 3);
  variables_ = kVariables + (dice_.one_in(2) ? 1 : 40);
  Value bot = document_.make(*patterns().find("bot"));
  const std::string version = one_of(std::array{"3", "4", "5", "6", "6.1"});
  if (!is_old && !dice_.one_in(6)) bot.set("version", version);
  Value groups{Value::List{}};
  for (std::size_t i = 0; i < groups_; ++i) groups.push(group(static_cast<int>(i)));
  bot.set(dialect_.groups, groups);
  Value edges{Value::List{}};
  for (std::size_t i = 0; i < edges_; ++i) edges.push(edge(static_cast<int>(i)));
  bot.set("edges", edges);
  if (!is_old && version[0] == '6') bot.set("events", events());
  Value variables{Value::List{}};
  for (int i = 0; i < kVariables; ++i) {
    Value variable;
    variable.set("id", "v" + std::to_string(i));
    variable.set("name", kNames[static_cast<std::size_t>(i)]);
    if (dice_.one_in(4)) variable.set("value", one_of(kTexts));
    if (dice_.one_in(8)) variable.set("value", Value(Value::List{"a", "b"}));
    if (!dice_.one_in(10)) variables.push(variable);
  }
  bot.set("variables", variables);
  return bot;
}

}  // namespace

Value random_bot(Random& dice) { return BotMaker(dice).make(); }

}  // namespace tundish::testing
