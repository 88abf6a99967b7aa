#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <map>
#include <mutex>
#include <string>
#include <thread>

#include "server/http_client.hpp"
#include "server/temporary_folder.hpp"
#include "server/visitor.hpp"
#include "tundish/codec.hpp"
#include "tundish/parse.hpp"

namespace tundish {
namespace {

/// The real binary with a database of its own.
class ServerProcess {
 public:
  explicit ServerProcess(const std::string& database) {
    int pipe_ends[2] = {-1, -1};
    if (::pipe(pipe_ends) != 0) return;
    process_ = ::fork();
    if (process_ == 0) {
      ::dup2(pipe_ends[1], STDOUT_FILENO);
      ::close(pipe_ends[0]);
      ::close(pipe_ends[1]);
      const std::string option = "sqlite:" + database;
      ::execl(TUNDISH_BINARY, TUNDISH_BINARY, "serve", "--listen", "127.0.0.1:0", "--database",
              option.c_str(), "--print-token", static_cast<char*>(nullptr));
      ::_exit(127);
    }
    ::close(pipe_ends[1]);
    std::FILE* output = ::fdopen(pipe_ends[0], "r");
    char line[512];
    while (std::fgets(line, sizeof line, output) != nullptr) {
      const std::string text = line;
      if (const std::size_t at = text.find("http://127.0.0.1:"); at != text.npos && port_ == 0) {
        port_ = static_cast<std::uint16_t>(std::atoi(text.c_str() + at + 17));
      }
      if (const std::size_t at = text.find("tundish_"); at != text.npos) {
        token_ = text.substr(at, text.find_first_of(" \n", at) - at);
      }
      if (text.find("Ctrl-C") != text.npos) break;
    }
    std::fclose(output);
  }
  ~ServerProcess() { end(SIGKILL); }
  ServerProcess(const ServerProcess&) = delete;
  ServerProcess& operator=(const ServerProcess&) = delete;

  /// Ends it by that signal and gives its wait status.
  int end(int signal) {
    if (process_ <= 0) return -1;
    ::kill(process_, signal);
    int status = 0;
    ::waitpid(process_, &status, 0);
    process_ = -1;
    return status;
  }

  std::uint16_t port() const { return port_; }
  const std::string& token() const { return token_; }

 private:
  pid_t process_ = -1;
  std::uint16_t port_ = 0;
  std::string token_;
};

Value json(const std::string& text) {
  const Result<Value> value = parse_value(text);
  EXPECT_TRUE(value.has_value()) << text;
  return value ? *value : Value(Value::Object{});
}

Funnel published_over_http(const ServerProcess& server) {
  HttpClient client(server.port());
  client.request("POST", "/api/v1/funnels", kOrderDefinition, server.token());
  client.request("POST", "/api/v1/funnels/order/publish", "{}", server.token());
  const Result<Funnel> funnel =
      parse_funnel(client.request("GET", "/api/v1/play/releases/production/order").body);
  if (!funnel) throw std::runtime_error(to_json(funnel.error()));
  return *funnel;
}

/// Visitors who send their events one after the other until the server dies; what was acknowledged.
class Load {
 public:
  Load(const ServerProcess& server, const Funnel& funnel, int first)
      : server_(server), funnel_(funnel), next_(first) {
    for (int i = 0; i < 4; ++i) threads_.emplace_back([this] { run(); });
  }

  /// Ends when the server no longer answers; gives each visitor with the events acknowledged.
  std::map<int, std::size_t> join() {
    for (std::thread& thread : threads_) thread.join();
    return acknowledged_;
  }
  int next() const { return next_; }
  int acknowledgements() const { return count_; }

 private:
  void run() {
    HttpClient client(server_.port());
    while (true) {
      const int number = next_++;
      Visitor visitor(funnel_, number);
      visitor.play_to_the_end();
      const std::string target = "/api/v1/play/sessions/" + visitor.id + "/events";
      for (std::size_t i = 0; i < visitor.events.size(); ++i) {
        const ClientResponse response =
            client.request("POST", target, visitor.body(i, i + 1), visitor.secret);
        if (response.status != 200) return;
        const std::lock_guard lock(mutex_);
        acknowledged_[number] = i + 1;
        ++count_;
      }
    }
  }

  const ServerProcess& server_;
  const Funnel& funnel_;
  std::atomic<int> next_;
  std::atomic<int> count_{0};
  std::mutex mutex_;
  std::map<int, std::size_t> acknowledged_;
  std::vector<std::thread> threads_;
};

void expect_kept(HttpClient& client, const Funnel& funnel, int number, std::size_t acknowledged) {
  Visitor visitor(funnel, number);
  visitor.play_to_the_end();
  const ClientResponse response =
      client.request("GET", "/api/v1/play/sessions/" + visitor.id, {}, visitor.secret);
  ASSERT_EQ(response.status, 200) << response.body;
  const Value::List events = json(response.body).find("events")->list();
  ASSERT_GE(events.size(), acknowledged) << "an acknowledged event is lost";
  for (std::size_t i = 0; i < events.size(); ++i) {
    ASSERT_EQ(to_json(events[i]), to_json(visitor.events[i])) << "doubled or changed";
  }
  // The client does not know what else was committed: it sends everything again.
  const ClientResponse again =
      client.request("POST", "/api/v1/play/sessions/" + visitor.id + "/events",
                     visitor.body(0, visitor.events.size()), visitor.secret);
  ASSERT_EQ(again.status, 200) << again.body;
}

TEST(Kill, LosesAndDoublesNothingThatWasAcknowledged) {
  constexpr int kCycles = 10;
  constexpr int kAcknowledgementsBeforeTheKill = 60;
  const TemporaryFolder folder;
  const std::string database = folder.path("test.sqlite");
  std::map<int, std::size_t> acknowledged;
  int first = 1;
  std::optional<Funnel> funnel;
  for (int cycle = 0; cycle < kCycles; ++cycle) {
    ServerProcess server(database);
    ASSERT_NE(server.port(), 0);
    if (!funnel) funnel = published_over_http(server);
    Load load(server, *funnel, first);
    while (load.acknowledgements() < kAcknowledgementsBeforeTheKill) {
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    EXPECT_TRUE(WIFSIGNALED(server.end(SIGKILL)));
    for (const auto& [number, count] : load.join()) acknowledged[number] = count;
    first = load.next();
  }
  ServerProcess server(database);
  HttpClient client(server.port());
  for (const auto& [number, count] : acknowledged) expect_kept(client, *funnel, number, count);

  const Value statistics =
      json(client.request("GET", "/api/v1/funnels/order/statistics", {}, server.token()).body);
  const Value* sessions = statistics.find("sessions");
  ASSERT_NE(sessions, nullptr);
  // Some sessions may have begun without their first acknowledgement arriving: at most one a thread
  // and cycle.
  const double known = static_cast<double>(acknowledged.size());
  EXPECT_GE(sessions->number(), known);
  EXPECT_LE(sessions->number(), known + 4 * kCycles);
  EXPECT_GE(statistics.find("completions")->number(), known);
}

TEST(Kill, EndsCleanlyWhenItIsAskedTo) {
  const TemporaryFolder folder;
  for (const int signal : {SIGTERM, SIGINT}) {
    ServerProcess server(folder.path("test.sqlite"));
    ASSERT_NE(server.port(), 0);
    HttpClient client(server.port());
    EXPECT_EQ(client.request("GET", "/healthz").status, 200);
    const int status = server.end(signal);
    EXPECT_TRUE(WIFEXITED(status)) << signal;
    EXPECT_EQ(WEXITSTATUS(status), 0) << signal;
  }
}

}  // namespace
}  // namespace tundish
