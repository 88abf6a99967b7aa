#pragma once

#include <optional>
#include <string>
#include <vector>

#include "document/history.hpp"

namespace tundish::studio {

/// The layer's number in the definition; nothing when there is none with the id.
std::optional<std::size_t> layer_index(const Json& definition, const std::string& id);

/// An id that no layer has: the wanted one, or that with a number behind it.
std::string free_layer_id(const Json& definition, const std::string& wanted);

/// A new layer, last, of a type of the format; one that is the first of its type is named where the
/// configuration wants it.
Command add_layer(const Json& definition, const std::string& type, const std::string& wanted_id);

/// Another id, wherever the layer is named and in the content. The new id must be free.
Command rename_layer(const Json& definition, const std::string& id, const std::string& name);

/// Takes layers away, with their texts and the ways that lead to them. Conditions that ask whether
/// one was visited stay, and targets of variants: what becomes of an experiment is the author's to
/// say.
Command remove_layers(const Json& definition, const std::vector<std::string>& ids);

/// A copy behind the layer, with copies of its texts; its ways lead where those of the layer lead.
Command duplicate_layer(const Json& definition, const std::string& id);

}  // namespace tundish::studio
