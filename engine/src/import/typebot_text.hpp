#pragma once

#include "import/notes.hpp"
#include "parse/at.hpp"
#include "tundish/markdown.hpp"

namespace tundish::typebot {

/// The rich text of a bubble: paragraphs are lines, headings bold, lists of lists one list. What is
/// lost of its look is told once.
RichText text_of(const At& content, Notes& notes);

}  // namespace tundish::typebot
