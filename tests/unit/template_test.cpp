#include "tundish/template.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>

#include "tundish/codec.hpp"

namespace tundish {
namespace {

NameLookup lookup_in(const Value& data) {
  return [&data](std::string_view name) { return name == "." ? &data : data.find(name); };
}

std::string render(std::string_view text, const char* json, Escaping escaping = Escaping::none) {
  const Result<Value> data = parse_value(json);
  EXPECT_TRUE(data) << json;
  return data ? render_template(text, lookup_in(*data), escaping) : "";
}

/// "line:column sentence" of the first fault.
std::string fault(std::string_view text) {
  const Diagnostics faults = check_template(text);
  if (faults.empty()) return "none";
  EXPECT_EQ(faults[0].code, "template_syntax");
  return std::to_string(faults[0].place.line) + ':' + std::to_string(faults[0].place.column) + ' ' +
         faults[0].sentence;
}

/// The cases of the Mustache specification, which a checkout does not hold: the folder is named by
/// the environment.
class MustacheSuite : public testing::TestWithParam<const char*> {};

TEST_P(MustacheSuite, RendersAsSpecified) {
  const char* folder = std::getenv("TUNDISH_CASES");
  if (!folder) GTEST_SKIP() << "TUNDISH_CASES names no folder: the Mustache cases are not run";
  std::ifstream file(std::string(folder) + "/mustache/" + GetParam() + ".json");
  if (!file) GTEST_SKIP() << folder << "/mustache/" << GetParam() << ".json is missing";
  std::ostringstream text;
  text << file.rdbuf();
  const Result<Value> suite = parse_value(text.str());
  ASSERT_TRUE(suite);
  const Value::List& cases = suite->find("tests")->list();
  ASSERT_GE(cases.size(), 10u);
  int rendered = 0;
  for (const Value& entry : cases) {
    const std::string& source = entry.find("template")->text();
    SCOPED_TRACE(entry.find("name")->text());
    const Value& data = *entry.find("data");
    const Value* partials = entry.find("partials");
    // In a funnel they are an error; who has partials renders with them.
    EXPECT_EQ(fault(source).substr(0, 8), partials ? "1:3 Part" : "none");
    const PartialLookup find_partial = [partials](std::string_view name) {
      const Value* partial = partials ? partials->find(name) : nullptr;
      return partial ? &partial->text() : nullptr;
    };
    EXPECT_EQ(render_with_partials(source, lookup_in(data), find_partial, Escaping::html),
              entry.find("expected")->text());
    if (partials) continue;
    EXPECT_EQ(render_template(source, lookup_in(data), Escaping::html),
              entry.find("expected")->text());
    ++rendered;
  }
  RecordProperty("rendered", rendered);
  EXPECT_GE(rendered, 12);
}

INSTANTIATE_TEST_SUITE_P(Files, MustacheSuite,
                         testing::Values("comments", "delimiters", "interpolation", "inverted",
                                         "sections"),
                         [](const auto& suite) { return std::string(suite.param); });

TEST(Template, WritesValuesAsText) {
  EXPECT_EQ(render("Hi {{name}}, {{n}} {{yes}} [{{none}}{{missing}}]",
                   R"({"name":"Zoë & <b>","n":1e21,"yes":true,"none":null})"),
            "Hi Zoë & <b>, 1e+21 true []");
  EXPECT_EQ(render("{{list}} {{file}}", R"({"list":["a",2],"file":{"name":"x.png","size":3}})"),
            "a, 2 x.png");
  EXPECT_EQ(render("{{place}}; {{dates}}; {{place.city}}",
                   R"({"place":{"postal_code":"28013","city":"Madrid"},
                       "dates":{"from":"2026-05-05","to":"2026-05-07"}})"),
            "Madrid, 28013; 2026-05-05, 2026-05-07; Madrid");
  EXPECT_EQ(render("{{x}} {{{x}}} {{&x}}", R"({"x":"<'\">"})", Escaping::html),
            "&lt;&#39;&quot;&gt; <'\"> <'\">");
}

TEST(Template, NeverReadsAValueAsATemplate) {
  EXPECT_EQ(render("{{a}}", R"({"a":"{{b}}","b":"secret"})"), "{{b}}");
}

TEST(Template, KeepsWhatTheLookupGivesOnlyUntilTheNextCall) {
  Value kept;
  const NameLookup forgetful = [&kept](std::string_view name) {
    kept = name == "l" ? Value(Value::List{"a", "b"}) : Value(std::string(name));
    return &kept;
  };
  EXPECT_EQ(render_template("{{#l}}{{.}}{{x}}{{/l}}{{#x}}{{y}}{{.}}{{/x}}", forgetful), "axbxyx");
}

TEST(Template, EmptyTextIsNoSection) {
  EXPECT_EQ(render("{{#a}}yes{{/a}}{{^a}}no{{/a}}", R"({"a":""})"), "no");
  EXPECT_EQ(render("{{#a}}yes{{/a}}{{^a}}no{{/a}}", R"({"a":0})"), "yes");
}

TEST(Template, FaultsNameTheirPlace) {
  EXPECT_EQ(fault("no tag {"), "none");
  EXPECT_EQ(fault("a\né {{x"), "2:3 This tag is never closed; write `}}` behind it.");
  EXPECT_EQ(fault("{{{x}}"), "1:1 This tag is never closed; write `}}}` behind it.");
  EXPECT_EQ(fault("{{}}"), "1:1 This tag names nothing.");
  EXPECT_EQ(fault("{{#a}}x"), "1:1 The section `a` is never closed; write {{/a}} behind it.");
  EXPECT_EQ(fault("{{#a}}{{/b}}"), "1:7 The section `a` is open here; close it first.");
  EXPECT_EQ(fault("x{{/b}}"), "1:2 No section `b` is open here.");
  EXPECT_EQ(fault("{{>p}}"), "1:1 Partials and blocks are not supported.");
  EXPECT_EQ(fault("{{a..b}}"), "1:1 `a..b` has an empty part between its dots.");
  EXPECT_EQ(fault("{{=x=}}"), "1:1 New delimiters are two words without `=`, such as {{=<% %>=}}.");
  EXPECT_EQ(check_template("{{}} {{>a}} {{/x}}").size(), 3u);
}

TEST(Template, AFaultyTemplateIsWrittenAsItStands) {
  EXPECT_EQ(render("Hi {{name}} {{#a}}", R"({"name":"Ann"})"), "Hi {{name}} {{#a}}");
}

TEST(Template, NamesAreThoseReadAtTopLevel) {
  EXPECT_EQ(template_names("{{b}} {{a.x}} {{#c}}{{.}}{{b}}{{^d}}{{e}}{{/d}}{{/c}} {{! f}}"),
            (std::vector<std::string>{"b", "a", "c", "d", "e"}));
  EXPECT_TRUE(template_names("plain").empty());
}

TEST(Template, WorkIsBounded) {
  std::string deep, close;
  for (int depth = 0; depth < 100000; ++depth) deep += "{{#a}}";
  EXPECT_EQ(fault(deep), "1:379 Sections stand at most 63 deep inside each other.");
  // A thousand items, walked inside themselves four times over, would be 10^12 steps.
  std::string list = "{\"l\":[0";
  for (int item = 1; item < 1000; ++item) list += ",0";
  const std::string loops = "{{#l}}{{#l}}{{#l}}{{#l}}{{/l}}{{/l}}{{/l}}{{/l}}";
  EXPECT_EQ(render(loops, (list + "]}").c_str()), "");
  const std::string chatty = "{{#l}}{{#l}}{{t}}{{/l}}{{/l}}";
  const std::string text = ",\"t\":\"" + std::string(1000, 'x') + "\"}";
  EXPECT_EQ(render(chatty, (list + "]" + text).c_str()).size(), 1048000u);
}

}  // namespace
}  // namespace tundish
