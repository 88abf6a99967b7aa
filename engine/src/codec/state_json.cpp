#include <algorithm>

#include "codec/object_reader.hpp"
#include "codec/problem_json.hpp"
#include "codec/started_json.hpp"
#include "support/json_writer.hpp"
#include "support/sha256.hpp"
#include "tundish/codec.hpp"
#include "tundish/state.hpp"

namespace tundish {

namespace {

const std::string& layer_id(const Funnel& funnel, LayerIndex layer) {
  return funnel->layers[static_cast<std::size_t>(layer)].id;
}

void layers_member(JsonWriter& json, const Funnel& funnel, std::string_view name,
                   const std::vector<LayerIndex>& layers) {
  if (layers.empty()) return;
  json.key(name);
  json.begin_list();
  for (LayerIndex layer : layers) json.string(layer_id(funnel, layer));
  json.end_list();
}

void write_pending(JsonWriter& json, const Funnel& funnel, const Pending& pending) {
  json.begin_object();
  json.integer_member("attempts", pending.attempts);
  json.key("component");
  json.string(pending.component);
  json.integer_member("due_ms", pending.due_ms);
  json.key("key");
  json.string(pending.key);
  json.key("kind");
  json.string(to_text(pending.kind));
  json.key("layer");
  json.string(layer_id(funnel, pending.layer));
  if (pending.policy != OfflinePolicy::block) json.text_member("policy", to_text(pending.policy));
  json.boolean_member("queued", pending.queued);
  json.integer_member("sent_ms", pending.sent_ms);
  json.end_object();
}

void pending_member(JsonWriter& json, const Funnel& funnel, const std::vector<Pending>& pending) {
  if (pending.empty()) return;
  json.key("pending");
  json.begin_list();
  for (const Pending& one : pending) write_pending(json, funnel, one);
  json.end_list();
}

void write_answer(JsonWriter& json, const Funnel& funnel, const Answer& answer) {
  json.begin_object();
  json.boolean_member("hidden", answer.hidden);
  json.key("layer");
  json.string(layer_id(funnel, answer.layer));
  if (answer.origin != AnswerOrigin::given) json.text_member("origin", to_text(answer.origin));
  problems_member(json, answer.problems);
  json.key("slug");
  json.string(answer.slug);
  json.key("value");
  json.value(answer.value);
  json.end_object();
}

/// A session that did not begin has a header that says nothing.
void write_unstarted(JsonWriter& json) {
  json.key("channel");
  json.string(to_text(Channel::web));
  json.key("rules");
  json.integer(kRulesLevel);
}

LayerIndex read_layer(const Funnel& funnel, const std::string& id, ObjectReader& reader,
                      std::string_view name) {
  const LayerIndex layer = find_layer(*funnel, id);
  if (layer == kNoLayer) {
    reader.fault("unknown_target", name, {"The funnel has no layer ", id, "."});
  }
  return layer;
}

std::vector<LayerIndex> read_layers(const Funnel& funnel, ObjectReader& reader,
                                    std::string_view name) {
  std::vector<LayerIndex> layers;
  for (const Value& id : reader.list(name, Presence::optional)) {
    layers.push_back(read_layer(funnel, id.text(), reader, name));
  }
  return layers;
}

Answer read_answer_member(const Funnel& funnel, const Value& value, Diagnostics& diagnostics) {
  ObjectReader reader(value, "/answers", diagnostics);
  Answer answer;
  answer.slug = reader.text("slug");
  answer.hidden = reader.boolean("hidden");
  answer.layer = read_layer(funnel, reader.text("layer"), reader, "layer");
  answer.origin = reader.word("origin", AnswerOrigin::given, Presence::optional);
  if (const Value* given = reader.member("value")) answer.value = *given;
  for (const Value& one : reader.list("problems", Presence::optional)) {
    ObjectReader problem(one, "/answers/problems", diagnostics);
    Problem read;
    read.code = problem.word("code", ProblemCode::missing);
    if (const Value* limit = problem.member("limit", Presence::optional)) read.limit = *limit;
    read.pointer = problem.text("pointer", Presence::optional);
    problem.finish();
    answer.problems.push_back(std::move(read));
  }
  reader.finish();
  return answer;
}

Pending read_pending(const Funnel& funnel, const Value& value, Diagnostics& diagnostics) {
  ObjectReader reader(value, "/pending", diagnostics);
  Pending pending;
  pending.attempts = reader.small_integer("attempts", Presence::optional);
  pending.component = reader.text("component");
  pending.due_ms = reader.integer("due_ms", 0, Presence::optional);
  pending.key = reader.text("key");
  pending.kind = reader.word("kind", EffectKind::call);
  pending.layer = read_layer(funnel, reader.text("layer"), reader, "layer");
  pending.policy = reader.word("policy", OfflinePolicy::block, Presence::optional);
  pending.queued = reader.boolean("queued");
  pending.sent_ms = reader.integer("sent_ms", 0, Presence::optional);
  reader.finish();
  return pending;
}

State read_state(const Funnel& funnel, const Value& value, Diagnostics& diagnostics) {
  ObjectReader reader(value, "", diagnostics);
  State state;
  for (const Value& answer : reader.list("answers", Presence::optional)) {
    state.answers.push_back(read_answer_member(funnel, answer, diagnostics));
  }
  state.auth = read_authentication(reader, "auth", diagnostics);
  state.completed = read_layers(funnel, reader, "completed");
  state.contact = read_values(reader, "contact");
  state.exposed = read_values(reader, "exposed");
  state.component = reader.small_integer("component", Presence::optional);
  state.entered_at_ms = reader.integer("entered_at_ms", 0, Presence::optional);
  state.events = reader.integer("events", 1);
  if (const Value* header = reader.member("header")) {
    ObjectReader inner(*header, reader.pointer_to("header"), diagnostics);
    state.header = read_started(inner, diagnostics);
    inner.finish();
  }
  state.last_at_ms = reader.integer("last_at_ms", 0, Presence::optional);
  state.layer = read_layer(funnel, reader.text("layer"), reader, "layer");
  state.leaving = reader.text("leaving", Presence::optional);
  state.outcomes = read_values(reader, "outcomes");
  state.path = read_layers(funnel, reader, "path");
  for (const Value& one : reader.list("pending", Presence::optional)) {
    state.pending.push_back(read_pending(funnel, one, diagnostics));
  }
  state.reasks = reader.small_integer("reasks", Presence::optional);
  state.reason = reader.text("reason", Presence::optional);
  state.s_seen = reader.integer("s_seen", 0, Presence::optional);
  state.server_events = reader.integer("server_events", 0, Presence::optional);
  state.skipped = read_layers(funnel, reader, "skipped");
  state.started_at_ms = reader.integer("started_at_ms", 0, Presence::optional);
  state.status = reader.word("status", SessionStatus::in_progress, Presence::optional);
  state.trail = read_layers(funnel, reader, "trail");
  reader.finish();
  return state;
}

bool is_sorted_by_slug(const std::vector<Answer>& answers) {
  return std::is_sorted(answers.begin(), answers.end(),
                        [](const Answer& a, const Answer& b) { return a.slug < b.slug; });
}

}  // namespace

void problems_member(JsonWriter& json, const std::vector<Problem>& problems) {
  if (problems.empty()) return;
  json.key("problems");
  json.begin_list();
  for (const Problem& problem : problems) {
    json.begin_object();
    json.key("code");
    json.string(to_text(problem.code));
    json.value_member("limit", problem.limit);
    json.text_member("pointer", problem.pointer);
    json.end_object();
  }
  json.end_list();
}

std::string to_json(const Funnel& funnel, const State& state) {
  JsonWriter json;
  json.begin_object();
  if (!state.answers.empty()) {
    json.key("answers");
    json.begin_list();
    for (const Answer& answer : state.answers) write_answer(json, funnel, answer);
    json.end_list();
  }
  authentication_member(json, "auth", state.auth);
  layers_member(json, funnel, "completed", state.completed);
  json.integer_member("component", state.component);
  json.value_member("contact", state.contact);
  json.integer_member("entered_at_ms", state.entered_at_ms);
  json.integer_member("events", state.events);
  json.value_member("exposed", state.exposed);
  json.key("header");
  json.begin_object();
  if (state.events > 0) {
    write_started(json, state.header);
  } else {
    write_unstarted(json);
  }
  json.end_object();
  json.integer_member("last_at_ms", state.last_at_ms);
  if (state.layer != kNoLayer) json.text_member("layer", layer_id(funnel, state.layer));
  json.text_member("leaving", state.leaving);
  json.value_member("outcomes", state.outcomes);
  layers_member(json, funnel, "path", state.path);
  pending_member(json, funnel, state.pending);
  json.integer_member("reasks", state.reasks);
  json.text_member("reason", state.reason);
  json.integer_member("s_seen", state.s_seen);
  json.integer_member("server_events", state.server_events);
  layers_member(json, funnel, "skipped", state.skipped);
  json.integer_member("started_at_ms", state.started_at_ms);
  if (state.status != SessionStatus::in_progress) {
    json.text_member("status", to_text(state.status));
  }
  layers_member(json, funnel, "trail", state.trail);
  json.end_object();
  return json.take();
}

std::string state_hash(const Funnel& funnel, const State& state) {
  return Sha256().add("tundish:state:1\n").add(to_json(funnel, state)).hex();
}

Result<State> parse_state(const Funnel& funnel, std::string_view json) {
  const Result<Value> value = parse_value(json);
  if (!value) return unexpected(value.error());
  Diagnostics diagnostics;
  State state = read_state(funnel, *value, diagnostics);
  if (!has_errors(diagnostics)) {
    ObjectReader reader(*value, "", diagnostics);
    const Layer& layer = funnel->layers[static_cast<std::size_t>(state.layer)];
    const std::size_t size =
        layer.type == LayerType::action ? layer.actions.size() : layer.components.size();
    if (state.component > static_cast<int>(size)) {
      reader.fault("too_large", "component", {"The layer has fewer components."});
    }
    if (!is_sorted_by_slug(state.answers)) {
      reader.fault("wrong_type", "answers", {"Answers are sorted by slug, each once."});
    }
  }
  if (has_errors(diagnostics)) return unexpected(std::move(diagnostics));
  return state;
}

}  // namespace tundish
