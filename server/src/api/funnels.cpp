#include "store/funnels.hpp"

#include "api/actor_names.hpp"
#include "api/body_reader.hpp"
#include "api/context.hpp"
#include "api/draft_answers.hpp"
#include "api/page_limit.hpp"
#include "api/record_page.hpp"
#include "http/conditional.hpp"
#include "http/problem.hpp"
#include "service/drafts.hpp"
#include "service/fault.hpp"
#include "service/filing.hpp"
#include "service/history.hpp"
#include "store/operations.hpp"
#include "store/records.hpp"
#include "tundish/codec.hpp"
#include "tundish/funnel.hpp"

namespace tundish::api {
namespace {

Value version_value(const service::Version& version) {
  Value value{Value::Object{}};
  value.set("language", version.language);
  value.set("environment", version.environment);
  value.set("status", version.status);
  if (!version.release.empty()) value.set("release", version.release);
  value.set("at", utc_text(version.at_ms));
  return value;
}

/// The structure of the draft that is usually meant, or else of another.
std::string structure_of(store::Reader& reader, const std::string& slug) {
  std::string structure;
  for (const store::Draft& draft : store::list<store::Draft>(reader, store::by_key().equal(slug))) {
    if (draft.environment == service::kUsualEnvironment) return draft.structure;
    if (structure.empty()) structure = draft.structure;
  }
  return structure;
}

/// Who did last something with the funnel; of one that came with the server, the server.
Value changer_value(store::Reader& reader, const std::string& slug) {
  const store::By last = store::by_index("audit_by_object").equal("funnel", slug).descending();
  const auto entries = store::list<store::AuditEntry>(reader, store::By(last).limit(1));
  Value changer{Value::Object{}};
  const store::AuditEntry entry = entries.empty() ? store::AuditEntry{} : entries.front();
  changer.set("kind", entries.empty() ? "server" : entry.actor_kind);
  changer.set("name", actor_name(reader, entry.actor_kind, entry.actor));
  return changer;
}

Value funnel_value(store::Reader& reader, const store::Funnel& row) {
  Value funnel{Value::Object{}};
  funnel.set("slug", row.slug);
  funnel.set("title", row.title);
  funnel.set("structure", structure_of(reader, row.slug));
  funnel.set("created_at", utc_text(row.created_at_ms));
  funnel.set("updated_at", utc_text(row.updated_at_ms));
  funnel.set("folder", row.folder);
  funnel.set("archived", row.archived_at_ms != 0);
  funnel.set("changed_by", changer_value(reader, row.slug));
  Value versions{Value::List{}};
  for (const service::Version& one : service::list_versions(reader, row.slug)) {
    versions.push(version_value(one));
  }
  funnel.set("versions", std::move(versions));
  return funnel;
}

http::Response save(Context& context, const Call& call) {
  service::DraftPlace place;
  place.environment = environment_of(call);
  if (const auto* etags = http::find_header(call.request, "if-match")) place.etags = *etags;
  place.is_new = !place.etags;
  return draft_response(
      service::save_funnel(context.store, call.request.body, actor_of(context, call), place), "");
}

http::Response replace(Context& context, const Call& call) {
  service::DraftPlace place = place_of(call);
  const std::string unfinished = http::query_parameter(call.request, "unfinished").value_or("no");
  if (unfinished != "yes" && unfinished != "no")
    return http::problem_response(422, "invalid", "`unfinished` is yes or no.");
  place.may_be_unfinished = unfinished == "yes";
  return draft_response(
      service::save_funnel(context.store, call.request.body, actor_of(context, call), place),
      call.parameter("slug"));
}

http::Response list(Context& context, const Call& call) {
  const store::By by = store::by_index("funnels_by_title");
  const std::optional<PageWish> wish =
      read_page_wish(call.request, store::table_of<store::Funnel>(), by);
  if (!wish) return wrong_page_wish();
  Value body{Value::Object{}};
  context.store.read([&](store::Reader& reader) {
    const RecordPage<store::Funnel> page = read_page<store::Funnel>(reader, by, *wish);
    Value funnels{Value::List{}};
    for (const store::Funnel& row : page.rows) funnels.push(funnel_value(reader, row));
    body = Value(Value::Object{});
    body.set("funnels", std::move(funnels));
    if (!page.cursor.empty()) body.set("cursor", page.cursor);
  });
  return http::json_response(200, to_json(body));
}

http::Response list_versions(Context& context, const Call& call) {
  std::optional<Value> funnel;
  context.store.read([&](store::Reader& reader) {
    const auto row = store::find<store::Funnel>(reader, call.parameter("slug"));
    funnel = row ? std::optional(funnel_value(reader, *row)) : std::nullopt;
  });
  return funnel ? http::json_response(200, to_json(*funnel))
                : unknown_funnel(call.parameter("slug"));
}

http::Response read(Context& context, const Call& call) {
  const std::string& slug = call.parameter("slug");
  std::optional<std::string> text;
  context.store.read([&](store::Reader& reader) {
    text = service::find_draft(reader, slug, environment_of(call));
  });
  if (!text) return unknown_funnel(slug);
  const std::string etag = service::etag_of_text(*text);
  http::Response response = http::json_response(200, std::move(*text));
  http::set_header(response, "etag", etag);
  http::set_header(response, "cache-control", "private, no-cache");
  return http::conditional_response(call.request, std::move(response));
}

http::Response remove(Context& context, const Call& call) {
  const service::DraftOutcome outcome =
      service::remove_draft(context.store, place_of(call), actor_of(context, call));
  if (outcome == service::DraftOutcome::removed) return http::Response{204, {}, {}};
  return draft_refusal(outcome, call.parameter("slug"));
}

http::Response file(Context& context, const Call& call) {
  BodyReader reader(call.request.body);
  service::FilingWish wish;
  if (reader.has("folder")) wish.folder = reader.text("folder");
  if (reader.has("archived")) wish.is_archived = reader.boolean("archived");
  if (wish.folder && wish.folder->size() > service::kLongestFolder) {
    reader.add(service::fault("too_long", "/folder", "A folder's name has at most 100 bytes."));
  }
  if (const Diagnostics faults = reader.faults(); !faults.empty()) return invalid_body(faults);
  const std::string& slug = call.parameter("slug");
  const auto row = service::file_funnel(context.store, slug, wish, actor_of(context, call));
  if (!row) return unknown_funnel(slug);
  Value funnel;
  context.store.read([&](store::Reader& reading) { funnel = funnel_value(reading, *row); });
  return http::json_response(200, to_json(funnel));
}

}  // namespace

void add_funnels(Routes& routes) {
  routes.add({.method = http::Method::post,
              .pattern = "/api/v1/funnels",
              .access = Access::master,
              .tag = "funnels",
              .summary = "Saves a new funnel's definition",
              .query = {kEnvironmentParameter},
              .body = "Definition",
              .answers = {{200, "SavedFunnel"}, {201, "SavedFunnel"}},
              .problems = {404, 409, 412},
              .limit = {kMaxDefinitionBytes},
              .handler = save});
  routes.add({.method = http::Method::get,
              .pattern = "/api/v1/funnels",
              .access = Access::viewer,
              .tag = "funnels",
              .summary = "All funnels by title, with their versions",
              .query = kPageParameters,
              .answers = {{200, "FunnelList"}},
              .handler = list});
  routes.add({.method = http::Method::get,
              .pattern = "/api/v1/funnels/{slug}",
              .access = Access::viewer,
              .tag = "funnels",
              .summary = "A funnel's definition as it was saved",
              .query = {kEnvironmentParameter},
              .answers = {{200, "Definition"}, {304}},
              .handler = read});
  routes.add({.method = http::Method::put,
              .pattern = "/api/v1/funnels/{slug}",
              .access = Access::master,
              .tag = "funnels",
              .summary = "Replaces a funnel's definition",
              .query = {kEnvironmentParameter,
                        {"unfinished",
                         "yes: keeps also what is no funnel yet; `diagnostics` says what is "
                         "missing."}},
              .body = "Definition",
              .answers = {{200, "SavedFunnel"}},
              .limit = {kMaxDefinitionBytes},
              .if_match = IfMatch::required,
              .handler = replace});
  routes.add({.method = http::Method::delete_,
              .pattern = "/api/v1/funnels/{slug}",
              .access = Access::master,
              .tag = "funnels",
              .summary = "Deletes a draft, and with the last one the funnel",
              .query = {kEnvironmentParameter},
              .answers = {{204}},
              .problems = {409},
              .if_match = IfMatch::required,
              .handler = remove});
  routes.add({.method = http::Method::get,
              .pattern = "/api/v1/funnels/{slug}/versions",
              .access = Access::viewer,
              .tag = "funnels",
              .summary = "A funnel and its versions: language, environment, draft or published",
              .answers = {{200, "FunnelSummary"}},
              .handler = list_versions});
  routes.add({.method = http::Method::patch,
              .pattern = "/api/v1/funnels/{slug}/filing",
              .access = Access::master,
              .tag = "funnels",
              .summary = "Lays a funnel into a folder, puts it away or brings it back",
              .body = "Filing",
              .answers = {{200, "FunnelSummary"}},
              .handler = file});
}

}  // namespace tundish::api
