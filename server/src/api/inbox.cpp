#include "service/inbox.hpp"

#include "api/context.hpp"
#include "api/page_limit.hpp"
#include "api/record_page.hpp"
#include "http/problem.hpp"
#include "store/records.hpp"
#include "tundish/codec.hpp"

namespace tundish::api {
namespace {

Value message_value(const Context& context, const store::InboxMessage& message) {
  Value value{Value::Object{}};
  value.set("id", message.id);
  value.set("channel", message.channel);
  value.set("receiver", message.receiver);
  if (const auto text = service::text_of(message, context.sealer)) value.set("text", *text);
  value.set("session", message.session);
  value.set("created_at", utc_text(message.created_at_ms));
  return value;
}

http::Response list(Context& context, const Call& call) {
  const auto receiver = http::query_parameter(call.request, "receiver");
  const store::By by =
      receiver ? store::by_index("inbox_messages_by_receiver").equal(*receiver).descending()
               : store::by_index("inbox_messages_by_age").descending();
  const auto wish = read_page_wish(call.request, store::table_of<store::InboxMessage>(), by);
  if (!wish) return wrong_page_wish();
  RecordPage<store::InboxMessage> page;
  context.store.read(
      [&](store::Reader& reader) { page = read_page<store::InboxMessage>(reader, by, *wish); });
  Value messages{Value::List{}};
  for (const store::InboxMessage& message : page.rows) {
    messages.push(message_value(context, message));
  }
  Value body{Value::Object{}};
  body.set("messages", std::move(messages));
  if (!page.cursor.empty()) body.set("cursor", page.cursor);
  return http::json_response(200, to_json(body));
}

}  // namespace

void add_inbox(Routes& routes) {
  std::vector<QueryParameter> query = kPageParameters;
  query.push_back({"receiver", "A number or address: what went there alone."});
  routes.add({.method = http::Method::get,
              .pattern = "/api/v1/inbox",
              .access = Access::master,
              .tag = "inbox",
              .summary = "Messages that would have left, codes included, newest first",
              .query = query,
              .answers = {{200, "InboxMessageList"}},
              .handler = list});
}

}  // namespace tundish::api
