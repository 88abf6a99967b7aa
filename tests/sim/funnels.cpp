#include "sim/funnels.hpp"

#include <stdexcept>
#include <string>

#include "service/publish.hpp"
#include "store/memory_store.hpp"
#include "tundish/codec.hpp"
#include "tundish/parse.hpp"

namespace tundish::sim {
namespace {

const char* const kDefinition = R"({
  "tundish": 1, "slug": "storm", "title": "Storm", "languages": ["en", "es"],
  "config": {"abandon_after_minutes": 1},
  "layers": [
    {"id": "who", "type": "start", "components": [
      {"id": "name", "type": "input", "input_type": "text", "slug": "name", "mandatory": true,
       "label": "Name"},
      {"id": "size", "type": "input", "input_type": "choice", "slug": "size", "label": "Size",
       "options": [{"value": "small", "title": "Small", "score": 1},
                   {"value": "large", "title": "Large", "score": 2}]},
      {"id": "go", "type": "button", "kind": "jump", "text": "Go on", "target": "more"}]},
    {"id": "more", "type": "intermediate", "components": [
      {"id": "count", "type": "input", "input_type": "numeric", "slug": "count", "min": 1,
       "max": 9, "label": "How many"},
      {"id": "note", "type": "input", "input_type": "text", "slug": "note", "label": "Note"},
      {"id": "ask", "type": "endpoint", "endpoint": "rank", "offline": "queue",
       "response": [{"from": "rank", "to": "rank"}]},
      {"id": "back", "type": "button", "kind": "previous", "text": "Back"},
      {"id": "again", "type": "button", "kind": "jump", "text": "From the start", "target": "who"},
      {"id": "go", "type": "button", "kind": "jump", "text": "Send", "target": "OTHER",
       "jumps": [{"target": "who",
                  "conditions": [{"slug": "rank", "operator": ">", "value": 8}]},
                 {"target": "done",
                  "conditions": [{"slug": "size", "operator": "==", "value": "large"}]}]}]},
    {"id": "done", "type": "result", "conversion": true, "trigger": "order.large", "components": [
      {"id": "bye", "type": "message", "text": "Thank you, {{name}}."}]},
    {"id": "OTHER", "type": "result", "trigger": "order.small", "components": [
      {"id": "bye", "type": "message", "text": "Thank you for {{count}}, {{name}}."}]}],
  "content": {"es": {
    "who.name.label": "Nombre", "who.size.label": "Talla", "who.size.options.small": "Chica",
    "who.size.options.large": "Grande", "who.go.text": "Seguir", "more.count.label": "Cuantos",
    "more.note.label": "Nota", "more.back.text": "Volver", "more.again.text": "De nuevo",
    "more.go.text": "Enviar", "done.bye.text": "Gracias, {{name}}.",
    "OTHER.bye.text": "Gracias por {{count}}, {{name}}."}}
})";

PublishedFunnel published(const std::string& other_result) {
  std::string definition = kDefinition;
  for (std::size_t at = definition.find("OTHER"); at != std::string::npos;
       at = definition.find("OTHER")) {
    definition.replace(at, 5, other_result);
  }
  store::MemoryStore store(1);
  const service::SavedFunnel saved =
      service::save_funnel(store, definition, service::server_actor(1));
  if (has_errors(saved.findings)) throw std::runtime_error(to_json(saved.findings));
  const service::Published made =
      service::publish_funnel(store, "storm", {}, service::server_actor(1));
  if (made.outcome != service::PublishOutcome::published) {
    throw std::runtime_error(to_json(made.findings));
  }
  PublishedFunnel edition;
  store.read([&](store::Reader& reader) {
    for (const service::PublishedRelease& release : made.releases) {
      edition.rows.push_back(*reader.find_release(release.release));
    }
  });
  std::vector<Funnel> alone;
  for (const store::Release& row : edition.rows) {
    const Result<Funnel> funnel = parse_funnel(row.text);
    if (!funnel) throw std::runtime_error(to_json(funnel.error()));
    alone.push_back(*funnel);
  }
  for (const Funnel& own : alone) {
    Funnel whole = own;
    for (const Funnel& other : alone) {
      if (!(other == own)) whole = whole.also(other);
    }
    edition.releases.push_back(whole);
  }
  return edition;
}

}  // namespace

const PublishedFunnel& first_edition() {
  static const PublishedFunnel edition = published("sorry");
  return edition;
}

const PublishedFunnel& second_edition() {
  static const PublishedFunnel edition = published("modest");
  return edition;
}

const Funnel* find_funnel(const std::string& release) {
  for (const PublishedFunnel* edition : {&first_edition(), &second_edition()}) {
    for (std::size_t i = 0; i < edition->rows.size(); ++i) {
      if (edition->rows[i].hash == release) return &edition->releases[i];
    }
  }
  return nullptr;
}

}  // namespace tundish::sim
