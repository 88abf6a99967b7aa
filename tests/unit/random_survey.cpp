#include "unit/random_survey.hpp"

#include <array>
#include <filesystem>

#include "tundish/codec.hpp"
#include "unit/definition_file.hpp"
#include "unit/random_document.hpp"

namespace tundish::testing {

namespace {

constexpr std::array kNames = {"name",           "q1",   "q 2",   "score", "matrix", "a.b", "",
                               "Alter \xC3\xA4", "x{y}", "panel", "total"};

constexpr std::array kTexts = {"Hello",
                               "",
                               "  ",
                               "Hi {name}!",
                               "{nobody}",
                               "{{Mustache}} {#x}",
                               "<p>Bold <b>html</b> &lt;</p>",
                               "two\nlines",
                               "{q 2} and {matrix.a}"};

constexpr std::array kExpressions = {"{q1} = 1",
                                     "{name} notempty",
                                     "{q 2} > 3 and {name} <> 'x'",
                                     "",
                                     "{q1} anyof ['a', 'b']",
                                     "iif({q1} > 2, 'a', 'b')",
                                     "{nobody} = 1",
                                     "today()",
                                     "{a.b} contains 'x'",
                                     "{q1} +",
                                     "1 = 1",
                                     "!({name} empty) || {q1} allof [1,2]",
                                     "sum({q1}, {total}) * 2",
                                     "{matrix.a} = 'b'",
                                     "'text'",
                                     "{panel[0].x} = 1",
                                     "{panel.x} = 2",
                                     "{row.x} = 1",
                                     "{item} = 'a'",
                                     "dateDiff({q1}, today()) > 3",
                                     "round({q1} / 3, 2)",
                                     "({q1} = 1",
                                     "age({q1}) >= 18",
                                     "{q1} ^ 2",
                                     "#{q1} = 1",
                                     "{q1} in [1, 2]",
                                     "not {name} empty",
                                     "{name} = 'O\\'Hara' or {name} == \"x\"",
                                     "avg({q1},2)",
                                     "true",
                                     "-{q1} < 0"};

constexpr std::array kUrls = {"https://example.com/a.png", "example.com/{name}", "", "javascript:x",
                              "https://a b"};

class SurveyMaker {
 public:
  explicit SurveyMaker(Random& dice)
      : dice_(dice), document_(dice, [this](std::string_view kind) { return atom(kind); }) {}

  Value make();

 private:
  Value atom(std::string_view kind);
  Value question();
  Value words();
  Value scalar();
  const Value& pattern(std::string_view name) const { return *patterns_.find(name); }
  template <class List>
  std::string one_of(const List& list) {
    return list[dice_.below(list.size())];
  }

  Random& dice_;
  RandomDocument document_;
  Value patterns_ = *parse_value(read_file(std::filesystem::path(TUNDISH_SOURCE_DIR) /
                                           "tests/imports/patterns/surveyjs.json"));
  int depth_ = 0;
};

Value SurveyMaker::words() {
  if (!dice_.one_in(4)) return one_of(kTexts);
  Value all{Value::Object{}};
  for (const char* language : {"default", "de", "pt-br", "no language!"}) {
    if (dice_.one_in(2)) all.set(language, one_of(kTexts));
  }
  return all;
}

Value SurveyMaker::scalar() {
  switch (dice_.below(6)) {
    case 0:
      return dice_.one_in(2);
    case 1:
      return static_cast<double>(dice_.below(40)) / 2 - 5;
    case 2:
      return Value(Value::List{"a", 1});
    case 3:
      return one_of(std::array{"2024-05-01", "09:30", "today", "-1", "2024-02-30"});
    default:
      return one_of(kTexts);
  }
}

Value SurveyMaker::atom(std::string_view kind) {
  if (kind == "flag") return dice_.one_in(2);
  if (kind == "text") return one_of(kTexts);
  if (kind == "words") return words();
  if (kind == "name") return one_of(kNames);
  if (kind == "url") return one_of(kUrls);
  if (kind == "expression") return one_of(kExpressions);
  if (kind == "pattern") return one_of(std::array{"^\\d+$", "a|b", "(?=x)", "[", "", "^a|b$"});
  if (kind == "value") return scalar();
  if (kind == "validator") return document_.make(pattern("validator"));
  if (kind == "element") return question();
  if (kind == "choice") {
    if (dice_.one_in(2)) return one_of(std::array{"a", "b", "c", "other", "", "x\ty", "42"});
    Value made;
    if (!dice_.one_in(8)) made.set("value", scalar());
    made.set("text", words());
    if (dice_.one_in(4)) made.set("visibleIf", one_of(kExpressions));
    if (dice_.one_in(4)) made.set("imageLink", one_of(kUrls));
    if (dice_.one_in(6)) made.set("score", 3);
    return made;
  }
  if (dice_.one_in(6)) return one_of(std::array{"7", "x", "{q1}", ""});
  return (static_cast<double>(dice_.below(300)) - 20) / (dice_.one_in(4) ? 4 : 1);
}

Value SurveyMaker::question() {
  const Value::Object& types = pattern("types").object();
  const Value::Member& type = types[dice_.below(types.size())];
  Value made = document_.make(pattern("question"));
  if (++depth_ < 5) {
    const Value own = document_.make(type.value);
    for (const Value::Member& member : own.object()) made.set(member.name, member.value);
  }
  --depth_;
  if (!dice_.one_in(30)) made.set("type", type.name);
  return made;
}

Value SurveyMaker::make() {
  Value survey = document_.make(pattern("survey"));
  Value pages{Value::List{}};
  for (std::size_t count = dice_.below(5); count > 0; --count) {
    pages.push(document_.make(pattern("page")));
  }
  if (dice_.one_in(5)) {
    survey.set("elements", Value::List{question(), question()});
  } else {
    survey.set("pages", pages);
  }
  return survey;
}

}  // namespace

Value random_survey(Random& dice) { return SurveyMaker(dice).make(); }

}  // namespace tundish::testing
