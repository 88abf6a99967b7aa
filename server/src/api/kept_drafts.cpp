#include "service/kept_drafts.hpp"

#include "api/actor_names.hpp"
#include "api/context.hpp"
#include "api/page_limit.hpp"
#include "api/record_page.hpp"
#include "http/problem.hpp"
#include "service/editions.hpp"
#include "store/records.hpp"
#include "tundish/codec.hpp"
#include "tundish/funnel.hpp"

namespace tundish::api {
namespace {

Value kept_value(store::Reader& reader, const store::KeptDraft& row) {
  Value value{Value::Object{}};
  value.set("number", static_cast<double>(row.number));
  value.set("title", row.title);
  value.set("at", utc_text(row.at_ms));
  value.set("actor_kind", row.actor_kind);
  value.set("actor", row.actor);
  value.set("actor_name", actor_name(reader, row.actor_kind, row.actor));
  return value;
}

http::Response keep(Context& context, const Call& call) {
  const std::string& slug = call.parameter("slug");
  if (!has_funnel(context, slug)) return unknown_funnel(slug);
  const Result<store::KeptDraft> row =
      service::keep_aside(context.store, slug, call.request.body, actor_of(context, call));
  if (!row) return invalid_body(row.error());
  Value body;
  context.store.read([&](store::Reader& reader) { body = kept_value(reader, *row); });
  return http::json_response(201, to_json(body));
}

http::Response list(Context& context, const Call& call) {
  const std::string& slug = call.parameter("slug");
  const store::By by = store::by_key().equal(slug).descending();
  const std::optional<PageWish> wish =
      read_page_wish(call.request, store::table_of<store::KeptDraft>(), by);
  if (!wish) return wrong_page_wish();
  if (!has_funnel(context, slug)) return unknown_funnel(slug);
  Value body{Value::Object{}};
  context.store.read([&](store::Reader& reader) {
    const RecordPage<store::KeptDraft> page = read_page<store::KeptDraft>(reader, by, *wish);
    Value drafts{Value::List{}};
    for (const store::KeptDraft& row : page.rows) drafts.push(kept_value(reader, row));
    body = Value(Value::Object{});
    body.set("drafts", std::move(drafts));
    if (!page.cursor.empty()) body.set("cursor", page.cursor);
  });
  return http::json_response(200, to_json(body));
}

http::Response read(Context& context, const Call& call) {
  const std::optional<std::int64_t> number = service::number_of(call.parameter("number"));
  std::optional<std::string> text;
  context.store.read([&](store::Reader& reader) {
    if (number) text = service::find_kept_text(reader, call.parameter("slug"), *number);
  });
  if (text) return http::json_response(200, std::move(*text));
  return http::problem_response(404, "unknown_draft", "No draft of that number was put aside.");
}

}  // namespace

void add_kept_drafts(Routes& routes) {
  constexpr std::string_view kPattern = "/api/v1/funnels/{slug}/kept";
  routes.add({.method = http::Method::post,
              .pattern = kPattern,
              .access = Access::master,
              .tag = "funnels",
              .summary = "Keeps a definition that gives way to another draft",
              .body = "Definition",
              .answers = {{201, "KeptDraft"}},
              .limit = {kMaxDefinitionBytes},
              .handler = keep});
  routes.add({.method = http::Method::get,
              .pattern = kPattern,
              .access = Access::viewer,
              .tag = "funnels",
              .summary = "Drafts that were put aside, newest first",
              .query = kPageParameters,
              .answers = {{200, "KeptDraftList"}},
              .handler = list});
  routes.add({.method = http::Method::get,
              .pattern = "/api/v1/funnels/{slug}/kept/{number}",
              .access = Access::viewer,
              .tag = "funnels",
              .summary = "One of them, as it was written",
              .answers = {{200, "Definition"}},
              .handler = read});
}

}  // namespace tundish::api
