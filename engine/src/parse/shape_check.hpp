#pragma once

#include "json/node.hpp"
#include "parse/findings.hpp"
#include "parse/shape.hpp"

namespace tundish {

/// Compares a JSON value with the shape that the tables ask for, all the way down.
void check_shape(const ShapeTables& tables, const json::Node& root, Findings& findings);

}  // namespace tundish
