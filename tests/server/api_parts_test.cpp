// Layers, components and texts of a draft, addressed by their ids.
#include <gtest/gtest.h>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "server/api_fixture.hpp"

namespace tundish::api {
namespace {

const std::string kOrder = "/api/v1/funnels/order";

class ApiParts : public ApiTest {
 protected:
  ApiParts() { EXPECT_EQ(ask("POST", "/api/v1/funnels", kOrderDefinition).status, 201); }

  std::string etag() { return ask("GET", kOrder).header("etag"); }
  /// A change of the draft as it is.
  ClientResponse change(std::string_view method, const std::string& target,
                        std::string_view body = {}) {
    return client_->request(method, kOrder + target, body, token_, {{"if-match", etag()}});
  }
  int status_of(std::string_view method, const std::string& target, std::string_view body = {}) {
    const ClientResponse response = change(method, target, body);
    if (response.status >= 400) last_ = response.body;
    return response.status;
  }
  Value draft() { return json(ask("GET", kOrder)); }
  std::string text(std::string_view language, std::string_view key) {
    const Value definition = draft();
    const Value* texts = definition.find("content")->find(language);
    const Value* found = texts == nullptr ? nullptr : texts->find(key);
    return found == nullptr ? "" : found->text();
  }
  std::string ids(const std::string& target, std::string_view list) {
    std::string words;
    const Value body = json(ask("GET", kOrder + target));
    for (const Value& one : body.find(list)->list()) words += word(one, "id") + ' ';
    return words;
  }

  std::string last_;  ///< body of what was refused last
};

TEST_F(ApiParts, AreReadByTheirIds) {
  EXPECT_EQ(ids("/layers", "layers"), "who more done sorry ");
  EXPECT_EQ(ids("/layers/who/components", "components"), "name size go ");
  const ClientResponse layer = ask("GET", kOrder + "/layers/more");
  EXPECT_EQ(layer.header("etag"), etag());
  const Value body = json(layer);
  EXPECT_EQ(word(*body.find("layer"), "id"), "more");
  EXPECT_EQ(word(*body.find("content")->find("es"), "more.go.text"), "Enviar");
  const Value component = json(ask("GET", kOrder + "/layers/who/components/name"));
  EXPECT_EQ(to_json(*component.find("content")->find("es")), R"({"who.name.label":"Nombre"})");
  EXPECT_EQ(ask("GET", kOrder + "/layers/nowhere").status, 404);
  EXPECT_EQ(ask("GET", kOrder + "/layers/who/components/nothing").status, 404);
  EXPECT_EQ(ask("GET", kOrder + "/layers/who?environment=staging").status, 404);
}

TEST_F(ApiParts, AreRefusedForAnotherVersion) {
  const std::string body = R"({"component":{"id":"hi","type":"message","text":"Hi"}})";
  const std::string target = kOrder + "/layers/who/components";
  EXPECT_EQ(ask("POST", target, body).status, 428);
  EXPECT_EQ(client_->request("POST", target, body, token_, {{"if-match", "\"x\""}}).status, 412);
  const std::string before = etag();
  EXPECT_EQ(status_of("POST", "/layers/who/components", body), 200) << last_;
  EXPECT_EQ(client_->request("POST", target, body, token_, {{"if-match", before}}).status, 412);
  EXPECT_EQ(ids("/layers/who/components", "components"), "name size go hi ");
}

TEST_F(ApiParts, TakeOneOfManyChangesOfAVersion) {
  const std::string seen = etag();
  std::vector<std::thread> editors;
  std::atomic<int> kept{0};
  std::atomic<int> stale{0};
  for (int i = 0; i < 6; ++i) {
    editors.emplace_back([&, i] {
      HttpClient client(server_.port());
      const std::string body =
          R"({"texts":{"done.bye.text":"Adios )" + std::to_string(i) + R"("}})";
      const ClientResponse response =
          client.request("PATCH", kOrder + "/content/es", body, token_, {{"if-match", seen}});
      if (response.status == 200) ++kept;
      if (response.status == 412) ++stale;
    });
  }
  for (std::thread& editor : editors) editor.join();
  EXPECT_EQ(kept, 1);
  EXPECT_EQ(stale, 5);
}

TEST_F(ApiParts, BringTheirTextsInlineOrByLanguage) {
  EXPECT_EQ(status_of("POST", "/layers/who/components",
                      R"({"position":1,"component":{"id":"hi","type":"message","text":"Hi"},
                          "content":{"es":{"who.hi.text":"Hola"}}})"),
            200)
      << last_;
  EXPECT_EQ(ids("/layers/who/components", "components"), "hi name size go ");
  EXPECT_EQ(text("en", "who.hi.text"), "Hi");
  EXPECT_EQ(text("es", "who.hi.text"), "Hola");
  EXPECT_EQ(status_of("PUT", "/layers/who/components/hi",
                      R"({"position":3,"component":{"id":"hi","type":"message","text":"Hey"}})"),
            200)
      << last_;
  EXPECT_EQ(text("en", "who.hi.text"), "Hey") << "what is written inline counts";
  EXPECT_EQ(text("es", "who.hi.text"), "Hola") << "structure is shared, content is not";
  EXPECT_EQ(ids("/layers/who/components", "components"), "name size hi go ");
  EXPECT_EQ(status_of("DELETE", "/layers/who/components/hi"), 200) << last_;
  EXPECT_EQ(text("es", "who.hi.text"), "");
  EXPECT_EQ(status_of("DELETE", "/layers/who/components/hi"), 404);
  EXPECT_EQ(status_of("POST", "/layers/who/components",
                      R"({"component":{"id":"hi","type":"message"},
                          "content":{"es":{"more.go.text":"Hola"}}})"),
            422)
      << "a text of another part";
  EXPECT_EQ(status_of("POST", "/layers/who/components",
                      R"({"position":9,"component":{"id":"hi","type":"message"}})"),
            422);
}

TEST_F(ApiParts, LoseTheTextsThatNothingHasAnyMore) {
  EXPECT_EQ(status_of("PUT", "/layers/who/components/size",
                      R"({"component":{"id":"size","type":"input","input_type":"choice",
                          "slug":"size","options":[{"value":"small"},{"value":"huge"}]}})"),
            200)
      << last_;
  EXPECT_EQ(text("es", "who.size.options.large"), "");
  EXPECT_EQ(text("es", "who.size.options.small"), "Chica");
  EXPECT_EQ(text("en", "who.size.label"), "Size");
}

TEST_F(ApiParts, ChangeLayersAndNeverBreakTheDraft) {
  const std::string extra = R"({"position":2,"layer":{"id":"extra","type":"intermediate",
      "components":[{"id":"go","type":"button","kind":"jump","text":"On","target":"done"}]}})";
  EXPECT_EQ(status_of("POST", "/layers", extra), 200) << last_;
  EXPECT_EQ(ids("/layers", "layers"), "who extra more done sorry ");
  EXPECT_EQ(status_of("POST", "/layers", extra), 422);
  EXPECT_EQ(word(json({422, {}, last_}).find("problems")->list().front(), "code"), "taken");
  EXPECT_EQ(status_of("PUT", "/layers/extra",
                      R"({"position":1,"layer":{"id":"extra","type":"intermediate",
                          "components":[]}})"),
            200)
      << last_;
  EXPECT_EQ(ids("/layers", "layers"), "extra who more done sorry ");
  EXPECT_EQ(text("en", "extra.go.text"), "");
  EXPECT_EQ(status_of("PUT", "/layers/extra", R"({"layer":{"id":"other","type":"result"}})"), 422);
  EXPECT_EQ(status_of("DELETE", "/layers/extra"), 200) << last_;
  const std::string before = etag();
  EXPECT_EQ(status_of("DELETE", "/layers/more"), 422) << "a jump leads there";
  EXPECT_EQ(word(json({422, {}, last_}).find("problems")->list().front(), "code"),
            "unknown_target");
  EXPECT_EQ(etag(), before);
  EXPECT_EQ(status_of("DELETE", "/layers/nowhere"), 404);
}

TEST_F(ApiParts, ArePatchedTogether) {
  EXPECT_EQ(status_of("PATCH", "", R"({"edits":[
      {"op":"test","path":"/layers/1/id","value":"more"},
      {"op":"remove","path":"/layers/1"},
      {"op":"replace","path":"/layers/0/components/2/jumps/0/target","value":"done"},
      {"op":"remove","path":"/content/en/more.count.label"},
      {"op":"remove","path":"/content/en/more.go.text"},
      {"op":"remove","path":"/content/es/more.count.label"},
      {"op":"remove","path":"/content/es/more.go.text"},
      {"op":"add","path":"/description","value":"Shorter"},
      {"op":"copy","from":"/description","path":"/title"},
      {"op":"move","from":"/layers/1","path":"/layers/-"}]})"),
            200)
      << last_;
  EXPECT_EQ(ids("/layers", "layers"), "who sorry done ");
  EXPECT_EQ(word(draft(), "title"), "Shorter");
  for (const char* wrong :
       {R"({"op":"test","path":"/title","value":"Longer"})",
        R"({"op":"remove","path":"/layers/9"})", R"({"op":"add","path":"/layers/01","value":{}})",
        R"({"op":"move","from":"/layers","path":"/layers/0"})",
        R"({"op":"add","path":"layers","value":1})", R"({"op":"add","path":"/a~2","value":1})",
        R"({"op":"perhaps","path":"/title","value":1})", R"(7)"}) {
    EXPECT_EQ(status_of("PATCH", "", R"({"edits":[)" + std::string(wrong) + "]}"), 422) << wrong;
  }
  EXPECT_EQ(status_of("PATCH", "", R"({"edits":[{"op":"replace","path":"/slug","value":"b"}]})"),
            422);
}

TEST_F(ApiParts, DoNotGrowWithoutEnd) {
  std::string edits = R"({"op":"add","path":"/x_more","value":["0123456789"]})";
  for (int i = 0; i < 60; ++i) edits += R"(,{"op":"copy","from":"/x_more","path":"/x_more/-"})";
  EXPECT_EQ(status_of("PATCH", "", R"({"edits":[)" + edits + "]}"), 422)
      << "twice as much each time";
  EXPECT_EQ(word(json({422, {}, last_}).find("problems")->list().front(), "code"), "too_large");
}

TEST_F(ApiParts, HaveTextsByLanguage) {
  EXPECT_EQ(status_of("PATCH", "/content/es", R"({"texts":{"done.bye.text":"Adios"}})"), 200);
  EXPECT_EQ(text("es", "done.bye.text"), "Adios");
  EXPECT_EQ(text("es", "more.go.text"), "Enviar");
  EXPECT_EQ(status_of("PATCH", "/content/es", R"({"texts":{"done.bye.text":""}})"), 200);
  EXPECT_EQ(text("es", "done.bye.text"), "");
  EXPECT_EQ(status_of("PATCH", "/content/es", R"({"texts":{"done.by.text":"Adios"}})"), 422);
  EXPECT_EQ(status_of("PUT", "/content/fr", R"({"texts":{"done.bye.text":"Merci"}})"), 200)
      << last_;
  EXPECT_EQ(to_json(*draft().find("languages")), R"(["en","es","fr"])");
  const Value french = json(ask("GET", kOrder + "/content/fr"));
  EXPECT_EQ(to_json(french), R"({"texts":{"done.bye.text":"Merci"}})");
  EXPECT_EQ(status_of("DELETE", "/content/fr"), 200) << last_;
  EXPECT_EQ(ask("GET", kOrder + "/content/fr").status, 404);
  EXPECT_EQ(status_of("DELETE", "/content/fr"), 404);
  EXPECT_EQ(status_of("DELETE", "/content/en"), 422) << "the default language";
}

TEST_F(ApiParts, AreComparedInWords) {
  const std::string target = kOrder + "/changes";
  EXPECT_EQ(ask("GET", target).status, 404) << "nothing is published";
  EXPECT_EQ(ask("POST", kOrder + "/publish", "{}").status, 200);
  EXPECT_EQ(ask("GET", target).body, R"({"changes":[]})");
  EXPECT_EQ(status_of("PATCH", "/content/es", R"({"texts":{"done.bye.text":"Adios"}})"), 200);
  const Value list = json(ask("GET", target));
  ASSERT_EQ(list.find("changes")->list().size(), 1u);
  const Value change = list.find("changes")->list().front();
  EXPECT_EQ(word(change, "code"), "text_changed");
  EXPECT_EQ(word(change, "language"), "es");
  EXPECT_EQ(word(change, "pointer"), "/content/es/done.bye.text");
  EXPECT_EQ(ask("POST", kOrder + "/publish", "{}").status, 200);
  EXPECT_EQ(json(ask("GET", target + "?from=1&to=2")), list);
  EXPECT_EQ(ask("GET", target + "?from=1&to=published:production").body, to_json(list));
  for (const char* wrong : {"3", "draft:nowhere", "release", "-1"}) {
    EXPECT_EQ(ask("GET", target + "?from=" + wrong).status, 404) << wrong;
  }
}

}  // namespace
}  // namespace tundish::api
