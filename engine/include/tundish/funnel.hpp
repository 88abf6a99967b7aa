#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tundish/layer.hpp"

namespace tundish {

inline constexpr int kFormatVersion = 1;
inline constexpr std::size_t kMaxDefinitionBytes = 1024 * 1024;
inline constexpr int kMaxLayers = 2000;
inline constexpr int kMaxComponents = 200;

/// Beyond these a text is no definition; layers are counted with those of subfunnels.
inline constexpr int kMaxSubfunnelDepth = 8;

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
  std::string name, brand, background, text, font, logo;
  std::optional<int> radius;
  bool operator==(const Theme&) const = default;
};

/// What keeps programs from filling the funnel.
struct Protection {
  bool honeypot = false;
  int min_seconds = 0;    ///< completed sooner: suspected
  int proof_of_work = 0;  ///< bits that must be 0
  bool operator==(const Protection&) const = default;
};

struct Config {
  LayerIndex start_layer = kNoLayer;  ///< resolved: the only `start` layer when not given
  LayerIndex fatalistic_layer = kNoLayer;
  int abandon_after_minutes = 1440;
  int max_reasks = 3;  ///< 0: no limit
  Theme theme;
  Protection protection;
  Availability availability;
  Value extensions;
  bool forget_on_end = false;  ///< browsers erase what has ended and is handed in
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

class Trace;

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

  /// The same, which can also be played in the language of `sibling`: another release of the same
  /// structure, that a session goes on in.
  Funnel also(const Funnel& sibling) const;

  /// The same, whose steps tell `trace` why they lead where they lead (why.hpp).
  Funnel traced_by(Trace& trace) const {
    Funnel traced = *this;
    traced.trace_ = &trace;
    return traced;
  }
  Funnel untraced() const {
    Funnel quiet = *this;
    quiet.trace_ = nullptr;
    return quiet;
  }
  Trace* trace() const { return trace_; }

 private:
  std::shared_ptr<const Definition> written_;
  std::shared_ptr<const Definition> definition_;
  Trace* trace_ = nullptr;
};

/// The layer of that id, or `kNoLayer`.
LayerIndex find_layer(const Definition& definition, std::string_view id);
/// How many layers are of type `start`.
int count_start_layers(const Definition& definition);
/// What a layer plays: of the subfunnels with its slug the one whose structure has the wanted hash,
/// else the first; null when there is none. A hash of a release became that of its structure when
/// the funnel was parsed.
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
