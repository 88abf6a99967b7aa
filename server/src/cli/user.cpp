#include <CLI/CLI.hpp>
#include <cstdio>
#include <functional>
#include <memory>
#include <vector>

#include "cli/databases.hpp"
#include "cli/store_verb.hpp"
#include "cli/verbs.hpp"
#include "service/users.hpp"
#include "store/records.hpp"
#include "tundish/codec.hpp"

namespace tundish::cli {
namespace {

struct UserOptions {
  DatabaseOptions database;
  std::string email;
  std::string name;
  std::string role = "viewer";
  bool as_json = false;
};

Value value_of(const store::User& user) {
  Value value{Value::Object{}};
  value.set("id", user.id);
  value.set("email", user.email);
  value.set("name", user.name);
  value.set("role", user.role);
  value.set("disabled", user.disabled_at_ms != 0);
  return value;
}

void print(const UserOptions& options, const store::User& user) {
  if (options.as_json) {
    std::printf("%s\n", to_json(value_of(user)).c_str());
    return;
  }
  std::printf("%-32s  %-12s  %s%s\n", user.email.c_str(), user.role.c_str(), user.name.c_str(),
              user.disabled_at_ms == 0 ? "" : "  (disabled)");
}

ExitCode add(store::Store& store, const UserOptions& options) {
  const std::optional<service::Role> role = service::find_role(options.role);
  if (!role) throw CLI::ValidationError("--role", "write viewer, master or super_admin");
  const Result<service::Invitation> invitation = service::invite_user(
      store, {options.email, options.name, *role}, service::server_actor(now_ms()));
  if (!invitation) {
    for (const Diagnostic& fault : invitation.error()) {
      std::fprintf(stderr, "tundish user: %s\n", fault.sentence.c_str());
    }
    return ExitCode::findings;
  }
  const std::string link = "/studio#invitation=" + invitation->token;
  if (options.as_json) {
    Value value = value_of(invitation->user);
    value.set("link", link);
    std::printf("%s\n", to_json(value).c_str());
  } else {
    std::printf("To set a password, open this on the server within a day, once: %s\n",
                link.c_str());
  }
  return ExitCode::done;
}

ExitCode list(store::Store& store, const UserOptions& options) {
  store::By page = store::by_index("users_by_email");
  while (true) {
    std::vector<store::User> users;
    store.read([&](store::Reader& reader) { users = store::list<store::User>(reader, page); });
    if (users.empty()) return ExitCode::done;
    for (const store::User& user : users) print(options, user);
    page.after(store::place_of(users.back(), page));
  }
}

ExitCode disable(store::Store& store, const UserOptions& options) {
  std::optional<store::User> user;
  store.read(
      [&](store::Reader& reader) { user = service::find_user_by_email(reader, options.email); });
  if (!user) {
    std::fprintf(stderr, "tundish user: there is no user of this e-mail address\n");
    return ExitCode::findings;
  }
  service::UserChange change;
  change.is_disabled = true;
  const service::ChangedUser changed = service::change_user(
      store, user->id, service::etag_of(*user), change, service::server_actor(now_ms()));
  if (changed.outcome == service::UserChangeOutcome::changed) {
    print(options, changed.user);
    return ExitCode::done;
  }
  const bool is_last = changed.outcome == service::UserChangeOutcome::last_super_admin;
  std::fprintf(stderr, "tundish user: %s\n",
               is_last ? "this is the only super admin" : "the user was changed meanwhile");
  return ExitCode::findings;
}

}  // namespace

void add_user(CLI::App& app, ExitCode& exit_code) {
  CLI::App* verb = app.add_subcommand("user", "Users: who may do what in the studio");
  verb->require_subcommand(1);
  const auto options = std::make_shared<UserOptions>();
  const auto add_verb = [&](const char* name, const char* about,
                            ExitCode (*work)(store::Store&, const UserOptions&)) {
    return add_store_verb(*verb, name, about, options, work, exit_code);
  };
  CLI::App* add_child = add_verb("add", "Makes a user and prints the link to set a password", add);
  add_child->add_option("--email", options->email)->required();
  add_child->add_option("--name", options->name);
  add_child->add_option("--role", options->role, "viewer, master or super_admin")
      ->capture_default_str();
  add_verb("list", "All users by e-mail address", list);
  add_verb("disable", "Lets a user in no longer", disable)
      ->add_option("EMAIL,--email", options->email)
      ->required();
}

}  // namespace tundish::cli
