#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tundish/component.hpp"

namespace tundish {

inline constexpr int kFormatVersion = 1;
inline constexpr std::size_t kMaxDefinitionBytes = 1024 * 1024;
inline constexpr int kMaxLayers = 2000;
inline constexpr int kMaxComponents = 200;

/// Beyond these a text is no definition; layers are counted with those of subfunnels.
inline constexpr int kMaxSubfunnelDepth = 8;

/// A value that is computed when a layer is left onward, or by an action.
struct Calculation {
  std::string slug;
  Logic logic;
  bool operator==(const Calculation&) const = default;
};

/// A value that enters the session under its slug when it begins.
struct InitialDatum {
  std::string slug;
  InputType input_type = InputType::text;
  InitialSource source = InitialSource::url;
  std::string key;  ///< its name at the source; empty: the slug
  Value otherwise;  ///< `default`: when none came; null: none
  bool mandatory = false;
  bool operator==(const InitialDatum&) const = default;
};

/// One step of an action layer; what is filled depends on `kind`.
struct Action {
  std::string id;
  ActionKind kind = ActionKind::checkpoint;
  LayerIndex on_error = kNoLayer;
  Call call;                            ///< of `endpoint`
  AuthKind method = AuthKind::otp_sms;  ///< of `authenticate`
  std::string identity;                 ///< of `authenticate`: a slug
  int expires_minutes = 10;             ///< of `authenticate`
  std::string name;                     ///< of `checkpoint` its name, of `emit` the event's
  bool conversion = false;              ///< of `checkpoint`
  Calculation calculation;              ///< of `set`
  std::vector<Mapping> data;            ///< of `emit` and `send`
  std::string channel, to, journey;     ///< of `send`
  std::int64_t seconds = 0;             ///< of `wait`
  std::string reason;                   ///< of `close`
  Value extensions;
  bool operator==(const Action&) const = default;
};

/// Another funnel that a layer plays.
struct Subfunnel {
  std::string funnel;
  std::string release = "latest";
  std::vector<Mapping> in, out;
  std::optional<Navigation> next;
  LayerIndex on_fatalistic = kNoLayer;
  LayerIndex start = kNoLayer;       ///< set by `Funnel`, this and the next: where it begins;
                                     ///< `kNoLayer`: it is not known
  LayerIndex fatalistic = kNoLayer;  ///< its fatalistic layer
  bool operator==(const Subfunnel&) const = default;
};

struct Layer {
  std::string id;
  LayerType type = LayerType::intermediate;
  std::vector<Component> components;
  std::optional<Navigation> next;  ///< taken when the layer has no jump button
  LayerIndex on_error = kNoLayer;  ///< after too many re-asks or visits, or a failed effect
  bool conversion = false;         ///< of `result` and `action`: reaching it counts a conversion
  std::string trigger;             ///< of `result` and `action`: name of the domain event it raises
  bool requires_auth = false;
  LayerIndex unauthenticated_target_layer = kNoLayer;
  LayerIndex authenticated_target_layer = kNoLayer;
  bool allow_skip = false;  ///< this and the next two: of `intermediate`
  bool auto_fill = false;
  std::vector<Condition> skip_conditions;
  std::vector<InitialDatum> initial_data;  ///< of `start`
  std::vector<Calculation> calculations;
  std::vector<Action> actions;         ///< of `action`
  std::optional<Subfunnel> subfunnel;  ///< of `subfunnel`
  int max_visits = 0;                  ///< 0: no bound
  LayerIndex ends_subfunnel =
      kNoLayer;  ///< set by `Funnel`: what played the funnel that ended here
  Value extensions;
  bool operator==(const Layer&) const = default;
};

/// Hours of days of the week by a clock `offset_minutes` ahead of UTC, from the minute `from` of
/// the day to before the minute `to`, of the next day when that is not later. Or, when
/// `publishing_window` is not empty, what the server keeps under that name.
struct Window {
  std::string publishing_window;
  std::vector<Weekday> days;
  int from = 0, to = 0;
  int offset_minutes = 0;
  bool operator==(const Window&) const = default;
};

struct Availability {
  std::string from, until;                        ///< as written; empty: no bound
  std::optional<std::int64_t> from_ms, until_ms;  ///< the same; the second is excluded
  std::vector<Window> windows;                    ///< none: always
  bool operator==(const Availability&) const = default;
};

struct Theme {
  std::string brand, background, text, font, logo;
  std::optional<int> radius;
  bool operator==(const Theme&) const = default;
};

struct Config {
  LayerIndex start_layer = kNoLayer;  ///< resolved: the only `start` layer when not given
  LayerIndex fatalistic_layer = kNoLayer;
  int abandon_after_minutes = 1440;
  int max_reasks = 3;  ///< 0: no limit
  Theme theme;
  Availability availability;
  Value extensions;
  bool operator==(const Config&) const = default;
};

/// One text of one language; `key` is `<layer>.<component>.<part>`, of an alternative
/// `<layer>.<component>.<channel>.<part>`, of an action `<layer>.<action>.text`, of a layer
/// `<layer>.pending`.
struct Text {
  std::string key;
  std::string text;
  bool operator==(const Text&) const = default;
};

struct Content {
  std::string language;
  std::string release;      ///< hash of the release in this language
  std::vector<Text> texts;  ///< sorted by key
  bool operator==(const Content&) const = default;
};

/// How many layers may still come after one before the session ends: at least, and at most without
/// going round in circles.
struct Distance {
  int shortest = 0;
  int longest = 0;
  bool operator==(const Distance&) const = default;
};

/// Everything that a definition says, with references resolved and texts lifted into `content`.
struct Definition {
  std::string slug, title, description;
  Channel channel = Channel::web;
  std::vector<Channel> channels;
  Config config;
  std::vector<std::string> languages;
  std::string default_language;
  std::vector<Layer> layers;
  std::vector<Content> content;        ///< sorted by language; a release has exactly one
  std::vector<Definition> subfunnels;  ///< what layers of type `subfunnel` play
  Value extensions;

  std::string structure;            ///< hash of everything but the content
  std::vector<Distance> distances;  ///< per layer; measured by `Funnel`
  bool operator==(const Definition&) const = default;
};

/// A handle on an immutable, valid definition, made by `parse_funnel`; safe in any thread. It is
/// seen as it is played: the layers of the subfunnels stand behind its own, each called
/// `<layer that plays it>/<its id>`.
class Funnel {
 public:
  explicit Funnel(Definition definition);
  const Definition& operator*() const { return *definition_; }
  const Definition* operator->() const { return definition_.get(); }
  /// As it is written, without the subfunnels' layers.
  const Definition& written() const { return *written_; }
  bool operator==(const Funnel& other) const { return *written_ == *other.written_; }

 private:
  std::shared_ptr<const Definition> written_;
  std::shared_ptr<const Definition> definition_;
};

/// The layer of that id, or `kNoLayer`.
LayerIndex find_layer(const Definition& definition, std::string_view id);
/// How many layers are of type `start`.
int count_start_layers(const Definition& definition);
/// What a layer plays: of the subfunnels with its slug the one whose structure or release has the
/// wanted hash, else the first; null when there is none.
const Definition* find_subfunnel(const Definition& definition, const Subfunnel& wanted);
/// The content of that language, or null.
const Content* find_content(const Definition& definition, std::string_view language);
/// The text of `<layer>.<component>.<part>`, or null when the language has none.
const std::string* find_text(const Content& content, std::string_view layer,
                             std::string_view component, std::string_view part);
/// The text of a part as it is on a channel: the alternative's own, else the component's.
const std::string* find_text(const Content& content, std::string_view layer,
                             const Component& component, Channel channel, std::string_view part);

}  // namespace tundish
