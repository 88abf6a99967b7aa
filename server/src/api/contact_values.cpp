#include "api/contact_values.hpp"

#include "api/context.hpp"
#include "service/identities.hpp"
#include "tundish/codec.hpp"

namespace tundish::api {
namespace {

Value identity_value(const store::ContactIdentity& row) {
  const service::IdentityParts parts = service::parts_of(row.known_by);
  Value value{Value::Object{}};
  value.set("kind", parts.kind);
  value.set("value", parts.value);
  value.set("verified", row.verified_at_ms != 0);
  if (row.verified_at_ms != 0) value.set("verified_at", utc_text(row.verified_at_ms));
  return value;
}

}  // namespace

Value contact_value(const service::KnownContact& contact) {
  Value identities{Value::List{}};
  for (const store::ContactIdentity& row : contact.identities) {
    identities.push(identity_value(row));
  }
  const Result<Value> attributes = parse_value(contact.row.attributes);
  Value value{Value::Object{}};
  value.set("contact", contact.row.id);
  value.set("identities", std::move(identities));
  value.set("attributes", attributes ? *attributes : Value(Value::Object{}));
  value.set("created_at", utc_text(contact.row.created_at_ms));
  value.set("updated_at", utc_text(contact.row.updated_at_ms));
  return value;
}

}  // namespace tundish::api
