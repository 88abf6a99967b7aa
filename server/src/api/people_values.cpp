#include "api/people_values.hpp"

#include "api/context.hpp"
#include "service/tokens.hpp"
#include "service/words.hpp"

namespace tundish::api {
namespace {

/// A time that may not have come: left out then.
void set_time(Value& value, std::string_view name, std::int64_t at_ms) {
  if (at_ms != 0) value.set(name, utc_text(at_ms));
}

}  // namespace

Value user_value(const store::User& user) {
  Value value{Value::Object{}};
  value.set("id", user.id);
  value.set("email", user.email);
  value.set("name", user.name);
  value.set("role", user.role);
  value.set("has_password", !user.password_hash.empty());
  value.set("disabled", user.disabled_at_ms != 0);
  value.set("created_at", utc_text(user.created_at_ms));
  value.set("updated_at", utc_text(user.updated_at_ms));
  return value;
}

Value scopes_value(const std::vector<std::string>& scopes) {
  Value list{Value::List{}};
  for (const std::string& scope : scopes) list.push(scope);
  return list;
}

Value token_value(const store::ApiToken& token) {
  Value value{Value::Object{}};
  value.set("id", token.id);
  value.set("label", token.label);
  value.set("role", token.role);
  value.set("scopes", scopes_value(service::split_words(token.scopes)));
  value.set("created_at", utc_text(token.created_at_ms));
  set_time(value, "expires_at", token.expires_at_ms);
  set_time(value, "last_used_at", token.last_used_at_ms);
  set_time(value, "revoked_at", token.revoked_at_ms);
  if (!token.user_id.empty()) value.set("user", token.user_id);
  return value;
}

}  // namespace tundish::api
