#include "service/inbox.hpp"

#include "store/records.hpp"
#include "tundish/codec.hpp"

namespace tundish::service {
namespace {

constexpr std::size_t kIdDigits = 32;

std::string inbox_purpose(const std::string& id) { return "inbox:" + id; }

}  // namespace

std::string inbox_id(std::string_view session, std::string_view key) {
  return sha256_hex("tundish:inbox:1\n" + std::string(session) + '\n' + std::string(key))
      .substr(0, kIdDigits);
}

void lay_into_inbox(store::Writer& writer, const Sealer& sealer, const LeavingMessage& message,
                    std::int64_t now_ms) {
  store::InboxMessage row;
  row.id = inbox_id(message.session, message.key);
  row.channel = message.channel;
  row.receiver = message.receiver;
  row.text = sealer.seal(message.text, inbox_purpose(row.id));
  row.session = message.session;
  row.created_at_ms = now_ms;
  store::add(writer, row);
}

std::optional<std::string> text_of(const store::InboxMessage& message, const Sealer& sealer) {
  return sealer.open(message.text, inbox_purpose(message.id));
}

}  // namespace tundish::service
