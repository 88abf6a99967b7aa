#include "service/tokens.hpp"

#include "service/secret.hpp"
#include "store/people.hpp"
#include "store/records.hpp"
#include "tundish/codec.hpp"

namespace tundish::service {
namespace {

constexpr std::string_view kPrefix = "tundish_";
constexpr std::size_t kTokenBytes = 32;
constexpr std::size_t kIdBytes = 16;

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  while (!text.empty()) {
    const std::size_t space = text.find(' ');
    if (space != 0) words.emplace_back(text.substr(0, space));
    text.remove_prefix(space == text.npos ? text.size() : space + 1);
  }
  return words;
}

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

std::optional<Caller> find_token_caller(store::Store& store, std::string_view token) {
  if (token.size() != kPrefix.size() + 2 * kTokenBytes) return std::nullopt;
  const std::string hash = sha256_hex(token);
  std::optional<store::ApiToken> row;
  store.read([&](store::Reader& reader) { row = store::find<store::ApiToken>(reader, hash); });
  if (!row || !equal_in_constant_time(row->token_hash, hash)) return std::nullopt;
  const std::optional<Role> role = find_role(row->role);
  if (!role) return std::nullopt;
  return Caller{CallerKind::token, row->id, *role, words_of(row->scopes)};
}

}  // namespace tundish::service
