// All that is kept of somebody, as one document: everything of theirs, nothing of anybody else's,
// and nothing that lets somebody in.
#include "api/contact_export.hpp"

#include <set>

#include "server/telling_fixture.hpp"
#include "service/contacts.hpp"
#include "service/ownership.hpp"
#include "service/scratch_file.hpp"

namespace tundish::service {
namespace {

constexpr const char* kNeighbour = "neighbour-77e0";
constexpr const char* kNeighbourMail = "neighbour-77e0@example.com";

class ContactExportTest : public TellingTest {
 protected:
  std::string export_text(const std::string& contact) {
    std::optional<store::Contact> row;
    store_->read([&](store::Reader& reader) { row = find_contact(reader, contact); });
    ScratchFile file(folder_.path("scratch"));
    api::write_contact(file, *store_, funnels_, sealer_, *row);
    return file.read(0, file.size());
  }
  static Value parsed(const std::string& text) {
    const Result<Value> value = parse_value(text);
    EXPECT_TRUE(value.has_value()) << text;
    return value ? *value : Value(Value::Object{});
  }
  static const Value::List& list_in(const Value& value, std::string_view name) {
    const Value* list = value.find(name);
    EXPECT_NE(list, nullptr) << name;
    static const Value::List kNone;
    return list == nullptr ? kNone : list->list();
  }
  /// The hashes of the events of a lane that a branch says.
  static std::set<std::string> hashes_in(const Value& branch, std::string_view lane) {
    std::set<std::string> hashes;
    for (const Value& event : list_in(branch, lane)) hashes.insert(event.find("hash")->text());
    return hashes;
  }
  std::set<std::string> stored_hashes(const std::string& session) {
    std::set<std::string> hashes;
    for (const store::Event& event : events_of(session)) hashes.insert(event.hash);
    return hashes;
  }
};

TEST_P(ContactExportTest, SaysEverythingThatASessionLeftBehind) {
  Visitor visitor = known_visitor(310);
  const Value document = parsed(export_text(contact_of(visitor)));
  const Value* contact = document.find("contact");
  ASSERT_NE(contact, nullptr);
  EXPECT_EQ(contact->find("contact")->text(), contact_of(visitor));
  EXPECT_EQ(contact->find("attributes")->find("email")->text(), kMail);
  EXPECT_EQ(list_in(*contact, "identities").size(), 1u);
  ASSERT_EQ(list_in(document, "sessions").size(), 1u);
  const Value& session = list_in(document, "sessions")[0];
  EXPECT_EQ(session.find("session")->text(), visitor.id);
  ASSERT_EQ(list_in(session, "consents").size(), 1u);
  EXPECT_EQ(list_in(session, "consents")[0].find("text")->text(),
            std::string("May we write to you, ") + kCanary + '?');
  EXPECT_EQ(list_in(session, "quarantine").size(), 1u);
  EXPECT_EQ(list_in(session, "refusals").size(), 1u);
  ASSERT_EQ(list_in(session, "branches").size(), 2u);
  std::size_t letters = 0;
  std::size_t told = 0;
  std::set<std::string> both;
  for (const Value& branch : list_in(session, "branches")) {
    const std::string id = branch.find("session")->find("session")->text();
    both.insert(id);
    EXPECT_EQ(hashes_in(branch, "events"), stored_hashes(id));
    EXPECT_FALSE(hashes_in(branch, "events").empty());
    for (const Value& effect : list_in(branch, "effects")) {
      const Value* message = effect.find("message");
      if (message != nullptr && message->find("text") != nullptr) {
        EXPECT_EQ(message->find("text")->text(), std::string("Hello ") + kCanary);
        EXPECT_EQ(message->find("receiver")->text(), kMail);
        ++letters;
      }
      if (const Value* deliveries = effect.find("deliveries")) told += deliveries->list().size();
    }
  }
  EXPECT_EQ(both.count(visitor.id), 1u);
  EXPECT_EQ(both.size(), 2u);
  EXPECT_GT(letters, 0u);
  EXPECT_GT(told, 0u);
}

TEST_P(ContactExportTest, SaysNothingOfOthersAndNothingThatLetsAnybodyIn) {
  Visitor visitor = known_visitor(320);
  Visitor neighbour = teller(321, kNeighbour, kNeighbourMail);
  neighbour.play(Answered{"identity", Value(kNeighbourMail)});
  neighbour.play(Requested{"who"});
  hand_in(neighbour);
  for (int times = 0; times < 3; ++times) performs(now_ms_ + 10);
  std::vector<std::string> secrets = {visitor.secret, stored_secret_hash(visitor.secret),
                                      neighbour.id, kNeighbour, neighbour.secret};
  store_->read([&](store::Reader& reader) {
    for (const auto& proof : store::list<store::Proof>(reader, store::by_key())) {
      secrets.push_back(proof.code_hash);
      secrets.push_back(proof.receiver);
    }
    for (const auto& webhook : store::list<store::Webhook>(reader, store::by_key())) {
      secrets.push_back(webhook.secret);
    }
    for (const auto& message : store::list<store::InboxMessage>(reader, store::by_key())) {
      secrets.push_back(message.text);
    }
  });
  std::size_t codes = 0;
  for (const std::string& text : inbox_of(kMail)) {
    if (text.rfind("Hello ", 0) == 0) continue;
    secrets.push_back(text.substr(0, kCodeDigits));
    secrets.push_back(text);
    ++codes;
  }
  EXPECT_GT(codes, 0u);
  const std::string text = export_text(contact_of(visitor));
  EXPECT_NE(text.find(kCanary), text.npos);
  for (const std::string& secret : secrets) {
    ASSERT_GE(secret.size(), kCodeDigits);
    if (secret.size() > kCodeDigits) {
      EXPECT_EQ(text.find(secret), text.npos) << secret;
    } else {
      // Six digits may stand in a hash or a time: a code would be a text, or a word of one.
      EXPECT_EQ(text.find('"' + secret + '"'), text.npos) << secret;
      EXPECT_EQ(text.find('"' + secret + ' '), text.npos) << secret;
    }
  }
  EXPECT_NE(export_text(contact_of(neighbour)).find(kNeighbour), text.npos);
}

TEST_P(ContactExportTest, HasEverySessionHoweverManyTheyAre) {
  std::vector<Visitor> visitors;
  for (int number = 400; number < 460; ++number) {
    visitors.push_back(teller(number, "Ann" + std::to_string(number)));
    hand_in(visitors.back());
  }
  const std::string contact = contact_of(visitors.front());
  for (std::size_t i = 1; i < visitors.size(); ++i) {
    merge_contacts(*store_, contact, contact_of(visitors[i]), server_actor(kNow));
  }
  const Value document = parsed(export_text(contact));
  EXPECT_EQ(list_in(document, "merged").size(), visitors.size() - 1);
  std::set<std::string> sessions;
  for (const Value& session : list_in(document, "sessions")) {
    sessions.insert(session.find("session")->text());
    ASSERT_EQ(list_in(session, "branches").size(), 1u);
    EXPECT_EQ(list_in(list_in(session, "branches")[0], "events").size(),
              visitors.front().events.size());
  }
  EXPECT_EQ(sessions.size(), visitors.size());
}

TUNDISH_ON_EVERY_STORE(ContactExportTest);

}  // namespace
}  // namespace tundish::service
