#pragma once

#include <string>

#include "tundish/event.hpp"
#include "tundish/session.hpp"
#include "tundish/value.hpp"

namespace tundish {

/// The input of an event of that kind; faults go to the diagnostics.
EventInput read_event_input(EventKind kind, const Value& value, const std::string& pointer,
                            Diagnostics& diagnostics);
/// One event, and a log of them.
Event read_event(const Value& value, const std::string& pointer, Diagnostics& diagnostics);
std::vector<Event> read_events(const Value& list, const std::string& pointer,
                               Diagnostics& diagnostics);

}  // namespace tundish
