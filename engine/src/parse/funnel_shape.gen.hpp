// Generated from engine/schema by build-scripts/generate.mjs. Do not edit.
// clang-format off
#pragma once

#include "parse/shape.hpp"

namespace tundish {

/// What a funnel definition must look like.
extern const ShapeTables kFunnelShape;

}  // namespace tundish
