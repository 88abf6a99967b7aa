#include "service/tokens.hpp"

#include "api/body_reader.hpp"
#include "api/context.hpp"
#include "api/page_limit.hpp"
#include "api/people_values.hpp"
#include "api/record_page.hpp"
#include "http/problem.hpp"
#include "store/records.hpp"
#include "tundish/codec.hpp"

namespace tundish::api {
namespace {

constexpr std::size_t kMostScopes = 50;
constexpr std::size_t kMostLabel = 200;
constexpr std::int64_t kDayMs = 24 * 60 * 60 * std::int64_t{1000};

http::Response unknown_token() {
  return http::problem_response(404, "unknown_token", "There is no token of that id.");
}

/// The super admin sees all, others those of the user whom they are or who made them.
bool may_see(Context& context, const service::Caller& caller, const store::ApiToken& token) {
  if (caller.role == service::Role::super_admin) return true;
  if (caller.kind == service::CallerKind::user) return token.user_id == caller.id;
  std::optional<store::ApiToken> own;
  context.store.read([&](store::Reader& reader) { own = service::find_token(reader, caller.id); });
  return own && !own->user_id.empty() && own->user_id == token.user_id;
}

/// Nobody hands on more than they have.
bool may_give(const service::Caller& caller, const std::string& scope) {
  if (caller.kind != service::CallerKind::token) return true;
  const std::size_t colon = scope.find(':');
  if (colon == scope.npos) return service::has_scope(caller, "*", service::Use::write);
  return service::has_scope(
      caller, scope.substr(0, colon),
      scope.substr(colon + 1) == "write" ? service::Use::write : service::Use::read);
}

Diagnostic fault(std::string code, std::string pointer, std::string sentence) {
  Diagnostic diagnostic;
  diagnostic.code = std::move(code);
  diagnostic.place.pointer = std::move(pointer);
  diagnostic.sentence = std::move(sentence);
  return diagnostic;
}

std::vector<std::string> read_scopes(BodyReader& reader, const service::Caller& caller) {
  std::vector<std::string> scopes;
  const Value::List& list = reader.list("scopes");
  for (std::size_t i = 0; i < std::min(list.size(), kMostScopes + 1); ++i) {
    const std::string pointer = "/scopes/" + std::to_string(i);
    if (!service::is_scope(list[i].text())) {
      reader.add(fault("unknown_word", pointer,
                       "A scope is `*`, or a resource with `:read` or `:write`."));
    } else if (!may_give(caller, list[i].text())) {
      reader.add(fault("not_yours", pointer, "You do not have this scope yourself."));
    }
    scopes.push_back(list[i].text());
  }
  if (scopes.empty() || scopes.size() > kMostScopes) {
    reader.add(fault("out_of_range", "/scopes", "A token has between 1 and 50 scopes."));
  }
  return scopes;
}

http::Response create(Context& context, const Call& call) {
  BodyReader reader(call.request.body);
  service::NewToken wanted;
  wanted.label = reader.text("label");
  const std::optional<service::Role> role =
      reader.word<service::Role>("role", service::find_role, "viewer, master or super_admin");
  wanted.scopes = read_scopes(reader, call.caller);
  const std::int64_t days = reader.integer_or("expires_in_days", 0);
  if (wanted.label.size() > kMostLabel) {
    reader.add(fault("too_long", "/label", "A label has at most 200 bytes."));
  }
  if (days < 0 || days > 3650) {
    reader.add(fault("out_of_range", "/expires_in_days", "From 1 to 3650, or 0: never."));
  }
  if (role && *role > call.caller.role) {
    reader.add(fault("not_yours", "/role", "Your own role is less than this."));
  }
  if (const Diagnostics faults = reader.faults(); !faults.empty()) return invalid_body(faults);
  wanted.role = *role;
  const service::Actor actor = actor_of(context, call);
  if (days > 0) wanted.expires_at_ms = actor.at_ms + days * kDayMs;
  const service::MadeToken made = service::create_token(context.store, wanted, actor);
  Value body = token_value(made.row);
  body.set("token", made.token);
  return http::json_response(201, to_json(body));
}

http::Response list(Context& context, const Call& call) {
  const store::By by = store::by_index("api_tokens_by_age").descending();
  const std::optional<PageWish> wish =
      read_page_wish(call.request, store::table_of<store::ApiToken>(), by);
  if (!wish) return wrong_page_wish();
  RecordPage<store::ApiToken> page;
  context.store.read(
      [&](store::Reader& reader) { page = read_page<store::ApiToken>(reader, by, *wish); });
  Value tokens{Value::List{}};
  for (const store::ApiToken& token : page.rows) {
    if (may_see(context, call.caller, token)) tokens.push(token_value(token));
  }
  Value body{Value::Object{}};
  body.set("tokens", std::move(tokens));
  if (!page.cursor.empty()) body.set("cursor", page.cursor);
  return http::json_response(200, to_json(body));
}

std::optional<store::ApiToken> find_visible(Context& context, const Call& call) {
  std::optional<store::ApiToken> token;
  context.store.read(
      [&](store::Reader& reader) { token = service::find_token(reader, call.parameter("token")); });
  if (token && !may_see(context, call.caller, *token)) token.reset();
  return token;
}

http::Response read(Context& context, const Call& call) {
  const std::optional<store::ApiToken> token = find_visible(context, call);
  return token ? http::json_response(200, to_json(token_value(*token))) : unknown_token();
}

http::Response revoke(Context& context, const Call& call) {
  if (!find_visible(context, call)) return unknown_token();
  service::revoke_token(context.store, call.parameter("token"), actor_of(context, call));
  return http::Response{204, {}, {}};
}

}  // namespace

void add_tokens(Routes& routes) {
  routes.add({.method = http::Method::get,
              .pattern = "/api/v1/tokens",
              .access = Access::master,
              .tag = "tokens",
              .summary = "API tokens, newest first; one's own, a super admin's: all",
              .query = kPageParameters,
              .answers = {{200, "TokenList"}},
              .handler = list});
  routes.add({.method = http::Method::post,
              .pattern = "/api/v1/tokens",
              .access = Access::master,
              .tag = "tokens",
              .summary = "Makes an API token, which is told this once",
              .body = "NewToken",
              .answers = {{201, "MadeToken"}},
              .answer_kind = AnswerKind::has_a_secret,
              .handler = create});
  routes.add({.method = http::Method::get,
              .pattern = "/api/v1/tokens/{token}",
              .access = Access::master,
              .tag = "tokens",
              .summary = "An API token, without itself",
              .answers = {{200, "Token"}},
              .handler = read});
  routes.add({.method = http::Method::delete_,
              .pattern = "/api/v1/tokens/{token}",
              .access = Access::master,
              .tag = "tokens",
              .summary = "Revokes an API token",
              .answers = {{204}},
              .handler = revoke});
}

}  // namespace tundish::api
