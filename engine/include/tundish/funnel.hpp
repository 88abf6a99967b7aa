#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "tundish/enums.gen.hpp"
#include "tundish/value.hpp"

namespace tundish {

inline constexpr int kFormatVersion = 1;
inline constexpr std::size_t kMaxDefinitionBytes = 1024 * 1024;
inline constexpr int kMaxLayers = 2000;
inline constexpr int kMaxComponents = 200;

/// Position of a layer in `Definition::layers`.
using LayerIndex = int;
inline constexpr LayerIndex kNoLayer = -1;

/// One test, or a group of tests. A `compare` reads the operand `slug` from `source` and compares
/// it with `value`, or with the operand `value_slug` when that is set.
struct Condition {
  ConditionKind kind = ConditionKind::compare;
  OperandSource source = OperandSource::session;
  std::string slug;
  Operator operation = Operator::equal;
  Value value;
  std::string value_slug;
  std::vector<Condition> children;  ///< of `all` and `any`; exactly one of `not_`
  bool operator==(const Condition&) const = default;
};

/// A way onward that is taken when all its conditions hold.
struct Jump {
  LayerIndex target = kNoLayer;
  std::vector<Condition> conditions;
  bool operator==(const Jump&) const = default;
};

/// Ways onward in order: the first jump whose conditions all hold, else `target`.
struct Navigation {
  std::vector<Jump> jumps;
  LayerIndex target = kNoLayer;
  bool operator==(const Navigation&) const = default;
};

struct Message {
  MessageAppearance appearance = MessageAppearance::simple;
  std::string image;  ///< of `image`: an http(s), data:image or relative URL
  bool operator==(const Message&) const = default;
};

/// Rules for a value. Lengths count code points; sizes count bytes.
struct Validations {
  std::optional<std::int64_t> min_length;
  std::optional<std::int64_t> max_length;
  std::string reg_ex;  ///< must match the whole value; empty: no rule
  std::vector<std::string> allowed_values;
  std::optional<double> min;
  std::optional<double> max;
  std::optional<double> step;
  std::optional<double> equal;
  std::optional<int> min_selected;
  std::optional<int> max_selected;
  std::optional<std::int64_t> max_bytes;
  std::vector<std::string> media_types;  ///< `image/png`, or `image/*`
  std::optional<int> max_files;
  bool operator==(const Validations&) const = default;
};

struct Option {
  std::string value;
  std::string image;
  std::optional<double> score;
  std::vector<std::string> keywords;
  bool operator==(const Option&) const = default;
};

struct Input {
  InputType input_type = InputType::text;
  InputAppearance appearance = InputAppearance::short_;
  std::string slug;
  bool mandatory = false;
  Validations validations;
  std::vector<Option> options;  ///< of `choice`
  bool allow_other = false;
  bool shuffle = false;
  bool operator==(const Input&) const = default;
};

struct Button {
  ButtonKind kind = ButtonKind::jump;
  Navigation navigation;  ///< of `jump`
  bool operator==(const Button&) const = default;
};

struct Component {
  std::string id;
  std::variant<Message, Input, Button> detail;
  Value extensions;  ///< the `x_…` properties, kept and ignored
  bool operator==(const Component&) const = default;

  const Message* message() const { return std::get_if<Message>(&detail); }
  const Input* input() const { return std::get_if<Input>(&detail); }
  const Button* button() const { return std::get_if<Button>(&detail); }
};

struct Layer {
  std::string id;
  LayerType type = LayerType::intermediate;
  std::vector<Component> components;
  std::optional<Navigation> next;  ///< taken when the layer has no jump button
  LayerIndex on_error = kNoLayer;  ///< after too many re-asks
  bool conversion = false;         ///< of `result`: reaching it counts a conversion
  std::string trigger;             ///< of `result`: name of the domain event it raises
  Value extensions;
  bool operator==(const Layer&) const = default;
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
  Value extensions;
  bool operator==(const Config&) const = default;
};

/// One text of one language; `key` is `<layer>.<component>.<part>`.
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
  std::vector<Content> content;  ///< sorted by language; a release has exactly one
  Value extensions;

  std::string structure;            ///< hash of everything but the content
  std::vector<Distance> distances;  ///< per layer; measured by `Funnel`
  bool operator==(const Definition&) const = default;
};

/// A handle on an immutable, valid definition, made by `parse_funnel`; safe in any thread.
class Funnel {
 public:
  explicit Funnel(Definition definition);
  const Definition& operator*() const { return *definition_; }
  const Definition* operator->() const { return definition_.get(); }
  bool operator==(const Funnel& other) const { return *definition_ == *other.definition_; }

 private:
  std::shared_ptr<const Definition> definition_;
};

/// The layer of that id, or `kNoLayer`.
LayerIndex find_layer(const Definition& definition, std::string_view id);
/// The content of that language, or null.
const Content* find_content(const Definition& definition, std::string_view language);
/// The text of `<layer>.<component>.<part>`, or null when the language has none.
const std::string* find_text(const Content& content, std::string_view layer,
                             std::string_view component, std::string_view part);

}  // namespace tundish
