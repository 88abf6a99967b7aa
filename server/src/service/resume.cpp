#include "service/resume.hpp"

#include <utility>

#include "service/lineage.hpp"

namespace tundish::service {

std::optional<Resumed> resume(store::Store& store, std::string_view session,
                              const ResumeFrom& from) {
  std::optional<Resumed> resumed;
  store.read([&](store::Reader& reader) {
    resumed = std::nullopt;
    std::optional<store::Session> row = reader.find_session(session);
    if (!row) return;
    resumed.emplace();
    resumed->gen = reader.generation();
    resumed->events = list_events(reader, lineage_of(reader, *row), from.client, from.limit);
    resumed->server = list_events(reader, server_lineage_of(reader, *row), from.server, from.limit);
    resumed->row = std::move(*row);
  });
  return resumed;
}

}  // namespace tundish::service
