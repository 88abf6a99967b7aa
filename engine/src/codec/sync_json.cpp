#include "codec/log_value.hpp"
#include "codec/object_reader.hpp"
#include "support/json_writer.hpp"
#include "support/pointer.hpp"
#include "tundish/sync.hpp"

namespace tundish {

namespace {

LoggedEvent read_logged(const Value& value, const std::string& pointer, Diagnostics& diagnostics) {
  ObjectReader reader(value, pointer, diagnostics);
  LoggedEvent event;
  event.hash = reader.text("hash");
  event.seq = reader.integer("seq");
  event.text = reader.text("text");
  reader.finish();
  return event;
}

std::vector<LoggedEvent> read_log(const Value::List& list, Diagnostics& diagnostics) {
  std::vector<LoggedEvent> log;
  for (std::size_t i = 0; i < list.size(); ++i) {
    const std::string pointer = child_pointer("/log", i);
    log.push_back(read_logged(list[i], pointer, diagnostics));
    if (log.back().seq == static_cast<std::int64_t>(i)) continue;
    ObjectReader(list[i], pointer, diagnostics)
        .fault("wrong_seq", "seq", {"The log's events are numbered from 0 without a gap."});
  }
  return log;
}

void write_action(JsonWriter& json, const SyncAction& action) {
  json.begin_object();
  const bool saves = action.kind == SyncActionKind::save;
  const bool reports = action.kind == SyncActionKind::report;
  if (saves) {
    json.key("acked");
    json.integer(action.acked);
  }
  json.text_member("body", action.body);
  if (action.kind == SyncActionKind::wake) {
    json.key("delay_ms");
    json.integer(action.delay_ms);
  }
  if (action.kind == SyncActionKind::store) {
    json.key("event");
    json.begin_object();
    json.key("hash");
    json.string(action.event.hash);
    json.key("seq");
    json.integer(action.event.seq);
    json.key("text");
    json.string(action.event.text);
    json.end_object();
  }
  if (saves) {
    json.key("gen");
    json.integer(action.gen);
  }
  json.boolean_member("keepalive", action.keepalive);
  json.key("kind");
  json.string(to_text(action.kind));
  json.text_member("reason", action.reason);
  if (reports) {
    json.key("status");
    json.string(to_text(action.status));
    json.key("waiting");
    json.integer(action.waiting);
  }
  json.end_object();
}

}  // namespace

Result<SyncInput> parse_sync_input(std::string_view json) {
  const Result<Value> value = parse_log_value(json);
  if (!value) return unexpected(value.error());
  Diagnostics diagnostics;
  ObjectReader reader(*value, "", diagnostics);
  SyncInput input;
  input.kind = reader.word("kind", SyncInputKind::timer);
  if (const Value* event = reader.member("event", Presence::optional)) {
    input.event = read_logged(*event, "/event", diagnostics);
  }
  input.log = read_log(reader.list("log", Presence::optional), diagnostics);
  input.gen = reader.integer("gen", 0, Presence::optional);
  input.acked = reader.integer("acked", 0, Presence::optional);
  input.count = reader.integer("count", 0, Presence::optional);
  input.reason = reader.text("reason", Presence::optional);
  input.status = static_cast<int>(reader.integer("status", 0, Presence::optional));
  input.body = reader.text("body", Presence::optional);
  input.retry_after_ms = reader.integer("retry_after_ms", 0, Presence::optional);
  input.random = reader.number("random", Presence::optional);
  reader.finish();
  if (has_errors(diagnostics)) return unexpected(std::move(diagnostics));
  return input;
}

std::string to_json(const std::vector<SyncAction>& actions) {
  JsonWriter json;
  json.begin_list();
  for (const SyncAction& action : actions) write_action(json, action);
  json.end_list();
  return json.take();
}

}  // namespace tundish
