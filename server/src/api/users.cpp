#include "service/users.hpp"

#include "api/body_reader.hpp"
#include "api/context.hpp"
#include "api/page_limit.hpp"
#include "api/people_values.hpp"
#include "api/record_page.hpp"
#include "http/conditional.hpp"
#include "http/problem.hpp"
#include "store/records.hpp"
#include "tundish/codec.hpp"

namespace tundish::api {
namespace {

http::Response unknown_user() {
  return http::problem_response(404, "unknown_user", "There is no user of that id.");
}

http::Response user_response(const store::User& user) {
  http::Response response = http::json_response(200, to_json(user_value(user)));
  http::set_header(response, "etag", service::etag_of(user));
  return response;
}

/// The user, and the page where they set their password: what stands behind `#` never leaves the
/// browser by itself.
http::Response invitation_response(int status, const service::Invitation& invitation) {
  Value body{Value::Object{}};
  body.set("user", user_value(invitation.user));
  body.set("link", "/studio#invitation=" + invitation.token);
  http::Response response = http::json_response(status, to_json(body));
  http::set_header(response, "etag", service::etag_of(invitation.user));
  return response;
}

http::Response invite(Context& context, const Call& call) {
  BodyReader reader(call.request.body);
  service::NewUser wanted;
  wanted.email = reader.text("email");
  wanted.name = reader.text_or("name", "");
  const std::optional<service::Role> role =
      reader.word<service::Role>("role", service::find_role, "viewer, master or super_admin");
  if (const Diagnostics faults = reader.faults(); !faults.empty()) return invalid_body(faults);
  wanted.role = *role;
  const Result<service::Invitation> invitation =
      service::invite_user(context.store, wanted, actor_of(context, call));
  return invitation ? invitation_response(201, *invitation) : invalid_body(invitation.error());
}

http::Response list(Context& context, const Call& call) {
  const store::By by = store::by_index("users_by_email");
  const std::optional<PageWish> wish =
      read_page_wish(call.request, store::table_of<store::User>(), by);
  if (!wish) return wrong_page_wish();
  RecordPage<store::User> page;
  context.store.read(
      [&](store::Reader& reader) { page = read_page<store::User>(reader, by, *wish); });
  Value users{Value::List{}};
  for (const store::User& user : page.rows) users.push(user_value(user));
  Value body{Value::Object{}};
  body.set("users", std::move(users));
  if (!page.cursor.empty()) body.set("cursor", page.cursor);
  return http::json_response(200, to_json(body));
}

http::Response read(Context& context, const Call& call) {
  std::optional<store::User> user;
  context.store.read([&](store::Reader& reader) {
    user = store::find<store::User>(reader, call.parameter("user"));
  });
  return user ? user_response(*user) : unknown_user();
}

http::Response change(Context& context, const Call& call) {
  BodyReader reader(call.request.body);
  service::UserChange wish;
  if (reader.has("name")) wish.name = reader.text("name");
  if (reader.has("role")) {
    wish.role =
        reader.word<service::Role>("role", service::find_role, "viewer, master or super_admin");
  }
  if (reader.has("disabled")) wish.is_disabled = reader.boolean("disabled");
  if (const Diagnostics faults = reader.faults(); !faults.empty()) return invalid_body(faults);
  const service::ChangedUser changed = service::change_user(
      context.store, call.parameter("user"), *http::find_header(call.request, "if-match"), wish,
      actor_of(context, call));
  switch (changed.outcome) {
    case service::UserChangeOutcome::changed:
      break;
    case service::UserChangeOutcome::unknown:
      return unknown_user();
    case service::UserChangeOutcome::stale:
      return changed_meanwhile();
    case service::UserChangeOutcome::last_super_admin:
      return http::problem_response(409, "last_super_admin",
                                    "This is the only super admin: make another one first.");
  }
  return user_response(changed.user);
}

http::Response invite_again(Context& context, const Call& call) {
  const std::optional<service::Invitation> invitation =
      service::renew_invitation(context.store, call.parameter("user"), actor_of(context, call));
  return invitation ? invitation_response(200, *invitation) : unknown_user();
}

}  // namespace

void add_users(Routes& routes) {
  routes.add({.method = http::Method::get,
              .pattern = "/api/v1/users",
              .access = Access::super_admin,
              .tag = "users",
              .summary = "Users by e-mail address",
              .query = kPageParameters,
              .answers = {{200, "UserList"}},
              .handler = list});
  routes.add({.method = http::Method::post,
              .pattern = "/api/v1/users",
              .access = Access::super_admin,
              .tag = "users",
              .summary = "Makes a user, with a link to set a password once",
              .body = "NewUser",
              .answers = {{201, "Invitation"}},
              .answer_kind = AnswerKind::has_a_secret,
              .handler = invite});
  routes.add({.method = http::Method::get,
              .pattern = "/api/v1/users/{user}",
              .access = Access::super_admin,
              .tag = "users",
              .summary = "A user",
              .answers = {{200, "User"}},
              .handler = read});
  routes.add({.method = http::Method::patch,
              .pattern = "/api/v1/users/{user}",
              .access = Access::super_admin,
              .tag = "users",
              .summary = "Changes a user's name or role, or disables them",
              .body = "UserChange",
              .answers = {{200, "User"}},
              .problems = {409},
              .if_match = IfMatch::required,
              .handler = change});
  routes.add({.method = http::Method::post,
              .pattern = "/api/v1/users/{user}/invitation",
              .access = Access::super_admin,
              .tag = "users",
              .summary = "Another link to set a password once; earlier ones end",
              .answers = {{200, "Invitation"}},
              .answer_kind = AnswerKind::has_a_secret,
              .handler = invite_again});
}

}  // namespace tundish::api
