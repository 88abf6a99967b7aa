#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "tundish/navigation.hpp"

namespace tundish {

/// What a compound message lists, a row of a list, a quick reply.
struct Item {
  std::string value;
  std::string image, url;
  std::string section;    ///< of `list`
  Navigation navigation;  ///< of `list` and `quick_reply`; may lead nowhere
  bool operator==(const Item&) const = default;
};

struct Message {
  MessageAppearance appearance = MessageAppearance::simple;
  std::string image;       ///< an http(s), data:image or relative URL
  std::string url;         ///< of `compound`, `hyperlink`, `asset` and `media`
  std::string media_type;  ///< of `asset` and `media`
  std::optional<double> latitude, longitude;
  std::vector<Item> items;        ///< of `compound`, `list` and `quick_reply`
  Markup markup = Markup::plain;  ///< of the text
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
  std::string earliest, latest;  ///< `min` and `max` of `datetime`, as written
  std::optional<double> search_radius_km;
  bool operator==(const Validations&) const = default;
};

struct Option {
  std::string value;
  std::string image;
  std::optional<double> score;
  std::vector<std::string> keywords;
  std::vector<Condition> visible_if;
  bool operator==(const Option&) const = default;
};

/// A row or a column of a matrix.
struct Line {
  std::string value;
  double score = 0;  ///< of a column: for every row that has it
  bool operator==(const Line&) const = default;
};

/// Where a value may come from: the slug, attribute or key there, or the constant itself.
struct AutofillSource {
  AutofillKind kind = AutofillKind::session;
  std::string name;
  bool operator==(const AutofillSource&) const = default;
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
  std::vector<Line> rows, columns;  ///< of `matrix`
  std::string save_to;              ///< `contact.<attribute>`, or empty
  bool allow_overwrite = true;
  bool is_hidden = false;
  bool is_array = false;
  std::vector<AutofillSource> autofill_source;
  bool operator==(const Input&) const = default;
};

struct Button {
  ButtonKind kind = ButtonKind::jump;
  Navigation navigation;  ///< of `jump`; of `event` it may lead nowhere
  std::string url;        ///< of `link`
  std::string phone;      ///< of `call`
  std::string event;      ///< of `event`
  std::vector<Condition> enabled_if;
  bool operator==(const Button&) const = default;
};

/// Hands a value over.
struct Mapping {
  std::string from, to;
  bool operator==(const Mapping&) const = default;
};

/// What a server is asked, by an endpoint component or an action.
struct Call {
  std::string endpoint;
  std::vector<Mapping> request, response;
  int timeout_ms = 10000;
  int retries = 0;
  OfflinePolicy offline = OfflinePolicy::block;
  Value fallback;  ///< an object of values by slug, or null
  LayerIndex offline_target = kNoLayer;
  bool operator==(const Call&) const = default;
};

struct Endpoint {
  Call call;
  EndpointRun run = EndpointRun::on_enter;
  LayerIndex on_error = kNoLayer;
  bool operator==(const Endpoint&) const = default;
};

struct Auth {
  AuthKind method = AuthKind::otp_sms;
  std::string slug;  ///< where the telephone number, address or user name is answered
  int expires_minutes = 10;
  int max_attempts = 5;
  int max_visits = 1;
  int resend_seconds = 30;
  LayerIndex next = kNoLayer;
  LayerIndex on_failure = kNoLayer;
  std::vector<AutofillSource> autofill_source;
  bool operator==(const Auth&) const = default;
};

struct Alternative;

struct Component {
  std::string id;
  std::variant<Message, Input, Button, Endpoint, Auth> detail;
  std::vector<Condition> visible_if;
  std::vector<Alternative> alternatives;  ///< in the order of their channels
  Value extensions;                       ///< the `x_…` properties, kept and ignored
  bool operator==(const Component& other) const;

  const Message* message() const { return std::get_if<Message>(&detail); }
  const Input* input() const { return std::get_if<Input>(&detail); }
  const Button* button() const { return std::get_if<Button>(&detail); }
  const Endpoint* endpoint() const { return std::get_if<Endpoint>(&detail); }
  const Auth* auth() const { return std::get_if<Auth>(&detail); }
};

/// What is used instead on a channel. It has the component's id, and neither conditions nor
/// alternatives of its own: it is shown when the component is.
struct Alternative {
  Channel channel = Channel::web;
  Component component;
  bool operator==(const Alternative&) const = default;
};

/// What stands there on a channel: the component, or its alternative.
const Component& on_channel(const Component& component, Channel channel);

}  // namespace tundish
