// Reads tests/vectors/{replies,answers,typed_dates}.json: what is given to an input and what comes
// of it. The same files are played through the player's WebAssembly.
#include "values/values.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <random>
#include <sstream>
#include <stdexcept>
#include <string>

#include "tundish/advance.hpp"
#include "tundish/codec.hpp"
#include "tundish/parse.hpp"
#include "values/calendar.hpp"

namespace tundish {
namespace {

constexpr std::int64_t kNow = 1760000000000;  // 2025-10-09T08:53:20Z

Value vectors(const std::string& name) {
  std::ifstream file(std::string(TUNDISH_SOURCE_DIR) + "/tests/vectors/" + name + ".json");
  std::ostringstream text;
  text << file.rdbuf();
  const Result<Value> value = parse_value(text.str());
  EXPECT_TRUE(value) << (value ? "" : to_json(value.error()));
  return value ? *value : Value();
}

std::string text_of(const Value& entry, std::string_view name, std::string otherwise) {
  const Value* found = entry.find(name);
  return found ? found->text() : otherwise;
}

const Value::List& list_of(const Value& entry, std::string_view name) {
  static const Value::List none;
  const Value* found = entry.find(name);
  return found ? found->list() : none;
}

/// A funnel that asks for one input and ends.
Funnel funnel_of(const Value& entry, const std::string& channel) {
  Value input = *entry.find("input");
  input.set("id", "input");
  input.set("type", "input");
  input.set("slug", "it");
  input.set("label", "?");
  Value ask, end, definition;
  ask.set("id", "ask");
  ask.set("type", "start");
  ask.set("components", Value::List{input});
  ask.set("next", "end");
  end.set("id", "end");
  end.set("type", "result");
  definition.set("tundish", 1);
  definition.set("slug", "vectors");
  definition.set("title", "Vectors");
  definition.set("channel", channel);
  definition.set("default_language", text_of(entry, "language", "en"));
  definition.set("languages", Value::List{text_of(entry, "language", "en")});
  definition.set("layers", Value::List{ask, end});
  const Result<Funnel> funnel = parse_funnel(to_json(definition));
  if (!funnel) throw std::runtime_error(to_json(funnel.error()));
  return *funnel;
}

Event event_of(EventInput input) {
  Event event;
  event.t_wall = kNow;
  event.input = std::move(input);
  return event;
}

State begun(const Funnel& funnel) {
  Started header;
  header.session = std::string(32, 'a');
  header.random_seed = std::string(32, '0');
  header.language = funnel->default_language;
  header.channel = funnel->channel;
  header.structure = funnel->structure;
  header.release = funnel->content.front().release;
  const Transition transition = start(funnel, event_of(header));
  if (transition.refused) throw std::runtime_error(to_json(*transition.refused));
  return transition.state;
}

Value problems_value(const std::vector<Problem>& problems) {
  Value list{Value::List{}};
  for (const Problem& problem : problems) {
    Value one;
    one.set("code", to_text(problem.code));
    if (!problem.limit.is_null()) one.set("limit", problem.limit);
    if (!problem.pointer.empty()) one.set("pointer", problem.pointer);
    list.push(one);
  }
  return list;
}

/// What is said to be wrong when the input is asked again; null when it is not.
Value asked_again(const Transition& transition) {
  if (transition.effects.size() != 1) return {};
  const Result<Value> effect = parse_value(to_json(transition.effects[0]));
  if (!effect || !effect->find("again")) return {};
  return *effect->find("component")->find("problems");
}

/// Whether these are the problems: each a code, or an object that names more of it.
bool are(const Value& found, const Value& expected) {
  if (found.list().size() != expected.list().size()) return false;
  for (std::size_t at = 0; at < found.list().size(); ++at) {
    const Value& wanted = expected.list()[at];
    if (wanted.is_text() && !(*found.list()[at].find("code") == wanted)) return false;
    for (const Value::Member& member : wanted.object()) {
      const Value* has = found.list()[at].find(member.name);
      if (!has || !(*has == member.value)) return false;
    }
  }
  return true;
}

Replied reply_of(const std::string& kind, const Value& given) {
  Replied reply;
  reply.text = given.text();
  if (kind == "options") reply.kind = ReplyKind::option;
  if (kind != "files") return reply;
  reply.kind = ReplyKind::file;
  reply.file.name = given.find("name")->text();
  reply.file.media_type = given.find("media_type")->text();
  reply.file.size = static_cast<std::int64_t>(given.find("size")->number());
  return reply;
}

std::string described(const Value& given, const Transition& transition) {
  const Answer* answer = find_answer(transition.state, "it");
  std::string text = to_json(given) + " gave ";
  if (answer) text += to_json(answer->value) + " " + to_json(problems_value(answer->problems));
  for (const Effect& effect : transition.effects) text += to_json(effect);
  return text;
}

TEST(Values, RepliesAreReadAsTheVectorsSay) {
  int played = 0;
  const Value entries = vectors("replies");
  for (const Value& entry : entries.list()) {
    SCOPED_TRACE(to_json(*entry.find("input")));
    const Funnel funnel = funnel_of(entry, text_of(entry, "channel", "web_chat"));
    const State state = begun(funnel);
    const auto play = [&](const std::string& kind, const Value& given) {
      ++played;
      return advance(funnel, state, event_of(reply_of(kind, given)));
    };
    for (const std::string kind : {"is", "options", "files"}) {
      for (const Value& one : list_of(entry, kind)) {
        const Transition transition = play(kind, one.list()[0]);
        const Answer* answer = find_answer(transition.state, "it");
        EXPECT_TRUE(answer && answer->value == one.list()[1] && answer->problems.empty())
            << described(one.list()[0], transition);
        EXPECT_EQ(transition.state.status, SessionStatus::completed);
      }
      const std::string denied = kind == "is" ? "is_not" : "not_" + kind;
      for (const Value& one : list_of(entry, denied)) {
        const Transition transition = play(kind, one.list()[0]);
        EXPECT_TRUE(are(asked_again(transition), one.list()[1]))
            << described(one.list()[0], transition);
        EXPECT_EQ(transition.state.status, SessionStatus::in_progress);
      }
    }
    for (const Value& skip : list_of(entry, "skips")) {
      const Transition transition = play("is", skip);
      EXPECT_EQ(transition.state.status, SessionStatus::completed) << to_json(skip);
      EXPECT_EQ(find_answer(transition.state, "it"), nullptr) << to_json(skip);
    }
  }
  EXPECT_GE(played, 280);
}

void judge_answers(const std::string& name, int at_least) {
  int played = 0;
  const Value entries = vectors(name);
  for (const Value& entry : entries.list()) {
    SCOPED_TRACE(to_json(*entry.find("input")));
    const Funnel funnel = funnel_of(entry, "web");
    const State state = begun(funnel);
    const auto play = [&](const Value& given) {
      ++played;
      return advance(funnel, state, event_of(Answered{"it", given}));
    };
    for (const Value& one : list_of(entry, "is")) {
      const Transition transition = play(one.list()[0]);
      const Answer* answer = find_answer(transition.state, "it");
      EXPECT_TRUE(answer && answer->value == one.list()[1] && answer->problems.empty())
          << described(one.list()[0], transition);
    }
    for (const Value& one : list_of(entry, "is_not")) {
      const Transition transition = play(one.list()[0]);
      const Answer* answer = find_answer(transition.state, "it");
      EXPECT_TRUE(answer && are(problems_value(answer->problems), one.list()[1]))
          << described(one.list()[0], transition);
    }
    for (const Value& given : list_of(entry, "nothing")) {
      const Transition transition = play(given);
      EXPECT_FALSE(transition.refused) << to_json(given);
      EXPECT_EQ(find_answer(transition.state, "it"), nullptr) << described(given, transition);
    }
    for (const Value& given : list_of(entry, "refused")) {
      const Transition transition = play(given);
      ASSERT_TRUE(transition.refused) << described(given, transition);
      EXPECT_EQ(transition.refused->code, RefusalCode::wrong_type);
      EXPECT_EQ(transition.refused->pointer, "/input/value");
      EXPECT_FALSE(transition.refused->sentence.empty());
    }
  }
  EXPECT_GE(played, at_least);
}

TEST(Values, AnswersAreReadAsTheVectorsSay) { judge_answers("answers", 170); }

TEST(Values, TypedDatesAreReadAsTheVectorsSay) { judge_answers("typed_dates", 130); }

TEST(Values, AValueThatWasReadIsReadAgainAsItself) {
  int read = 0;
  for (const char* name : {"answers", "typed_dates"}) {
    const Value entries = vectors(name);
    for (const Value& entry : entries.list()) {
      const Funnel funnel = funnel_of(entry, "web");
      const Input& input = *funnel->layers[0].components[0].input();
      const Moment moment{kNow, funnel->default_language};
      for (const Value& one : list_of(entry, "is")) {
        const Value& value = one.list()[1];
        const std::optional<Reading> reading = read_answer(input, value, moment);
        ASSERT_TRUE(reading) << to_json(value);
        EXPECT_EQ(reading->value, value);
        EXPECT_TRUE(reading->problems.empty()) << to_json(value);
        ++read;
      }
    }
  }
  EXPECT_GE(read, 150);
}

struct Kind {
  InputType input_type;
  std::string_view appearance;
};

/// Every kind of input, alone and as a list, with rules that some of the texts below break.
std::vector<Input> inputs_of_every_kind() {
  constexpr Kind kKinds[] = {{InputType::text, "short"},       {InputType::text, "long"},
                             {InputType::text, "markdown"},    {InputType::text, "full_formatted"},
                             {InputType::text, "phone"},       {InputType::text, "email"},
                             {InputType::text, "url"},         {InputType::text, "otp_code"},
                             {InputType::text, "list"},        {InputType::numeric, "number"},
                             {InputType::numeric, "integer"},  {InputType::numeric, "slider"},
                             {InputType::numeric, "rating"},   {InputType::numeric, "nps"},
                             {InputType::boolean, "toggle"},   {InputType::boolean, "consent"},
                             {InputType::choice, "list"},      {InputType::choice, "ranking"},
                             {InputType::matrix, "single"},    {InputType::matrix, "multiple"},
                             {InputType::datetime, "date"},    {InputType::datetime, "time"},
                             {InputType::datetime, "range"},   {InputType::datetime, "datetime"},
                             {InputType::location, "default"}, {InputType::location, "city"},
                             {InputType::location, "full"},    {InputType::location, "postal_code"},
                             {InputType::file, "file"}};
  std::vector<Input> inputs;
  for (const Kind& kind : kKinds) {
    for (const bool is_array : {false, true}) {
      Input input;
      input.input_type = kind.input_type;
      EXPECT_TRUE(from_text(kind.appearance, input.appearance)) << kind.appearance;
      input.is_array = is_array;
      input.slug = "it";
      input.options = {Option{"a", {}, {}, {"one"}, {}}, Option{"2", {}, 1.5, {}, {}}};
      input.rows = {Line{"r", 0}};
      input.columns = {Line{"c", 2}};
      input.validations.max_length = 40;
      if (kind.appearance != "time") input.validations.latest = "today+400";
      inputs.push_back(std::move(input));
    }
  }
  return inputs;
}

std::string random_text(std::mt19937& random) {
  static const std::vector<std::string> pieces = {
      "1",           "2",        "31",      "2026",  "0",    "-",    "/",    ".",      ",",
      " ",           ":",        "T",       "a",     "one",  "skip", "sí",   "no",     "dec",
      "december",    " de ",     "年",      "月",    "日",   "pm",   "uhr",  "h",      "@",
      "example.com", "https://", "mailto:", "tel:",  "+",    "'",    "٣",    "\u00a0", "e",
      "\n",          ";",        ">",       " and ", " to ", "geo:", "40.5", "🙂",   "é",
      "Z",           "+01:00",   "#",       "?",     "28013"};
  std::string text;
  for (auto count = random() % 9; count > 0; --count) text += pieces[random() % pieces.size()];
  return text;
}

TEST(Values, AnyTextIsReadAndWhatWasReadIsReadAgainAsItself) {
  std::mt19937 random(20260101);
  const std::vector<Input> inputs = inputs_of_every_kind();
  int kept = 0;
  for (int round = 0; round < 40000; ++round) {
    const Input& input = inputs[random() % inputs.size()];
    const Moment moment{kNow, round % 2 == 0 ? "en" : "es"};
    const std::string text = random_text(random);
    const Reading reading = read_given(input, text, moment);
    if (reading.value.is_null() || !reading.problems.empty()) {
      for (const Problem& problem : reading.problems) EXPECT_NE(problem_words(problem), "") << text;
      continue;
    }
    const std::optional<Reading> again = read_answer(input, reading.value, moment);
    ASSERT_TRUE(again) << text;
    EXPECT_EQ(again->value, reading.value) << text << " of " << to_text(input.appearance);
    EXPECT_TRUE(again->problems.empty()) << text << " of " << to_text(input.appearance);
    ++kept;
  }
  EXPECT_GE(kept, 4000);
}

TEST(Values, AProblemSaysWhatIsWanted) {
  EXPECT_EQ(problem_words(Problem{ProblemCode::too_short, 3, {}}),
            "at least 3 characters are wanted");
  EXPECT_EQ(problem_words(Problem{ProblemCode::too_early, "2026-01-10", {}}),
            "2026-01-10 or later is wanted");
  for (int code = 0; code <= static_cast<int>(ProblemCode::too_late); ++code) {
    const std::string words = problem_words(Problem{static_cast<ProblemCode>(code), 7, {}});
    EXPECT_FALSE(words.empty()) << code;
    EXPECT_EQ(words.find("{}"), std::string::npos) << words;
  }
}

TEST(Values, TodayIsCountedInTheCalendar) {
  EXPECT_EQ(date_at(0, 0), "1970-01-01");
  EXPECT_EQ(date_at(-1, 0), "1969-12-31");
  EXPECT_EQ(date_at(kNow, 0), "2025-10-09");
  EXPECT_EQ(date_at(951782400000, 0), "2000-02-29");
  EXPECT_EQ(date_at(kNow, 99999), "2299-07-24");
  EXPECT_EQ(date_at(kNow, 4000000), "");
  EXPECT_EQ(date_at(0, -719528), "0000-01-01");
  EXPECT_EQ(date_at(0, -719529), "");
  EXPECT_EQ(date_at(0, 2932896), "9999-12-31");
  EXPECT_EQ(resolve_bound("today", kNow), "2025-10-09");
  EXPECT_EQ(resolve_bound("today+007", kNow), "2025-10-16");
  EXPECT_EQ(resolve_bound("today-9", kNow), "2025-09-30");
  EXPECT_EQ(resolve_bound("09:30", kNow), "09:30");
  // Every day for 800 years is a day, and after the one before.
  std::string before = date_at(0, -146098);
  for (std::int64_t day = -146097; day <= 146097; ++day) {
    const std::string date = date_at(0, day);
    ASSERT_LT(before, date);
    before = date;
  }
}

}  // namespace
}  // namespace tundish
