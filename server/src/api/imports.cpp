#include "api/body_reader.hpp"
#include "api/context.hpp"
#include "api/draft_answers.hpp"
#include "api/late_answer.hpp"
#include "http/problem.hpp"
#include "tundish/codec.hpp"
#include "tundish/import.hpp"
#include "tundish/large_value.hpp"
#include "tundish/parse.hpp"

namespace tundish::api {
namespace {

constexpr std::size_t kMaxImportBytes = 4 * 1024 * 1024;
constexpr std::string_view kFormats =
    "data-flow, typebot, surveyjs, event-funnels, seed or tundish";

/// 422 with what is wrong with the text; the places are those of the text, not of the body.
http::Response refused(std::string code, std::string detail, Diagnostics problems = {}) {
  http::Problem problem;
  problem.status = 422;
  problem.code = std::move(code);
  problem.detail = std::move(detail);
  problem.problems = std::move(problems);
  return http::problem_response(problem);
}

/// Where one that was named must be told, and one that was not is recognised.
std::optional<ImportFormat> read_format(BodyReader& reader, const std::string& text) {
  if (!reader.has("format")) return recognise_import(text);
  return reader.word<ImportFormat>("format", import_format_of, kFormats);
}

http::Response converted(const std::string& body) {
  BodyReader reader = BodyReader::of(parse_large_value(body, kMaxImportBytes));
  const std::string text = reader.text("text");
  const std::optional<ImportFormat> format = read_format(reader, text);
  ImportNames names;
  names.slug = reader.text_or("slug", "");
  names.title = reader.text_or("title", "");
  names.funnel = reader.text_or("funnel", "");
  names.fallback = reader.text_or("fallback", names.fallback);
  if (const Diagnostics faults = reader.faults(); !faults.empty()) return invalid_body(faults);
  if (!format) {
    return refused("unknown_format",
                   "The text is of no format that is known here. Name its format: " +
                       std::string(kFormats) + ".");
  }
  const Result<Imported> imported = import_definition(*format, text, names);
  if (!imported) {
    return refused("not_importable",
                   "The text cannot be imported as " + std::string(to_text(*format)) + ".",
                   imported.error());
  }
  // A name that was given may be no slug.
  const Result<Funnel> funnel = parse_funnel(imported->definition);
  const Result<Value> definition = parse_value(imported->definition);
  if (!funnel || !definition) {
    return refused("not_importable", "What was made of the text is no funnel.",
                   funnel ? definition.error() : funnel.error());
  }
  Value answer{Value::Object{}};
  answer.set("format", std::string(to_text(*format)));
  answer.set("definition", *definition);
  answer.set("diagnostics", diagnostics_value(imported->diagnostics));
  return http::json_response(200, to_json(answer));
}

http::Response convert(Context& context, const Call& call) {
  return late_answer(context.seed_jobs, [body = call.request.body] { return converted(body); });
}

}  // namespace

void add_imports(Routes& routes) {
  routes.add({.method = http::Method::post,
              .pattern = "/api/v1/imports",
              .access = Access::master,
              .tag = "funnels",
              .summary = "Makes a definition of another format, and keeps nothing",
              .body = "Import",
              .answers = {{200, "Imported"}},
              .limit = {kMaxImportBytes},
              .handler = convert});
}

}  // namespace tundish::api
