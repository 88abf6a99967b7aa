#pragma once

#include <string>

#include "import/notes.hpp"
#include "parse/at.hpp"

namespace tundish::typebot {

/// The rich text of a bubble as plain text: paragraphs are lines, links have their address behind
/// them, lists have dashes or numbers. Formatting that is lost is told once.
std::string plain_text(const At& content, Notes& notes);

}  // namespace tundish::typebot
