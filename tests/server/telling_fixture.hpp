#pragma once

#include <string>

#include "server/asking_fixture.hpp"
#include "service/announcer.hpp"
#include "service/belonging.hpp"
#include "service/outbox.hpp"
#include "service/webhooks.hpp"

namespace tundish::service {

inline constexpr const char* kCanary = "canary-5b1f";
inline constexpr const char* kMail = "canary-5b1f@example.com";

inline constexpr const char* kTelling =
    R"({"tundish": 1, "slug": "telling", "title": "T", "layers": [
  {"id": "a", "type": "start", "components": [
    {"id": "name", "type": "input", "input_type": "text", "slug": "name", "label": "Name",
     "save_to": "contact.given_name"},
    {"id": "mail", "type": "input", "input_type": "text", "slug": "mail", "label": "Mail",
     "save_to": "contact.email"},
    {"id": "ads", "type": "input", "input_type": "boolean", "appearance": "consent", "slug": "ads",
     "label": "May we write to you, {{name}}?"},
    {"id": "go", "type": "button", "kind": "jump", "text": "Go", "target": "tell"}]},
  {"id": "tell", "type": "action", "next": "b", "actions": [
    {"id": "send", "kind": "send", "channel": "email", "to": "mail", "text": "Hello {{name}}"},
    {"id": "emit", "kind": "emit", "event": "told", "data": [{"from": "name", "to": "name"}]}]},
  {"id": "b", "type": "intermediate", "components": [
    {"id": "who", "type": "auth", "method": "otp_email", "slug": "identity", "label": "You"},
    {"id": "go", "type": "button", "kind": "jump", "text": "Go", "target": "z"}]},
  {"id": "z", "type": "result", "trigger": "done", "components": [
    {"id": "bye", "type": "message", "text": "Bye"}]}]})";

/// Visitors who leave behind everything that a session can.
class TellingTest : public AskingTest {
 protected:
  TellingTest() : telling_(published(*store_, kTelling)) {
    WebhookWish wish;
    wish.url = "https://hook.example/";
    wish.types = {"*"};
    EXPECT_TRUE(create_webhook(*store_, sealer_, outgoing_, wish, server_actor(kNow)));
  }

  Visitor teller(int number, const std::string& name, const char* mail = kMail) {
    Visitor visitor(telling_, number);
    visitor.play(Answered{"name", Value(name)});
    visitor.play(Answered{"mail", Value(mail)});
    visitor.play(Answered{"ads", Value(true)});
    visitor.play(Pressed{"go"});
    return visitor;
  }
  /// Everything that a session can leave behind: messages, codes, webhooks, branches, a quarantine.
  Visitor known_visitor(int number) {
    Visitor visitor = teller(number, kCanary);
    visitor.play(Answered{"identity", Value(kMail)});
    visitor.play(Requested{"who"});
    hand_in(visitor);
    Visitor other = visitor.fork(3, number + 100);
    other.play(Answered{"name", Value(std::string(kCanary) + "-branch")});
    const std::string branch = other.branch_from(3);
    EXPECT_EQ(send(other.submission_to(branch, visitor.id, 2, 3, other.events.size())).outcome,
              IngestOutcome::accepted);
    Event false_event = visitor.events.back();
    false_event.seq += 1;
    false_event.prev = visitor.events.back().hash;
    false_event.uid = std::string(30, 'a') + std::to_string(number);
    false_event.input = Pressed{kCanary};
    visitor.events.push_back(sealed(false_event));
    EXPECT_EQ(send(visitor.submission()).outcome, IngestOutcome::refused);
    visitor.events.pop_back();
    for (int times = 0; times < 3; ++times) performs(now_ms_ + 10);
    Announcer announcer(*store_);
    deliver_pending(*store_, announcer, kNow, 100);
    return visitor;
  }
  std::string contact_of(const Visitor& visitor) {
    std::string contact;
    store_->read([&](store::Reader& reader) {
      const auto link = find_belonging(reader, visitor.id);
      contact = link ? link->contact : "";
    });
    return contact;
  }

  Funnel telling_;
};

}  // namespace tundish::service
