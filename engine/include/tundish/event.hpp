#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "tundish/enums.gen.hpp"
#include "tundish/result.hpp"
#include "tundish/value.hpp"

namespace tundish {

/// Version of the rules that `advance` follows. A log is replayed under the level it was made with.
inline constexpr int kRulesLevel = 1;
inline constexpr std::size_t kMaxEventBytes = 64 * 1024;
inline constexpr std::size_t kMaxEvents = 10000;

/// What the visitor's device knows about a picked file; the bytes stay with the device until they
/// are uploaded. `sha256` is lower-case hex, or empty when it is not known.
struct FileReference {
  std::string name;
  std::string media_type;
  std::int64_t size = 0;
  std::string sha256;
  bool operator==(const FileReference&) const = default;
};

/// Who the visitor was proven to be, and how: a method of an auth component, or a word of the
/// host's.
struct Authentication {
  std::string method;
  std::string contact;  ///< the telephone number, address or name
  bool operator==(const Authentication&) const = default;
};

/// Event 0 of every log: what the session is pinned to.
struct Started {
  std::string session;    ///< session id: 32 lower-case hex digits
  std::string release;    ///< hash of the release that is played
  std::string structure;  ///< hash of its structure
  int rules = kRulesLevel;
  std::string random_seed;  ///< 32 lower-case hex digits; all randomness of the session
  std::string language;
  Channel channel = Channel::web;
  Value initial;  ///< this and the next three: objects, or null when empty; values as they came
  Value device;   ///< language, device_type, os, browser
  Value contact;  ///< attributes that the host knows
  Value prior;    ///< answers of an earlier session
  std::optional<Authentication> auth;  ///< what the host knows already
  bool operator==(const Started&) const = default;
};

/// A field's value, committed. `value` null clears it.
struct Answered {
  std::string slug;
  Value value;
  bool operator==(const Answered&) const = default;
};

/// A button of the whole-layer view; checks the layer and navigates. `next` names the way onward
/// of a layer without a jump button.
struct Pressed {
  std::string button;
  bool operator==(const Pressed&) const = default;
};

/// A raw reply in a one-at-a-time channel; the engine reads it as a typed value.
struct Replied {
  ReplyKind kind = ReplyKind::text;
  std::string text;    ///< of `text`: what was typed; of `option`: the id of the tapped option
  FileReference file;  ///< of `file`
  bool operator==(const Replied&) const = default;
};

/// Back to the layer before, without checking this one.
struct WentBack {
  bool operator==(const WentBack&) const = default;
};

/// Ended from outside.
struct Closed {
  std::string reason;
  bool operator==(const Closed&) const = default;
};

/// An auth component is to send its code or link, or an endpoint is to be asked again.
struct Requested {
  std::string component;  ///< of the current layer
  bool operator==(const Requested&) const = default;
};

/// What came of an effect. Secrets that a visitor typed are no part of it: they travel beside the
/// log, and only whether they were right is written down.
struct EffectResult {
  std::string effect;  ///< its key
  EffectOutcome outcome = EffectOutcome::done;
  int status = 0;  ///< of the answer that a server gave; 0: none
  Value data;      ///< what came back
  bool operator==(const EffectResult&) const = default;
};

/// The session goes on in another language of the same structure.
struct LanguageChanged {
  std::string language;
  std::string release;
  bool operator==(const LanguageChanged&) const = default;
};

/// The session goes on on another channel of the funnel.
struct ChannelChanged {
  Channel channel = Channel::web;
  std::string release;
  bool operator==(const ChannelChanged&) const = default;
};

using EventInput = std::variant<Started, Answered, Pressed, Replied, WentBack, Closed, Requested,
                                EffectResult, LanguageChanged, ChannelChanged>;

/// One entry of a session's log. Events hold inputs only.
struct Event {
  std::int64_t seq = 0;     ///< place in its lane; 0 of the client's is the header
  std::string uid;          ///< made by the writer, unique for ever: 32 lower-case hex digits
  std::string prev;         ///< hash of the event before in the lane; empty at seq 0
  std::string hash;         ///< `event_hash` of everything above and below
  Lane lane = Lane::c;      ///< who wrote it: the client or the server
  std::int64_t s_seen = 0;  ///< of lane c: so many events of the server's lane were known to it
  std::int64_t c_seen = 0;  ///< of lane s: played after exactly so many of the client's
  std::int64_t t_mono = 0;  ///< milliseconds since the session's page was opened, never goes back
  std::int64_t t_wall = 0;  ///< milliseconds since 1970 by the writer's clock
  EventInput input;
  bool operator==(const Event&) const = default;
};

EventKind kind_of(const EventInput& input);

/// Reads one event (an object) or a log (a list of events). Strict; pointers name what is wrong.
Result<Event> parse_event(std::string_view json);
Result<std::vector<Event>> parse_events(std::string_view json);
/// Reads one event from a text that was read already; how long it was is the caller's to bound.
Result<Event> parse_event_value(const Value& value);

/// The canonical text; with `hash` when it is not empty.
std::string to_json(const Event& event);
/// SHA-256 over `tundish:event:1`, a line feed, and the canonical text without `hash`; hex.
std::string event_hash(const Event& event);
/// Gives the event this hash; its canonical text.
std::string seal(Event& event);
/// The same of an event whose canonical text is at hand: `event_hash(event)` when `json` is
/// `to_json(event)` and the event has a hash.
std::string event_hash_of_text(std::string_view json);

}  // namespace tundish
