#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>

#include "cli/databases.hpp"
#include "cli/verbs.hpp"
#include "service/tokens.hpp"
#include "tundish/codec.hpp"

namespace tundish::cli {
namespace {

struct TokenOptions {
  DatabaseOptions database;
  std::string label;
  std::string role = "super_admin";
  std::vector<std::string> scopes = {"*"};
  int days = 0;
  bool as_json = false;
};

void create(const TokenOptions& options) {
  constexpr std::int64_t kDayMs = 24 * 60 * 60 * std::int64_t{1000};
  const std::optional<service::Role> role = service::find_role(options.role);
  if (!role) throw CLI::ValidationError("--role", "write viewer, master or super_admin");
  for (const std::string& scope : options.scopes) {
    if (!service::is_scope(scope)) {
      throw CLI::ValidationError("--scopes", scope + ": write * or such as funnels:read");
    }
  }
  const std::unique_ptr<store::Store> store =
      open_store(options.database.name(), Missing::refused, now_ms());
  const service::Actor actor = service::server_actor(now_ms());
  service::NewToken wanted{options.label, *role, options.scopes, 0};
  if (options.days > 0) wanted.expires_at_ms = actor.at_ms + options.days * kDayMs;
  const service::MadeToken made = service::create_token(*store, wanted, actor);
  if (!options.as_json) {
    std::printf("%s\n", made.token.c_str());
    return;
  }
  Value value{Value::Object{}};
  value.set("id", made.row.id);
  value.set("token", made.token);
  std::printf("%s\n", to_json(value).c_str());
}

}  // namespace

void add_token(CLI::App& app, ExitCode& exit_code) {
  CLI::App* verb = app.add_subcommand("token", "API tokens");
  verb->require_subcommand(1);
  CLI::App* create_verb = verb->add_subcommand("create", "Makes an API token and prints it, once");
  const auto options = std::make_shared<TokenOptions>();
  add_database_options(*create_verb, options->database);
  create_verb->add_option("--label", options->label, "What it is for")->required();
  create_verb->add_option("--role", options->role, "viewer, master or super_admin")
      ->capture_default_str();
  create_verb
      ->add_option("--scopes", options->scopes, "Such as funnels:read,sessions:read; * is all")
      ->delimiter(',')
      ->capture_default_str();
  create_verb->add_option("--expires-in-days", options->days, "0: never")
      ->check(CLI::Range(0, 3650))
      ->capture_default_str();
  create_verb->add_flag("--json", options->as_json, "Prints one line of JSON");
  create_verb->callback([options, &exit_code] {
    try {
      create(*options);
    } catch (const store::StoreError& failure) {
      std::fprintf(stderr, "tundish token: %s\n", failure.what());
      exit_code = ExitCode::usage;
    }
  });
}

}  // namespace tundish::cli
