#include "service/studio_sessions.hpp"

#include "service/secret.hpp"
#include "store/people.hpp"
#include "store/records.hpp"
#include "tundish/codec.hpp"

namespace tundish::service {
namespace {

constexpr std::size_t kTokenBytes = 32;
constexpr std::int64_t kMinuteMs = 60 * std::int64_t{1000};
constexpr std::int64_t kIdleMs = 12 * 60 * kMinuteMs;
constexpr std::int64_t kAbsoluteMs = 7 * 24 * 60 * kMinuteMs;
/// The time of the last request is written no oftener than this.
constexpr std::int64_t kNotedEveryMs = 10 * kMinuteMs;

void note_use(store::Store& store, const store::StudioSession& seen, std::int64_t now_ms) {
  store.write([&](store::Writer& writer) {
    // It may have been closed meanwhile.
    if (!store::find<store::StudioSession>(writer, seen.token_hash)) return;
    store::StudioSession used = seen;
    used.last_used_at_ms = now_ms;
    store::put(writer, used);
  });
}

}  // namespace

std::string open_studio_session(store::Writer& writer, std::string_view user_id,
                                std::int64_t now_ms) {
  const std::string token = random_hex(kTokenBytes);
  store::StudioSession session;
  session.token_hash = sha256_hex(token);
  session.user_id = user_id;
  session.created_at_ms = now_ms;
  session.last_used_at_ms = now_ms;
  store::put(writer, session);
  return token;
}

std::optional<Caller> find_studio_caller(store::Store& store, std::string_view token,
                                         std::int64_t now_ms) {
  if (token.size() != 2 * kTokenBytes) return std::nullopt;
  const std::string hash = sha256_hex(token);
  std::optional<store::StudioSession> session;
  std::optional<store::User> user;
  store.read([&](store::Reader& reader) {
    session = store::find<store::StudioSession>(reader, hash);
    if (session) user = store::find<store::User>(reader, session->user_id);
  });
  if (!session || !equal_in_constant_time(session->token_hash, hash)) return std::nullopt;
  if (now_ms - session->last_used_at_ms > kIdleMs) return std::nullopt;
  if (now_ms - session->created_at_ms > kAbsoluteMs) return std::nullopt;
  if (!user || user->disabled_at_ms != 0) return std::nullopt;
  const std::optional<Role> role = find_role(user->role);
  if (!role) return std::nullopt;
  if (now_ms - session->last_used_at_ms > kNotedEveryMs) note_use(store, *session, now_ms);
  return Caller{CallerKind::user, user->id, *role, {}};
}

void close_studio_session(store::Writer& writer, std::string_view token) {
  store::remove<store::StudioSession>(writer, sha256_hex(token));
}

void close_studio_sessions(store::Writer& writer, std::string_view user_id) {
  store::remove_each<store::StudioSession>(
      writer, store::by_index("studio_sessions_by_user").equal(user_id));
}

}  // namespace tundish::service
