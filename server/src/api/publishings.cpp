#include "api/actor_names.hpp"
#include "api/body_reader.hpp"
#include "api/context.hpp"
#include "api/draft_answers.hpp"
#include "api/page_limit.hpp"
#include "api/record_page.hpp"
#include "http/problem.hpp"
#include "service/editions.hpp"
#include "service/fault.hpp"
#include "service/history.hpp"
#include "service/publish.hpp"
#include "store/records.hpp"
#include "tundish/changes.hpp"
#include "tundish/codec.hpp"
#include "tundish/parse.hpp"

namespace tundish::api {
namespace {

constexpr std::size_t kMostLanguages = 100;

std::optional<service::MissingTexts> find_missing_texts(std::string_view word) {
  if (word == "refuse") return service::MissingTexts::refused;
  if (word == "fall_back") return service::MissingTexts::fall_back;
  return std::nullopt;
}

std::vector<std::string> read_languages(BodyReader& reader) {
  std::vector<std::string> languages;
  if (!reader.has("languages")) return languages;
  for (const Value& language : reader.list("languages")) languages.push_back(language.text());
  if (languages.empty() || languages.size() > kMostLanguages) {
    reader.add(service::fault("out_of_range", "/languages",
                              "Name between 1 and 100 languages, or leave this out: all."));
  }
  return languages;
}

http::Response not_publishable(const Diagnostics& findings) {
  http::Problem problem;
  problem.status = 422;
  problem.code = "not_publishable";
  problem.detail = "The funnel has errors that a visitor would run into.";
  problem.problems = findings;
  return http::problem_response(problem);
}

Value published_value(const service::Published& published, const std::string& environment) {
  Value releases{Value::List{}};
  for (const service::PublishedRelease& row : published.releases) {
    Value release{Value::Object{}};
    release.set("language", row.language);
    release.set("release", row.release);
    if (!row.structure.empty()) release.set("structure", row.structure);
    releases.push(std::move(release));
  }
  Value body{Value::Object{}};
  body.set("environment", environment);
  if (published.number > 0) body.set("number", static_cast<double>(published.number));
  body.set("changed", published.outcome == service::PublishOutcome::published);
  body.set("releases", std::move(releases));
  body.set("diagnostics", diagnostics_value(published.findings));
  Value channels{Value::List{}};
  for (const Channel channel : published.disabled_channels) channels.push(to_text(channel));
  body.set("disabled_channels", std::move(channels));
  return body;
}

http::Response published_response(Context& context, const Call& call,
                                  const service::Published& published,
                                  const std::string& environment) {
  switch (published.outcome) {
    case service::PublishOutcome::unknown_funnel:
      return unknown_funnel(call.parameter("slug"));
    case service::PublishOutcome::unknown_environment:
      return unknown_environment();
    case service::PublishOutcome::unknown_release:
      return http::problem_response(404, "unknown_release",
                                    "The environment has no such release of this funnel.");
    case service::PublishOutcome::not_publishable:
      return not_publishable(published.findings);
    case service::PublishOutcome::published:
    case service::PublishOutcome::unchanged:
      break;
  }
  context.releases.forget();
  return http::json_response(200, to_json(published_value(published, environment)));
}

http::Response publish(Context& context, const Call& call) {
  const std::string& text = call.request.body;
  BodyReader reader(text.empty() ? std::string_view("{}") : text);
  service::PublishWish wish;
  wish.environment = reader.text_or("environment", service::kUsualEnvironment);
  wish.draft = reader.text_or("draft", "");
  wish.languages = read_languages(reader);
  if (reader.has("missing_texts")) {
    wish.missing_texts =
        reader
            .word<service::MissingTexts>("missing_texts", find_missing_texts, "refuse or fall_back")
            .value_or(service::MissingTexts::refused);
  }
  if (const Diagnostics faults = reader.faults(); !faults.empty()) return invalid_body(faults);
  return published_response(
      context, call,
      service::publish_funnel(context.store, call.parameter("slug"), wish, actor_of(context, call)),
      wish.environment);
}

http::Response unpublish(Context& context, const Call& call) {
  BodyReader reader(call.request.body);
  service::PublishWish wish;
  wish.environment = reader.text("environment");
  wish.languages = read_languages(reader);
  if (const Diagnostics faults = reader.faults(); !faults.empty()) return invalid_body(faults);
  return published_response(context, call,
                            service::unpublish_funnel(context.store, call.parameter("slug"), wish,
                                                      actor_of(context, call)),
                            wish.environment);
}

http::Response promote(Context& context, const Call& call) {
  BodyReader reader(call.request.body);
  const std::string from = reader.text("from");
  const std::string to = reader.text("to");
  if (!from.empty() && from == to) {
    reader.add(service::fault("same_environment", "/to", "It is promoted to another environment."));
  }
  if (const Diagnostics faults = reader.faults(); !faults.empty()) return invalid_body(faults);
  return published_response(context, call,
                            service::promote_funnel(context.store, call.parameter("slug"), from, to,
                                                    actor_of(context, call)),
                            to);
}

http::Response roll_back(Context& context, const Call& call) {
  BodyReader reader(call.request.body);
  const std::string environment = reader.text("environment");
  const std::int64_t number = reader.integer("number");
  if (const Diagnostics faults = reader.faults(); !faults.empty()) return invalid_body(faults);
  return published_response(context, call,
                            service::roll_back(context.store, call.parameter("slug"), environment,
                                               number, actor_of(context, call)),
                            environment);
}

Value publishing_value(store::Reader& reader, const store::Publishing& row) {
  Value value{Value::Object{}};
  value.set("number", static_cast<double>(row.number));
  value.set("environment", row.environment);
  value.set("action", row.action);
  if (!row.structure.empty()) value.set("structure", row.structure);
  if (row.repeats != 0) value.set("repeats", static_cast<double>(row.repeats));
  Value releases{Value::Object{}};
  for (const auto& [language, release] : service::releases_of(row)) {
    releases.set(language, release);
  }
  value.set("releases", std::move(releases));
  value.set("at", utc_text(row.at_ms));
  value.set("actor_kind", row.actor_kind);
  value.set("actor", row.actor);
  value.set("actor_name", actor_name(reader, row.actor_kind, row.actor));
  return value;
}

http::Response list(Context& context, const Call& call) {
  const std::string& slug = call.parameter("slug");
  const std::optional<std::string> environment = http::query_parameter(call.request, "environment");
  store::By by =
      environment
          ? store::by_index("publishings_by_environment").equal(slug, *environment).descending()
          : store::by_key().equal(slug).descending();
  const std::optional<PageWish> wish =
      read_page_wish(call.request, store::table_of<store::Publishing>(), by);
  if (!wish) return wrong_page_wish();
  Value body{Value::Object{}};
  bool is_known = false;
  context.store.read([&](store::Reader& reader) {
    const auto page = read_page<store::Publishing>(reader, by, *wish);
    is_known = !page.rows.empty() || store::find<store::Funnel>(reader, slug).has_value();
    Value publishings{Value::List{}};
    for (const store::Publishing& row : page.rows) publishings.push(publishing_value(reader, row));
    body = Value(Value::Object{});
    body.set("releases", std::move(publishings));
    if (!page.cursor.empty()) body.set("cursor", page.cursor);
  });
  if (!is_known) return unknown_funnel(slug);
  return http::json_response(200, to_json(body));
}

http::Response read(Context& context, const Call& call) {
  const std::optional<std::int64_t> number = service::number_of(call.parameter("number"));
  std::optional<Value> body;
  std::optional<std::string> text;
  context.store.read([&](store::Reader& reader) {
    if (!number) return;
    const auto row = store::find<store::Publishing>(reader, call.parameter("slug"), *number);
    if (!row) return;
    body = publishing_value(reader, *row);
    text = service::find_definition(reader, *row);
  });
  if (!body) {
    return http::problem_response(404, "unknown_release",
                                  "The funnel has no release of that number.");
  }
  if (const Result<Value> definition = parse_value(text.value_or(""))) {
    body->set("definition", *definition);
  }
  return http::json_response(200, to_json(*body));
}

/// What `to` would change of `from`; both are named by the query.
http::Response compare(Context& context, const Call& call) {
  const std::string from =
      http::query_parameter(call.request, "from").value_or("published:production");
  const std::string to = http::query_parameter(call.request, "to").value_or("draft:production");
  std::optional<std::string> before;
  std::optional<std::string> after;
  context.store.read([&](store::Reader& reader) {
    before = service::find_edition(reader, call.parameter("slug"), from);
    after = service::find_edition(reader, call.parameter("slug"), to);
  });
  const Result<Funnel> old = parse_funnel(before.value_or(""));
  const Result<Funnel> now = parse_funnel(after.value_or(""));
  if (!old || !now) {
    return http::problem_response(
        404, "unknown_edition",
        "There is no such definition: say `draft:` or `published:` with an environment, `kept:` "
        "with "
        "the number of a draft that was put aside, or the number of a release, of which there is "
        "one. What is no funnel yet is not compared.");
  }
  const Result<Value> changes = parse_value(to_json(find_changes(*old, *now)));
  Value body{Value::Object{}};
  body.set("changes", changes ? *changes : Value(Value::List{}));
  return http::json_response(200, to_json(body));
}

}  // namespace

void add_publishings(Routes& routes) {
  struct Change {
    std::string_view pattern;
    std::string_view summary;
    std::string_view body;
    http::Response (*handler)(Context&, const Call&);
  };
  const Change changes[] = {
      {"/api/v1/funnels/{slug}/publish",
       "Makes releases of a funnel's draft and plays them in its environment", "Publish", publish},
      {"/api/v1/funnels/{slug}/unpublish",
       "Ends what an environment plays; the draft and running sessions stay", "Unpublish",
       unpublish},
      {"/api/v1/funnels/{slug}/promote",
       "Plays in one environment the releases that another one plays", "Promote", promote},
      {"/api/v1/funnels/{slug}/rollback", "Plays an earlier release of an environment again",
       "Rollback", roll_back},
  };
  for (const Change& change : changes) {
    routes.add({.method = http::Method::post,
                .pattern = change.pattern,
                .access = Access::master,
                .tag = "funnels",
                .summary = change.summary,
                .body = change.body,
                .answers = {{200, "Published"}},
                .handler = change.handler});
  }
  std::vector<QueryParameter> query = kPageParameters;
  query.push_back({"environment", "Of this one alone."});
  routes.add({.method = http::Method::get,
              .pattern = "/api/v1/funnels/{slug}/releases",
              .access = Access::viewer,
              .tag = "funnels",
              .summary = "What was published of a funnel and taken back, newest first",
              .query = query,
              .answers = {{200, "PublishingList"}},
              .handler = list});
  routes.add({.method = http::Method::get,
              .pattern = "/api/v1/funnels/{slug}/releases/{number}",
              .access = Access::viewer,
              .tag = "funnels",
              .summary = "One of them, with the definition that it was made of",
              .answers = {{200, "Publishing"}},
              .handler = read});
  routes.add({.method = http::Method::get,
              .pattern = "/api/v1/funnels/{slug}/changes",
              .access = Access::viewer,
              .tag = "funnels",
              .summary = "What one definition of a funnel changes of another, in words",
              .query = {{"from",
                         "`draft:` or `published:` with an environment, `kept:` with the number "
                         "of a draft that was put aside, or the number of a release; "
                         "`published:production` if left out."},
                        {"to", "The same; `draft:production` if left out."}},
              .answers = {{200, "ChangeList"}},
              .handler = compare});
}

}  // namespace tundish::api
