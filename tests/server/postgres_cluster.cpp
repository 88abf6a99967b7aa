#include "server/postgres_cluster.hpp"

#include <fcntl.h>
#include <pwd.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <stdexcept>
#include <thread>

#include "store/postgres_connection.hpp"
#include "store/postgres_store.hpp"
#include "store/schema.hpp"

namespace tundish {
namespace {

constexpr const char* kPrograms = "/usr/lib/postgresql/15/bin/";
constexpr const char* kUser = "postgres";

/// PostgreSQL refuses to be run by root.
std::vector<std::string> as_postgres(const std::vector<std::string>& command) {
  if (::geteuid() != 0) return command;
  std::vector<std::string> all = {"/usr/bin/setpriv", "--reuid=postgres", "--regid=postgres",
                                  "--clear-groups",   "--pdeathsig=QUIT", "--"};
  all.insert(all.end(), command.begin(), command.end());
  return all;
}

}  // namespace

bool PostgresCluster::is_here() {
  return ::access((std::string(kPrograms) + "postgres").c_str(), X_OK) == 0 &&
         (::geteuid() != 0 || ::getpwnam(kUser) != nullptr);
}

PostgresCluster& PostgresCluster::shared() {
  static PostgresCluster cluster;
  return cluster;
}

std::unique_ptr<store::Store> PostgresCluster::empty_store(std::int64_t generation) {
  if (!is_here()) return nullptr;
  shared().empty(generation);
  return std::make_unique<store::PostgresStore>(shared().url(), generation);
}

PostgresCluster::PostgresCluster() {
  if (::geteuid() == 0) {
    const passwd* user = ::getpwnam(kUser);
    if (user == nullptr || ::chown(folder_.path("").c_str(), user->pw_uid, user->pw_gid) != 0) {
      throw std::runtime_error("the folder cannot be given to the user postgres");
    }
  }
  // Its language orders texts otherwise than by their bytes, as that of a real one may.
  const pid_t made =
      run({std::string(kPrograms) + "initdb", "--no-sync", "--auth=trust", "--username=tundish",
           "--encoding=UTF8", "--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=en-US",
           "--pgdata=" + folder_.path("data")},
          "initdb.log");
  int status = 0;
  ::waitpid(made, &status, 0);
  if (status != 0) throw std::runtime_error("initdb failed: " + folder_.path("initdb.log"));
  start();
}

PostgresCluster::~PostgresCluster() { stop(); }

std::string PostgresCluster::url(const std::string& database) const {
  return "postgresql://tundish@/" + database + "?host=" + folder();
}

std::string PostgresCluster::folder() const {
  std::string folder = folder_.path("");
  while (folder.back() == '/') folder.pop_back();
  return folder;
}

void PostgresCluster::start() {
  process_ = run({std::string(kPrograms) + "postgres", "-D", folder_.path("data"), "-k", folder(),
                  "-c", "listen_addresses=", "-c", "fsync=off", "-c", "full_page_writes=off", "-c",
                  "shared_buffers=32MB", "-c", "max_connections=200"},
                 "postgres.log");
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(60);
  while (true) {
    try {
      const store::PostgresConnection connection(url());
      return;
    } catch (const store::StoreError&) {
      if (std::chrono::steady_clock::now() > deadline) throw;
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
  }
}

void PostgresCluster::stop() {
  if (process_ <= 0) return;
  ::kill(process_, SIGQUIT);
  ::waitpid(process_, nullptr, 0);
  process_ = -1;
}

void PostgresCluster::empty(std::int64_t generation) {
  store::PostgresConnection connection(url());
  store::bring_up_to_date(connection, generation);
  std::string changes;
  {
    store::SqlStatement row = connection.prepare(
        "SELECT CAST(table_name AS TEXT) FROM information_schema.tables"
        " WHERE table_schema = 'public' AND table_name <> 'settings'");
    while (row.step()) changes += "DELETE FROM " + row.text() + "; ";
  }
  connection.execute(changes + "UPDATE settings SET value = " + std::to_string(generation) +
                     " WHERE name = 'generation'");
}

/// Its output goes to a file of the folder. It ends with this process.
pid_t PostgresCluster::run(const std::vector<std::string>& command, const std::string& log) const {
  const std::vector<std::string> all = as_postgres(command);
  std::vector<char*> words;
  for (const std::string& word : all) words.push_back(const_cast<char*>(word.c_str()));
  words.push_back(nullptr);
  const std::string path = folder_.path(log);
  const std::string folder = folder_.path("");
  const pid_t child = ::fork();
  if (child != 0) return child;
  ::prctl(PR_SET_PDEATHSIG, SIGQUIT);
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0644);
  ::dup2(file, STDOUT_FILENO);
  ::dup2(file, STDERR_FILENO);
  if (::chdir(folder.c_str()) != 0) ::_exit(126);
  ::execv(words.front(), words.data());
  ::_exit(127);
}

}  // namespace tundish
