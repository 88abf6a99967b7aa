#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tundish/funnel.hpp"
#include "tundish/state.hpp"

namespace tundish {

struct ViewOption {
  std::string value;
  std::string title;
  std::string image;
  bool operator==(const ViewOption&) const = default;
};

/// One component as a painter needs it: texts rendered in the session's language, the value, what
/// is wrong with it. Empty texts are left out of the JSON form.
struct ViewComponent {
  std::string layer, id;
  ComponentType type = ComponentType::message;
  std::optional<MessageAppearance> message;
  std::optional<InputType> input_type;
  std::optional<InputAppearance> input;
  std::optional<ButtonKind> button;
  std::string text, title, subtitle, label, help, placeholder, error, image;
  std::string slug;
  Value value;
  bool mandatory = false;
  bool multiple = false;  ///< a choice or file whose value is a list
  bool allow_other = false;
  Validations validations;
  std::vector<ViewOption> options;  ///< in the order to show; of a text dropdown too
  std::vector<Problem> problems;
  bool operator==(const ViewComponent&) const = default;
};

/// Shortest and longest number of layers that may still come before a result.
struct Progress {
  int done = 0;
  int shortest = 0;
  int longest = 0;
  bool operator==(const Progress&) const = default;
};

/// What should be on the screen now; everything a painter needs and nothing else.
///
/// `web`: `components` is the whole layer. One-at-a-time channels: `components` holds what waits
/// for a reply — one input, or the buttons of the layer — and what was said before it is in the
/// `say` effects.
struct View {
  SessionStatus status = SessionStatus::in_progress;
  std::string reason;
  std::string funnel, title;
  std::string language;
  Channel channel = Channel::web;
  std::string layer;
  LayerType layer_type = LayerType::start;
  std::vector<ViewComponent> components;
  bool next = false;  ///< the painter offers the way onward as `pressed {"button":"next"}`
  bool can_go_back = false;
  Progress progress;
  std::string reference_code;
  bool operator==(const View&) const = default;
};

/// Whether mandatory inputs without an answer are shown as problems: after a refused `pressed`.
enum class Missing { hidden, shown };

View view(const Funnel& funnel, const State& state, Missing missing = Missing::hidden);
std::string to_json(const View& view);

}  // namespace tundish
