#pragma once

#include "service/sessions.hpp"
#include "store/effects.hpp"
#include "store/refusals.hpp"
#include "tundish/value.hpp"

namespace tundish::api {

Value session_value(const service::SessionDetails& details);
Value effect_value(const store::Effect& row);
Value quarantined_value(const store::QuarantinedEvent& row);
Value refusal_value(const store::Refusal& refusal);

}  // namespace tundish::api
