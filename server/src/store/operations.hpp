#pragma once

#include <cstdint>
#include <string>

namespace tundish::store {

/// One change that somebody made. Each is hashed together with the one before it in its lane, and
/// each server process has a lane of its own, so that none of them waits for another's end.
struct AuditEntry {
  std::string lane;
  std::int64_t seq = 0;
  std::string prev;  ///< hash of the one before; empty for the first
  std::string hash;
  std::int64_t at_ms = 0;
  std::string actor_kind;  ///< `user`, `token`, `setup`, `server`
  std::string actor;       ///< id
  std::string action;
  std::string object_kind;
  std::string object;  ///< id
  std::string request;
  std::string details;  ///< JSON, without secrets
  bool operator==(const AuditEntry&) const = default;

  template <class Io, class It>
  static void fields(Io& io, It& it) {
    io.table("audit");
    io.key("lane", it.lane);
    io.key("seq", it.seq);
    io.column("prev", it.prev);
    io.column("hash", it.hash);
    io.column("at_ms", it.at_ms);
    io.column("actor_kind", it.actor_kind);
    io.column("actor", it.actor);
    io.column("action", it.action);
    io.column("object_kind", it.object_kind);
    io.column("object", it.object);
    io.column("request", it.request);
    io.column("details", it.details);
    io.index("audit_by_time", {"at_ms"});
    io.index("audit_by_actor", {"actor", "at_ms"});
    io.index("audit_by_object", {"object_kind", "object", "at_ms"});
  }
};

/// An answer that is given again when the same request comes again.
struct IdempotencyKey {
  std::string caller;
  std::string idempotency_key;
  std::string request_hash;
  std::int64_t status = 0;  ///< of the answer; 0: it is being made
  std::string headers;      ///< of the answer, JSON
  std::string body;
  std::int64_t created_at_ms = 0;
  bool operator==(const IdempotencyKey&) const = default;

  template <class Io, class It>
  static void fields(Io& io, It& it) {
    io.table("idempotency_keys");
    io.key("caller", it.caller);
    io.key("idempotency_key", it.idempotency_key);
    io.column("request_hash", it.request_hash);
    io.column("status", it.status);
    io.column("headers", it.headers);
    io.column("body", it.body);
    io.column("created_at_ms", it.created_at_ms);
    io.index("idempotency_keys_by_age", {"created_at_ms"});
  }
};

/// Who of several servers does something that one must do, and until when it may believe so.
struct Lease {
  std::string name;
  std::string owner;
  std::int64_t until_ms = 0;
  bool operator==(const Lease&) const = default;

  template <class Io, class It>
  static void fields(Io& io, It& it) {
    io.table("leases");
    io.key("name", it.name);
    io.column("owner", it.owner);
    io.column("until_ms", it.until_ms);
  }
};

}  // namespace tundish::store
