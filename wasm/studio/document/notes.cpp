#include "document/notes.hpp"

#include <algorithm>
#include <cmath>

#include "document/draft.hpp"
#include "document/read.hpp"

namespace tundish::studio {
namespace {

const std::string kKept = "/x_studio";
const std::string kNotes = kKept + "/notes";

float number_in(const Json& object, const char* name, float otherwise) {
  return length_in(object, name).value_or(otherwise);
}

const Json& kept_notes(const Json& definition) {
  static const Json nothing = Json::object();
  const auto kept = definition.is_object() ? definition.find("x_studio") : definition.end();
  return list_in(kept != definition.end() ? *kept : nothing, "notes");
}

}  // namespace

std::vector<Note> notes_of(const Json& definition) {
  std::vector<Note> notes;
  for (const Json& kept : kept_notes(definition)) {
    const std::string id = text_of(kept, "id");
    if (id.empty()) continue;
    const std::string kind = text_of(kept, "kind");
    const std::string colour = text_of(kept, "colour");
    notes.push_back({id,
                     kind == "frame" ? kind : "note",
                     text_of(kept, "text"),
                     colour.empty() ? "yellow" : colour,
                     {number_in(kept, "x", 0), number_in(kept, "y", 0)},
                     {std::max(number_in(kept, "width", 200), 40.0F),
                      std::max(number_in(kept, "height", 120), 40.0F)}});
  }
  return notes;
}

Command add_note(const Json& definition, Note note) {
  Draft draft(definition);
  if (!draft.has(kKept)) draft.set(kKept, Json::object());
  if (!draft.has(kNotes)) draft.set(kNotes, Json::array());
  const Json& notes = kept_notes(draft.document());
  const std::string id = free_id(notes, note.id.empty() ? note.kind : note.id);
  draft.insert(kNotes + "/" + std::to_string(notes.size()),
               Json{{"id", id},
                    {"kind", note.kind},
                    {"text", note.text},
                    {"colour", note.colour},
                    {"x", std::lround(note.at.x)},
                    {"y", std::lround(note.at.y)},
                    {"width", std::lround(note.size.width)},
                    {"height", std::lround(note.size.height)}});
  return std::move(draft).command(note.kind == "frame" ? "Add frame" : "Add note");
}

Command place_notes(const Json& definition, const std::vector<NotePlace>& places) {
  Draft draft(definition);
  for (const NotePlace& place : places) {
    const auto index = index_by_id(kept_notes(definition), place.id);
    if (!index) continue;
    const std::string note = kNotes + "/" + std::to_string(*index);
    draft.set(note + "/x", std::lround(place.at.x));
    draft.set(note + "/y", std::lround(place.at.y));
    draft.set(note + "/width", std::lround(place.size.width));
    draft.set(note + "/height", std::lround(place.size.height));
  }
  return std::move(draft).command(places.size() == 1 ? "Move note" : "Move notes");
}

Command remove_notes(const Json& definition, const std::vector<std::string>& ids) {
  Draft draft(definition);
  for (const std::string& id : ids) {
    const auto index = index_by_id(kept_notes(draft.document()), id);
    if (index) draft.erase(kNotes + "/" + std::to_string(*index));
  }
  // What holds nothing else goes, too.
  if (draft.has(kNotes) && kept_notes(draft.document()).empty()) draft.erase(kNotes);
  if (draft.has(kKept) && draft.document()["x_studio"].empty()) draft.erase(kKept);
  return std::move(draft).command(ids.size() == 1 ? "Remove note" : "Remove notes");
}

}  // namespace tundish::studio
