#include "service/media.hpp"

#include "api/context.hpp"
#include "api/late_answer.hpp"
#include "api/page_limit.hpp"
#include "api/record_page.hpp"
#include "api/stored_response.hpp"
#include "http/problem.hpp"
#include "store/records.hpp"
#include "tundish/codec.hpp"

namespace tundish::api {
namespace {

Value medium_value(const store::Medium& row) {
  Value value{Value::Object{}};
  value.set("medium", row.medium);
  value.set("name", row.name);
  value.set("media_type", row.media_type);
  value.set("size", static_cast<double>(row.size));
  value.set("path", service::path_of(row));
  value.set("created_at", utc_text(row.created_at_ms));
  return value;
}

http::Response unknown_medium() {
  return http::problem_response(404, "unknown_medium", "There is no such file in the library.");
}

http::Response saved_response(const service::SavedMedium& saved) {
  if (saved.outcome == service::MediumOutcome::wrong_type) {
    return http::problem_response(
        415, "wrong_type",
        "By its content it is no JPEG, PNG, WebP, GIF, MP3, Ogg, MP4, WebM or PDF that is whole; "
        "nothing of it is kept.");
  }
  const int status = saved.outcome == service::MediumOutcome::created ? 201 : 200;
  http::Response response = http::json_response(status, to_json(medium_value(saved.row)));
  http::set_header(response, "location", "/api/v1/media/" + saved.row.medium);
  return response;
}

http::Response create(Context& context, const Call& call) {
  const std::string name = http::query_parameter(call.request, "name").value_or("");
  if (name.empty() || name.size() > service::kMostNameBytes) {
    return http::problem_response(422, "invalid", "`name` has 1 to 200 bytes.");
  }
  return late_answer(context.file_jobs, [&context, name, bytes = call.request.body,
                                         actor = actor_of(context, call)] {
    return saved_response(service::save_medium(context.store, name, bytes, actor));
  });
}

http::Response list(Context& context, const Call& call) {
  const store::By by = store::by_index("media_by_age").descending();
  const auto wish = read_page_wish(call.request, store::table_of<store::Medium>(), by);
  if (!wish) return wrong_page_wish();
  RecordPage<store::Medium> page;
  context.store.read(
      [&](store::Reader& reader) { page = read_page<store::Medium>(reader, by, *wish); });
  Value media{Value::List{}};
  for (const store::Medium& row : page.rows) media.push(medium_value(row));
  Value body{Value::Object{}};
  body.set("media", std::move(media));
  if (!page.cursor.empty()) body.set("cursor", page.cursor);
  return http::json_response(200, to_json(body));
}

http::Response read(Context& context, const Call& call) {
  std::optional<store::Medium> row;
  context.store.read([&](store::Reader& reader) {
    row = store::find<store::Medium>(reader, call.parameter("medium"));
  });
  return row ? http::json_response(200, to_json(medium_value(*row))) : unknown_medium();
}

http::Response remove(Context& context, const Call& call) {
  const service::RemovedMedium removed =
      service::remove_medium(context.store, call.parameter("medium"), actor_of(context, call));
  switch (removed.outcome) {
    case service::MediumRemoval::removed:
      return http::Response{204, {}, {}};
    case service::MediumRemoval::unknown:
      return unknown_medium();
    case service::MediumRemoval::in_use:
      break;
  }
  http::Problem problem;
  problem.status = 409;
  problem.code = "in_use";
  problem.detail = "Funnels show it, in a draft or in what is played now.";
  Value funnels{Value::List{}};
  for (const std::string& funnel : removed.funnels) funnels.push(funnel);
  problem.extra.set("funnels", std::move(funnels));
  return http::problem_response(problem);
}

/// For whoever sees a funnel. Its address says what is in it, so that it never changes; whatever it
/// is, nothing in it runs.
http::Response show(Context& context, const Call& call) {
  std::optional<store::Medium> row;
  context.store.read(
      [&](store::Reader& reader) { row = service::find_medium(reader, call.parameter("medium")); });
  if (!row) return unknown_medium();
  return late_answer(context.file_jobs, [&context, request = call.request, row = *row] {
    http::Response head;
    http::set_header(head, "content-type", row.media_type);
    http::set_header(head, "content-security-policy",
                     "sandbox; default-src 'none'; frame-ancestors 'none'");
    http::set_header(head, "cross-origin-resource-policy", "cross-origin");
    http::set_header(head, "etag", '"' + row.medium + '"');
    http::set_header(head, "cache-control", "public, max-age=31536000, immutable");
    if (row.media_type == "application/pdf") {
      http::set_header(head, "content-disposition", "attachment");
    }
    const auto bytes = [&](std::size_t at, std::size_t size) {
      return service::read_medium(context.store, row, at, size);
    };
    return stored_response(context.scratch, request, std::move(head),
                           static_cast<std::size_t>(row.size), bytes);
  });
}

}  // namespace

void add_media(Routes& routes) {
  constexpr std::string_view kTag = "media";
  constexpr std::string_view kOne = "/api/v1/media/{medium}";
  routes.add({.method = http::Method::post,
              .pattern = "/api/v1/media",
              .access = Access::master,
              .tag = kTag,
              .summary = "Keeps a picture or another file for funnels to show",
              .query = {{"name", "As people call it."}},
              .body_type = "application/octet-stream",
              .answers = {{201, "Medium"}, {200, "Medium"}},
              .problems = {413, 415, 503},
              .limit = {service::kMostMediumBytes},
              .handler = create});
  routes.add({.method = http::Method::get,
              .pattern = "/api/v1/media",
              .access = Access::viewer,
              .tag = kTag,
              .summary = "The library of files, newest first",
              .query = kPageParameters,
              .answers = {{200, "MediumList"}},
              .handler = list});
  routes.add({.method = http::Method::get,
              .pattern = kOne,
              .access = Access::viewer,
              .tag = kTag,
              .summary = "What is known of a file",
              .answers = {{200, "Medium"}},
              .handler = read});
  routes.add({.method = http::Method::delete_,
              .pattern = kOne,
              .access = Access::master,
              .tag = kTag,
              .summary = "Removes a file that no funnel shows",
              .answers = {{204}},
              .problems = {409},
              .handler = remove});
  routes.add({.method = http::Method::get,
              .pattern = "/media/{medium}",
              .access = Access::open,
              .tag = "pages",
              .summary = "The file itself, by its path, whole or by `Range`",
              .answers = {{200, "", "*/*"}, {206, "", "*/*"}, {304}},
              .problems = {404, 416},
              .handler = show});
}

}  // namespace tundish::api
