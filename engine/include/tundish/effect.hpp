#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "tundish/state.hpp"
#include "tundish/view.hpp"

namespace tundish {

/// Why an event changed nothing. `pointer` names the part of the event's input; `problems` says per
/// slug what a layer still lacks.
struct Refused {
  RefusalCode code = RefusalCode::malformed;
  std::string sentence;
  std::string pointer;
  bool operator==(const Refused&) const = default;
};

/// What happened in one step, in order: what statistics, page events and traces are made of.
struct Fact {
  FactKind kind = FactKind::entered;
  std::string layer;      ///< all kinds
  std::string component;  ///< the component or action that it is about
  std::string slug;       ///< of `answered`, `autofilled` and `computed`
  std::string name;       ///< of `closed`: the reason; of `triggered`: the domain event; of
                          ///< `exposed`: the experiment; of `checkpoint`: its name; of `settled`:
                          ///< the outcome; of `authenticated`: the method; of
                          ///< `language_changed`, `channel_changed`: the new one
  std::string variant;    ///< of `exposed`
  bool operator==(const Fact&) const = default;
};

/// Something that the engine asks its host to show in a one-at-a-time channel: what the funnel
/// said (`component`), or asks again with what was wrong (`problems` in it).
struct Say {
  ViewComponent component;
  bool again = false;
  bool operator==(const Say&) const = default;
};

/// Where an effect comes from, and its name for ever: the uid of the event that caused it, a hyphen
/// and its number among that event's effects. Whoever does it twice tells so by the key.
struct EffectOrigin {
  std::string key;
  std::string layer;
  std::string component;  ///< or the action
  bool operator==(const EffectOrigin&) const = default;
};

/// The server asks an endpoint that it keeps and writes an `effect_result`.
struct EndpointCall {
  EffectOrigin origin;
  std::string endpoint;
  Value request;  ///< an object, or null when nothing is sent
  int timeout_ms = 0;
  int retries = 0;
  OfflinePolicy offline = OfflinePolicy::block;
  bool operator==(const EndpointCall&) const = default;
};

/// The server sends a code or link, or makes ready to check a password, and writes an
/// `effect_result` for each try: `done`, or `failed`.
struct Authenticate {
  EffectOrigin origin;
  AuthKind method = AuthKind::otp_sms;
  std::string identity;  ///< the telephone number, address or name
  int expires_minutes = 0;
  int max_attempts = 0;
  int max_visits = 0;  ///< of `magic_link`
  bool operator==(const Authenticate&) const = default;
};

/// A message is sent, or a journey begins; nobody waits for it.
struct Send {
  EffectOrigin origin;
  std::string channel, to, text;
  std::string journey;
  Value data;  ///< an object, or null
  bool operator==(const Send&) const = default;
};

/// A domain event is raised; nobody waits for it.
struct Emit {
  EffectOrigin origin;
  std::string name;
  Value data;  ///< an object, or null
  bool operator==(const Emit&) const = default;
};

/// An `effect_result` with the outcome `elapsed` is written when it is time.
struct Wait {
  EffectOrigin origin;
  std::int64_t until_ms = 0;
  bool operator==(const Wait&) const = default;
};

/// Something that the engine asks its host to do.
using Effect = std::variant<Say, EndpointCall, Authenticate, Send, Emit, Wait>;

/// What one event leads to. When `refused` is set, `state` is the state before.
struct Transition {
  State state;
  std::optional<Refused> refused;
  std::vector<Fact> facts;
  std::vector<Effect> effects;
  bool operator==(const Transition&) const = default;
};

std::string to_json(const Refused& refused);
std::string to_json(const Fact& fact);
std::string to_json(const Effect& effect);

}  // namespace tundish
