#pragma once

#include "support/json_writer.hpp"
#include "tundish/view.hpp"

namespace tundish {

/// The member `validations`, as in the definition; left out when there are none.
void validations_member(JsonWriter& json, const Validations& rules);
void write_component(JsonWriter& json, const ViewComponent& component);

}  // namespace tundish
