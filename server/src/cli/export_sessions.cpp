#include "cli/export_sessions.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <iostream>
#include <optional>
#include <stdexcept>

#include "service/scratch_file.hpp"
#include "store/funnels.hpp"
#include "store/records.hpp"

namespace tundish::cli {
namespace {

constexpr std::size_t kCopiedAtOnce = 1024 * 1024;

void copy_to_output(const service::ScratchFile& file) {
  for (std::size_t at = 0; at < file.size(); at += kCopiedAtOnce) {
    const std::string bytes = file.read(at, kCopiedAtOnce);
    std::cout.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  }
  std::cout.flush();
  if (!std::cout) throw std::runtime_error("standard output takes no more");
}

/// A table without a session may be a funnel's that nobody played yet, or a word that is misspelt.
void refuse_unknown(store::Store& store, const std::string& slug) {
  bool is_known = false;
  store.read([&](store::Reader& reader) {
    is_known = store::find<store::Funnel>(reader, slug).has_value();
  });
  if (!is_known)
    throw std::runtime_error("there is no funnel `" + slug + "`, and no session of it");
}

std::string day(const std::string& text) {
  return text.empty() || service::is_day(text) ? "" : "write a day, such as 2025-06-30";
}

}  // namespace

void add_session_export_options(CLI::App& verb, SessionExportOptions& options) {
  constexpr const char* kOfSessions = "csv, xlsx";
  add_database_options(verb, options.database);
  service::SessionFilter& filter = options.filter;
  const auto add = [&](const char* name, std::string& member, const char* about) {
    return verb.add_option(name, member, about)->group(kOfSessions);
  };
  add("--funnel", filter.funnel, "Only sessions of this one");
  add("--environment", filter.environment, "Of releases that it plays or has played");
  add("--status", filter.status, "in_progress, completed, closed or abandoned");
  add("--channel", filter.channel, "Only on this one");
  add("--release", filter.release, "Only of this one");
  add("--from-day", filter.from_day, "The first day on which they began, UTC")->check(day);
  add("--to-day", filter.to_day, "The last of these days")->check(day);
  verb.add_flag("--titles", options.has_titles, "What was asked stands above the answers")
      ->group(kOfSessions);
}

ExitCode export_sessions(const SessionExportOptions& options, service::TableFormat format,
                         const std::string& file) {
  try {
    const std::string folder = options.database.folder();
    const auto store = open_store(options.database.name(), Missing::refused, now_ms());
    service::FunnelCache funnels;
    service::ExportWish wish;
    wish.format = format;
    wish.headings = options.has_titles ? service::Headings::titles : service::Headings::slugs;
    wish.filter = options.filter;
    std::optional<service::ScratchFile> scratch;
    if (file == "-") scratch.emplace(folder);
    const service::ExportedSessions made =
        service::export_sessions(*store, funnels, wish, scratch ? scratch->path() : file, folder,
                                 [](std::int64_t, std::int64_t) {});
    if (made.sessions == 0 && !wish.filter.funnel.empty())
      refuse_unknown(*store, wish.filter.funnel);
    if (scratch) copy_to_output(*scratch);
    std::fprintf(stderr, "%lld sessions in %lld columns.\n", static_cast<long long>(made.sessions),
                 static_cast<long long>(made.columns));
    return ExitCode::done;
  } catch (const CLI::Error&) {
    throw;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "tundish export: %s\n", error.what());
    return ExitCode::usage;
  }
}

}  // namespace tundish::cli
