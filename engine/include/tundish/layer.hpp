#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tundish/component.hpp"

namespace tundish {

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

}  // namespace tundish
