#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parse/at.hpp"

// Members of objects that other programs wrote: what is of another kind is as if it were absent.
namespace tundish {

/// The text of a member; a number is written out.
std::string text_at(const At& object, std::string_view name);
bool flag_at(const At& object, std::string_view name);
/// A number, or a text that is one.
std::optional<double> number_at(const At& object, std::string_view name);
/// The items of a list.
std::vector<At> items_at(const At& object, std::string_view name);
/// The member when it is an object.
std::optional<At> object_at(const At& object, std::string_view name);
/// The place of a member, or of the object when it has none.
Place place_at(const At& object, std::string_view name);

}  // namespace tundish
