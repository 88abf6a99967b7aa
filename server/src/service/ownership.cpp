#include "service/ownership.hpp"

#include "service/secret.hpp"
#include "tundish/codec.hpp"

namespace tundish::service {
namespace {

constexpr std::size_t kSessionIdDigits = 32;

}  // namespace

std::string session_of_secret(std::string_view secret) {
  return sha256_hex(secret).substr(0, kSessionIdDigits);
}

std::string stored_secret_hash(std::string_view secret) {
  // The plain SHA-256 would not do: the session id is a part of that.
  return sha256_hex("tundish:secret:1\n" + std::string(secret));
}

bool owns_session(const store::Session& session, std::string_view secret) {
  return equal_in_constant_time(session_of_secret(secret), session.root) &&
         equal_in_constant_time(stored_secret_hash(secret), session.secret_hash);
}

}  // namespace tundish::service
