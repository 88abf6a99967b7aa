#pragma once

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "server/temporary_folder.hpp"

namespace tundish {

/// Stands between a client and PostgreSQL's local socket, and takes away a connection at the worst
/// moment: while it commits.
class CommitThief {
 public:
  enum class Theft {
    none,
    question,     ///< the commit never reaches the server
    answer,       ///< it is done, and nobody is told
    late_answer,  ///< the client is cut off first, and it is done a while later
  };

  /// `folder` has the server's socket.
  explicit CommitThief(const std::string& folder);
  ~CommitThief();
  CommitThief(const CommitThief&) = delete;
  CommitThief& operator=(const CommitThief&) = delete;

  /// What happens to the next commit.
  void steal(Theft theft) { theft_.store(theft); }
  int thefts() const { return thefts_.load(); }
  /// Nobody reaches the server until it is back; what is under way is cut off.
  void go_away() { is_away_.store(true); }
  void come_back() { is_away_.store(false); }
  std::string url() const;

 private:
  void accept_until_stopped();
  void carry(int client, int server);
  bool carry_question(int client, int server);

  TemporaryFolder folder_;
  std::string server_path_;
  int listener_ = -1;
  std::atomic<Theft> theft_{Theft::none};
  std::atomic<int> thefts_{0};
  std::atomic<bool> is_away_{false};
  std::atomic<bool> is_stopping_{false};
  std::thread acceptor_;
  std::vector<std::thread> carriers_;
};

}  // namespace tundish
