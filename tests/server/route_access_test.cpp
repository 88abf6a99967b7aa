#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "api/authorisation.hpp"
#include "server/api_fixture.hpp"

namespace tundish::api {
namespace {

using service::Caller;
using service::CallerKind;
using service::Role;

/// Of every route and everybody who may ask, what must come of it; nothing is left out because the
/// routes come from the table that serves.
class RouteAccessTest : public ApiTest {
 protected:
  RouteAccessTest() : owner_(published_order(store_), 1), other_(published_order(store_), 2) {
    for (Visitor* visitor : {&owner_, &other_}) {
      visitor->play_to_the_end();
      EXPECT_EQ(send(*visitor, 0, visitor->events.size()).status, 200);
    }
  }

  /// An address of that pattern: what exists where something of that name does.
  std::string target_of(const Route& route) const {
    std::string target(route.pattern);
    for (const std::string& name : http::parameter_names(route.pattern)) {
      const std::size_t begin = target.find('{' + name);
      const std::size_t end = target.find('}', begin);
      target.replace(begin, end + 1 - begin, value_of(name));
    }
    return target;
  }
  std::string value_of(const std::string& name) const {
    if (name == "session") return owner_.id;
    if (name == "slug") return "order";
    if (name == "environment") return "production";
    if (name == "upload") return std::string(64, '0');
    return "none";
  }
  int status_of(const Route& route, std::string_view credential) {
    // A connection of its own each, as an answer may end it.
    HttpClient client(server_.port());
    return client.request(http::to_text(route.method), target_of(route), body_of(route), credential)
        .status;
  }
  /// What is no body: whoever may use the route is told so, with 4xx at most.
  static std::string body_of(const Route& route) {
    return route.body.empty() && route.body_type.empty() ? "" : "[]";
  }

  Visitor owner_;
  Visitor other_;
};

bool is_refusal(int status) { return status == 401 || status == 403; }

TEST_F(RouteAccessTest, LetsNobodyInWithoutTheRole) {
  const std::string unknown = token_.substr(0, token_.size() - 4) + "0000";
  for (const Route& route : routes_.all()) {
    SCOPED_TRACE(std::string(http::to_text(route.method)) + ' ' + std::string(route.pattern));
    if (route.tag == "entrance") continue;  // its bodies say who asks: tests/api/people_test.mjs
    const bool is_open = route.access == Access::open;
    const bool is_for_contacts = route.access == Access::contact;
    const int anonymous = status_of(route, "");
    if (is_open) {
      EXPECT_FALSE(is_refusal(anonymous)) << anonymous;
    } else {
      EXPECT_EQ(anonymous, 401);
    }
    for (const std::string& secret : {owner_.secret, other_.secret, unknown}) {
      const int status = status_of(route, secret);
      if (!is_open && !is_for_contacts) {
        EXPECT_EQ(status, 401);
      }
      if (is_open) {
        EXPECT_FALSE(is_refusal(status)) << status;
      }
    }
    if (!is_for_contacts) {
      EXPECT_FALSE(is_refusal(status_of(route, token_)));
    }
  }
}

TEST_F(RouteAccessTest, KeepsContactsApart) {
  for (const Route& route : routes_.all()) {
    if (route.access != Access::contact || route.method != http::Method::get) continue;
    SCOPED_TRACE(std::string(route.pattern));
    EXPECT_EQ(status_of(route, owner_.secret), 200);
    for (const std::string& wrong : {other_.secret, token_, std::string("x")}) {
      EXPECT_EQ(status_of(route, wrong), 403);
    }
  }
}

TEST_F(RouteAccessTest, RanksRolesAndReadsScopes) {
  for (const Route& route : routes_.all()) {
    SCOPED_TRACE(std::string(http::to_text(route.method)) + ' ' + std::string(route.pattern));
    const bool is_open = route.access == Access::open || route.access == Access::contact;
    const bool reads = route.method == http::Method::get;
    const std::string tag(route.tag);
    for (const Role role : {Role::viewer, Role::master, Role::super_admin}) {
      const bool is_enough = is_open || to_text(role) == to_text(route.access) ||
                             role == Role::super_admin || route.access == Access::viewer;
      const auto may = [&](CallerKind kind, std::vector<std::string> scopes) {
        return may_use(Caller{kind, "id", role, std::move(scopes)}, route);
      };
      EXPECT_EQ(may(CallerKind::user, {}), is_enough);
      EXPECT_EQ(may(CallerKind::token, {"*"}), is_enough);
      EXPECT_EQ(may(CallerKind::token, {"other:write", tag + ":write"}), is_enough);
      EXPECT_EQ(may(CallerKind::token, {tag + ":read"}), is_open || (is_enough && reads));
      EXPECT_EQ(may(CallerKind::token, {"other:write", tag, tag + "s:write"}), is_open);
      EXPECT_EQ(may(CallerKind::token, {}), is_open);
      EXPECT_EQ(may(CallerKind::nobody, {"*"}), is_open);
    }
  }
}

/// The OpenAPI document says every route of the table, who may use it, and nothing else.
TEST_F(RouteAccessTest, IsWhatTheDocumentSays) {
  const Value document = json(ask_openly("GET", "/api/v1/openapi.json"));
  std::size_t documented = 0;
  for (const Value::Member& path : document.find("paths")->object()) {
    documented += path.value.object().size();
  }
  EXPECT_EQ(documented, routes_.all().size());
  for (const Route& route : routes_.all()) {
    std::string address(route.pattern);
    address.erase(std::remove(address.begin(), address.end(), '*'), address.end());
    std::string method(http::to_text(route.method));
    for (char& letter : method) letter = static_cast<char>(letter | 0x20);
    const Value* path = document.find("paths")->find(address);
    const Value* operation = path == nullptr ? nullptr : path->find(method);
    ASSERT_NE(operation, nullptr) << method << ' ' << address;
    EXPECT_EQ(word(*operation, "x-access"), to_text(route.access)) << address;
    EXPECT_FALSE(route.answers.empty()) << address;
  }
}

/// Roles are for the user API alone, and nothing of it is open.
TEST_F(RouteAccessTest, OpensNothingOfTheUserApi) {
  const std::set<std::string_view> open_tags = {"entrance", "pages", "play", "system"};
  for (const Route& route : routes_.all()) {
    const bool needs_a_role = route.access >= Access::viewer;
    EXPECT_EQ(needs_a_role, open_tags.count(route.tag) == 0) << route.pattern;
    if (needs_a_role && route.method != http::Method::get && route.tag != "me") {
      EXPECT_GE(route.access, Access::master) << route.pattern;
    }
  }
}

}  // namespace
}  // namespace tundish::api
