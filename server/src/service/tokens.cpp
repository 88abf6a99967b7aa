#include "service/tokens.hpp"

#include <optional>

#include "service/secret.hpp"
#include "store/people.hpp"
#include "store/records.hpp"
#include "tundish/codec.hpp"

namespace tundish::service {
namespace {

constexpr std::string_view kPrefix = "tundish_";
constexpr std::size_t kTokenBytes = 32;
constexpr std::size_t kIdBytes = 16;

}  // namespace

std::string create_token(store::Store& store, std::string_view label, std::int64_t now_ms) {
  const std::string token = std::string(kPrefix) + random_hex(kTokenBytes);
  store::ApiToken row;
  row.token_hash = sha256_hex(token);
  row.id = random_hex(kIdBytes);
  row.label = label;
  row.role = "super_admin";
  row.scopes = "*";
  row.created_at_ms = now_ms;
  store.write([&row](store::Writer& writer) { put(writer, row); });
  return token;
}

bool is_valid_token(store::Store& store, std::string_view token) {
  if (token.size() != kPrefix.size() + 2 * kTokenBytes) return false;
  const std::string hash = sha256_hex(token);
  std::optional<store::ApiToken> row;
  store.read([&](store::Reader& reader) { row = store::find<store::ApiToken>(reader, hash); });
  return row && equal_in_constant_time(row->token_hash, hash);
}

}  // namespace tundish::service
