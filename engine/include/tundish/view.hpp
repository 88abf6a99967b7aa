#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tundish/funnel.hpp"
#include "tundish/state.hpp"

namespace tundish {

/// Something that can be chosen; a row or a column of a matrix.
struct ViewOption {
  std::string value;
  std::string title;
  std::string image;
  bool operator==(const ViewOption&) const = default;
};

/// A line of a compound message, a row of a list, a quick reply.
struct ViewItem {
  std::string value, title, description;
  std::string image, url;
  std::string section;  ///< what its section is called
  bool operator==(const ViewItem&) const = default;
};

/// A way to answer that is sent along: its id comes back as `replied {"option": id}`.
struct OutgoingChoice {
  std::string id, title, description;
  std::string section;
  bool operator==(const OutgoingChoice&) const = default;
};

/// What whatsapp or sms is sent for a component, cut to what the channel takes.
struct Outgoing {
  OutgoingForm form = OutgoingForm::text;
  std::string text;                     ///< with the numbered choices in it when `form` is `text`
  std::vector<OutgoingChoice> choices;  ///< of `buttons` and `list`
  bool cut = false;                     ///< something was too long
  bool operator==(const Outgoing&) const = default;
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
  std::vector<ViewOption> options;  ///< in the order to show; of a text list or dropdown too
  std::vector<Problem> problems;
  std::vector<ViewOption> rows, columns;  ///< of a matrix
  std::string earliest, latest;           ///< of a datetime, `today` resolved
  bool is_array = false;                  ///< the value is a list of such values
  bool read_only = false;                 ///< the value is there and may not be changed
  std::string url, media_type;            ///< of messages and link buttons
  std::optional<double> latitude, longitude;
  std::vector<ViewItem> items;  ///< of messages
  std::string phone;            ///< of a call button
  bool disabled = false;        ///< a button that cannot be pressed now
  std::optional<AuthKind> method;
  std::optional<ProcessState> state;  ///< of auth and endpoint
  std::string pending;                ///< of an endpoint that is waited for
  std::optional<int> attempts_left;   ///< of auth, while a code or password is waited for
  std::int64_t resend_at_ms = 0;      ///< of the same: when it may be sent again
  std::optional<Outgoing> outgoing;   ///< on whatsapp and sms
  std::string alt;                    ///< of a message's picture
  Value rich;                         ///< of messages in markdown: the text in blocks, else null
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
/// `web`: `components` is the whole layer, without what is hidden. One-at-a-time channels:
/// `components` holds what waits for a reply — one input, a message with replies, or the buttons of
/// the layer — and what was said before it is in the `say` effects.
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
  bool waiting = false;  ///< the layer cannot be left before the answer to an effect has come
  std::string pending;   ///< what to say meanwhile
  Progress progress;
  std::string reference_code;
  bool operator==(const View&) const = default;
};

/// Whether mandatory inputs without an answer are shown as problems: after a refused `pressed`.
enum class Missing { hidden, shown };

View view(const Funnel& funnel, const State& state, Missing missing = Missing::hidden);
/// The texts of the release that the session plays now, or null.
const Content* find_spoken(const Funnel& funnel, const State& state);
std::string to_json(const View& view);

}  // namespace tundish
