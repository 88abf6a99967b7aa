#pragma once

#include <cstdint>
#include <string>

namespace tundish::store {

/// A code or link that was sent to a visitor, as long as it may prove something. Neither of them is
/// kept, only what tells whether another one is the same.
struct Proof {
  std::string session;
  std::string effect;     ///< that asked for it
  std::string code_hash;  ///< keyed, of the code or of the link's token
  std::string receiver;   ///< keyed hash of the number or address
  std::int64_t expires_at_ms = 0;
  std::int64_t tries = 0;  ///< wrong codes, or visits of the link, so far
  std::int64_t most_tries = 0;
  bool is_over = false;  ///< proves nothing any more
  bool operator==(const Proof&) const = default;

  template <class Io, class It>
  static void fields(Io& io, It& it) {
    io.table("proofs");
    io.session_key("session", it.session);
    io.key("effect", it.effect);
    io.column("code_hash", it.code_hash);
    io.column("receiver", it.receiver);
    io.column("expires_at_ms", it.expires_at_ms);
    io.column("tries", it.tries);
    io.column("most_tries", it.most_tries);
    io.column("is_over", it.is_over);
    io.index("proofs_by_code", {"code_hash"});
    io.index("proofs_by_age", {"expires_at_ms"});
  }
};

/// That something was sent to a number or address, so that nobody is sent too much.
struct CodeSend {
  std::string receiver;  ///< keyed hash of the number or address
  std::string id;
  std::int64_t at_ms = 0;
  bool operator==(const CodeSend&) const = default;

  template <class Io, class It>
  static void fields(Io& io, It& it) {
    io.table("code_sends");
    io.key("receiver", it.receiver);
    io.key("id", it.id);
    io.column("at_ms", it.at_ms);
    io.index("code_sends_of_receiver", {"receiver", "at_ms"});
    io.index("code_sends_by_age", {"at_ms"});
  }
};

}  // namespace tundish::store
