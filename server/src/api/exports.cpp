#include "api/body_reader.hpp"
#include "api/context.hpp"
#include "api/late_answer.hpp"
#include "api/page_limit.hpp"
#include "api/record_page.hpp"
#include "api/session_filter_query.hpp"
#include "api/stored_response.hpp"
#include "api/table_file.hpp"
#include "http/problem.hpp"
#include "service/export_jobs.hpp"
#include "store/records.hpp"
#include "tundish/codec.hpp"

namespace tundish::api {
namespace {

std::string file_name_of(const store::Job& job, const service::ExportWish& wish) {
  const std::string what = wish.filter.funnel.empty() ? "sessions" : wish.filter.funnel;
  return what + '-' + utc_text(job.created_at_ms).substr(0, 10) + '.' +
         std::string(to_text(wish.format));
}

const char* state_of(const store::Job& job) {
  if (job.is_open) return job.owner.empty() ? "waiting" : "running";
  return job.result.empty() ? "failed" : "done";
}

Value export_value(const store::Job& job) {
  const service::ExportWish wish = service::export_wish_of(job);
  Value value{Value::Object{}};
  value.set("id", job.id);
  value.set("format", to_text(wish.format));
  value.set("headings", wish.headings == service::Headings::titles ? "titles" : "slugs");
  value.set("filter", service::to_value(wish.filter));
  value.set("state", state_of(job));
  value.set("done", static_cast<double>(job.done));
  value.set("total", static_cast<double>(job.total));
  value.set("created_at", utc_text(job.created_at_ms));
  if (!job.is_open) {
    value.set("ended_at", utc_text(job.ended_at_ms));
    value.set("expires_at", utc_text(job.ended_at_ms + service::kExportKeptMs));
  }
  if (const std::optional<service::ExportFile> made = service::export_file_of(job)) {
    Value file{Value::Object{}};
    file.set("name", file_name_of(job, wish));
    file.set("media_type", media_type_of(wish.format));
    file.set("bytes", static_cast<double>(made->bytes));
    file.set("sessions", static_cast<double>(made->sessions));
    file.set("columns", static_cast<double>(made->columns));
    file.set("shortened", static_cast<double>(made->shortened));
    value.set("file", std::move(file));
  }
  return value;
}

http::Response unknown_export() {
  return http::problem_response(404, "unknown_export", "There is no export of that id.");
}

std::optional<store::Job> find(Context& context, const Call& call) {
  std::optional<store::Job> job;
  context.store.read([&](store::Reader& reader) {
    job = service::find_export(reader, call.parameter("export"), context.now_ms());
  });
  return job;
}

http::Response list(Context& context, const Call& call) {
  const store::By by = store::by_index("jobs_by_kind").equal(service::kExportJob).descending();
  const auto wish = read_page_wish(call.request, store::table_of<store::Job>(), by);
  if (!wish) return wrong_page_wish();
  RecordPage<store::Job> page;
  context.store.read(
      [&](store::Reader& reader) { page = read_page<store::Job>(reader, by, *wish); });
  Value exports{Value::List{}};
  for (const store::Job& job : page.rows) exports.push(export_value(job));
  Value body{Value::Object{}};
  body.set("exports", std::move(exports));
  if (!page.cursor.empty()) body.set("cursor", page.cursor);
  return http::json_response(200, to_json(body));
}

std::optional<service::TableFormat> format_of(std::string_view word) {
  service::TableFormat format{};
  if (!from_text(word, format)) return std::nullopt;
  return format;
}

std::optional<service::Headings> headings_of(std::string_view word) {
  if (word == "slugs") return service::Headings::slugs;
  if (word == "titles") return service::Headings::titles;
  return std::nullopt;
}

http::Response create(Context& context, const Call& call) {
  BodyReader reader(call.request.body);
  service::ExportWish wish;
  if (const auto format = reader.word("format", format_of, "csv or xlsx")) wish.format = *format;
  if (reader.has("headings")) {
    const auto headings = reader.word("headings", headings_of, "slugs or titles");
    if (headings) wish.headings = *headings;
  }
  wish.filter = read_filter(reader);
  if (const Diagnostics faults = reader.faults(); !faults.empty()) return invalid_body(faults);
  if (std::optional<http::Response> refusal = check_filter(context, wish.filter)) return *refusal;
  const std::optional<store::Job> job =
      service::begin_export(context.store, wish, actor_of(context, call));
  if (!job) {
    http::Response response = http::problem_response(
        429, "too_many_exports", "Others are being made; try again when one of them is done.");
    http::set_header(response, "retry-after", "10");
    return response;
  }
  http::Response response = http::json_response(202, to_json(export_value(*job)));
  http::set_header(response, "location", "/api/v1/exports/" + job->id);
  return response;
}

http::Response read(Context& context, const Call& call) {
  const std::optional<store::Job> job = find(context, call);
  return job ? http::json_response(200, to_json(export_value(*job))) : unknown_export();
}

http::Response fetch(Context& context, const Call& call) {
  const std::optional<store::Job> job = find(context, call);
  if (!job) return unknown_export();
  const std::optional<service::ExportFile> made = service::export_file_of(*job);
  if (!made) {
    return http::problem_response(409, "not_made", "The file is not made yet; `state` says why.");
  }
  return late_answer(context.file_jobs, [&context, request = call.request, job = *job,
                                         size = static_cast<std::size_t>(made->bytes)] {
    const service::ExportWish wish = service::export_wish_of(job);
    http::Response head;
    http::set_header(head, "content-type", media_type_of(wish.format));
    http::set_header(head, "content-disposition",
                     "attachment; filename=\"" + file_name_of(job, wish) + '"');
    http::set_header(head, "etag", '"' + job.id + '-' + std::to_string(job.ended_at_ms) + '"');
    http::set_header(head, "cache-control", "private, no-cache");
    const auto bytes = [&](std::size_t at, std::size_t some) {
      return service::read_export(context.store, job.id, at, some);
    };
    return stored_response(context.scratch, request, std::move(head), size, bytes);
  });
}

http::Response remove(Context& context, const Call& call) {
  return service::remove_export(context.store, call.parameter("export"), actor_of(context, call))
             ? http::Response{204, {}, {}}
             : unknown_export();
}

}  // namespace

void add_exports(Routes& routes) {
  routes.add({.method = http::Method::get,
              .pattern = "/api/v1/exports",
              .access = Access::viewer,
              .tag = "exports",
              .summary = "Exports, newest first",
              .query = kPageParameters,
              .answers = {{200, "ExportList"}},
              .handler = list});
  routes.add({.method = http::Method::post,
              .pattern = "/api/v1/exports",
              .access = Access::master,
              .tag = "exports",
              .summary = "Has sessions written as a table, for spreadsheets",
              .body = "NewExport",
              .answers = {{202, "Export"}},
              .problems = {404, 429},
              .handler = create});
  routes.add({.method = http::Method::get,
              .pattern = "/api/v1/exports/{export}",
              .access = Access::viewer,
              .tag = "exports",
              .summary = "How far an export has come",
              .answers = {{200, "Export"}},
              .handler = read});
  routes.add({.method = http::Method::get,
              .pattern = "/api/v1/exports/{export}/file",
              .access = Access::viewer,
              .tag = "exports",
              .summary = "The file, whole or by `Range`, for seven days",
              .answers = {{200, "", "*/*"}, {206, "", "*/*"}, {304}},
              .problems = {409, 416},
              .handler = fetch});
  routes.add({.method = http::Method::delete_,
              .pattern = "/api/v1/exports/{export}",
              .access = Access::master,
              .tag = "exports",
              .summary = "Ends an export and removes its file",
              .answers = {{204}},
              .handler = remove});
}

}  // namespace tundish::api
