#pragma once

#include <cstdint>
#include <vector>

#include "tundish/component.hpp"
#include "tundish/event.hpp"

namespace tundish {

/// Values that a visitor might give an input: what it names itself, its bounds and what lies beside
/// them, what people write, what conditions compare it with, and nonsense. Nobody says here which
/// of them fit.
std::vector<Value> make_values(const Input& input, const std::vector<Value>& compared,
                               std::int64_t now_ms);

/// The value as it would be typed or tapped in a conversation.
Replied to_reply(const Input& input, const Value& value);

/// Values that something may have whose kind nobody says: what it is compared with, and a few more.
std::vector<Value> make_any_values(const std::vector<Value>& compared);

}  // namespace tundish
