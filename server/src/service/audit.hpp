#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "store/store.hpp"
#include "tundish/value.hpp"

namespace tundish::service {

/// Who changes something, when, and by which request.
struct Actor {
  std::string kind;     ///< `user`, `token`, `setup` (whoever has the set-up link), `server`
  std::string id;       ///< of the user or the token
  std::string request;  ///< its id
  std::string lane;     ///< of the process: each has a chain of its own
  std::int64_t at_ms = 0;
};
/// The server by itself, or somebody at its command line.
Actor server_actor(std::int64_t now_ms);

/// What somebody did, without secrets.
struct Deed {
  std::string action;       ///< `funnel.publish`
  std::string object_kind;  ///< `funnel`
  std::string object;       ///< its id
  Value details{Value::Object{}};
};

/// Writes a line of the audit log, in the transaction that does what it says.
void note_deed(store::Writer& writer, const Actor& actor, const Deed& deed);

/// The number of the first entry of a lane that was changed, or whose predecessor was changed or
/// taken away; nothing when the chain is whole.
std::optional<std::int64_t> find_broken_entry(store::Reader& reader, std::string_view lane);

}  // namespace tundish::service
