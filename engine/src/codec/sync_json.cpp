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
  event.seq = reader.integer("seq", 0, Presence::optional);
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

SyncBranch read_branch(const Value& value, Diagnostics& diagnostics) {
  ObjectReader reader(value, "/branch", diagnostics);
  SyncBranch branch;
  branch.session = reader.text("session");
  branch.parent = reader.text("parent");
  branch.at = reader.integer("at", -1);
  reader.finish();
  return branch;
}

void write_branch(JsonWriter& json, const SyncBranch& branch) {
  if (branch.session.empty()) return;
  json.key("branch");
  json.begin_object();
  json.key("at");
  json.integer(branch.at);
  json.text_member("parent", branch.parent);
  json.text_member("session", branch.session);
  json.end_object();
}

void write_event(JsonWriter& json, const LoggedEvent& event) {
  json.key("event");
  json.begin_object();
  json.text_member("hash", event.hash);
  json.integer_member("seq", event.seq);
  json.text_member("text", event.text);
  json.end_object();
}

/// A member that the action's kind does not use has its default, and is left out as that.
void write_action(JsonWriter& json, const SyncAction& action) {
  json.begin_object();
  json.integer_member("acked", action.acked);
  json.integer_member("at", action.at);
  json.text_member("body", action.body);
  write_branch(json, action.branch);
  json.text_member("branched", action.branched);
  json.integer_member("delay_ms", action.delay_ms);
  json.integer_member("epoch", action.epoch);
  if (action.kind == SyncActionKind::store) write_event(json, action.event);
  json.integer_member("gen", action.gen);
  json.boolean_member("keepalive", action.keepalive);
  json.text_member("kind", to_text(action.kind));
  json.text_member("reason", action.reason);
  json.integer_member("request", action.request);
  json.text_member("sentence", action.sentence);
  json.boolean_member("server_lane", action.server_lane);
  json.text_member("session", action.session);
  if (action.kind == SyncActionKind::report) json.text_member("status", to_text(action.status));
  json.integer_member("waiting", action.waiting);
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
  input.epoch = reader.integer("epoch", 1, Presence::optional);
  if (const Value* branch = reader.member("branch", Presence::optional)) {
    input.branch = read_branch(*branch, diagnostics);
  }
  input.refused = reader.boolean("refused");
  input.take_over = reader.boolean("take_over");
  input.s_have = reader.integer("s_have", 0, Presence::optional);
  input.s_hash = reader.text("s_hash", Presence::optional);
  input.count = reader.integer("count", 0, Presence::optional);
  input.reason = reader.text("reason", Presence::optional);
  input.sentence = reader.text("sentence", Presence::optional);
  input.request = reader.integer("request", 0, Presence::optional);
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
