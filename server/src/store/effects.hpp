#pragma once

#include <cstdint>
#include <string>

namespace tundish::store {

/// Something that an accepted event asks of the server: written with the event, done afterwards. A
/// branch that awaits what its parent asked for has a row of its own with the same key.
struct Effect {
  std::string session;
  std::string effect;  ///< its key: `<uid of the event>-<its number among that event's>`
  std::string kind;    ///< the engine's word
  std::string text;    ///< what is to be done, as the engine wrote it
  bool is_done = false;
  std::int64_t due_ms = 0;    ///< not tried before
  std::int64_t attempts = 0;  ///< begun so far
  std::string result;         ///< of one that is done: the input of its event; empty: none
  std::string why;            ///< a word for what was wrong with the last attempt; empty: nothing
  std::int64_t created_at_ms = 0;
  bool operator==(const Effect&) const = default;

  template <class Io, class It>
  static void fields(Io& io, It& it) {
    io.table("effects");
    io.session_key("session", it.session);
    io.key("effect", it.effect);
    io.column("kind", it.kind);
    io.column("text", it.text);
    io.column("is_done", it.is_done);
    io.column("due_ms", it.due_ms);
    io.column("attempts", it.attempts);
    io.column("result", it.result);
    io.column("created_at_ms", it.created_at_ms);
    io.column("why", it.why);
    io.index("effects_to_do", {"is_done", "due_ms"});
    io.index("effects_by_key", {"effect"});
  }
};

}  // namespace tundish::store
