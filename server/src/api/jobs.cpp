#include "store/jobs.hpp"

#include "api/context.hpp"
#include "api/page_limit.hpp"
#include "api/record_page.hpp"
#include "api/webhook_values.hpp"
#include "http/problem.hpp"
#include "store/records.hpp"
#include "tundish/codec.hpp"

namespace tundish::api {
namespace {

http::Response list(Context& context, const Call& call) {
  const auto kind = http::query_parameter(call.request, "kind");
  const store::By by = kind ? store::by_index("jobs_by_kind").equal(*kind).descending()
                            : store::by_index("jobs_by_age").descending();
  const auto wish = read_page_wish(call.request, store::table_of<store::Job>(), by);
  if (!wish) return wrong_page_wish();
  RecordPage<store::Job> page;
  context.store.read(
      [&](store::Reader& reader) { page = read_page<store::Job>(reader, by, *wish); });
  Value jobs{Value::List{}};
  for (const store::Job& job : page.rows) jobs.push(job_value(job));
  Value body{Value::Object{}};
  body.set("jobs", std::move(jobs));
  if (!page.cursor.empty()) body.set("cursor", page.cursor);
  return http::json_response(200, to_json(body));
}

http::Response read(Context& context, const Call& call) {
  std::optional<store::Job> job;
  context.store.read(
      [&](store::Reader& reader) { job = store::find<store::Job>(reader, call.parameter("job")); });
  if (!job) return http::problem_response(404, "unknown_job", "There is no job of that id.");
  return http::json_response(200, to_json(job_value(*job)));
}

}  // namespace

void add_jobs(Routes& routes) {
  std::vector<QueryParameter> query = kPageParameters;
  query.push_back({"kind", "A word such as `webhook`: jobs of that kind alone."});
  routes.add({.method = http::Method::get,
              .pattern = "/api/v1/jobs",
              .access = Access::viewer,
              .tag = "jobs",
              .summary = "Work that takes long, newest first",
              .query = query,
              .answers = {{200, "JobList"}},
              .handler = list});
  routes.add({.method = http::Method::get,
              .pattern = "/api/v1/jobs/{job}",
              .access = Access::viewer,
              .tag = "jobs",
              .summary = "How far a job has come",
              .answers = {{200, "Job"}},
              .handler = read});
}

}  // namespace tundish::api
