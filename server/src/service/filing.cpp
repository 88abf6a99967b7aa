#include "service/filing.hpp"

#include "store/records.hpp"

namespace tundish::service {

std::optional<store::Funnel> file_funnel(store::Store& store, std::string_view slug,
                                         const FilingWish& wish, const Actor& actor) {
  std::optional<store::Funnel> row;
  store.write([&](store::Writer& writer) {
    row = store::find<store::Funnel>(writer, slug);
    if (!row) return;
    if (wish.folder) row->folder = *wish.folder;
    // Once put away it keeps the time of that.
    const bool was_archived = row->archived_at_ms != 0;
    if (wish.is_archived && *wish.is_archived != was_archived) {
      row->archived_at_ms = *wish.is_archived ? actor.at_ms : 0;
    }
    store::put(writer, *row);
    Deed deed{"filing.change", "filing", std::string(slug)};
    deed.details.set("folder", row->folder);
    deed.details.set("archived", row->archived_at_ms != 0);
    note_deed(writer, actor, deed);
  });
  return row;
}

}  // namespace tundish::service
