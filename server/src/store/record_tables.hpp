#pragma once

#include <vector>

#include "store/record.hpp"

namespace tundish::store {

/// The tables of all types of records. A backup takes them by this list, and a test compares it
/// with the schema.
const std::vector<const RecordTable*>& record_tables();

}  // namespace tundish::store
