#include "api/actor_names.hpp"

#include "service/tokens.hpp"
#include "store/people.hpp"
#include "store/records.hpp"

namespace tundish::api {

std::string actor_name(store::Reader& reader, const std::string& kind, const std::string& id) {
  if (kind == "user") {
    const auto user = store::find<store::User>(reader, id);
    if (user) return user->name.empty() ? user->email : user->name;
  }
  if (kind == "token") {
    if (const auto token = service::find_token(reader, id)) return token->label;
  }
  return "";
}

}  // namespace tundish::api
