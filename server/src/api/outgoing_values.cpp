#include "api/outgoing_values.hpp"

#include "service/outgoing.hpp"

namespace tundish::api {

void set_why(Value& value, const std::string& why) {
  if (why.empty()) return;
  value.set("why", why);
  if (why != to_text(service::OutgoingOutcome::forbidden)) return;
  value.set("sentence",
            "This server may not ask that address: `--outgoing-network` names those that it may "
            "ask though they are not public, `--outgoing-http` lets it ask by http.");
}

}  // namespace tundish::api
