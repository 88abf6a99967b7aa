// The table of channels of the format, word by word.

#include "tundish/channels.hpp"

#include <gtest/gtest.h>

#include "tundish/codec.hpp"
#include "tundish/parse.hpp"

namespace tundish {
namespace {

struct Row {
  std::string component;  ///< without its braces and id
  std::string channels;   ///< w: web, a: whatsapp, c: web_chat, s: sms
};

Funnel funnel_with(const std::string& component) {
  const std::string text = R"({"tundish":1,"slug":"f","title":"F",
    "channels":["web","whatsapp","web_chat","sms"],"layers":[
    {"id":"q","type":"start","components":[{"id":"x",)" +
                           component + R"(}],"next":"done"},
    {"id":"done","type":"result","components":[{"id":"m","type":"message","text":"Bye"}]}]})";
  Result<Funnel> funnel = parse_funnel(text);
  EXPECT_TRUE(funnel.has_value()) << text << to_json(funnel.error());
  return *funnel;
}

std::string playable(const Definition& definition) {
  std::string channels;
  if (is_playable_on(definition, Channel::web)) channels += 'w';
  if (is_playable_on(definition, Channel::whatsapp)) channels += 'a';
  if (is_playable_on(definition, Channel::web_chat)) channels += 'c';
  if (is_playable_on(definition, Channel::sms)) channels += 's';
  return channels;
}

std::string input(const std::string& input_type, const std::string& appearance) {
  std::string text = R"("type":"input","slug":"x","input_type":")" + input_type +
                     R"(","appearance":")" + appearance + '"';
  if (input_type == "choice") text += R"(,"options":[{"value":"a"}])";
  if (input_type == "matrix") text += R"(,"rows":[{"value":"a"}],"columns":[{"value":"b"}])";
  const bool listed = appearance == "list" || appearance == "dropdown";
  if (input_type == "text" && listed) text += R"(,"allowed_values":["a"])";
  return text;
}

std::vector<Row> inputs(const std::string& input_type, const std::vector<Row>& appearances) {
  std::vector<Row> rows;
  for (const Row& one : appearances) {
    rows.push_back({input(input_type, one.component), one.channels});
  }
  return rows;
}

void check(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    const Funnel funnel = funnel_with(row.component);
    EXPECT_EQ(playable(*funnel), row.channels) << row.component;
    for (const Channel channel :
         {Channel::web, Channel::whatsapp, Channel::web_chat, Channel::sms}) {
      EXPECT_EQ(find_misfits(*funnel, channel).empty(), is_playable_on(*funnel, channel));
    }
  }
}

TEST(Channels, Messages) {
  const std::string is = R"("type":"message","appearance":)";
  const std::string items = R"(,"items":[{"value":"a"}])";
  check({{is + R"("simple","text":"Hi")", "wacs"},
         {is + R"("compound","text":"Hi")", "wacs"},
         {is + R"("image","image":"a.png")", "wac"},
         {is + R"("hyperlink","url":"/a")", "wacs"},
         {is + R"("text","text":"Hi")", "ac"},
         {is + R"("quick_reply","text":"Hi")" + items, "ac"},
         {is + R"("list","text":"Hi")" + items, "ac"},
         {is + R"("location","latitude":1,"longitude":2)", "ac"},
         {is + R"("asset","url":"/a")", "ac"},
         {is + R"("media","url":"/a")", "ac"}});
}

TEST(Channels, Inputs) {
  check(inputs("text", {{"short", "wacs"},
                        {"long", "wac"},
                        {"markdown", "w"},
                        {"full_formatted", "w"},
                        {"phone", "wacs"},
                        {"email", "wacs"},
                        {"url", "wac"},
                        {"otp_code", "wacs"},
                        {"list", "wacs"},
                        {"dropdown", "wac"}}));
  check(inputs("numeric", {{"number", "wacs"},
                           {"integer", "wacs"},
                           {"spinner", "w"},
                           {"slider", "w"},
                           {"rating", "wac"},
                           {"nps", "wacs"}}));
  check(inputs(
      "boolean",
      {{"checkbox", "wacs"}, {"toggle", "wacs"}, {"like_dislike", "wacs"}, {"consent", "wacs"}}));
  check(inputs("choice", {{"list", "wacs"},
                          {"dropdown", "wacs"},
                          {"buttons", "wacs"},
                          {"cards", "wacs"},
                          {"ranking", "wacs"}}));
  check(inputs("matrix", {{"single", "w"}, {"multiple", "w"}}));
  check(inputs("datetime", {{"date", "w"}, {"time", "w"}, {"datetime", "w"}, {"range", "w"}}));
  check(inputs("location",
               {{"default", "wacs"}, {"city", "wacs"}, {"postal_code", "wacs"}, {"full", "wacs"}}));
  check(inputs(
      "file",
      {{"file", "w"}, {"dropzone", "w"}, {"camera", "wac"}, {"media", "wac"}, {"signature", "w"}}));
}

TEST(Channels, ButtonsAndTheRest) {
  const std::string button = R"("type":"button","text":"B","kind":)";
  check({{button + R"("jump","target":"done")", "wacs"},
         {button + R"("previous")", "wacs"},
         {button + R"("restart")", "ws"},
         {button + R"("link","url":"/a")", "wacs"},
         {button + R"("call","phone":"+34600111222")", "ws"},
         {button + R"("event","event":"e")", "wacs"}});
  const std::string auth = R"("type":"auth","slug":"who","method":)";
  check({{R"("type":"endpoint","endpoint":"look_up")", "wacs"},
         {auth + R"("otp_sms")", "wacs"},
         {auth + R"("otp_email")", "wacs"},
         {auth + R"("magic_link")", "wac"},
         {auth + R"("password")", "wac"}});
}

TEST(Channels, AMisfitSaysWhatAndWhere) {
  const Funnel funnel = funnel_with(
      R"("type":"input","slug":"x","input_type":"numeric","appearance":"slider","alternatives":{
         "sms":{"type":"input","input_type":"datetime","slug":"y"}})");
  const std::vector<Misfit> chat = find_misfits(*funnel, Channel::web_chat);
  ASSERT_EQ(chat.size(), 1U);
  EXPECT_EQ(chat[0].layer, 0);
  EXPECT_EQ(chat[0].component, 0);
  EXPECT_EQ(chat[0].property, "appearance");
  EXPECT_EQ(chat[0].word, "slider");
  EXPECT_FALSE(chat[0].in_alternative);
  const std::vector<Misfit> sms = find_misfits(*funnel, Channel::sms);
  ASSERT_EQ(sms.size(), 1U);
  EXPECT_EQ(sms[0].property, "input_type");
  EXPECT_EQ(sms[0].word, "datetime");
  EXPECT_TRUE(sms[0].in_alternative);
}

TEST(Channels, OnlyConversationsWait) {
  const Result<Funnel> funnel = parse_funnel(R"({"tundish":1,"slug":"f","title":"F",
    "channels":["web_chat","web"],"layers":[
    {"id":"q","type":"start","components":[{"id":"m","type":"message","text":"Hi"}],"next":"a"},
    {"id":"a","type":"action","actions":[{"id":"pause","kind":"wait","seconds":5}],"next":"done"},
    {"id":"done","type":"result","components":[{"id":"m","type":"message","text":"Bye"}]}]})");
  ASSERT_TRUE(funnel.has_value()) << to_json(funnel.error());
  EXPECT_TRUE(is_playable_on(**funnel, Channel::web_chat));
  const std::vector<Misfit> web = find_misfits(**funnel, Channel::web);
  ASSERT_EQ(web.size(), 1U);
  EXPECT_EQ(web[0].layer, 1);
  EXPECT_EQ(web[0].action, 0);
  EXPECT_EQ(web[0].component, -1);
  EXPECT_EQ(web[0].word, "wait");
}

TEST(Channels, TextsThatAreCut) {
  const Funnel funnel = funnel_with(R"("type":"message","text":")" + std::string(1601, 'x') + '"');
  EXPECT_TRUE(find_cut_texts(funnel, "en", Channel::web).empty());
  EXPECT_TRUE(find_cut_texts(funnel, "en", Channel::web_chat).empty());
  EXPECT_TRUE(find_cut_texts(funnel, "en", Channel::whatsapp).empty());
  const std::vector<CutText> cuts = find_cut_texts(funnel, "en", Channel::sms);
  ASSERT_EQ(cuts.size(), 1U);
  EXPECT_EQ(cuts[0], (CutText{0, 0}));
}

}  // namespace
}  // namespace tundish
