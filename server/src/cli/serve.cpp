#include <sys/resource.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cctype>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "api/api.hpp"
#include "cli/config_file.hpp"
#include "cli/databases.hpp"
#include "cli/demo_funnels.hpp"
#include "cli/outgoing_options.hpp"
#include "cli/upload_options.hpp"
#include "cli/verbs.hpp"
#include "http/pistache_adapter.hpp"
#include "log/log.hpp"
#include "service/abandonment.hpp"
#include "service/announcer.hpp"
#include "service/deliveries.hpp"
#include "service/export_jobs.hpp"
#include "service/job_workers.hpp"
#include "service/links.hpp"
#include "service/origins.hpp"
#include "service/outbox.hpp"
#include "service/outside_performer.hpp"
#include "service/retention.hpp"
#include "service/tidying.hpp"
#include "service/tokens.hpp"
#include "service/users.hpp"
#include "tundish/version.hpp"

namespace tundish::cli {
namespace {

struct ServeOptions {
  std::string listen = "127.0.0.1:8080";
  DatabaseOptions database;
  std::size_t workers = 4;
  std::size_t connections_per_address = http::ServerOptions{}.connections_per_address;
  std::vector<std::string> trusted_proxies;
  int stuck_seconds = 10;
  bool print_token = false;
  bool log_requests = false;
  bool gallery = false;
  bool no_demos = false;
  std::vector<std::string> allowed_origins;
  OutgoingOptions outgoing;
  std::string log_level = "info";
  api::RequestRates rates{60'000, 6'000, 60'000};
  service::UploadLimits uploads;
};

log::Level level_of(std::string_view word) {
  if (word == "error") return log::Level::error;
  return word == "warning" ? log::Level::warning : log::Level::info;
}

/// `host:port`; throws CLI's own error for anything else.
http::ServerOptions server_options(const ServeOptions& options) {
  const std::size_t colon = options.listen.rfind(':');
  const std::string port = colon == std::string::npos ? "" : options.listen.substr(colon + 1);
  if (port.empty() || port.size() > 5 || port.find_first_not_of("0123456789") != port.npos ||
      std::stoi(port) > 65535) {
    throw CLI::ValidationError("--listen", "write an address and a port, such as 127.0.0.1:8080");
  }
  http::ServerOptions server;
  server.host = options.listen.substr(0, colon);
  server.port = static_cast<std::uint16_t>(std::stoi(port));
  server.workers = options.workers;
  server.connections_per_address = options.connections_per_address;
  server.patience.stuck = std::chrono::seconds(options.stuck_seconds);
  for (const std::string& text : options.trusted_proxies) {
    const std::optional<http::Network> network = http::parse_network(text);
    if (!network) {
      throw CLI::ValidationError("--trusted-proxy",
                                 "write an address or a network, such as 10.0.0.0/8");
    }
    server.trusted_proxies.push_back(*network);
  }
  return server;
}

/// As many connections as the system lets us have descriptors for, less some for everything else:
/// each has a second one while its answer waits for a slow reader.
std::size_t connection_capacity() {
  constexpr rlim_t kWanted = 20000;
  constexpr rlim_t kReserved = 256;
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return 512;
  if (limit.rlim_cur < kWanted) {
    limit.rlim_cur = std::min(kWanted, limit.rlim_max);
    if (::setrlimit(RLIMIT_NOFILE, &limit) != 0) ::getrlimit(RLIMIT_NOFILE, &limit);
  }
  return static_cast<std::size_t>((std::max<rlim_t>(limit.rlim_cur, 2 * kReserved) - kReserved) /
                                  2);
}

Value request_fields(const http::Request& request) {
  Value fields;
  fields.set("method", http::to_text(request.method));
  fields.set("path", request.path);
  fields.set("request", request.id);
  if (!request.client.empty()) fields.set("client", request.client);
  return fields;
}

void log_request(const http::Request& request, int status,
                 std::chrono::steady_clock::time_point began) {
  const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - began;
  Value fields = request_fields(request);
  fields.set("status", status);
  fields.set("took_ms", took.count());
  log::write(log::Level::info, "request", fields);
}

http::Answer logged(http::Answer answer) {
  return [answer = std::move(answer)](const http::Request& request) {
    const auto began = std::chrono::steady_clock::now();
    http::Response response = answer(request);
    if (!response.rest) {
      log_request(request, response.status, began);
      return response;
    }
    response.rest = [rest = std::move(response.rest), &request, began] {
      http::Response late = rest();
      log_request(request, late.status, began);
      return late;
    };
    return response;
  };
}

/// Domain events are told to webhooks, and written into the log, a line each.
class DomainEvents : public service::Deliverer {
 public:
  explicit DomainEvents(store::Store& store) : announcer_(store) {}
  void deliver(const store::Intent& intent, const std::string& key) override {
    announcer_.deliver(intent, key);
    Value fields;
    fields.set("key", key);
    fields.set("name", intent.name);
    fields.set("funnel", intent.funnel);
    fields.set("session", intent.session);
    log::write(log::Level::info, "domain_event", fields);
  }

 private:
  service::Announcer announcer_;
};

void log_work(const std::string& work, const std::optional<std::string>& why) {
  Value fields;
  fields.set("work", work);
  if (why) fields.set("what", *why);
  log::write(why ? log::Level::error : log::Level::warning, why ? "work_failed" : "work_goes_on",
             fields);
}

void log_unanswered(const std::string& endpoint, const std::string& why) {
  Value fields;
  fields.set("endpoint", endpoint);
  fields.set("why", why);
  log::write(log::Level::warning, "endpoint_unanswered", fields);
}

void print_addresses(const ServeOptions& options, const std::string& address, store::Store& store) {
  std::printf("tundish %s\n", std::string(engine_version()).c_str());
  std::printf("  Open       http://%s/\n", address.c_str());
  std::printf("  API        http://%s/api/v1/\n", address.c_str());
  if (service::is_first_start(store)) {
    std::string token;
    store.write([&](store::Writer& writer) { token = service::make_link(writer, "", now_ms()); });
    // What stands behind # never leaves the browser by itself, so that no log has it.
    std::printf("  Set up     http://%s/studio#setup=%s\n", address.c_str(), token.c_str());
  }
  if (options.print_token) {
    service::NewToken wanted;
    wanted.label = "printed at start";
    const service::MadeToken made =
        service::create_token(store, wanted, service::server_actor(now_ms()));
    std::printf("  API token  %s\n", made.token.c_str());
  }
  std::printf("Stop it with Ctrl-C.\n");
  std::fflush(stdout);
}

constexpr std::size_t kJobThreads = 4;

/// What this server does besides answering.
service::JobHandlers job_handlers(api::Context& context) {
  service::JobHandlers handlers;
  handlers.emplace(service::kWebhookJob,
                   service::webhook_handler(context.sealer, *context.outgoing));
  handlers.emplace(service::kTidyingJob, service::tidying_handler(context.funnels));
  handlers.emplace(service::kExportJob, service::export_handler(context.funnels, context.scratch));
  handlers.emplace(service::kRetentionJob, service::retention_handler(context.funnels));
  handlers.emplace(service::kExportRemovalJob, service::export_removal_handler());
  return handlers;
}

/// Serves until the process is told to end.
void serve(const ServeOptions& options) {
  // Every thread inherits the mask: the signals then come to this one alone, when it asks.
  sigset_t ends;
  sigemptyset(&ends);
  sigaddset(&ends, SIGINT);
  sigaddset(&ends, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &ends, nullptr);

  log::write_from(level_of(options.log_level));
  http::ServerOptions server_settings = server_options(options);
  server_settings.connections = connection_capacity();
  const ServingLock lock(options.database.name());
  const std::unique_ptr<store::Store> store =
      open_store(options.database.name(), Missing::made, now_ms());
  if (!options.no_demos) publish_demo_funnels(*store, now_ms());
  if (options.gallery) publish_gallery_funnels(*store, now_ms());
  service::FunnelCache funnels;
  api::Context context{*store, funnels, http::embedded_assets(), now_ms};
  context.origins = std::make_unique<service::OriginRules>(options.allowed_origins);
  context.scratch = options.database.folder();
  context.sealer = sealer_of(options.outgoing, options.database, *store);
  context.outgoing = std::make_shared<outside::CurlOutgoing>(outgoing_rules(options.outgoing));
  context.uploads = options.uploads;
  context.has_gallery = options.gallery;
  context.request_limits = std::make_unique<api::RequestLimits>(options.rates);
  context.outage = std::make_unique<api::StoreOutage>(log_work);
  api::Routes routes(context);
  api::add_api(routes);
  server_settings.limits.body_of_route = [&routes](http::Method method, std::string_view path) {
    return routes.body_limit(method, path);
  };
  server_settings.stuck_log = [](const http::Request& request, std::chrono::milliseconds time) {
    Value fields = request_fields(request);
    fields.set("for_ms", static_cast<double>(time.count()));
    log::write(log::Level::warning, "worker_stuck", fields);
  };
  http::Answer answer = [&routes](const http::Request& request) {
    return api::answer(routes, request);
  };
  if (options.log_requests) answer = logged(std::move(answer));
  http::Server server(server_settings, std::move(answer),
                      [](const http::Request& request, const std::string& what) {
                        Value fields = request_fields(request);
                        fields.set("what", what);
                        log::write(log::Level::error, "request_failed", fields);
                      });
  DomainEvents deliverer(*store);
  const service::DutyThread outbox(*store, service::deliveries(*store, deliverer), now_ms,
                                   log_work);
  service::begin_tidying(*store, now_ms());
  service::begin_retention(*store, now_ms());
  const service::JobWorkers workers(*store, job_handlers(context), kJobThreads, now_ms, log_work);
  service::OutsidePerformer performer({*store, funnels, context.sealer, *context.outgoing, now_ms,
                                       [](const std::string& what) { log_work("effect", what); },
                                       log_unanswered});
  const service::DutyThread effects(*store, service::effects_duty(*store, funnels, performer),
                                    now_ms, log_work);
  const service::DutyThread abandonment(*store, service::abandonment_duty(*store, funnels), now_ms,
                                        log_work);
  server.start();
  print_addresses(options, server_settings.host + ':' + std::to_string(server.port()), *store);
  int signal = 0;
  sigwait(&ends, &signal);
  std::printf("tundish stops.\n");
  std::fflush(stdout);
  const http::Server::Stopped stopped = server.stop();
  if (stopped == http::Server::Stopped::finished) return;
  log::write(log::Level::warning, "stopped_in_haste", Value(Value::Object{}));
  // What the database has confirmed is on the disk; a thread that never returns cannot be joined.
  if (stopped == http::Server::Stopped::stuck) std::_Exit(1);
}

}  // namespace

void add_serve(CLI::App& app, ExitCode& exit_code) {
  CLI::App* verb = app.add_subcommand("serve", "Serves funnels, the player and both APIs");
  const auto options = std::make_shared<ServeOptions>();
  verb->add_option("--listen", options->listen, "Address and port; port 0 takes a free one")
      ->envname("TUNDISH_LISTEN")
      ->capture_default_str();
  add_database_options(*verb, options->database);
  verb->add_option("--workers", options->workers, "Threads that answer requests")
      ->envname("TUNDISH_WORKERS")
      ->check(CLI::Range(1, 255))
      ->capture_default_str();
  verb->add_option("--connections-per-address", options->connections_per_address,
                   "Connections that one address may have, a trusted proxy apart")
      ->envname("TUNDISH_CONNECTIONS_PER_ADDRESS")
      ->check(CLI::Range(1, 1000000))
      ->capture_default_str();
  verb->add_option("--trusted-proxy", options->trusted_proxies,
                   "Address or network whose X-Forwarded-For counts; may be repeated")
      ->envname("TUNDISH_TRUSTED_PROXY")
      ->delimiter(',');
  verb->add_option("--stuck-after", options->stuck_seconds,
                   "Seconds after which a request under way is told in the log")
      ->envname("TUNDISH_STUCK_AFTER")
      ->check(CLI::Range(1, 3600))
      ->capture_default_str();
  const auto add_rate = [verb](const char* name, std::int64_t& rate, const char* about) {
    std::string variable = "TUNDISH_" + std::string(name + 2);
    std::transform(variable.begin(), variable.end(), variable.begin(), [](char letter) {
      return letter == '-' ? '_' : static_cast<char>(std::toupper(letter));
    });
    verb->add_option(name, rate, about)
        ->envname(variable)
        ->check(CLI::Range(std::int64_t{0}, std::int64_t{1'000'000'000}))
        ->capture_default_str();
  };
  add_rate("--requests-per-address", options->rates.per_address,
           "Requests a minute of one address, a third of them at once; 0: no limit");
  add_rate("--requests-per-session", options->rates.per_session,
           "Requests a minute of one visitor's session, a third of them at once; 0: no limit");
  add_rate("--requests-per-token", options->rates.per_token,
           "Requests a minute of one API token or user, a third of them at once; 0: no limit");
  add_upload_options(*verb, options->uploads);
  verb->add_option("--allowed-origin", options->allowed_origins,
                   "Of pages that may play here, such as https://shop.example; all if none is said")
      ->envname("TUNDISH_ALLOWED_ORIGIN")
      ->check([](const std::string& text) {
        const std::string fault = "write an origin as browsers send it: https://shop.example";
        return service::is_origin(text) ? std::string() : text + ": " + fault;
      })
      ->delimiter(',');
  add_outgoing_options(*verb, options->outgoing);
  verb->add_option("--log-level", options->log_level, "info, warning or error")
      ->envname("TUNDISH_LOG_LEVEL")
      ->check(CLI::IsMember({"info", "warning", "error"}))
      ->capture_default_str();
  verb->add_flag("--print-token", options->print_token, "Makes an API token and prints it")
      ->envname("TUNDISH_PRINT_TOKEN");
  verb->add_flag("--no-demos", options->no_demos,
                 "A new database begins without the funnels that show what there is")
      ->envname("TUNDISH_NO_DEMOS");
  verb->add_flag("--gallery", options->gallery,
                 "Publishes a funnel for everything that the player can show, in the environment "
                 "gallery, and shows them at /gallery/")
      ->envname("TUNDISH_GALLERY");
  verb->add_flag("--log-requests", options->log_requests, "Logs every request to standard error")
      ->envname("TUNDISH_LOG_REQUESTS");
  verb->footer(
      "--config FILE reads these options from a TOML file, without the dashes; what the\n"
      "command line or the environment says goes before it.");
  add_config_file(app, *verb);
  verb->callback([options, &exit_code] {
    try {
      serve(*options);
    } catch (const CLI::Error&) {
      throw;
    } catch (const std::exception& failure) {
      std::fprintf(stderr, "tundish serve: %s\n", failure.what());
      exit_code = ExitCode::usage;
    }
  });
}

}  // namespace tundish::cli
