#include "server/server_process.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>

namespace tundish {

ServerProcess::ServerProcess(const std::string& database, const std::string& log) {
  const std::string folder = log.substr(0, log.rfind('/'));
  int pipe_ends[2] = {-1, -1};
  if (::pipe2(pipe_ends, O_CLOEXEC) != 0) return;
  process_ = ::fork();
  if (process_ == 0) {
    ::dup2(pipe_ends[1], STDOUT_FILENO);
    const int file = ::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
    if (file >= 0) ::dup2(file, STDERR_FILENO);
    ::execl(TUNDISH_BINARY, TUNDISH_BINARY, "serve", "--listen", "127.0.0.1:0", "--database",
            database.c_str(), "--data", folder.c_str(), "--print-token",
            static_cast<char*>(nullptr));
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
    if (const std::size_t at = text.find("tnd_"); at != text.npos) {
      token_ = text.substr(at, text.find_first_of(" \n", at) - at);
    }
    if (text.find("Ctrl-C") != text.npos) break;
  }
  std::fclose(output);
}

ServerProcess::~ServerProcess() { end(SIGKILL); }

int ServerProcess::end(int signal) {
  if (process_ <= 0) return -1;
  ::kill(process_, signal);
  int status = 0;
  ::waitpid(process_, &status, 0);
  process_ = -1;
  return status;
}

}  // namespace tundish
