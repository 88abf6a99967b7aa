#include "service/audit.hpp"

#include "api/context.hpp"
#include "api/page_limit.hpp"
#include "api/record_page.hpp"
#include "store/operations.hpp"
#include "tundish/codec.hpp"

namespace tundish::api {
namespace {

Value entry_value(const store::AuditEntry& entry) {
  const Result<Value> details = parse_value(entry.details);
  Value value{Value::Object{}};
  value.set("lane", entry.lane);
  value.set("seq", static_cast<double>(entry.seq));
  value.set("prev", entry.prev);
  value.set("hash", entry.hash);
  value.set("at", utc_text(entry.at_ms));
  value.set("actor_kind", entry.actor_kind);
  value.set("actor", entry.actor);
  value.set("action", entry.action);
  value.set("object_kind", entry.object_kind);
  value.set("object", entry.object);
  value.set("request", entry.request);
  value.set("details", details ? *details : Value(Value::Object{}));
  return value;
}

store::By wanted_list(const http::Request& request) {
  if (const auto actor = http::query_parameter(request, "actor")) {
    return store::by_index("audit_by_actor").equal(*actor).descending();
  }
  const auto kind = http::query_parameter(request, "object_kind");
  const auto object = http::query_parameter(request, "object");
  if (kind && object) return store::by_index("audit_by_object").equal(*kind, *object).descending();
  if (kind) return store::by_index("audit_by_object").equal(*kind).descending();
  return store::by_index("audit_by_time").descending();
}

http::Response list(Context& context, const Call& call) {
  const store::By by = wanted_list(call.request);
  const std::optional<PageWish> wish =
      read_page_wish(call.request, store::table_of<store::AuditEntry>(), by);
  if (!wish) return wrong_page_wish();
  RecordPage<store::AuditEntry> page;
  context.store.read(
      [&](store::Reader& reader) { page = read_page<store::AuditEntry>(reader, by, *wish); });
  Value entries{Value::List{}};
  for (const store::AuditEntry& entry : page.rows) entries.push(entry_value(entry));
  Value body{Value::Object{}};
  body.set("audit", std::move(entries));
  if (!page.cursor.empty()) body.set("cursor", page.cursor);
  return http::json_response(200, to_json(body));
}

}  // namespace

void add_audit(Routes& routes) {
  std::vector<QueryParameter> query = kPageParameters;
  query.push_back({"actor", "An id: what that user or token did."});
  query.push_back({"object_kind", "A word such as `funnel`, and with it perhaps"});
  query.push_back({"object", "an id: what was done with that."});
  routes.add({.method = http::Method::get,
              .pattern = "/api/v1/audit",
              .access = Access::super_admin,
              .tag = "audit",
              .summary = "Who changed what, newest first",
              .query = query,
              .answers = {{200, "AuditList"}},
              .handler = list});
}

}  // namespace tundish::api
