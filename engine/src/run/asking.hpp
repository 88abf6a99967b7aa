#pragma once

#include <string>

#include "run/flow.hpp"

namespace tundish {

/// Names an effect that the component or action of the current layer asks for now.
EffectOrigin origin_of(const Step& step, const std::string& component);
/// Awaits the result of an effect.
Pending& await(const Step& step, const EffectOrigin& origin, EffectKind kind);
/// Awaits it no longer. The key is copied, because it may be that of what is dropped.
void drop(State& state, std::string key);
/// How an endpoint or action went, for conditions.
void note_outcome(const Step& step, const std::string& component, std::string_view outcome);

/// Asks a server and awaits the answer.
void ask(const Step& step, const std::string& component, const Call& call);
/// What an answer brings, as answers made on a layer.
void take_response(const Step& step, LayerIndex layer, const Call& call, const Value& data);
/// The values for when there is no answer. False when the author gave none.
bool take_fallback(const Step& step, LayerIndex layer, const Call& call);

}  // namespace tundish
