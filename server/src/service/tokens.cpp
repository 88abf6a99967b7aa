#include "service/tokens.hpp"

#include <optional>

#include "service/secret.hpp"
#include "tundish/codec.hpp"

namespace tundish::service {
namespace {

constexpr std::string_view kPrefix = "tundish_";
constexpr std::size_t kTokenBytes = 32;

}  // namespace

std::string create_token(store::Store& store, std::string_view label, std::int64_t now_ms) {
  const std::string token = std::string(kPrefix) + random_hex(kTokenBytes);
  const store::Token row{sha256_hex(token), std::string(label), now_ms};
  store.write([&row](store::Writer& writer) { writer.put_token(row); });
  return token;
}

bool is_valid_token(store::Store& store, std::string_view token) {
  if (token.size() != kPrefix.size() + 2 * kTokenBytes) return false;
  const std::string hash = sha256_hex(token);
  std::optional<store::Token> row;
  store.read([&](store::Reader& reader) { row = reader.find_token(hash); });
  return row && equal_in_constant_time(row->token_hash, hash);
}

}  // namespace tundish::service
