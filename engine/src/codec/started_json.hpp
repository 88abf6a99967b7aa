#pragma once

#include "codec/object_reader.hpp"
#include "support/json_writer.hpp"
#include "tundish/event.hpp"

namespace tundish {

/// The members of a header, of an event as of a state, into the object that is open.
void write_started(JsonWriter& json, const Started& started);
Started read_started(ObjectReader& input, Diagnostics& diagnostics);

/// `name: {contact?, method}`; left out when there is none.
void authentication_member(JsonWriter& json, std::string_view name,
                           const std::optional<Authentication>& authentication);
std::optional<Authentication> read_authentication(ObjectReader& reader, std::string_view name,
                                                  Diagnostics& diagnostics);
/// An object of values by name; null when it is empty or left out.
Value read_values(ObjectReader& reader, std::string_view name);

}  // namespace tundish
