#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "sim/host.hpp"
#include "sim/player.hpp"

namespace tundish::sim {

class Device;

enum class Claim { ask, steal };

/// What a page was loaded with: what was cached, or what is deployed now.
struct Code {
  int rules = kRulesLevel;  ///< of the engine; a session's log is played under one level
  int database = 1;
};

/// One tab: a visitor plays in it until it is closed, killed or frozen; beside that it sends what
/// earlier sessions of the device still owe.
class Page : public std::enable_shared_from_this<Page> {
 public:
  Page(Surroundings& around, Device& device, const Code& code)
      : around_(around), device_(device), code_(code) {}

  /// Goes on with the newest session of the device, or begins one.
  void show();
  /// Gets a session from the server and writes it from now on.
  void take_over(const std::string& target, const std::string& root, const std::string& secret);
  /// Sends what the record owes; nothing is played.
  void flush(const std::string& key);
  /// One gesture of the visitor, now.
  void gesture();
  /// Appends an event that cannot have happened.
  void misbehave();

  /// Hands work to the page's thread: at once, after it thaws, or never when it is dead.
  void receive(std::function<void()> work);
  void freeze() { is_frozen_ = true; }
  void thaw();
  void die();
  void hide();
  void tell_online(bool online);

  bool is_alive() const { return is_alive_; }
  bool is_frozen() const { return is_frozen_; }
  const Code& code() const { return code_; }
  const std::vector<std::shared_ptr<Host>>& flushing() const { return flushing_; }
  const std::shared_ptr<Host>& playing() const { return playing_; }

 private:
  void begin();
  void open(const std::string& key, Claim how, std::int64_t taken_epoch);
  /// A chain as a device keeps it.
  struct Found {
    Record record;
    std::vector<LoggedEvent> log;
    std::vector<LoggedEvent> server_lane;
  };
  void play(Found found, bool take_over);
  void replay();
  void ask_again();
  void adopt(const std::string& target, const std::string& root, const std::string& secret,
             const std::string& body);
  Host::Parts parts();
  void lost(const std::string& key);
  void gesture_later();

  Surroundings& around_;
  Device& device_;
  const Code code_;
  bool is_alive_ = true;
  bool is_frozen_ = false;
  bool is_gesturing_ = false;
  std::deque<std::function<void()>> inbox_;
  std::shared_ptr<Host> playing_;
  std::optional<Player> player_;
  std::vector<std::shared_ptr<Host>> flushing_;
};

}  // namespace tundish::sim
