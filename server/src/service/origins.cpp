#include "service/origins.hpp"

#include <utility>

#include "service/version_match.hpp"
#include "service/web_address.hpp"
#include "service/words.hpp"
#include "store/records.hpp"

namespace tundish::service {

bool is_origin(std::string_view text) {
  const std::optional<WebAddress> address = parse_web_address(text);
  if (!address) return false;
  std::string_view origin = address->origin;
  const std::string_view usual_port = address->scheme == Scheme::https ? ":443" : ":80";
  if (text.size() + usual_port.size() == origin.size()) origin.remove_suffix(usual_port.size());
  const bool has_usual_port =
      text.size() > usual_port.size() && text.substr(text.size() - usual_port.size()) == usual_port;
  return text == origin && !has_usual_port;
}

store::Origins find_origins(store::Reader& reader, std::string_view funnel) {
  if (const auto row = store::find<store::Origins>(reader, funnel)) return *row;
  store::Origins none;
  none.funnel = funnel;
  return none;
}

std::string etag_of(const store::Origins& origins) {
  return '"' + std::to_string(origins.revision) + '-' + std::to_string(origins.updated_at_ms) + '"';
}

ChangedOrigins change_origins(store::Store& store, const std::string& funnel,
                              const std::optional<std::vector<std::string>>& allowed,
                              std::string_view etags, const Actor& actor) {
  ChangedOrigins changed;
  store.write([&](store::Writer& writer) {
    changed = {};
    store::Origins row = find_origins(writer, funnel);
    if (!means_version(etags, etag_of(row))) {
      changed.outcome = OriginsOutcome::stale;
      return;
    }
    row.allowed = allowed ? joined_words(*allowed) : "";
    Value noted;
    if (allowed) noted = Value(Value::List(allowed->begin(), allowed->end()));
    Value details{Value::Object{}};
    details.set("origins", std::move(noted));
    note_deed(writer, actor, Deed{"origins.change", "origins", funnel, std::move(details)});
    if (!allowed) {
      store::remove<store::Origins>(writer, funnel);
      changed.origins = find_origins(writer, funnel);
      return;
    }
    ++row.revision;
    row.updated_at_ms = actor.at_ms;
    put(writer, row);
    changed.origins = row;
  });
  return changed;
}

}  // namespace tundish::service
