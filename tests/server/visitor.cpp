#include "server/visitor.hpp"

#include <cstdio>
#include <stdexcept>

#include "service/ownership.hpp"
#include "service/publish.hpp"
#include "tundish/codec.hpp"
#include "tundish/parse.hpp"
#include "tundish/release.hpp"
#include "tundish/sync.hpp"

namespace tundish {
namespace {

std::string hex_number(int number, int digits) {
  char text[80];
  std::snprintf(text, sizeof text, "%0*x", digits, static_cast<unsigned>(number));
  return text;
}

std::string quoted(const std::string& text) { return '"' + text + '"'; }

}  // namespace

const char* const kOrderDefinition = R"({
  "tundish": 1, "slug": "order", "title": "Order", "languages": ["en", "es"],
  "channels": ["web", "web_chat"],
  "layers": [
    {"id": "who", "type": "start", "components": [
      {"id": "name", "type": "input", "input_type": "text", "slug": "name", "mandatory": true,
       "label": "Name"},
      {"id": "size", "type": "input", "input_type": "choice", "slug": "size", "mandatory": true,
       "label": "Size", "options": [{"value": "small", "title": "Small", "score": 1},
                                    {"value": "large", "title": "Large", "score": 2}]},
      {"id": "go", "type": "button", "kind": "jump", "text": "Go on", "target": "sorry",
       "jumps": [{"target": "more",
                  "conditions": [{"slug": "size", "operator": "==", "value": "large"}]}]}]},
    {"id": "more", "type": "intermediate", "components": [
      {"id": "count", "type": "input", "input_type": "numeric", "slug": "count", "min": 1,
       "label": "How many"},
      {"id": "go", "type": "button", "kind": "jump", "text": "Send", "target": "done"}]},
    {"id": "done", "type": "result", "conversion": true,
     "trigger": "order_placed", "components": [
      {"id": "bye", "type": "message", "text": "Thank you, {{name}}."}]},
    {"id": "sorry", "type": "result", "components": [
      {"id": "bye", "type": "message", "text": "We only sell large ones."}]}],
  "content": {"es": {
    "who.name.label": "Nombre", "who.size.label": "Talla", "who.size.options.small": "Chica",
    "who.size.options.large": "Grande", "who.go.text": "Seguir", "more.count.label": "Cuantos",
    "more.go.text": "Enviar", "done.bye.text": "Gracias, {{name}}.",
    "sorry.bye.text": "Solo grandes."}}
})";

Visitor::Visitor(const Funnel& funnel, int number)
    : secret(hex_number(number + 1, 64)),
      id(service::session_of_secret(secret)),
      session{funnel, State{}, Head{}},
      number_(number) {
  play_header();
}

void Visitor::play_header() {
  const Funnel& funnel = session.funnel;
  Started header;
  header.session = id;
  header.release = release_hash(funnel, funnel->default_language);
  header.structure = structure_hash(funnel);
  header.random_seed = hex_number(number_, 32);
  header.language = funnel->default_language;
  play(header);
}

Visitor Visitor::fork(std::size_t shared, int number) const {
  Visitor other = *this;
  other.number_ = number;
  other.events.resize(shared);
  other.session.state = State{};
  other.session.head = Head{};
  if (shared == 0) {
    other.play_header();
    return other;
  }
  other.session.state = replay(session.funnel, other.events).transition.state;
  other.session.head.seq = other.events.back().seq;
  other.session.head.hash = other.events.back().hash;
  return other;
}

void Visitor::play(EventInput input) {
  const std::int64_t seq = static_cast<std::int64_t>(events.size());
  Gesture gesture;
  gesture.input = std::move(input);
  gesture.uid = hex_number(number_, 16) + hex_number(static_cast<int>(seq), 16);
  gesture.t_mono = 1000 * seq;
  gesture.t_wall = 1760000000000 + 1000 * seq;
  const Played played = tundish::play(session, gesture);
  if (played.transition.refused) {
    throw std::runtime_error("refused: " + to_json(*played.transition.refused));
  }
  events.push_back(played.event);
}

void Visitor::play_to_the_end() {
  play(Answered{"name", Value("Ana")});
  play(Answered{"size", Value("large")});
  play(Pressed{"go"});
  play(Answered{"count", Value(3)});
  play(Pressed{"go"});
}

service::Submission Visitor::submission(std::size_t from, std::size_t to) const {
  service::Submission submission;
  submission.session = id;
  submission.secret = secret;
  submission.release = session.state.header.release;
  submission.rules = kRulesLevel;
  submission.from = static_cast<std::int64_t>(from);
  submission.prev = from == 0 ? "" : events[from - 1].hash;
  for (std::size_t i = from; i < to; ++i) {
    submission.events.push_back(service::submitted(events[i]));
  }
  return submission;
}

service::Submission Visitor::submission_to(const std::string& branch, const std::string& parent,
                                           std::int64_t at, std::size_t from,
                                           std::size_t to) const {
  service::Submission result = submission(from, to);
  result.session = branch;
  result.parent = parent;
  result.at = at;
  return result;
}

std::string Visitor::branch_from(std::size_t index) const {
  return branch_session(id, events[index].hash);
}

std::string Visitor::body(std::size_t from, std::size_t to) const {
  std::string list;
  for (std::size_t i = from; i < to; ++i) list += (i == from ? "" : ",") + to_json(events[i]);
  const std::string prev = from == 0 ? "" : events[from - 1].hash;
  return R"({"gen":0,"epoch":1,"release":)" + quoted(session.state.header.release) +
         R"(,"rules":1,"from":)" + std::to_string(from) + R"(,"prev":)" + quoted(prev) +
         R"(,"events":[)" + list + R"(],"s_have":0})";
}

Funnel published_order(store::Store& store) { return published(store, kOrderDefinition); }

Funnel published(store::Store& store, const char* definition) {
  const service::SavedFunnel saved =
      service::save_funnel(store, definition, service::server_actor(1));
  if (has_errors(saved.findings)) throw std::runtime_error(to_json(saved.findings));
  const service::Published published =
      service::publish_funnel(store, saved.row.funnel, {}, service::server_actor(2));
  if (published.releases.empty()) {
    throw std::runtime_error(to_json(published.findings));
  }
  std::optional<store::Release> release;
  store.read([&](store::Reader& reader) {
    release = reader.find_release(published.releases.front().release);
  });
  const Result<Funnel> funnel = parse_funnel(release->text);
  if (!funnel) throw std::runtime_error(to_json(funnel.error()));
  return *funnel;
}

Event sealed(Event event) {
  event.hash = event_hash(event);
  return event;
}

service::Submission with_event(service::Submission submission, std::size_t index, Event event) {
  submission.events[index] = service::submitted(sealed(std::move(event)));
  for (std::size_t i = index + 1; i < submission.events.size(); ++i) {
    Event next = *submission.events[i].event;
    next.prev = submission.events[i - 1].hash;
    submission.events[i] = service::submitted(sealed(std::move(next)));
  }
  return submission;
}

}  // namespace tundish
