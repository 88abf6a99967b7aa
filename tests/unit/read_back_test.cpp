// What is written is read back, and what nobody writes is refused where it is read.
#include <gtest/gtest.h>

#include "tundish/advance.hpp"
#include "tundish/enums.gen.hpp"
#include "unit/plain_session.hpp"

namespace tundish {
namespace {

using testing::gesture_of;

constexpr const char* kDefinition = R"({"tundish": 1, "slug": "r", "title": "R", "layers": [
  {"id": "a", "type": "start", "components": [
    {"id": "n", "type": "input", "input_type": "text", "slug": "n"},
    {"id": "m", "type": "input", "input_type": "text", "slug": "m"}], "next": "b"},
  {"id": "b", "type": "intermediate", "components": [], "next": "z"},
  {"id": "z", "type": "result"}]})";

Session played() {
  Session session = testing::session_of(kDefinition);
  const Gesture gestures[] = {gesture_of(testing::header_of(session.funnel), '0'),
                              gesture_of(Answered{"n", "x"}, '1'),
                              gesture_of(Answered{"m", "y"}, '2')};
  for (const Gesture& one : gestures) EXPECT_FALSE(play(session, one).transition.refused);
  return session;
}

std::string replaced(std::string text, std::string_view what, std::string_view by) {
  const std::size_t at = text.find(what);
  EXPECT_NE(at, std::string::npos) << what << " is not in " << text;
  return at == std::string::npos ? text : text.replace(at, what.size(), by);
}

template <class T>
std::string first_code(const Result<T>& result) {
  return result ? "" : result.error().front().code;
}

template <class Word>
void expect_words_read_back(Word last) {
  for (int at = 0; at <= static_cast<int>(last); ++at) {
    const auto word = static_cast<Word>(at);
    auto read = at == 0 ? last : Word{};
    EXPECT_TRUE(from_text(to_text(word), read));
    EXPECT_EQ(read, word);
    EXPECT_FALSE(from_text("no such word", read));
    EXPECT_EQ(read, word) << "what is no word changes nothing";
  }
}

TEST(ReadBack, EveryWordOfEveryList) {
  expect_words_read_back(ConditionKind::logic);
  expect_words_read_back(ReplyKind::file);
  expect_words_read_back(Severity::info);
  expect_words_read_back(RefusalCode::read_only);
  expect_words_read_back(FactKind::channel_changed);
  expect_words_read_back(SmsEncoding::ucs2);
  expect_words_read_back(OutgoingForm::location);
  expect_words_read_back(SyncInputKind::hiding);
  expect_words_read_back(SyncActionKind::report);
  expect_words_read_back(SyncStatus::not_saved);
}

TEST(ReadBack, AStateOfThisFunnel) {
  const Session session = played();
  const std::string text = to_json(session.funnel, session.state);
  const Result<State> read = parse_state(session.funnel, text);
  ASSERT_TRUE(read) << to_json(read.error());
  EXPECT_EQ(*read, session.state);

  const auto code_of = [&](std::string_view what, std::string_view by) {
    return first_code(parse_state(session.funnel, replaced(text, what, by)));
  };
  EXPECT_EQ(code_of(R"("layer":"a")", R"("layer":"nowhere")"), "unknown_target");
  EXPECT_EQ(code_of(R"("slug":"m")", R"("slug":"o")"), "wrong_type") << "no longer sorted";
  EXPECT_EQ(code_of(R"("events":3)", R"("component":3,"events":3)"), "too_large");
  EXPECT_EQ(code_of(R"("events":3)", R"("component":3000000000,"events":3)"), "too_large");
}

TEST(ReadBack, AnEventAndItsHash) {
  const Gesture back = gesture_of(WentBack{});
  Session session = played();
  const Played refused = play(session, back);
  EXPECT_TRUE(refused.transition.refused);
  const Played moved = play(session, gesture_of(Pressed{"next"}, '3'));
  ASSERT_FALSE(moved.transition.refused);
  const Played returned = play(session, gesture_of(WentBack{}, '4'));
  ASSERT_FALSE(returned.transition.refused);
  Event ended = returned.event;
  ended.lane = Lane::s;
  ended.c_seen = 12;
  ended.input = Closed{"by_operator"};
  ended.hash = event_hash(ended);
  for (const Event& event : {moved.event, returned.event, ended}) {
    const std::string text = to_json(event);
    EXPECT_EQ(event_hash_of_text(text), event_hash(event));
    Event bare = event;
    bare.hash.clear();
    EXPECT_EQ(event_hash_of_text(to_json(bare)), event_hash(event));
    const Result<Event> read = parse_event(text);
    ASSERT_TRUE(read);
    EXPECT_EQ(*read, event);
  }
  EXPECT_EQ(to_json(returned.event).find("input"), std::string::npos);
}

TEST(ReadBack, NoEventThatIsTooLargeAndNoLogThatIsNoList) {
  EXPECT_EQ(first_code(parse_event(std::string(kMaxEventBytes + 1, ' '))), "too_large");
  EXPECT_EQ(first_code(parse_events("{}")), "wrong_type");
}

TEST(ReadBack, ARestoredLogSaysWhatALogSays) {
  Session session = testing::session_of(kDefinition);
  const Gesture began = gesture_of(testing::header_of(session.funnel));
  const Played begun = play(session, began);
  const Event log[] = {begun.event};
  const Replay restored = replay_verified(session.funnel, log);
  const Result<Value> said = parse_value(to_json(session.funnel, restored));
  ASSERT_TRUE(said);
  EXPECT_EQ(said->find("accepted")->number(), 1);
  EXPECT_EQ(said->find("view")->find("layer")->text(), "a");
  EXPECT_EQ(said->find("refused"), nullptr);
}

TEST(ReadBack, NothingIsPlayedBeforeTheHeader) {
  const Session session = testing::session_of(kDefinition);
  Event event;
  event.input = Pressed{"next"};
  const Transition refused = advance(session.funnel, State(), event);
  ASSERT_TRUE(refused.refused);
  EXPECT_EQ(refused.refused->code, RefusalCode::not_started);
  EXPECT_EQ(refused.state, State());
}

}  // namespace
}  // namespace tundish
