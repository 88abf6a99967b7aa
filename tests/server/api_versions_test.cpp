// Drafts, environments, publishing and what is played, over HTTP on the store that is asked for.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "server/api_fixture.hpp"

namespace tundish::api {
namespace {

std::string replaced(std::string text, std::string_view what, std::string_view with) {
  const std::size_t at = text.find(what);
  if (at == text.npos) throw std::runtime_error("not there: " + std::string(what));
  return text.replace(at, what.size(), with);
}

class ApiVersions : public ApiTest {
 protected:
  ApiVersions() { save(kOrderDefinition); }

  ClientResponse save(std::string_view definition, std::string_view environment = "production") {
    const std::string query = "?environment=" + std::string(environment);
    ClientResponse response = ask("POST", "/api/v1/funnels" + query, definition);
    if (response.status == 409) {
      const std::string slug = parse_value(definition)->find("slug")->text();
      response = change("PUT", "/api/v1/funnels/" + slug + query, "*", definition);
    }
    EXPECT_LT(response.status, 300) << response.body;
    return response;
  }
  ClientResponse change(std::string_view method, std::string_view target, std::string_view etag,
                        std::string_view body = {}) {
    return client_->request(method, target, body, token_, {{"if-match", std::string(etag)}});
  }
  ClientResponse deed(const std::string& verb, std::string_view body) {
    return ask("POST", "/api/v1/funnels/order/" + verb, body);
  }
  std::string played(const std::string& environment, const std::string& language) {
    const ClientResponse release =
        ask_openly("GET", "/api/v1/play/releases/" + environment + "/order?language=" + language);
    return release.status == 200 ? release.header("tundish-release")
                                 : std::to_string(release.status);
  }
  std::vector<std::string> history(const std::string& query = "") {
    std::vector<std::string> lines;
    const Value list = json(ask("GET", "/api/v1/funnels/order/releases" + query));
    for (const Value& one : list.find("releases")->list()) {
      lines.push_back(std::to_string(static_cast<int>(number(one, "number"))) + ' ' +
                      word(one, "action") + ' ' + word(one, "environment"));
    }
    return lines;
  }
  std::vector<std::string> codes(const ClientResponse& response) {
    std::vector<std::string> list;
    const Value problem = json(response);
    if (problem.find("problems") == nullptr) return {"none: " + response.body};
    for (const Value& one : problem.find("problems")->list()) {
      list.push_back(word(one, "code"));
    }
    return list;
  }
};

TEST_F(ApiVersions, RefusesASaveOfWhatWasChangedMeanwhile) {
  const ClientResponse read = ask("GET", "/api/v1/funnels/order");
  const std::string etag = read.header("etag");
  const std::string other = replaced(kOrderDefinition, "Thank you", "Many thanks");
  EXPECT_EQ(ask("PUT", "/api/v1/funnels/order", other).status, 428);
  EXPECT_EQ(change("PUT", "/api/v1/funnels/order", "\"other\"", other).status, 412);
  const ClientResponse saved = change("PUT", "/api/v1/funnels/order", etag, other);
  EXPECT_EQ(saved.status, 200) << saved.body;
  EXPECT_EQ(ask("GET", "/api/v1/funnels/order").header("etag"), saved.header("etag"));
  EXPECT_EQ(change("PUT", "/api/v1/funnels/order", etag, kOrderDefinition).status, 412);
  EXPECT_EQ(change("PUT", "/api/v1/funnels/order", saved.header("etag"),
                   replaced(kOrderDefinition, "\"order\"", "\"border\""))
                .status,
            422)
      << "a funnel keeps its slug";
  EXPECT_EQ(change("PUT", "/api/v1/funnels/nobody", "*", kOrderDefinition).status, 422);
  EXPECT_EQ(change("PUT", "/api/v1/funnels/order?environment=nowhere", "*", other).status, 404);
  EXPECT_EQ(change("PUT", "/api/v1/funnels/order?environment=staging", "*", other).status, 404);
}

TEST_F(ApiVersions, MakesNoFunnelInPlaceOfAnother) {
  const std::string other = replaced(kOrderDefinition, "Thank you", "Many thanks");
  const ClientResponse refused = ask("POST", "/api/v1/funnels", other);
  EXPECT_EQ(refused.status, 409);
  EXPECT_EQ(word(json(refused), "code"), "funnel_exists");
  EXPECT_EQ(ask("GET", "/api/v1/funnels/order").body, kOrderDefinition);
  EXPECT_EQ(ask("POST", "/api/v1/funnels", kOrderDefinition).status, 200) << "the very same";
  const std::string etag = ask("GET", "/api/v1/funnels/order").header("etag");
  EXPECT_EQ(change("POST", "/api/v1/funnels", etag, other).status, 200);
  EXPECT_EQ(change("POST", "/api/v1/funnels", etag, kOrderDefinition).status, 412);
}

TEST_F(ApiVersions, KnowsNoParameterThatIsMisspelt) {
  const ClientResponse refused = ask("GET", "/api/v1/funnels/order?enviroment=staging");
  EXPECT_EQ(word(json(refused), "code"), "unknown_parameter");
  EXPECT_NE(refused.body.find("enviroment"), std::string::npos);
  EXPECT_EQ(ask_openly("GET", "/api/v1/play/releases/production/order?utm_source=a").status, 404)
      << "whatever stands behind a visitor's address is left alone";
}

TEST_F(ApiVersions, WarnsOfEndpointsThatTheServerDoesNotHave) {
  const std::string asking =
      replaced(kOrderDefinition, R"("components": [)",
               R"("components": [{"id": "crm", "type": "endpoint", "endpoint": "crm"}, )");
  const ClientResponse saved = save(asking);
  const Value warned = json(saved);
  ASSERT_EQ(warned.find("diagnostics")->list().size(), 1u) << saved.body;
  const Value& found = warned.find("diagnostics")->list().front();
  EXPECT_EQ(word(found, "code"), "unknown_endpoint");
  EXPECT_EQ(word(found, "severity"), "warning");
  EXPECT_GT(number(found, "line"), 0) << saved.body;
  const ClientResponse published = deed("publish", "{}");
  EXPECT_NE(published.body.find("unknown_endpoint"), std::string::npos) << published.body;
  EXPECT_EQ(
      ask("POST", "/api/v1/endpoints", R"({"name":"crm","url":"https://crm.example/a"})").status,
      201);
  EXPECT_TRUE(json(save(asking)).find("diagnostics")->list().empty());
  const std::string needy =
      R"({"name":"crm","url":"https://crm.example/a","parameters":[{"name":"size","kind":"exposed","in":"body"}]})";
  EXPECT_EQ(change("PUT", "/api/v1/endpoints/crm", "*", needy).status, 200);
  const std::string giving =
      replaced(asking, R"("endpoint": "crm")",
               R"("endpoint": "crm", "request": [{"from": "name", "to": "place"}])");
  const Value unlike = json(save(giving));
  std::vector<std::string> told;
  for (const Value& one : unlike.find("diagnostics")->list()) {
    told.push_back(word(one, "code") + ' ' + word(one, "pointer"));
  }
  EXPECT_EQ(told, (std::vector<std::string>{"unknown_parameter /layers/0/components/0/request/0/to",
                                            "parameter_missing /layers/0/components/0/endpoint"}));
}

TEST_F(ApiVersions, HasADraftForEachEnvironmentAndSaysItsVersions) {
  save(replaced(kOrderDefinition, "Thank you", "Many thanks"), "staging");
  EXPECT_EQ(ask("GET", "/api/v1/funnels/order").body, kOrderDefinition);
  EXPECT_NE(ask("GET", "/api/v1/funnels/order?environment=staging").body, kOrderDefinition);
  EXPECT_EQ(deed("publish", R"({"environment":"staging","languages":["es"]})").status, 200);
  std::vector<std::string> versions;
  const Value funnel = json(ask("GET", "/api/v1/funnels/order/versions"));
  for (const Value& one : funnel.find("versions")->list()) {
    versions.push_back(word(one, "environment") + ' ' + word(one, "language") + ' ' +
                       word(one, "status"));
  }
  EXPECT_EQ(versions, (std::vector<std::string>{"production en draft", "production es draft",
                                                "staging en draft", "staging es draft",
                                                "staging es published"}));
  const Value list = json(ask("GET", "/api/v1/funnels"));
  EXPECT_EQ(list.find("funnels")->list().front().find("versions")->list().size(), 5u);
  EXPECT_EQ(played("staging", "en"), played("staging", "es"));
  EXPECT_EQ(played("production", "es"), "404");
}

TEST_F(ApiVersions, PublishesTakesBackAndPlaysAgain) {
  EXPECT_EQ(deed("publish", "{}").status, 200);
  const std::string first = played("production", "en");
  const Value again = json(deed("publish", "{}"));
  EXPECT_FALSE(again.find("changed")->boolean()) << "the very same is played already";
  save(replaced(kOrderDefinition, "Thank you", "Many thanks"));
  EXPECT_EQ(played("production", "en"), first) << "a draft is not played";
  EXPECT_EQ(number(json(deed("publish", "{}")), "number"), 2);
  const std::string second = played("production", "en");
  EXPECT_NE(second, first);
  EXPECT_EQ(deed("rollback", R"({"environment":"production","number":9})").status, 404);
  EXPECT_EQ(deed("rollback", R"({"environment":"staging","number":1})").status, 404);
  EXPECT_EQ(deed("rollback", R"({"environment":"production","number":1})").status, 200);
  EXPECT_EQ(played("production", "en"), first);
  EXPECT_EQ(deed("unpublish", R"({"environment":"production","languages":["es"]})").status, 200);
  EXPECT_EQ(played("production", "es"), first) << "the nearest language";
  EXPECT_EQ(deed("unpublish", R"({"environment":"production"})").status, 200);
  EXPECT_EQ(played("production", "en"), "404");
  EXPECT_EQ(deed("unpublish", R"({"environment":"production"})").status, 404);
  EXPECT_EQ(ask_openly("GET", "/api/v1/play/releases/" + first).status, 200)
      << "running sessions need it";
  EXPECT_EQ(ask("GET", "/api/v1/funnels/order").status, 200) << "the draft stays";
  EXPECT_EQ(deed("rollback", R"({"environment":"production","number":5})").status, 404)
      << "nothing was played then";
  EXPECT_EQ(history(), (std::vector<std::string>{"5 unpublish production", "4 unpublish production",
                                                 "3 rollback production", "2 publish production",
                                                 "1 publish production"}));
  const Value one = json(ask("GET", "/api/v1/funnels/order/releases/2"));
  EXPECT_EQ(one.find("releases")->find("en")->text(), second);
  EXPECT_EQ(word(*one.find("definition"), "slug"), "order");
  EXPECT_EQ(ask("GET", "/api/v1/funnels/order/releases/0x2").status, 404);
}

TEST_F(ApiVersions, PagesItsHistory) {
  for (int i = 0; i < 2; ++i) {
    deed("publish", "{}");
    deed("unpublish", R"({"environment":"production"})");
  }
  const Value page = json(ask("GET", "/api/v1/funnels/order/releases?limit=3"));
  ASSERT_EQ(page.find("releases")->list().size(), 3u);
  const Value rest =
      json(ask("GET", "/api/v1/funnels/order/releases?limit=3&cursor=" + word(page, "cursor")));
  EXPECT_EQ(rest.find("releases")->list().size(), 1u);
  EXPECT_EQ(rest.find("cursor"), nullptr);
  EXPECT_EQ(history("?environment=staging"), std::vector<std::string>{});
  EXPECT_EQ(ask("GET", "/api/v1/funnels/nobody/releases").status, 404);
}

TEST_F(ApiVersions, RefusesWhatLacksTexts) {
  save(replaced(kOrderDefinition, R"("done.bye.text": "Gracias, {{name}}.",)", ""));
  const ClientResponse refused = deed("publish", "{}");
  EXPECT_EQ(refused.status, 422);
  EXPECT_EQ(word(json(refused), "code"), "not_publishable");
  const std::vector<std::string> found = codes(refused);
  EXPECT_NE(std::find(found.begin(), found.end(), "missing_translation"), found.end());
  EXPECT_EQ(deed("publish", R"({"languages":["en"]})").status, 200) << "this one has them all";
  EXPECT_EQ(deed("publish", R"({"missing_texts":"fall_back"})").status, 200);
  EXPECT_EQ(deed("publish", R"({"missing_texts":"perhaps"})").status, 422);
  EXPECT_EQ(deed("publish", R"({"languages":["fr"]})").status, 422);
  EXPECT_EQ(deed("publish", R"({"languages":[]})").status, 422);
  EXPECT_EQ(deed("publish", R"({"environment":"nowhere"})").status, 404);
}

TEST_F(ApiVersions, PromotesTheVeryReleases) {
  EXPECT_EQ(deed("promote", R"({"from":"staging","to":"production"})").status, 404);
  const std::string tested = replaced(kOrderDefinition, "Thank you", "Many thanks");
  save(tested, "staging");
  EXPECT_EQ(deed("publish", R"({"environment":"staging"})").status, 200);
  const ClientResponse promoted = deed("promote", R"({"from":"staging","to":"production"})");
  EXPECT_EQ(promoted.status, 200) << promoted.body;
  for (const char* language : {"en", "es"}) {
    EXPECT_EQ(played("production", language), played("staging", language));
  }
  EXPECT_EQ(ask("GET", "/api/v1/funnels/order").body, kOrderDefinition)
      << "a draft that was never published is not lost";
  EXPECT_EQ(deed("publish", "{}").status, 200);
  EXPECT_EQ(deed("promote", R"({"from":"staging","to":"production"})").status, 200);
  EXPECT_NE(ask("GET", "/api/v1/funnels/order").body.find("Many thanks"), std::string::npos);
  EXPECT_EQ(deed("promote", R"({"from":"staging","to":"staging"})").status, 422);
  EXPECT_EQ(deed("promote", R"({"from":"staging","to":"nowhere"})").status, 404);
  EXPECT_EQ(history("?environment=production").front(), "4 promote production");
}

TEST_F(ApiVersions, DeletesDraftsThatAreNotPlayed) {
  EXPECT_EQ(deed("publish", "{}").status, 200);
  const std::string target = "/api/v1/funnels/order";
  EXPECT_EQ(ask("DELETE", target).status, 428);
  EXPECT_EQ(change("DELETE", target, "\"other\"").status, 412);
  EXPECT_EQ(change("DELETE", target, "*").status, 409);
  EXPECT_EQ(deed("unpublish", R"({"environment":"production"})").status, 200);
  save(kOrderDefinition, "staging");
  EXPECT_EQ(change("DELETE", target, "*").status, 204);
  EXPECT_EQ(ask("GET", target).status, 404);
  EXPECT_EQ(ask("GET", target + "/versions").status, 200) << "it has a draft in staging";
  EXPECT_EQ(change("DELETE", target + "?environment=staging", "*").status, 204);
  EXPECT_EQ(ask("GET", target + "/versions").status, 404);
  EXPECT_TRUE(json(ask("GET", "/api/v1/funnels")).find("funnels")->list().empty());
}

TEST_F(ApiVersions, KeepsAListOfEnvironments) {
  const auto names = [&] {
    std::string text;
    const Value list = json(ask("GET", "/api/v1/environments"));
    for (const Value& one : list.find("environments")->list()) text += word(one, "name") + ' ';
    return text;
  };
  EXPECT_EQ(names(), "production staging ");
  const std::string target = "/api/v1/environments";
  EXPECT_EQ(ask("POST", target, R"({"name":"No"})").status, 422);
  EXPECT_EQ(codes(ask("POST", target, R"({"name":"staging"})")), std::vector<std::string>{"taken"});
  const ClientResponse made = ask("POST", target, R"({"name":"preview","title":"Preview"})");
  EXPECT_EQ(made.status, 201) << made.body;
  EXPECT_EQ(change("PATCH", target + "/preview", "\"old\"", R"({"position":1})").status, 412);
  const ClientResponse moved =
      change("PATCH", target + "/preview", made.header("etag"), R"({"position":1,"title":"P"})");
  EXPECT_EQ(moved.status, 200) << moved.body;
  EXPECT_EQ(names(), "preview production staging ");
  EXPECT_EQ(change("DELETE", target + "/production", "*").status, 409) << "it has a draft";
  EXPECT_EQ(change("DELETE", target + "/preview", moved.header("etag")).status, 204);
  EXPECT_EQ(change("DELETE", target + "/preview", "*").status, 404);
  EXPECT_EQ(names(), "production staging ");
}

constexpr std::string_view kOpenHours = R"({
  "tundish": 1, "slug": "hours", "title": "Hours",
  "config": {"fatalistic_layer": "shut", "availability": {"windows": [
    {"publishing_window": "office"}, {"publishing_window": "summer"}]}},
  "layers": [
    {"id": "ask", "type": "start", "components": [
      {"id": "name", "type": "input", "input_type": "text", "appearance": "short", "slug": "name",
       "label": "Name"},
      {"id": "go", "type": "button", "kind": "jump", "target": "done", "text": "Go"}]},
    {"id": "done", "type": "result"},
    {"id": "shut", "type": "fatalistic", "components": [
      {"id": "no", "type": "message", "appearance": "simple", "text": "We are closed."}]}]
})";

TEST_F(ApiVersions, PutsTheHoursOfAPublishingWindowIntoTheRelease) {
  const std::string windows = "/api/v1/publishing_windows";
  const std::string office = R"({"name":"office","windows":[
    {"days":["mon"],"from":"09:00","to":"18:00"}, {"days":["tue"],"from":"10:00","to":"12:00"}]})";
  EXPECT_EQ(ask("POST", windows, R"({"name":"a b","windows":[{"days":["mon"]}]})").status, 422);
  EXPECT_EQ(ask("POST", windows, R"({"name":"a","windows":[{"publishing_window":"b"}]})").status,
            422);
  const ClientResponse made = ask("POST", windows, office);
  EXPECT_EQ(made.status, 201) << made.body;
  EXPECT_EQ(ask("POST", windows, office).status, 409);
  save(kOpenHours);
  const std::string publish = "/api/v1/funnels/hours/publish";
  const ClientResponse refused = ask("POST", publish, "{}");
  EXPECT_EQ(refused.status, 422);
  EXPECT_EQ(codes(refused), std::vector<std::string>{"unknown_publishing_window"});
  const Value problem = json(refused).find("problems")->list().front();
  EXPECT_EQ(word(problem, "pointer"), "/config/availability/windows/1/publishing_window");
  const std::string summer =
      R"({"name":"summer","windows":[{"days":["sat"],"from":"08:00","to":"22:00"}]})";
  EXPECT_EQ(ask("POST", windows, summer).status, 201);
  EXPECT_EQ(ask("POST", publish, "{}").status, 200);
  const std::string target = "/api/v1/play/releases/production/hours";
  const Value release = json(ask_openly("GET", target));
  const Value::List hours = release.find("config")->find("availability")->find("windows")->list();
  ASSERT_EQ(hours.size(), 3u);
  EXPECT_EQ(word(hours[0], "from"), "09:00");
  EXPECT_EQ(word(hours[1], "to"), "22:00");
  EXPECT_EQ(word(hours[2], "to"), "12:00");
  const ClientResponse changed =
      change("PUT", windows + "/office", made.header("etag"),
             R"({"windows":[{"days":["wed"],"from":"01:00","to":"02:00"}]})");
  EXPECT_EQ(changed.status, 200) << changed.body;
  EXPECT_EQ(change("PUT", windows + "/office", made.header("etag"), summer).status, 422);
  EXPECT_EQ(json(ask_openly("GET", target)), release) << "what is played keeps its hours";
  EXPECT_TRUE(json(ask("POST", publish, "{}")).find("changed")->boolean());
  EXPECT_EQ(change("DELETE", windows + "/summer", "*").status, 204);
  EXPECT_EQ(ask("GET", windows + "/summer").status, 404);
  EXPECT_EQ(json(ask("GET", windows)).find("publishing_windows")->list().size(), 1u);
}

std::string playing_order(const std::string& release) {
  return R"({"tundish": 1, "slug": "around", "title": "Around", "layers": [
    {"id": "ask", "type": "start", "components": [
      {"id": "go", "type": "button", "kind": "jump", "target": "inner", "text": "Go"}]},
    {"id": "inner", "type": "subfunnel", "subfunnel":
      {"funnel": "order", "release": ")" +
         release + R"(", "next": {"target": "done"}}},
    {"id": "done", "type": "result"}]})";
}

TEST_F(ApiVersions, BringsAlongTheSubfunnelsThatArePlayedWhenItIsPublished) {
  const std::string publish = "/api/v1/funnels/around/publish";
  save(playing_order("latest"));
  EXPECT_EQ(codes(ask("POST", publish, "{}")), std::vector<std::string>{"unknown_subfunnel"})
      << "it is not published";
  const Value first = json(deed("publish", "{}"));
  EXPECT_EQ(ask("POST", publish, "{}").status, 200);
  const auto inner = [&] {
    const ClientResponse release =
        ask_openly("GET", "/api/v1/play/releases/production/around?language=en");
    return to_json(*json(release).find("subfunnels"));
  };
  EXPECT_NE(inner().find("Thank you"), std::string::npos);
  save(replaced(kOrderDefinition, "Thank you", "Many thanks"));
  EXPECT_EQ(deed("publish", "{}").status, 200);
  EXPECT_NE(inner().find("Thank you"), std::string::npos) << "until it is published again";
  EXPECT_TRUE(json(ask("POST", publish, "{}")).find("changed")->boolean());
  EXPECT_NE(inner().find("Many thanks"), std::string::npos);
  const std::string pinned = word(first.find("releases")->list().front(), "release");
  save(playing_order(pinned));
  EXPECT_EQ(ask("POST", publish, "{}").status, 200);
  EXPECT_NE(inner().find("Thank you"), std::string::npos) << "the release that it names";
  save(playing_order(std::string(64, '0')));
  EXPECT_EQ(codes(ask("POST", publish, "{}")), std::vector<std::string>{"unknown_subfunnel"});
}

TEST_F(ApiVersions, LeavesRunningSessionsAtTheirRelease) {
  Visitor visitor(published_order(store_), 1);
  visitor.play_to_the_end();
  EXPECT_EQ(send(visitor, 0, 2).status, 200);
  save(replaced(kOrderDefinition, "Thank you", "Many thanks"));
  EXPECT_EQ(deed("publish", "{}").status, 200);
  EXPECT_EQ(deed("unpublish", R"({"environment":"production"})").status, 200);
  EXPECT_EQ(send(visitor, 2, visitor.events.size()).status, 200);
  const Value session = json(ask("GET", "/api/v1/sessions/" + visitor.id));
  EXPECT_EQ(word(session, "status"), "completed");
}

TEST_F(ApiVersions, OffersNoChannelThatCannotShowIt) {
  const std::string both =
      replaced(kOrderDefinition, R"(["web", "web_chat"])", R"(["web", "sms"])");
  save(replaced(both, R"("type": "start", "components": [)",
                R"("type": "start", "components": [
        {"id": "look", "type": "input", "input_type": "file", "appearance": "file",
         "slug": "look", "validations": {"media_types": ["image/png"]}},)"));
  const Value published = json(deed("publish", R"({"missing_texts":"fall_back"})"));
  ASSERT_NE(published.find("disabled_channels"), nullptr) << to_json(published);
  EXPECT_EQ(to_json(*published.find("disabled_channels")), R"(["sms"])");
  const std::string target = "/api/v1/play/releases/production/order?channel=";
  EXPECT_EQ(ask_openly("GET", target + "web").status, 200);
  EXPECT_EQ(ask_openly("GET", target + "sms").status, 404);
  EXPECT_EQ(ask_openly("GET", target + "whatsapp").status, 404);
}

}  // namespace
}  // namespace tundish::api
