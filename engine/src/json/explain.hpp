#pragma once

#include "json/cursor.hpp"
#include "tundish/diagnostic.hpp"

namespace tundish::json {

/// What was read last before a syntax error.
enum class After { nothing, object_opened, list_opened, name, object_member, list_item, document };

/// What is wrong at the token after `cursor`, which stands behind the last good token.
Diagnostic explain_syntax(Cursor cursor, After after);

}  // namespace tundish::json
