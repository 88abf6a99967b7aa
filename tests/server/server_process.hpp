#pragma once

#include <sys/types.h>

#include <cstdint>
#include <string>

namespace tundish {

/// The real binary with a database, as `--database` names it. Its log goes to the end of a file;
/// beside it is its data.
class ServerProcess {
 public:
  ServerProcess(const std::string& database, const std::string& log);
  ~ServerProcess();
  ServerProcess(const ServerProcess&) = delete;
  ServerProcess& operator=(const ServerProcess&) = delete;

  /// Ends it by that signal and gives its wait status.
  int end(int signal);

  /// 0 when it did not start.
  std::uint16_t port() const { return port_; }
  const std::string& token() const { return token_; }

 private:
  pid_t process_ = -1;
  std::uint16_t port_ = 0;
  std::string token_;
};

}  // namespace tundish
