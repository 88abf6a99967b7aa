#include <algorithm>

#include "codec/event_read.hpp"
#include "codec/object_reader.hpp"
#include "codec/problem_json.hpp"
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

void write_answer(JsonWriter& json, const Funnel& funnel, const Answer& answer) {
  json.begin_object();
  json.key("layer");
  json.string(layer_id(funnel, answer.layer));
  problems_member(json, answer.problems);
  json.key("slug");
  json.string(answer.slug);
  json.key("value");
  json.value(answer.value);
  json.end_object();
}

void write_header(JsonWriter& json, const Started& header) {
  json.begin_object();
  json.key("channel");
  json.string(to_text(header.channel));
  json.text_member("language", header.language);
  json.text_member("random_seed", header.random_seed);
  json.text_member("release", header.release);
  json.key("rules");
  json.integer(header.rules);
  json.text_member("session", header.session);
  json.text_member("structure", header.structure);
  json.end_object();
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
  answer.layer = read_layer(funnel, reader.text("layer"), reader, "layer");
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

State read_state(const Funnel& funnel, const Value& value, Diagnostics& diagnostics) {
  ObjectReader reader(value, "", diagnostics);
  State state;
  for (const Value& answer : reader.list("answers", Presence::optional)) {
    state.answers.push_back(read_answer_member(funnel, answer, diagnostics));
  }
  state.completed = read_layers(funnel, reader, "completed");
  state.component = reader.small_integer("component", Presence::optional);
  state.events = reader.integer("events", 1);
  if (const Value* header = reader.member("header")) {
    const EventInput input =
        read_event_input(EventKind::started, *header, reader.pointer_to("header"), diagnostics);
    if (const auto* started = std::get_if<Started>(&input)) state.header = *started;
  }
  state.last_at_ms = reader.integer("last_at_ms", 0, Presence::optional);
  state.layer = read_layer(funnel, reader.text("layer"), reader, "layer");
  state.path = read_layers(funnel, reader, "path");
  state.reasks = reader.small_integer("reasks", Presence::optional);
  state.reason = reader.text("reason", Presence::optional);
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
  layers_member(json, funnel, "completed", state.completed);
  json.integer_member("component", state.component);
  json.integer_member("events", state.events);
  json.key("header");
  write_header(json, state.header);
  json.integer_member("last_at_ms", state.last_at_ms);
  if (state.layer != kNoLayer) json.text_member("layer", layer_id(funnel, state.layer));
  layers_member(json, funnel, "path", state.path);
  json.integer_member("reasks", state.reasks);
  json.text_member("reason", state.reason);
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
    const auto& components = funnel->layers[static_cast<std::size_t>(state.layer)].components;
    if (state.component > static_cast<int>(components.size())) {
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
