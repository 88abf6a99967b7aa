#pragma once

#include <initializer_list>
#include <optional>
#include <string_view>

#include "tundish/effect.hpp"

namespace tundish {

/// Why an event does not fit; empty when it does.
using Refusal = std::optional<Refused>;

/// `pointer` names the part of the event that is meant.
Refusal refuse(RefusalCode code, std::initializer_list<std::string_view> sentence,
               std::string_view pointer = {});

}  // namespace tundish
