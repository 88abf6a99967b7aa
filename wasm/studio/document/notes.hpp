#pragma once

#include <string>
#include <utility>
#include <vector>

#include "document/history.hpp"
#include "document/layout.hpp"

namespace tundish::studio {

/// What an author wrote on the canvas for themselves and their like: a note, or a frame round
/// layers that belong together. Kept in the definition, in `x_studio`, which everybody else passes
/// over.
struct Note {
  std::string id;
  std::string kind;  ///< "note" or "frame"
  std::string text;
  std::string colour;  ///< "yellow", "blue", "green", "red" or "grey"
  Point at;
  Size size;
};

std::vector<Note> notes_of(const Json& definition);

/// Puts a note, last, whose id becomes a free one.
Command add_note(const Json& definition, Note note);

struct NotePlace {
  std::string id;
  Point at;
  Size size;
};

/// Puts notes somewhere, in whole points. Ids that nobody has are passed over.
Command place_notes(const Json& definition, const std::vector<NotePlace>& places);

Command remove_notes(const Json& definition, const std::vector<std::string>& ids);

}  // namespace tundish::studio
