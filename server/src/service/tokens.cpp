#include "service/tokens.hpp"

#include <algorithm>

#include "service/secret.hpp"
#include "service/words.hpp"
#include "store/records.hpp"
#include "tundish/codec.hpp"

namespace tundish::service {
namespace {

constexpr std::string_view kPrefix = "tnd_";
/// Of the tokens that earlier servers made.
constexpr std::string_view kEarlierPrefix = "tundish_";
constexpr std::size_t kTokenBytes = 32;
constexpr std::size_t kIdBytes = 16;
/// The time of the last request is written no oftener than this.
constexpr std::int64_t kNotedEveryMs = 10 * 60 * std::int64_t{1000};

bool has_form_of_token(std::string_view text) {
  for (const std::string_view prefix : {kPrefix, kEarlierPrefix}) {
    if (text.substr(0, prefix.size()) == prefix) {
      return text.size() == prefix.size() + 2 * kTokenBytes;
    }
  }
  return false;
}

std::string text_of(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) {
    if (!text.empty()) text += ' ';
    text += word;
  }
  return text;
}

Deed token_deed(std::string action, const store::ApiToken& row) {
  Deed deed;
  deed.action = std::move(action);
  deed.object_kind = "token";
  deed.object = row.id;
  deed.details.set("label", row.label);
  deed.details.set("role", row.role);
  deed.details.set("scopes", row.scopes);
  return deed;
}

/// The user behind whoever makes a token; empty: the server's own command line.
std::string user_of(store::Reader& reader, const Actor& actor) {
  if (actor.kind == to_text(CallerKind::user)) return actor.id;
  if (actor.kind != to_text(CallerKind::token)) return "";
  const std::optional<store::ApiToken> row = find_token(reader, actor.id);
  return row ? row->user_id : "";
}

void note_use(store::Store& store, const store::ApiToken& seen, std::int64_t now_ms) {
  store.write([&](store::Writer& writer) {
    // It may have been revoked meanwhile.
    std::optional<store::ApiToken> row = store::find<store::ApiToken>(writer, seen.token_hash);
    if (!row) return;
    row->last_used_at_ms = now_ms;
    store::put(writer, *row);
  });
}

}  // namespace

MadeToken create_token(store::Store& store, const NewToken& wanted, const Actor& actor) {
  MadeToken made;
  made.token = std::string(kPrefix) + random_hex(kTokenBytes);
  made.row.token_hash = sha256_hex(made.token);
  made.row.id = random_hex(kIdBytes);
  made.row.label = wanted.label;
  made.row.role = to_text(wanted.role);
  made.row.scopes = text_of(wanted.scopes);
  made.row.created_at_ms = actor.at_ms;
  made.row.expires_at_ms = wanted.expires_at_ms;
  store.write([&](store::Writer& writer) {
    made.row.user_id = user_of(writer, actor);
    store::put(writer, made.row);
    note_deed(writer, actor, token_deed("token.create", made.row));
  });
  return made;
}

std::optional<Caller> find_token_caller(store::Store& store, std::string_view token,
                                        std::int64_t now_ms) {
  if (!has_form_of_token(token)) return std::nullopt;
  const std::string hash = sha256_hex(token);
  std::optional<store::ApiToken> row;
  std::optional<store::User> maker;
  store.read([&](store::Reader& reader) {
    row = store::find<store::ApiToken>(reader, hash);
    if (row && !row->user_id.empty()) maker = store::find<store::User>(reader, row->user_id);
  });
  if (!row || !equal_in_constant_time(row->token_hash, hash)) return std::nullopt;
  if (row->revoked_at_ms != 0) return std::nullopt;
  if (row->expires_at_ms != 0 && row->expires_at_ms <= now_ms) return std::nullopt;
  std::optional<Role> role = find_role(row->role);
  if (!role) return std::nullopt;
  if (!row->user_id.empty()) {
    const std::optional<Role> most = maker ? find_role(maker->role) : std::nullopt;
    if (!most || maker->disabled_at_ms != 0) return std::nullopt;
    role = std::min(*role, *most);
  }
  if (now_ms - row->last_used_at_ms > kNotedEveryMs) note_use(store, *row, now_ms);
  return Caller{CallerKind::token, row->id, *role, split_words(row->scopes)};
}

std::optional<store::ApiToken> find_token(store::Reader& reader, std::string_view id) {
  std::vector<store::ApiToken> rows =
      store::list<store::ApiToken>(reader, store::by_index("api_tokens_by_id").equal(id).limit(1));
  if (rows.empty()) return std::nullopt;
  return std::move(rows.front());
}

std::optional<store::ApiToken> revoke_token(store::Store& store, std::string_view id,
                                            const Actor& actor) {
  std::optional<store::ApiToken> row;
  store.write([&](store::Writer& writer) {
    row = find_token(writer, id);
    if (!row || row->revoked_at_ms != 0) return;
    row->revoked_at_ms = actor.at_ms;
    store::put(writer, *row);
    note_deed(writer, actor, token_deed("token.revoke", *row));
  });
  return row;
}

}  // namespace tundish::service
