#include <functional>
#include <utility>

#include "api/body_reader.hpp"
#include "api/context.hpp"
#include "api/cookies.hpp"
#include "api/late_answer.hpp"
#include "api/people_values.hpp"
#include "api/request_limits.hpp"
#include "http/problem.hpp"
#include "service/studio_sessions.hpp"
#include "service/users.hpp"
#include "store/records.hpp"
#include "tundish/codec.hpp"

namespace tundish::api {
namespace {

/// Whoever was let in, with the cookie that says so.
http::Response let_in(const service::Entrance& entrance, const StudioCookie& cookie) {
  http::Response response = http::json_response(200, to_json(user_value(entrance.user)));
  http::set_header(response, "set-cookie", cookie.letting_in(entrance.session));
  return response;
}

http::Response let_in(const Result<service::Entrance>& entrance, const StudioCookie& cookie) {
  return entrance ? let_in(*entrance, cookie) : invalid_body(entrance.error());
}

/// What keeps others from trying passwords and links: only pages of ours, and not too often.
std::optional<http::Response> check_visitor(Context& context, const Call& call) {
  if (const std::optional<std::string> fault = find_cross_site_fault(call.request)) {
    return http::problem_response(403, "cross_site", *fault);
  }
  const std::int64_t wait = context.logins_by_address.take(call.request.client, context.now_ms());
  if (wait > 0) return too_often(wait);
  return std::nullopt;
}

service::Actor visitor(const Context& context, const Call& call) {
  service::Actor actor = actor_of(context, call);
  actor.kind = "setup";
  return actor;
}

http::Response set_up(Context& context, const Call& call) {
  if (std::optional<http::Response> refusal = check_visitor(context, call)) return *refusal;
  BodyReader reader(call.request.body);
  const std::string token = reader.text("token");
  service::NewUser wanted;
  wanted.email = reader.text("email");
  wanted.name = reader.text_or("name", "");
  const std::string password = reader.text("password");
  if (const Diagnostics faults = reader.faults(); !faults.empty()) return invalid_body(faults);
  return late_answer(
      context.password_jobs, [&context, token, wanted, password,
                              cookie = StudioCookie(call.request), actor = visitor(context, call)] {
        return let_in(service::set_up(context.store, token, wanted, password, actor), cookie);
      });
}

http::Response accept(Context& context, const Call& call) {
  if (std::optional<http::Response> refusal = check_visitor(context, call)) return *refusal;
  BodyReader reader(call.request.body);
  const std::string token = reader.text("token");
  const std::string password = reader.text("password");
  if (const Diagnostics faults = reader.faults(); !faults.empty()) return invalid_body(faults);
  return late_answer(
      context.password_jobs, [&context, token, password, cookie = StudioCookie(call.request),
                              actor = visitor(context, call)] {
        return let_in(service::accept_invitation(context.store, token, password, actor), cookie);
      });
}

http::Response wrong_credentials() {
  return http::problem_response(401, "wrong_credentials",
                                "There is no user of this e-mail address and password.");
}

http::Response log_in(Context& context, const Call& call) {
  if (std::optional<http::Response> refusal = check_visitor(context, call)) return *refusal;
  BodyReader reader(call.request.body);
  const std::string email = reader.text("email");
  const std::string password = reader.text("password");
  if (const Diagnostics faults = reader.faults(); !faults.empty()) return invalid_body(faults);
  const std::int64_t wait = context.logins_by_account.take(email, context.now_ms());
  if (wait > 0) return too_often(wait);
  return late_answer(context.password_jobs,
                     [&context, email, password, cookie = StudioCookie(call.request),
                      actor = visitor(context, call), address = call.request.client] {
                       const std::optional<service::Entrance> entrance =
                           service::log_in(context.store, email, password, actor);
                       if (!entrance) return wrong_credentials();
                       context.logins_by_account.give_back(email);
                       context.logins_by_address.give_back(address);
                       return let_in(*entrance, cookie);
                     });
}

http::Response log_out(Context& context, const Call& call) {
  const StudioCookie cookie(call.request);
  http::Response response{204, {}, {}};
  if (call.caller.kind != service::CallerKind::user) return response;
  const service::Actor actor = actor_of(context, call);
  context.store.write([&](store::Writer& writer) {
    service::close_studio_session(writer, cookie.token());
    service::note_deed(writer, actor, {"user.log_out", "user", actor.id});
  });
  http::set_header(response, "set-cookie", cookie.taken_back());
  return response;
}

http::Response me(Context& context, const Call& call) {
  Value value{Value::Object{}};
  value.set("kind", to_text(call.caller.kind));
  value.set("id", call.caller.id);
  value.set("role", to_text(call.caller.role));
  if (call.caller.kind == service::CallerKind::token) {
    value.set("scopes", scopes_value(call.caller.scopes));
    return http::json_response(200, to_json(value));
  }
  std::optional<store::User> user;
  context.store.read(
      [&](store::Reader& reader) { user = store::find<store::User>(reader, call.caller.id); });
  if (user) value.set("user", user_value(*user));
  return http::json_response(200, to_json(value));
}

http::Response change_password(Context& context, const Call& call) {
  BodyReader reader(call.request.body);
  const std::string current = reader.text("current_password");
  const std::string password = reader.text("password");
  if (const Diagnostics faults = reader.faults(); !faults.empty()) return invalid_body(faults);
  if (call.caller.kind != service::CallerKind::user) {
    return http::problem_response(403, "users_only", "A token has no password: log in.");
  }
  const std::int64_t wait = context.logins_by_account.take(call.caller.id, context.now_ms());
  if (wait > 0) return too_often(wait);
  return late_answer(
      context.password_jobs, [&context, current, password, cookie = StudioCookie(call.request),
                              actor = actor_of(context, call)] {
        return let_in(service::change_password(context.store, actor.id, current, password, actor),
                      cookie);
      });
}

}  // namespace

void add_entrance(Routes& routes) {
  struct Door {
    std::string_view pattern;
    std::string_view summary;
    std::string_view body;
    http::Response (*handler)(Context&, const Call&);
  };
  const Door doors[] = {
      {"/api/v1/setup", "Makes the first super admin, with the link of the first start", "SetUp",
       set_up},
      {"/api/v1/invitation", "Sets a password, with the link that a user was given",
       "AcceptInvitation", accept},
      {"/api/v1/login", "Lets a user in", "Login", log_in},
  };
  for (const Door& door : doors) {
    routes.add({.method = http::Method::post,
                .pattern = door.pattern,
                .access = Access::open,
                .tag = "entrance",
                .summary = door.summary,
                .headers = {{"X-Tundish", "`1`."},
                            {"Sec-Fetch-Site", "`same-origin`; browsers send it by themselves."},
                            {"Origin", "With this host, where `Sec-Fetch-Site` is not sent."}},
                .body = door.body,
                .answers = {{200, "User"}},
                .problems = {401, 403},
                .handler = door.handler});
  }
  routes.add({.method = http::Method::post,
              .pattern = "/api/v1/logout",
              .access = Access::viewer,
              .tag = "me",
              .summary = "Ends what the cookie lets in to",
              .answers = {{204}},
              .handler = log_out});
  routes.add({.method = http::Method::get,
              .pattern = "/api/v1/me",
              .access = Access::viewer,
              .tag = "me",
              .summary = "Who asks",
              .answers = {{200, "Me"}},
              .handler = me});
  routes.add({.method = http::Method::post,
              .pattern = "/api/v1/me/password",
              .access = Access::viewer,
              .tag = "me",
              .summary = "Changes one's own password, which ends all other logins",
              .body = "ChangePassword",
              .answers = {{200, "User"}},
              .answer_kind = AnswerKind::has_a_secret,
              .handler = change_password});
}

}  // namespace tundish::api
