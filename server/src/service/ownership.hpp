#pragma once

#include <string>
#include <string_view>

#include "store/rows.hpp"

namespace tundish::service {

/// The session id that a secret makes: the root of everything that the secret may write.
std::string session_of_secret(std::string_view secret);
/// What is stored of a secret.
std::string stored_secret_hash(std::string_view secret);
/// Whether that secret may read and write that session or branch.
bool owns_session(const store::Session& session, std::string_view secret);

}  // namespace tundish::service
