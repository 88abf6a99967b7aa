// Who plays: what answers save, what people prove, and what users make of it.
#include "service/contacts.hpp"

#include <algorithm>

#include "server/asking_fixture.hpp"
#include "service/belonging.hpp"
#include "service/closing.hpp"
#include "service/identities.hpp"
#include "service/recall.hpp"

namespace tundish::service {
namespace {

constexpr const char* kSaving = R"({"tundish": 1, "slug": "saving", "title": "T", "layers": [
  {"id": "a", "type": "start", "components": [
    {"id": "name", "type": "input", "input_type": "text", "slug": "name", "label": "Name",
     "save_to": "contact.given_name"},
    {"id": "mail", "type": "input", "input_type": "text", "slug": "mail", "label": "Mail",
     "save_to": "contact.email"},
    {"id": "ads", "type": "input", "input_type": "boolean", "appearance": "consent", "slug": "ads",
     "label": "May we write to you, {{name}}?", "help": "You may say no later."},
    {"id": "go", "type": "button", "kind": "jump", "text": "Go", "target": "b"}]},
  {"id": "b", "type": "intermediate", "components": [
    {"id": "town", "type": "input", "input_type": "text", "slug": "town", "label": "Town",
     "save_to": "contact.town"},
    {"id": "who", "type": "auth", "method": "otp_email", "slug": "identity", "label": "You"},
    {"id": "back", "type": "button", "kind": "previous", "text": "Back"},
    {"id": "go", "type": "button", "kind": "jump", "text": "Go", "target": "z"}]},
  {"id": "z", "type": "result", "components": [
    {"id": "bye", "type": "message", "text": "Bye"}]}]})";

class ContactsTest : public AskingTest {
 protected:
  ContactsTest() : saving_(published(*store_, kSaving)) {}

  /// Somebody who has left the first layer; nothing is sent yet.
  Visitor saver(int number, const std::string& name, const std::string& mail) {
    Visitor visitor(saving_, number);
    visitor.play(Answered{"name", Value(name)});
    visitor.play(Answered{"mail", Value(mail)});
    visitor.play(Pressed{"go"});
    return visitor;
  }
  /// The session proves that address with the code that was sent to it.
  void prove(Visitor& visitor, const std::string& mail) { prove_at(visitor, mail, kNow); }
  void prove_at(Visitor& visitor, const std::string& mail, std::int64_t at_ms) {
    visitor.play(Answered{"identity", Value(mail)});
    visitor.play(Requested{"who"});
    EXPECT_EQ(ingest(*store_, funnels_, visitor.submission(), at_ms).outcome,
              IngestOutcome::accepted);
    performs(std::max(now_ms_.load(), at_ms) + 10);  // the inbox is in the order of time
    const std::string code = inbox_of(mail).back().substr(0, kCodeDigits);
    EXPECT_EQ(hand_in_code(visitor, code, now_ms_ + 5).outcome, ProofOutcome::right);
  }
  template <class Result, class Ask>
  Result ask(Ask question) {
    Result result{};
    store_->read([&](store::Reader& reader) { result = question(reader); });
    return result;
  }
  std::optional<store::SessionContact> link_of(const Visitor& visitor) {
    return ask<std::optional<store::SessionContact>>(
        [&](store::Reader& reader) { return find_belonging(reader, visitor.id); });
  }
  std::string contact_of(const Visitor& visitor) {
    const auto link = link_of(visitor);
    return link ? link->contact : "";
  }
  /// Its attributes, as they are kept.
  std::string attributes_of(const std::string& contact) {
    return ask<std::string>([&](store::Reader& reader) {
      const auto row = find_contact(reader, contact);
      return row ? row->attributes : "";
    });
  }
  std::string identities_text(const std::string& contact) {
    return ask<std::string>([&](store::Reader& reader) {
      std::string text;
      for (const store::ContactIdentity& row : identities_of(reader, contact)) {
        text += row.known_by + (row.verified_at_ms != 0 ? "! " : "? ");
      }
      return text;
    });
  }
  std::vector<store::Consent> consents_of(const Visitor& visitor) {
    return ask<std::vector<store::Consent>>([&](store::Reader& reader) {
      return store::list<store::Consent>(reader, store::by_key().equal(visitor.id));
    });
  }
  std::size_t count_contacts() {
    return ask<std::size_t>([&](store::Reader& reader) {
      return store::list<store::Contact>(reader, store::by_key()).size();
    });
  }
  Recalled recalled(const Visitor& visitor, const std::string& funnel = "saving") {
    return recall(*store_, funnels_, *row(visitor.id), funnel);
  }
  Actor actor() const { return server_actor(kNow); }

  Funnel saving_;
};

TEST_P(ContactsTest, MakesNobodyOfASessionThatSavesNothing) {
  send(0, visitor_.events.size());
  EXPECT_EQ(count_contacts(), 0u);
  EXPECT_FALSE(link_of(visitor_));
}

TEST_P(ContactsTest, SavesWhatAnswersSayOnceHoweverTheyArrive) {
  Visitor visitor = saver(90, "Ann", "Ann@Example.com");
  for (std::size_t end = 1; end <= visitor.events.size(); ++end) {
    send(visitor.submission(0, end));  // everything again each time
  }
  const std::string contact = contact_of(visitor);
  EXPECT_EQ(attributes_of(contact), R"({"email":"Ann@Example.com","given_name":"Ann"})");
  EXPECT_EQ(identities_text(contact), "email:ann@example.com? ");
  EXPECT_FALSE(link_of(visitor)->is_proven);
  const auto before = ask<std::optional<store::Contact>>(
      [&](store::Reader& reader) { return find_contact(reader, contact); });
  hand_in(visitor);
  EXPECT_EQ(ask<std::optional<store::Contact>>(
                [&](store::Reader& reader) { return find_contact(reader, contact); }),
            before)
      << "what is known already changes nothing";
  EXPECT_EQ(count_contacts(), 1u);
}

TEST_P(ContactsTest, KeepsWhatUsersChangedUntilTheVisitorSaysAnother) {
  Visitor visitor = saver(91, "Ann", "ann@example.com");
  hand_in(visitor);
  const std::string contact = contact_of(visitor);
  ContactChange change;
  change.attributes = *parse_value(R"({"given_name":"Anne","email":null,"vip":true})");
  const std::string etag = ask<std::string>(
      [&](store::Reader& reader) { return etag_of(*find_contact(reader, contact)); });
  EXPECT_EQ(change_contact(*store_, contact, "\"x\"", change, actor()).outcome,
            ContactOutcome::stale);
  EXPECT_EQ(change_contact(*store_, contact, etag, change, actor()).outcome, ContactOutcome::done);
  EXPECT_EQ(change_contact(*store_, contact, etag, change, actor()).outcome, ContactOutcome::stale);
  hand_in(visitor);
  EXPECT_EQ(attributes_of(contact), R"({"given_name":"Anne","vip":true})");
  visitor.play(WentBack{});
  visitor.play(Answered{"mail", Value("ann@work.example")});
  visitor.play(Pressed{"go"});
  hand_in(visitor);
  EXPECT_EQ(attributes_of(contact),
            R"({"email":"ann@work.example","given_name":"Anne","vip":true})");
}

TEST_P(ContactsTest, IsOneContactForASessionAndItsBranches) {
  Visitor visitor = saver(92, "Ann", "ann@example.com");
  hand_in(visitor);
  Visitor other = visitor.fork(3, 93);
  other.play(Answered{"name", Value("Ben")});
  other.play(Pressed{"go"});
  const std::string branch = other.branch_from(3);
  EXPECT_EQ(send(other.submission_to(branch, visitor.id, 2, 3, other.events.size())).outcome,
            IngestOutcome::accepted);
  EXPECT_EQ(count_contacts(), 1u);
  EXPECT_EQ(attributes_of(contact_of(visitor)),
            R"({"email":"ann@example.com","given_name":"Ben"})");
}

TEST_P(ContactsTest, RecordsConsentWithWhatWasShown) {
  Visitor visitor(saving_, 94);
  visitor.play(Answered{"name", Value("Ann")});
  visitor.play(Answered{"ads", Value(true)});
  hand_in(visitor);
  visitor.play(Answered{"ads", Value(false)});
  hand_in(visitor);
  hand_in(visitor);
  std::vector<store::Consent> consents = consents_of(visitor);
  ASSERT_EQ(consents.size(), 2u) << "each answer, once";
  for (const store::Consent& consent : consents) {
    EXPECT_EQ(consent.text, "May we write to you, Ann?\nYou may say no later.");
    EXPECT_EQ(consent.slug, "ads");
    EXPECT_EQ(consent.language, "en");
    EXPECT_EQ(consent.at_ms, kNow);
    EXPECT_EQ(consent.is_given, consent.uid == visitor.events[2].uid);
  }
}

TEST_P(ContactsTest, LeadsToWhoeverHasProvenTheSameBefore) {
  Visitor first = saver(95, "Ann", "else@example.com");
  prove(first, "ann@example.com");
  const std::string ann = contact_of(first);
  EXPECT_TRUE(link_of(first)->is_proven);
  EXPECT_EQ(identities_text(ann), "email:ann@example.com! email:else@example.com? ");

  Visitor second = saver(96, "Anne", "ann@example.com");
  hand_in(second);
  const std::string unproven = contact_of(second);
  EXPECT_NE(unproven, ann) << "whoever only says so is somebody else";
  prove(second, "ann@example.com");
  EXPECT_EQ(contact_of(second), ann);
  EXPECT_EQ(attributes_of(unproven), attributes_of(ann)) << "the old id leads to the contact";
  EXPECT_EQ(attributes_of(ann), R"({"email":"else@example.com","given_name":"Ann"})")
      << "the survivor's own stay";
}

TEST_P(ContactsTest, MergesOnceAndForAll) {
  Visitor first = saver(97, "Ann", "ann@example.com");
  Visitor second = saver(98, "Ben", "ben@example.com");
  for (Visitor* visitor : {&first, &second}) hand_in(*visitor);
  const std::string ann = contact_of(first);
  const std::string ben = contact_of(second);
  EXPECT_EQ(merge_contacts(*store_, ann, ann, actor()).outcome, ContactOutcome::itself);
  EXPECT_EQ(merge_contacts(*store_, ann, "nobody", actor()).outcome, ContactOutcome::unknown);
  for (int times = 0; times < 2; ++times) {
    EXPECT_EQ(merge_contacts(*store_, ann, ben, actor()).outcome, ContactOutcome::done);
    EXPECT_EQ(contact_of(second), ann);
    EXPECT_EQ(identities_text(ann), "email:ann@example.com? email:ben@example.com? ");
    EXPECT_EQ(identities_text(ben), "");
    EXPECT_EQ(attributes_of(ann), R"({"email":"ann@example.com","given_name":"Ann"})");
  }
  EXPECT_EQ(merge_contacts(*store_, ben, ann, actor()).outcome, ContactOutcome::itself)
      << "the one that was merged leads to the other";
  second.play(WentBack{});
  second.play(Answered{"name", Value("Benno")});
  second.play(Pressed{"go"});
  hand_in(second);
  EXPECT_EQ(attributes_of(ann), R"({"email":"ann@example.com","given_name":"Benno"})");
}

TEST_P(ContactsTest, LetsOneContactAloneHaveProvenAnIdentity) {
  const std::string identity = *parse_identity("email: Ann@Example.com ");
  ContactChange wish;
  wish.identities = {{identity, true}};
  const ChangedContact ann = create_contact(*store_, wish, actor());
  ASSERT_EQ(ann.outcome, ContactOutcome::done);
  EXPECT_EQ(create_contact(*store_, wish, actor()).outcome, ContactOutcome::identity_is_taken);
  wish.identities = {{identity, false}};
  const ChangedContact ben = create_contact(*store_, wish, actor());
  ASSERT_EQ(ben.outcome, ContactOutcome::done) << "saying so is nobody's own";
  wish.identities = {{identity, true}};
  EXPECT_EQ(change_contact(*store_, ben.contact.id, etag_of(ben.contact), wish, actor()).outcome,
            ContactOutcome::identity_is_taken);
  EXPECT_EQ(change_contact(*store_, ann.contact.id, etag_of(ann.contact), wish, actor()).outcome,
            ContactOutcome::done);
  EXPECT_EQ(count_contacts(), 2u);
}

TEST_P(ContactsTest, RecallsOnlyForThoseWhoHaveProvenWhoTheyAre) {
  Visitor claiming = saver(101, "Ann", "ann@example.com");
  hand_in(claiming);
  EXPECT_EQ(recalled(claiming).contact, Value(Value::Object{}));
  EXPECT_EQ(recalled(claiming).prior, Value(Value::Object{}));
  hand_in(visitor_);
  EXPECT_EQ(to_json(recalled(visitor_).contact), "{}") << "who saves nothing is nobody";

  Visitor first = saver(102, "Ann", "ann@example.com");
  prove(first, "ann@example.com");
  EXPECT_EQ(to_json(recalled(first).contact), R"({"email":"ann@example.com","given_name":"Ann"})");
  EXPECT_EQ(recalled(first).prior.find("name")->text(), "Ann");
  EXPECT_EQ(to_json(recalled(first, "order").prior), "{}") << "they have played no other";

  merge_contacts(*store_, contact_of(first), contact_of(claiming), actor());
  EXPECT_EQ(to_json(recalled(claiming).contact), "{}") << "it is linked, and has proven nothing";
  EXPECT_EQ(to_json(recalled(claiming).prior), "{}");
}

TEST_P(ContactsTest, RecallsTheLastProvenSessionThatIsNotGivenUp) {
  Visitor first = saver(103, "Ann", "ann@example.com");
  prove(first, "ann@example.com");
  Visitor second = saver(104, "Anna", "ann@example.com");
  prove_at(second, "ann@example.com", kNow + 5000);
  Visitor said = saver(105, "Not Ann", "ann@example.com");
  EXPECT_EQ(ingest(*store_, funnels_, said.submission(), kNow + 9000).outcome,
            IngestOutcome::accepted);
  merge_contacts(*store_, contact_of(first), contact_of(said), actor());
  for (const Visitor* visitor : {&first, &second}) {
    EXPECT_EQ(recalled(*visitor).prior.find("name")->text(), "Anna");
  }
  store_->write([&](store::Writer& writer) {
    EXPECT_EQ(close_session(writer, funnels_, second.id, "test", kNow + 9000), Closing::closed);
  });
  EXPECT_EQ(recalled(second).prior.find("name")->text(), "Ann");
  Visitor other = first.fork(3, 106);
  other.play(Answered{"name", Value("Annabel")});
  const std::string branch = other.branch_from(3);
  EXPECT_EQ(ingest(*store_, funnels_,
                   other.submission_to(branch, first.id, 2, 3, other.events.size()), kNow + 9500)
                .outcome,
            IngestOutcome::accepted);
  EXPECT_EQ(recalled(first).prior.find("name")->text(), "Annabel") << "it was played last";
}

TUNDISH_ON_EVERY_STORE(ContactsTest);

TEST(Identities, AreComparedAsPeopleMeanThem) {
  EXPECT_EQ(parse_identity("email:A.B@Example.COM"), "email:a.b@example.com");
  EXPECT_EQ(parse_identity("phone:+34 600 111-222"), "phone:34600111222");
  EXPECT_EQ(parse_identity("phone:0034600111222"), "phone:34600111222");
  EXPECT_EQ(parse_identity("external_id:K-7:a"), "external_id:K-7:a");
  for (const char* wrong :
       {"", "email", "email:", "email:@b", "email:a@", "email:a@b@c", "email:a b@c", "phone:12",
        "phone:call me", "phone:1234567890123456", "external_id:", "external_id:a b", "name:ann"}) {
    EXPECT_FALSE(parse_identity(wrong)) << wrong;
  }
}

}  // namespace
}  // namespace tundish::service
