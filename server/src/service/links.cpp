#include "service/links.hpp"

#include "service/secret.hpp"
#include "store/records.hpp"
#include "tundish/codec.hpp"

namespace tundish::service {
namespace {

constexpr std::size_t kTokenBytes = 32;
constexpr std::int64_t kLifetimeMs = 24 * 60 * 60 * std::int64_t{1000};

}  // namespace

std::string make_link(store::Writer& writer, std::string_view user_id, std::int64_t now_ms) {
  // The set-up links of several servers that start together all work.
  if (!user_id.empty()) remove_links(writer, user_id);
  const std::string token = random_hex(kTokenBytes);
  store::OneTimeLink link;
  link.token_hash = sha256_hex(token);
  link.user_id = user_id;
  link.created_at_ms = now_ms;
  link.expires_at_ms = now_ms + kLifetimeMs;
  store::put(writer, link);
  return token;
}

std::optional<store::OneTimeLink> find_link(store::Reader& reader, std::string_view token,
                                            std::int64_t now_ms) {
  if (token.size() != 2 * kTokenBytes) return std::nullopt;
  const std::string hash = sha256_hex(token);
  std::optional<store::OneTimeLink> link = store::find<store::OneTimeLink>(reader, hash);
  if (!link || !equal_in_constant_time(link->token_hash, hash)) return std::nullopt;
  if (link->expires_at_ms <= now_ms) return std::nullopt;
  return link;
}

void remove_links(store::Writer& writer, std::string_view user_id) {
  store::remove_each<store::OneTimeLink>(writer,
                                         store::by_index("one_time_links_by_user").equal(user_id));
}

}  // namespace tundish::service
