#include "api/body_reader.hpp"
#include "api/context.hpp"
#include "api/draft_answers.hpp"
#include "api/late_answer.hpp"
#include "http/problem.hpp"
#include "service/fault.hpp"
#include "service/seed_export.hpp"
#include "service/seed_import.hpp"
#include "service/words.hpp"
#include "store/funnels.hpp"
#include "store/records.hpp"
#include "tundish/codec.hpp"
#include "tundish/large_value.hpp"

namespace tundish::api {
namespace {

constexpr std::size_t kMaxSeedBytes = 16 * 1024 * 1024;
constexpr int kMostFunnels = 50;
constexpr std::size_t kMostSeeds = 500;

/// Those that the query names, or all; one more than a request may have when there are more.
std::vector<std::string> wanted_funnels(store::Reader& reader, const Call& call) {
  const std::optional<std::string> named = http::query_parameter(call.request, "funnels");
  if (named) return service::split_words(*named, ',');
  std::vector<std::string> slugs;
  const store::By by = store::by_index("funnels_by_title").limit(kMostFunnels + 1);
  for (const store::Funnel& row : store::list<store::Funnel>(reader, by)) {
    slugs.push_back(row.slug);
  }
  return slugs;
}

http::Response take(Context& context, const Call& call) {
  std::size_t count = 0;
  Result<Value> seeds = Value(Value::List{});
  context.store.read([&](store::Reader& reader) {
    const std::vector<std::string> slugs = wanted_funnels(reader, call);
    count = slugs.size();
    if (count <= std::size_t{kMostFunnels}) seeds = service::export_seeds(reader, slugs);
  });
  if (count > std::size_t{kMostFunnels}) {
    return http::problem_response(422, "invalid",
                                  "Name at most 50 funnels by `funnels`, with commas between.");
  }
  if (!seeds) {
    http::Problem problem;
    problem.status = 404;
    problem.code = "unknown_funnel";
    problem.detail = seeds.error().front().sentence;
    problem.problems = seeds.error();
    return http::problem_response(problem);
  }
  Value body{Value::Object{}};
  body.set("seeds", std::move(*seeds));
  return http::json_response(200, to_json(body));
}

Value item_value(const service::SeedItem& item) {
  Value value{Value::Object{}};
  value.set("object_type", item.object_type);
  value.set("name", item.name);
  if (!item.environment.empty()) value.set("environment", item.environment);
  if (!item.status.empty()) value.set("status", item.status);
  if (!item.languages.empty()) value.set("languages", text_list(item.languages));
  value.set("outcome", item.outcome);
  if (!item.changes.empty()) value.set("changes", text_list(item.changes));
  if (!item.findings.empty()) value.set("diagnostics", diagnostics_value(item.findings));
  return value;
}

/// 422 with everything that was refused.
http::Response refused(const service::SeedReport& report) {
  http::Problem problem;
  problem.status = 422;
  problem.code = "not_importable";
  problem.detail = "Nothing was imported; a dry run says what would become of each seed.";
  for (const service::SeedItem& item : report.items) {
    if (item.outcome != "refused") continue;
    problem.problems.insert(problem.problems.end(), item.findings.begin(), item.findings.end());
  }
  return http::problem_response(problem);
}

http::Response imported(Context& context, const std::string& text, const service::Actor& actor) {
  BodyReader reader = BodyReader::of(parse_large_value(text, kMaxSeedBytes));
  const Value seeds = reader.list("seeds");
  const bool is_dry = reader.boolean("dry_run");
  if (seeds.list().size() > kMostSeeds) {
    reader.add(service::fault("out_of_range", "/seeds", "There are at most 500 seeds."));
  }
  if (const Diagnostics faults = reader.faults(); !faults.empty()) return invalid_body(faults);
  const service::SeedReport report =
      service::import_seeds(context.store, *context.outgoing, seeds,
                            is_dry ? service::SeedMode::dry_run : service::SeedMode::apply, actor);
  if (!is_dry && !report.is_applied) return refused(report);
  context.releases.forget();
  Value items{Value::List{}};
  for (const service::SeedItem& item : report.items) items.push(item_value(item));
  Value body{Value::Object{}};
  body.set("applied", report.is_applied);
  body.set("items", std::move(items));
  return http::json_response(200, to_json(body));
}

http::Response put(Context& context, const Call& call) {
  return late_answer(context.seed_jobs,
                     [&context, text = call.request.body, actor = actor_of(context, call)] {
                       return imported(context, text, actor);
                     });
}

}  // namespace

void add_seeds(Routes& routes) {
  routes.add({.method = http::Method::get,
              .pattern = "/api/v1/seeds",
              .access = Access::master,
              .tag = "seeds",
              .summary = "Funnels with their versions and what they name, for another server",
              .query = {{"funnels", "Slugs with commas between; all if left out."}},
              .answers = {{200, "Seeds"}},
              .problems = {404},
              .handler = take});
  routes.add(
      {.method = http::Method::post,
       .pattern = "/api/v1/seeds",
       .access = Access::master,
       .tag = "seeds",
       .summary = "Makes what seeds say, or with `dry_run` only tells what would become of it",
       .body = "SeedImport",
       .answers = {{200, "SeedReport"}},
       .limit = {kMaxSeedBytes},
       .handler = put});
}

}  // namespace tundish::api
