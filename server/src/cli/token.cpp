#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>

#include "api/context.hpp"
#include "cli/databases.hpp"
#include "cli/store_verb.hpp"
#include "cli/verbs.hpp"
#include "service/tokens.hpp"
#include "store/records.hpp"
#include "tundish/codec.hpp"

namespace tundish::cli {
namespace {

struct TokenOptions {
  DatabaseOptions database;
  std::string label;
  std::string role = "super_admin";
  std::vector<std::string> scopes = {"*"};
  int days = 0;
  std::string id;
  bool as_json = false;
};

ExitCode create(store::Store& store, const TokenOptions& options) {
  constexpr std::int64_t kDayMs = 24 * 60 * 60 * std::int64_t{1000};
  const std::optional<service::Role> role = service::find_role(options.role);
  if (!role) throw CLI::ValidationError("--role", "write viewer, master or super_admin");
  for (const std::string& scope : options.scopes) {
    if (!service::is_scope(scope)) {
      throw CLI::ValidationError("--scopes", scope + ": write * or such as funnels:read");
    }
  }
  const service::Actor actor = service::server_actor(now_ms());
  service::NewToken wanted{options.label, *role, options.scopes, 0};
  if (options.days > 0) wanted.expires_at_ms = actor.at_ms + options.days * kDayMs;
  const service::MadeToken made = service::create_token(store, wanted, actor);
  if (!options.as_json) {
    std::printf("%s\n", made.token.c_str());
    return ExitCode::done;
  }
  Value value{Value::Object{}};
  value.set("id", made.row.id);
  value.set("token", made.token);
  std::printf("%s\n", to_json(value).c_str());
  return ExitCode::done;
}

void print(const TokenOptions& options, const store::ApiToken& token) {
  const bool expires = token.expires_at_ms > 0;
  const char* state = token.revoked_at_ms > 0                      ? "revoked"
                      : expires && token.expires_at_ms <= now_ms() ? "expired"
                                                                   : "works";
  if (!options.as_json) {
    std::printf("%s  %-7s  %-11s  %s  %s\n", token.id.c_str(), state, token.role.c_str(),
                token.scopes.c_str(), token.label.c_str());
    return;
  }
  Value value{Value::Object{}};
  value.set("id", token.id);
  value.set("state", state);
  value.set("role", token.role);
  value.set("scopes", token.scopes);
  value.set("label", token.label);
  if (expires) value.set("expires_at", api::utc_text(token.expires_at_ms));
  std::printf("%s\n", to_json(value).c_str());
}

ExitCode list(store::Store& store, const TokenOptions& options) {
  store::By page = store::by_index("api_tokens_by_age");
  while (true) {
    std::vector<store::ApiToken> tokens;
    store.read([&](store::Reader& reader) { tokens = store::list<store::ApiToken>(reader, page); });
    if (tokens.empty()) return ExitCode::done;
    for (const store::ApiToken& token : tokens) print(options, token);
    page.after(store::place_of(tokens.back(), page));
  }
}

ExitCode revoke(store::Store& store, const TokenOptions& options) {
  const std::optional<store::ApiToken> token =
      service::revoke_token(store, options.id, service::server_actor(now_ms()));
  if (!token) {
    std::fprintf(stderr, "tundish token: there is no token of this id\n");
    return ExitCode::findings;
  }
  print(options, *token);
  return ExitCode::done;
}

}  // namespace

void add_token(CLI::App& app, ExitCode& exit_code) {
  CLI::App* verb = app.add_subcommand("token", "API tokens");
  verb->require_subcommand(1);
  const auto options = std::make_shared<TokenOptions>();
  const auto add_verb = [&](const char* name, const char* about,
                            ExitCode (*work)(store::Store&, const TokenOptions&)) {
    return add_store_verb(*verb, name, about, options, work, exit_code);
  };
  CLI::App* create_verb = add_verb("create", "Makes an API token and prints it, once", create);
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
  add_verb("list", "All API tokens, oldest first, without what nobody may know", list);
  add_verb("revoke", "Takes an API token back: it works no longer", revoke)
      ->add_option("ID", options->id, "As `list` prints it")
      ->required();
}

}  // namespace tundish::cli
