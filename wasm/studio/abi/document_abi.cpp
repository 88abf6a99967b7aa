// The studio's document as a C interface. Texts go in as pointer and length in memory from
// `tundish_alloc`; answers are JSON in one response buffer that lives until the next call. What
// changes the document answers with the edits that were done, so that the host's copy follows:
// `{edits: [{pointer, at, was_there, value?}], revision, undo, redo}`, the names of what can be
// taken back and done again being null where there is nothing. 0: nothing was done, and the
// response says why, `{pointer, sentence}`.

#include <cstdlib>
#include <utility>

#include "abi/desk.hpp"
#include "document/paste.hpp"
#include "document/read.hpp"
#include "document/request.hpp"
#include "tundish/codec.hpp"

namespace tundish::studio {
namespace {

History the_history{Json::object()};

Json name_or_null(const std::string* name) { return name ? Json(*name) : Json(); }

}  // namespace

History& history() { return the_history; }

std::uint32_t answer_change() {
  Json edits = Json::array();
  for (const Edit& edit : history().changes()) {
    Json one{{"pointer", edit.pointer}, {"at", edit.at}, {"was_there", edit.before.has_value()}};
    if (edit.after) one["value"] = *edit.after;
    edits.push_back(std::move(one));
  }
  response = Json{{"edits", std::move(edits)},
                  {"revision", history().revision()},
                  {"undo", name_or_null(history().undoable())},
                  {"redo", name_or_null(history().redoable())}}
                 .dump();
  return 1;
}

std::uint32_t answer_misfit(const Misfit& misfit) {
  response = Json{{"pointer", misfit.pointer}, {"sentence", misfit.sentence}}.dump();
  return 0;
}

}  // namespace tundish::studio

using namespace tundish;
using namespace tundish::studio;

extern "C" {

char* tundish_alloc(std::uint32_t size) { return static_cast<char*>(std::malloc(size)); }

void tundish_free(char* memory) { std::free(memory); }

const char* tundish_response() { return response.data(); }

std::uint32_t tundish_response_size() { return static_cast<std::uint32_t>(response.size()); }

/// Opens a definition in place of what was open; its history is empty. 0: it is no JSON object, and
/// what was open stays; the response has `diagnostics`.
std::uint32_t studio_open(const char* text, std::uint32_t size) {
  // The engine's reader knows the format's limits and says where a text is no JSON.
  const Result<Value> read = parse_value(view_of(text, size));
  if (!read) {
    response = "{\"diagnostics\":" + to_json(read.error()) + "}";
    return 0;
  }
  Json document = Json::parse(view_of(text, size), nullptr, false);
  if (!document.is_object()) return answer_misfit({"", "A definition is an object."});
  the_history = History(std::move(document));
  return answer_change();
}

/// Does what is asked for (`ask`).
std::uint32_t studio_request(const char* text, std::uint32_t size) {
  const Json request = Json::parse(view_of(text, size), nullptr, false);
  if (const auto misfit = ask(history(), request)) return answer_misfit(*misfit);
  return answer_change();
}

std::uint32_t studio_undo() {
  if (!history().undo()) return answer_misfit({"", "There is nothing to take back."});
  return answer_change();
}

std::uint32_t studio_redo() {
  if (!history().redo()) return answer_misfit({"", "There is nothing to do again."});
  return answer_change();
}

/// What is done next is taken back by itself.
void studio_seal() { history().seal(); }

/// The definition as a text, indented by so many spaces, or on one line.
void studio_text(std::uint32_t indent) {
  response = history().document().dump(indent == 0 ? -1 : static_cast<int>(indent));
}

/// The layers of a list of ids, and their texts: what `paste_layers` takes.
void studio_copy(const char* text, std::uint32_t size) {
  const Json ids = Json::parse(view_of(text, size), nullptr, false);
  std::vector<std::string> names;
  if (ids.is_array()) {
    for (const Json& id : ids)
      if (id.is_string()) names.push_back(id.get<std::string>());
  }
  response = copy_layers(history().document(), names).dump();
}

}  // extern "C"
