#include <string>
#include <utility>

#include "api/context.hpp"
#include "api/late_answer.hpp"
#include "api/statistics_query.hpp"
#include "api/stored_response.hpp"
#include "api/table_file.hpp"
#include "service/scratch_file.hpp"
#include "service/statistics_tables.hpp"

namespace tundish::api {
namespace {

struct FileWish {
  service::StatisticsWish statistics;
  service::TableFormat format = service::TableFormat::csv;
};

/// The refusal of what the request asks for, or nothing when `wish` now says it.
std::optional<http::Response> read_wish(const http::Request& request, FileWish& wish) {
  service::StatisticsWish& statistics = wish.statistics;
  if (std::optional<http::Response> refusal = read_span(request, statistics.query)) return refusal;
  const auto word = [&](const char* name, const char* otherwise) {
    return http::query_parameter(request, name).value_or(otherwise);
  };
  if (!from_text(word("format", "csv"), wish.format)) {
    return invalid_query("`format` is csv or xlsx.");
  }
  if (!from_text(word("table", "total"), statistics.table)) {
    return invalid_query(
        "`table` is total, layers, ways, days, releases, languages, channels or experiments.");
  }
  if (!from_text(word("goal", "conversion"), statistics.goal)) {
    return invalid_query("`goal` is conversion or completion.");
  }
  statistics.control = word("control", "");
  return std::nullopt;
}

http::Response fetch(Context& context, const Call& call) {
  FileWish wish;
  wish.statistics.query.funnel = call.parameter("slug");
  if (!has_funnel(context, call.parameter("slug"))) return unknown_funnel(call.parameter("slug"));
  if (std::optional<http::Response> refusal = read_wish(call.request, wish)) return *refusal;
  const std::string day = utc_text(context.now_ms()).substr(0, 10);
  return late_answer(context.file_jobs, [&context, request = call.request, wish, day] {
    const service::ScratchFile file(context.scratch);
    const auto table = service::make_table(wish.format, file.path(), context.scratch);
    service::write_statistics(context.store, context.funnels, wish.statistics, *table);
    const std::string name = wish.statistics.query.funnel + '-' +
                             std::string(to_text(wish.statistics.table)) + '-' + day + '.' +
                             std::string(to_text(wish.format));
    http::Response head;
    http::set_header(head, "content-type", media_type_of(wish.format));
    http::set_header(head, "content-disposition", "attachment; filename=\"" + name + '"');
    http::set_header(head, "cache-control", "private, no-store");
    return stored_response(
        context.scratch, request, std::move(head), file.size(),
        [&file](std::size_t at, std::size_t size) { return file.read(at, size); });
  });
}

}  // namespace

void add_statistics_file(Routes& routes) {
  std::vector<QueryParameter> query = kSpanParameters;
  query.insert(query.end(),
               {{"experiment", "Only sessions that met it, from then on."},
                {"variant", "Only sessions that met this variant of it."},
                {"table",
                 "total, layers, ways, days, releases, languages, channels or experiments: what "
                 "there is a row for."},
                {"format", "csv or xlsx."},
                {"goal", "Of experiments: conversion or completion."},
                {"control", "Of experiments: the variant that the others are compared with."}});
  routes.add({.method = http::Method::get,
              .pattern = "/api/v1/funnels/{slug}/statistics/file",
              .access = Access::viewer,
              .tag = "statistics",
              .summary = "The same numbers as a table, for spreadsheets",
              .query = std::move(query),
              .answers = {{200, "", "*/*"}, {206, "", "*/*"}, {304}},
              .problems = {416, 422},
              .handler = fetch});
}

}  // namespace tundish::api
