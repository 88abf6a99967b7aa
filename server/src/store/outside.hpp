#pragma once

#include <cstdint>
#include <string>

namespace tundish::store {

/// A server that funnels may ask, by its name.
struct Endpoint {
  std::string name;
  std::string label;
  std::string method;
  std::string url;
  std::string parameters;  ///< JSON; what is hidden in it is sealed
  std::string exposes;     ///< JSON: the ways into its answer that a session may know
  std::string redirects;   ///< `none` or `same_origin`
  std::int64_t most_bytes = 0;
  std::int64_t created_at_ms = 0;
  std::int64_t updated_at_ms = 0;
  std::int64_t revision = 0;  ///< one more with each change
  bool operator==(const Endpoint&) const = default;

  template <class Io, class It>
  static void fields(Io& io, It& it) {
    io.table("endpoints");
    io.key("name", it.name);
    io.column("label", it.label);
    io.column("method", it.method);
    io.column("url", it.url);
    io.column("parameters", it.parameters);
    io.column("exposes", it.exposes);
    io.column("redirects", it.redirects);
    io.column("most_bytes", it.most_bytes);
    io.column("created_at_ms", it.created_at_ms);
    io.column("updated_at_ms", it.updated_at_ms);
    io.column("revision", it.revision);
    io.index("endpoints_by_age", {"created_at_ms"});
  }
};

/// An address that is told of what happens.
struct Webhook {
  std::string id;
  std::string label;
  std::string url;
  std::string types;          ///< words with a space between; `*`: all
  std::string secret;         ///< sealed
  std::string former_secret;  ///< sealed; signs as well until `former_until_ms`
  std::int64_t former_until_ms = 0;
  bool is_enabled = true;
  std::string disabled_why;           ///< empty: nobody or a user did
  std::int64_t failing_since_ms = 0;  ///< 0: the last attempt went well
  std::int64_t created_at_ms = 0;
  std::int64_t updated_at_ms = 0;
  std::int64_t revision = 0;  ///< one more with each change that people make
  bool operator==(const Webhook&) const = default;

  template <class Io, class It>
  static void fields(Io& io, It& it) {
    io.table("webhooks");
    io.key("id", it.id);
    io.column("label", it.label);
    io.column("url", it.url);
    io.column("types", it.types);
    io.column("secret", it.secret);
    io.column("former_secret", it.former_secret);
    io.column("former_until_ms", it.former_until_ms);
    io.column("is_enabled", it.is_enabled);
    io.column("disabled_why", it.disabled_why);
    io.column("failing_since_ms", it.failing_since_ms);
    io.column("created_at_ms", it.created_at_ms);
    io.column("updated_at_ms", it.updated_at_ms);
    io.column("revision", it.revision);
    io.index("webhooks_by_age", {"created_at_ms"});
  }
};

/// A message for a webhook, from when it waits until long after it arrived.
struct Delivery {
  std::string webhook;
  std::string message;  ///< the same however often it is sent: what the receiver knows it by
  std::string type;
  std::string body;
  bool is_waiting = true;
  std::int64_t due_ms = 0;  ///< not sent before
  std::int64_t attempts = 0;
  std::int64_t status = 0;  ///< of the last answer; 0: none
  std::string why;          ///< what was wrong the last time; empty: nothing
  std::int64_t created_at_ms = 0;
  std::int64_t delivered_at_ms = 0;  ///< 0: not
  bool operator==(const Delivery&) const = default;

  template <class Io, class It>
  static void fields(Io& io, It& it) {
    io.table("deliveries");
    io.key("webhook", it.webhook);
    io.key("message", it.message);
    io.column("type", it.type);
    io.column("body", it.body);
    io.column("is_waiting", it.is_waiting);
    io.column("due_ms", it.due_ms);
    io.column("attempts", it.attempts);
    io.column("status", it.status);
    io.column("why", it.why);
    io.column("created_at_ms", it.created_at_ms);
    io.column("delivered_at_ms", it.delivered_at_ms);
    io.index("deliveries_due", {"webhook", "is_waiting", "due_ms"});
    io.index("deliveries_of_webhook", {"webhook", "created_at_ms"});
    io.index("deliveries_by_age", {"is_waiting", "created_at_ms"});
    io.index("deliveries_by_message", {"message"});
  }
};

/// One attempt to deliver.
struct DeliveryAttempt {
  std::string webhook;
  std::string message;
  std::int64_t number = 0;  ///< from 1
  std::int64_t at_ms = 0;
  std::int64_t took_ms = 0;
  std::int64_t status = 0;  ///< 0: no answer
  std::string why;
  bool operator==(const DeliveryAttempt&) const = default;

  template <class Io, class It>
  static void fields(Io& io, It& it) {
    io.table("delivery_attempts");
    io.key("webhook", it.webhook);
    io.key("message", it.message);
    io.key("number", it.number);
    io.column("at_ms", it.at_ms);
    io.column("took_ms", it.took_ms);
    io.column("status", it.status);
    io.column("why", it.why);
  }
};

/// A message that would have left the server, were its channel connected.
struct InboxMessage {
  std::string id;
  std::string channel;
  std::string receiver;
  std::string text;  ///< sealed: it may hold a code
  std::string session;
  std::int64_t created_at_ms = 0;
  bool operator==(const InboxMessage&) const = default;

  template <class Io, class It>
  static void fields(Io& io, It& it) {
    io.table("inbox_messages");
    io.key("id", it.id);
    io.column("channel", it.channel);
    io.column("receiver", it.receiver);
    io.column("text", it.text);
    io.column("session", it.session);
    io.column("created_at_ms", it.created_at_ms);
    io.index("inbox_messages_by_age", {"created_at_ms"});
    io.index("inbox_messages_by_receiver", {"receiver", "created_at_ms"});
    io.index("inbox_messages_by_session", {"session", "created_at_ms"});
  }
};

}  // namespace tundish::store
