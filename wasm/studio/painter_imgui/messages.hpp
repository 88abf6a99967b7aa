#pragma once

#include "painter_imgui/fields.hpp"

// What a layer says.
namespace tundish::painter {

enum class Size { page, bubble };

/// In the column, which goes on below it.
void paint_message(Pen& pen, const ViewComponent& component, Size size, Colour ink);
/// How wide and high it is at most so wide, without painting it.
Lines measure_message(Pen& pen, const ViewComponent& component, float within, Size size);
/// Whether a link may lead there: http, https, mailto, tel, or an address of the host's own.
bool may_be_followed(std::string_view url);
/// A link that leaves the page; false where the address may not be followed.
bool paint_link(Pen& pen, const std::string& id, const std::string& words, const std::string& url);

}  // namespace tundish::painter
