#include <gtest/gtest.h>

#include "server/api_fixture.hpp"

namespace tundish::api {
namespace {

TEST_F(ApiTest, KeepsAndPublishesADefinition) {
  const ClientResponse created = ask("POST", "/api/v1/funnels", kOrderDefinition);
  ASSERT_EQ(created.status, 201) << created.body;
  EXPECT_EQ(word(json(created), "slug"), "order");
  EXPECT_EQ(json(created).find("languages")->list().size(), 2u);
  EXPECT_EQ(ask("POST", "/api/v1/funnels", kOrderDefinition).status, 200);

  const ClientResponse read = ask("GET", "/api/v1/funnels/order");
  EXPECT_EQ(read.body, kOrderDefinition) << "as the author wrote it";
  EXPECT_FALSE(read.header("etag").empty());
  EXPECT_EQ(json(ask("GET", "/api/v1/funnels")).find("funnels")->list().size(), 1u);

  EXPECT_EQ(ask_openly("GET", "/api/v1/play/releases/production/order").status, 404);
  const ClientResponse published = ask("POST", "/api/v1/funnels/order/publish", "{}");
  ASSERT_EQ(published.status, 200) << published.body;
  const Value releases = *json(published).find("releases");
  ASSERT_EQ(releases.list().size(), 2u);
  EXPECT_EQ(word(releases.list()[1], "language"), "es");
  EXPECT_EQ(ask("POST", "/api/v1/funnels/nobody/publish", "{}").status, 404);
}

TEST_F(ApiTest, SaysEverythingThatIsWrongWithADefinition) {
  const ClientResponse response =
      ask("POST", "/api/v1/funnels", "{\"tundish\":1,\n \"slug\":7,\n \"titel\":\"a\"}");
  EXPECT_EQ(response.status, 422);
  EXPECT_EQ(response.header("content-type"), "application/problem+json");
  const Value problem = json(response);
  EXPECT_EQ(word(problem, "code"), "invalid");
  const Value::List& problems = problem.find("problems")->list();
  ASSERT_GE(problems.size(), 3u);
  EXPECT_EQ(number(problems[0], "line"), 1) << to_json(problem);
  for (const Value& item : problems) EXPECT_FALSE(word(item, "sentence").empty());
}

TEST_F(ApiTest, AsksForItsToken) {
  for (const char* target : {"/api/v1/funnels", "/api/v1/funnels/order", "/api/v1/sessions",
                             "/api/v1/sessions/a", "/api/v1/funnels/order/statistics"}) {
    const ClientResponse response = ask_openly("GET", target);
    EXPECT_EQ(response.status, 401) << target;
    EXPECT_EQ(response.header("www-authenticate"), "Bearer");
    EXPECT_EQ(client_->request("GET", target, {}, "tundish_" + std::string(64, '0')).status, 401);
  }
  EXPECT_EQ(ask_openly("POST", "/api/v1/funnels", kOrderDefinition).status, 401);
  EXPECT_EQ(ask_openly("POST", "/api/v1/funnels/order/publish", "{}").status, 401);
}

TEST_F(ApiTest, GivesReleasesByLanguage) {
  published_order(store_);
  const auto language_of = [this](const std::string& query) {
    return ask_openly("GET", "/api/v1/play/releases/production/order" + query)
        .header("content-language");
  };
  EXPECT_EQ(language_of(""), "en");
  EXPECT_EQ(language_of("?language=es"), "es");
  EXPECT_EQ(language_of("?language=es-MX"), "es");
  EXPECT_EQ(language_of("?language=fr"), "en");
  EXPECT_EQ(language_of("?channel=web_chat"), "en");
  EXPECT_EQ(ask_openly("GET", "/api/v1/play/releases/production/order?channel=sms").status, 404);
  EXPECT_EQ(ask_openly("GET", "/api/v1/play/releases/production/order?channel=fax").status, 422);

  const ClientResponse release = ask_openly("GET", "/api/v1/play/releases/production/order");
  const std::string hash = release.header("tundish-release");
  EXPECT_EQ(release.header("etag"), '"' + hash + '"');
  EXPECT_EQ(release.header("access-control-allow-origin"), "*");
  EXPECT_EQ(hash, sha256_hex("tundish:release:1\n" + release.body));
  client_->send_raw(
      "GET /api/v1/play/releases/production/order HTTP/1.1\r\nHost: a\r\n"
      "If-None-Match: \"" +
      hash + "\"\r\n\r\n");
  EXPECT_EQ(client_->receive().status, 304);
  const ClientResponse by_hash = ask_openly("GET", "/api/v1/play/releases/" + hash);
  EXPECT_EQ(by_hash.body, release.body);
  EXPECT_NE(by_hash.header("cache-control").find("immutable"), std::string::npos);
  EXPECT_EQ(ask_openly("GET", "/api/v1/play/releases/" + std::string(64, 'a')).status, 404);
}

TEST_F(ApiTest, TakesASessionAndShowsIt) {
  Visitor visitor(published_order(store_), 1);
  visitor.play_to_the_end();
  EXPECT_EQ(
      ask_openly("POST", "/api/v1/play/visits", R"({"funnel":"order","channel":"web"})").status,
      204);
  const ClientResponse first = send(visitor, 0, 4);
  ASSERT_EQ(first.status, 200) << first.body;
  EXPECT_EQ(number(json(first), "gen"), 41);
  EXPECT_EQ(number(json(first), "ack_to"), 3);
  EXPECT_EQ(word(json(first), "ack_hash"), visitor.events[3].hash);
  ASSERT_EQ(send(visitor, 2, 6).status, 200);

  const Value session = json(ask("GET", "/api/v1/sessions/" + visitor.id));
  EXPECT_EQ(word(session, "status"), "completed");
  EXPECT_EQ(word(session, "layer"), "done");
  EXPECT_EQ(to_json(*session.find("path")), R"(["who","more","done"])");
  EXPECT_EQ(to_json(*session.find("data")), R"({"count":3,"name":"Ana","size":"large"})");
  EXPECT_EQ(number(session, "score"), 2);
  EXPECT_EQ(number(session, "events"), 6);
  EXPECT_EQ(word(session, "state_hash"), state_hash(visitor.session.funnel, visitor.session.state));
  EXPECT_EQ(word(session, "started_at"), "2025-10-09T08:55:00.123Z");

  const Value statistics = json(ask("GET", "/api/v1/funnels/order/statistics"));
  EXPECT_EQ(number(statistics, "visits"), 1);
  EXPECT_EQ(number(statistics, "sessions"), 1);
  EXPECT_EQ(number(statistics, "completions"), 1);
  EXPECT_EQ(number(statistics, "conversions"), 1);
  EXPECT_EQ(statistics.find("layers")->list().size(), 3u);
}

TEST_F(ApiTest, GivesASessionBackToItsOwner) {
  Visitor visitor(published_order(store_), 1);
  visitor.play_to_the_end();
  send(visitor, 0, 6);
  const std::string target = "/api/v1/play/sessions/" + visitor.id;
  const Value session = json(client_->request("GET", target + "?from_c=4", {}, visitor.secret));
  EXPECT_EQ(word(session, "status"), "completed");
  EXPECT_EQ(number(session, "gen"), 41);
  ASSERT_EQ(session.find("events")->list().size(), 2u);
  EXPECT_EQ(to_json(session.find("events")->list()[0]), to_json(visitor.events[4]));
  EXPECT_EQ(client_->request("GET", target, {}, std::string(64, '9')).status, 403);
  EXPECT_EQ(ask_openly("GET", target).status, 401);
  EXPECT_EQ(client_->request("GET", target + "?from_c=x", {}, visitor.secret).status, 422);
}

TEST_F(ApiTest, NamesEveryConflict) {
  Visitor visitor(published_order(store_), 1);
  visitor.play_to_the_end();
  const ClientResponse gap = send(visitor, 2, 4);
  EXPECT_EQ(gap.status, 409);
  EXPECT_EQ(word(json(gap), "code"), "gap");
  EXPECT_EQ(number(json(gap), "need"), 0);

  std::string body = visitor.body(0, 2);
  body.replace(body.find("\"gen\":0"), 7, "\"gen\":9");
  const std::string target = "/api/v1/play/sessions/" + visitor.id + "/events";
  const ClientResponse gen = client_->request("POST", target, body, visitor.secret);
  EXPECT_EQ(gen.status, 409);
  EXPECT_EQ(word(json(gen), "code"), "gen");
  EXPECT_EQ(number(json(gen), "gen"), 41);

  send(visitor, 0, 2);
  body = visitor.body(2, 3);
  body.replace(body.find("\"prev\":\"") + 8, 4, "0000");
  const ClientResponse fork = client_->request("POST", target, body, visitor.secret);
  EXPECT_EQ(fork.status, 409);
  EXPECT_EQ(word(json(fork), "code"), "fork");
  EXPECT_EQ(number(json(fork), "at"), 1);
  EXPECT_EQ(word(json(fork), "hash_at"), visitor.events[1].hash);
  EXPECT_EQ(number(json(fork), "head"), 1);
}

TEST_F(ApiTest, NamesTheEventThatDoesNotReplay) {
  Visitor visitor(published_order(store_), 1);
  visitor.play_to_the_end();
  std::string body = visitor.body(0, 6);
  body.replace(body.find("\"Ana\""), 5, "\"Eve\"");
  const ClientResponse response = client_->request(
      "POST", "/api/v1/play/sessions/" + visitor.id + "/events", body, visitor.secret);
  EXPECT_EQ(response.status, 422);
  const Value problem = json(response);
  EXPECT_EQ(word(problem, "code"), "refused");
  EXPECT_EQ(number(problem, "seq"), 1);
  EXPECT_EQ(word(problem, "reason"), "wrong_hash");
  EXPECT_EQ(word(problem, "pointer"), "/hash");
  EXPECT_EQ(number(problem, "ack_to"), 0);
  EXPECT_FALSE(word(problem, "sentence").empty());
}

TEST_F(ApiTest, RefusesWhatIsNoSubmission) {
  Visitor visitor(published_order(store_), 1);
  visitor.play_to_the_end();
  const std::string target = "/api/v1/play/sessions/" + visitor.id + "/events";
  const auto status = [&](const std::string& body, const std::string& secret) {
    return client_->request("POST", target, body, secret).status;
  };
  const std::string body = visitor.body(0, 2);
  EXPECT_EQ(status(body, ""), 401);
  EXPECT_EQ(status(body, "wrong"), 403);
  EXPECT_EQ(status("", visitor.secret), 422);
  EXPECT_EQ(status("[]", visitor.secret), 422);
  EXPECT_EQ(status("{\"a\":1,\"a\":2}", visitor.secret), 422);
  EXPECT_EQ(status("{\"at\":-2," + body.substr(1), visitor.secret), 422);
  EXPECT_EQ(status("{\"odd\":1," + body.substr(1), visitor.secret), 422);
  EXPECT_EQ(status(std::string(256 * 1024 + 1, ' '), visitor.secret), 413);
  std::string many = "{\"release\":\"r\",\"rules\":1,\"from\":0,\"events\":[0";
  for (int i = 0; i < 64; ++i) many += ",0";
  EXPECT_EQ(status(many + "]}", visitor.secret), 413);
  std::string other = body;
  const std::size_t release = other.find("\"release\":\"") + 11;
  other.replace(release, 64, std::string(64, 'a'));
  EXPECT_EQ(status(other, visitor.secret), 404);
  EXPECT_EQ(status(body, visitor.secret), 200) << "the honest one is taken after all that";
}

TEST_F(ApiTest, ListsSessionsInPages) {
  const Funnel funnel = published_order(store_);
  for (int i = 0; i < 5; ++i) send(Visitor(funnel, i + 1), 0, 1);
  std::string target = "/api/v1/sessions?funnel=order&limit=2";
  std::size_t seen = 0;
  for (int page = 0; page < 3; ++page) {
    const Value list = json(ask("GET", target));
    seen += list.find("sessions")->list().size();
    if (page < 2) {
      ASSERT_NE(list.find("cursor"), nullptr);
      target = "/api/v1/sessions?funnel=order&limit=2&cursor=" + word(list, "cursor");
    } else {
      EXPECT_EQ(list.find("cursor"), nullptr);
    }
  }
  EXPECT_EQ(seen, 5u);
  EXPECT_EQ(ask("GET", "/api/v1/sessions?limit=0").status, 422);
  EXPECT_EQ(ask("GET", "/api/v1/sessions?limit=9999").status, 422);
  EXPECT_EQ(ask("GET", "/api/v1/sessions?cursor=odd").status, 422);
  EXPECT_EQ(ask("GET", "/api/v1/sessions/nobody").status, 404);
}

TEST_F(ApiTest, NamesAFunnelThatItDoesNotKnow) {
  published_order(store_);
  EXPECT_EQ(ask("GET", "/api/v1/sessions?funnel=order").status, 200);
  for (const char* target : {"/api/v1/sessions?funnel=ordre", "/api/v1/funnels/ordre",
                             "/api/v1/funnels/ordre/statistics"}) {
    const ClientResponse response = ask("GET", target);
    EXPECT_EQ(response.status, 404) << target;
    const Value problem = json(response);
    EXPECT_EQ(word(problem, "code"), "unknown_funnel");
    EXPECT_EQ(word(problem, "detail"), "There is no funnel of the slug `ordre`.");
  }
  const Value problem = json(ask("GET", "/api/v1/sessions?funnel=%ff%22"));
  EXPECT_EQ(word(problem, "detail"), "There is no funnel of that slug.");
}

TEST_F(ApiTest, ListsItsResources) {
  for (const char* start : {"/api/v1", "/api/v1/"}) {
    const ClientResponse response = ask_openly("GET", start);
    ASSERT_EQ(response.status, 200);
    bool has_template = false;
    bool has_funnels = false;
    const Value body = json(response);
    for (const Value& resource : body.find("resources")->list()) {
      ASSERT_FALSE(resource.find("methods")->list().empty());
      has_template = has_template || resource.find("template") != nullptr;
      const Value* href = resource.find("href");
      if (href == nullptr) continue;
      has_funnels = has_funnels || href->text() == "/api/v1/funnels";
      const int status = ask("GET", href->text()).status;
      EXPECT_TRUE(status == 200 || status == 405) << href->text();
    }
    EXPECT_TRUE(has_template);
    EXPECT_TRUE(has_funnels);
  }
}

TEST_F(ApiTest, EndsAPageEarlyWhereItWouldBeTooLarge) {
  const Funnel funnel = published_order(store_);
  constexpr std::size_t kSessions = 30;
  std::string name;  // as long as a text may be, in letters of four bytes
  for (int i = 0; i < 10000; ++i) name += "\xf0\x9f\x99\x82";
  for (std::size_t i = 0; i < kSessions; ++i) {
    Visitor visitor(funnel, static_cast<int>(i) + 1);
    visitor.play(Answered{"name", Value(name)});
    ASSERT_EQ(send(visitor, 0, 2).status, 200);
  }
  const Value first = json(ask("GET", "/api/v1/sessions?limit=200"));
  const std::size_t seen = first.find("sessions")->list().size();
  EXPECT_LT(seen, kSessions);
  ASSERT_NE(first.find("cursor"), nullptr);
  const Value second =
      json(ask("GET", "/api/v1/sessions?limit=200&cursor=" + word(first, "cursor")));
  EXPECT_EQ(seen + second.find("sessions")->list().size(), kSessions);
  EXPECT_EQ(second.find("cursor"), nullptr);
}

TEST_F(ApiTest, TakesADefinitionAsLargeAsTheFormatAllows) {
  std::string definition = kOrderDefinition;
  definition.insert(definition.find('{') + 1, std::string(1024 * 1024 - definition.size(), ' '));
  EXPECT_EQ(ask("POST", "/api/v1/funnels", definition).status, 201);
  EXPECT_EQ(ask("GET", "/api/v1/funnels/order").body.size(), 1024u * 1024u);
  HttpClient another(server_.port());
  EXPECT_EQ(another.request("POST", "/api/v1/funnels", definition + ' ', token_).status, 413);
}

TEST_F(ApiTest, RefusesToPublishWhatVisitorsWouldBeStuckIn) {
  const std::string dead_end =
      R"({"tundish":1,"slug":"dead-end","title":"a","layers":[{"id":"stuck","type":"start"},)"
      R"({"id":"done","type":"result"}]})";
  EXPECT_EQ(ask("POST", "/api/v1/funnels", dead_end).status, 201);
  const ClientResponse response = ask("POST", "/api/v1/funnels/dead-end/publish", "{}");
  EXPECT_EQ(response.status, 422);
  EXPECT_EQ(word(json(response), "code"), "not_publishable");
  EXPECT_FALSE(json(response).find("problems")->list().empty());
  EXPECT_EQ(ask("POST", "/api/v1/funnels/dead-end/publish", R"({"enviroment":"a"})").status, 422);
}

TEST_F(ApiTest, ServesPublishedFunnelsOnPagesOfTheirOwn) {
  published_order(store_);
  const ClientResponse page = ask_openly("GET", "/f/order");
  EXPECT_EQ(page.status, 200);
  EXPECT_EQ(page.body.find("<html lang=en dir=ltr class=page>"), 0U) << page.body;
  EXPECT_NE(page.body.find("property=\"og:title\" content=\"Order\""), std::string::npos);
  EXPECT_EQ(page.header("content-language"), "en");
  EXPECT_EQ(page.header("vary"), "accept-language");
  const std::string policy = page.header("content-security-policy");
  EXPECT_NE(policy.find("require-trusted-types-for 'script'"), std::string::npos);
  EXPECT_NE(policy.find("frame-ancestors 'none'"), std::string::npos);
  EXPECT_NE(ask_openly("GET", "/f/order?embed=1")
                .header("content-security-policy")
                .find("frame-ancestors *"),
            std::string::npos);
  const ClientResponse missing = ask_openly("GET", "/f/nobody");
  EXPECT_EQ(missing.status, 404);
  EXPECT_EQ(missing.body, "<h1>Not here</h1>");
  EXPECT_EQ(ask_openly("GET", "/f/order?environment=staging").status, 404);
  EXPECT_EQ(ask_openly("GET", "/hosted/hosted.css").status, 200);
  EXPECT_EQ(ask_openly("GET", "/hosted/page.html").status, 404);
  // Addresses begin with the host that was asked; one of odd letters stands nowhere.
  client_->send_raw("GET /f/order HTTP/1.1\r\nHost: shop.example\r\n\r\n");
  EXPECT_NE(client_->receive().body.find("content=\"http://shop.example/f/order\""),
            std::string::npos);
  client_->send_raw("GET /f/order HTTP/1.1\r\nHost: shop_example\r\n\r\n");
  EXPECT_EQ(client_->receive().body.find("shop_example"), std::string::npos);
}

TEST_F(ApiTest, ShowsTheGalleryWhereItIsWanted) {
  EXPECT_EQ(ask_openly("GET", "/gallery/").status, 404);
  context_.has_gallery = true;
  EXPECT_EQ(ask_openly("GET", "/gallery/").body, "<h1>Gallery</h1>");
  EXPECT_EQ(ask_openly("GET", "/gallery/funnels/a.json").status, 404);
  EXPECT_EQ(ask_openly("GET", "/gallery/nothing.html").status, 404);
}

TEST_F(ApiTest, ServesPagesAndFiles) {
  published_order(store_);
  const ClientResponse page = ask_openly("GET", "/demo/order");
  EXPECT_EQ(page.status, 200);
  EXPECT_EQ(page.body, "<title>Order</title><p data-c='web'>order </p>");
  EXPECT_NE(page.header("content-security-policy").find("default-src 'none'"), std::string::npos);
  EXPECT_NE(ask_openly("GET", "/demo/order?look=chat").body.find("web_chat"), std::string::npos);
  EXPECT_EQ(ask_openly("GET", "/demo/nobody").status, 404);
  // A proxy that compresses the page writes its tag so.
  client_->send_raw("GET /demo/order HTTP/1.1\r\nHost: a\r\nIf-None-Match: \"b\", W/" +
                    page.header("etag") + "\r\n\r\n");
  EXPECT_EQ(client_->receive().status, 304);
  EXPECT_EQ(ask_openly("GET", "/").body, "<h1>Start</h1>");
  EXPECT_EQ(ask_openly("GET", "/demos/demo.css").status, 200);
  EXPECT_EQ(ask_openly("GET", "/demos/funnels/a.json").status, 404);
  EXPECT_EQ(ask_openly("GET", "/demos/demo.html").status, 404);
  const ClientResponse script = ask_openly("GET", "/player/tundish.js");
  EXPECT_EQ(script.body, "let a;");
  EXPECT_EQ(script.header("access-control-allow-origin"), "*");
  EXPECT_EQ(script.header("x-content-type-options"), "nosniff");
  EXPECT_EQ(ask_openly("GET", "/player/%2e%2e/secret").status, 404);
  EXPECT_EQ(ask_openly("GET", "/api/v1/schemas/event.schema.json").status, 200);
  EXPECT_EQ(ask_openly("GET", "/healthz").status, 200);
  EXPECT_EQ(ask_openly("GET", "/readyz").status, 200);
}

TEST_F(ApiTest, OpensTheContactApiToEveryOrigin) {
  const ClientResponse preflight =
      ask_openly("OPTIONS", "/api/v1/play/sessions/" + std::string(32, 'a') + "/events");
  EXPECT_EQ(preflight.status, 204);
  EXPECT_EQ(preflight.header("access-control-allow-origin"), "*");
  EXPECT_EQ(preflight.header("access-control-allow-methods"), "GET, POST, PUT");
  EXPECT_NE(preflight.header("access-control-allow-headers").find("content-range"),
            std::string::npos);
  EXPECT_NE(preflight.header("access-control-allow-headers").find("authorization"),
            std::string::npos);
  EXPECT_EQ(ask("GET", "/api/v1/funnels").header("access-control-allow-origin"), "");
}

}  // namespace
}  // namespace tundish::api
