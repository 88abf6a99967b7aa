#include "view/wide.hpp"

#include <algorithm>

#include "run/admission.hpp"
#include "run/answers.hpp"
#include "run/authentication.hpp"
#include "run/visible.hpp"
#include "tundish/markdown.hpp"
#include "values/calendar.hpp"
#include "view/options.hpp"
#include "view/outgoing.hpp"
#include "view/yes_no.hpp"

namespace tundish {

namespace {

/// One component being shown.
struct Showing {
  const Funnel& funnel;
  const State& state;
  const Layer& layer;
  const Component& component;
  ViewComponent& shown;

  std::string text(const std::string& part) const {
    return shown_text(funnel, state, layer, component, part);
  }
  std::string title(std::string_view kind, const std::string& value) const {
    std::string title = text(std::string(kind).append(".").append(value));
    return title.empty() ? value : title;
  }
};

/// The text without marks and, where a painter shows them, in blocks.
void add_markdown(const Showing& at) {
  const RichText text =
      parse_markdown(marked_text(at.funnel, at.state, at.layer, at.component, "text"));
  at.shown.text = plain_words(text);
  if (!text.empty() && !is_limited(at.state.header.channel)) at.shown.rich = rich_value(text);
}

void add_message(const Showing& at, const Message& message) {
  if (message.markup == Markup::markdown) add_markdown(at);
  at.shown.url = message.url;
  at.shown.media_type = message.media_type;
  at.shown.latitude = message.latitude;
  at.shown.longitude = message.longitude;
  for (const Item& item : message.items) {
    ViewItem row;
    row.value = item.value;
    row.title = at.title("items", item.value);
    row.description = at.text("descriptions." + item.value);
    row.image = item.image;
    row.url = item.url;
    if (!item.section.empty()) row.section = at.title("sections", item.section);
    at.shown.items.push_back(std::move(row));
  }
}

void add_lines(const Showing& at, std::string_view kind, const std::vector<Line>& lines,
               std::vector<ViewOption>& shown) {
  for (const Line& line : lines) {
    shown.push_back(ViewOption{line.value, at.title(kind, line.value), {}});
  }
}

void add_input(const Showing& at, const Input& input) {
  ViewComponent& shown = at.shown;
  add_lines(at, "rows", input.rows, shown.rows);
  add_lines(at, "columns", input.columns, shown.columns);
  shown.is_array = input.is_array;
  shown.read_only = is_read_only(at.state, input);
  shown.earliest = resolve_bound(input.validations.earliest, at.state.last_at_ms);
  shown.latest = resolve_bound(input.validations.latest, at.state.last_at_ms);
  shown.validations.earliest.clear();
  shown.validations.latest.clear();
  if (input.input_type != InputType::boolean || !is_limited(at.state.header.channel)) return;
  const YesNo words = yes_no(at.state.header.language);
  shown.options.push_back(ViewOption{"true", std::string(words.yes), {}});
  shown.options.push_back(ViewOption{"false", std::string(words.no), {}});
}

/// What keeps the visitor here; what was queued without a network does not.
const Pending* find_pending(const Showing& at) {
  for (const Pending& one : at.state.pending) {
    if (one.component == at.component.id && one.layer == at.state.layer && !one.queued) return &one;
  }
  return nullptr;
}

ProcessState state_of(const Showing& at) {
  if (find_pending(at)) return ProcessState::waiting;
  ProcessState state = ProcessState::idle;
  const Value* outcome = at.state.outcomes.find(at.component.id);
  if (outcome && outcome->is_text()) from_text(outcome->text(), state);
  return state == ProcessState::waiting ? ProcessState::idle : state;
}

void add_auth(const Showing& at, const Auth& auth) {
  ViewComponent& shown = at.shown;
  shown.type = ComponentType::auth;
  shown.method = auth.method;
  shown.slug = auth.slug;
  // Whoever is known already is not asked.
  shown.state = is_authenticated(at.state) ? ProcessState::done : state_of(at);
  const Answer* answer = find_answer(at.state, auth.slug);
  if (answer && is_on_path(at.state, *answer)) {
    shown.value = answer->value;
    shown.problems = answer->problems;
  }
  const Pending* pending = find_pending(at);
  if (!pending) return;
  shown.attempts_left = std::max(auth.max_attempts - pending->attempts, 0);
  shown.resend_at_ms = pending->sent_ms + std::int64_t{1000} * auth.resend_seconds;
}

/// What is said while `pending` is awaited: by its component or action, else by the layer.
std::string pending_text(const Funnel& funnel, const State& state, const Layer& layer,
                         const Pending& pending) {
  for (const Component& component : layer.components) {
    if (component.id != pending.component) continue;
    std::string own = shown_text(funnel, state, layer, component, "pending");
    if (!own.empty()) return own;
  }
  return layer_text(funnel, state, layer, "pending");
}

const Action* find_action(const Layer& layer, const std::string& id) {
  const auto found = std::find_if(layer.actions.begin(), layer.actions.end(),
                                  [&id](const Action& action) { return action.id == id; });
  return found == layer.actions.end() ? nullptr : &*found;
}

/// An action that asks who the visitor is shows what a component would that waits for it: a code is
/// typed there.
ViewComponent proof_of(const State& state, const Layer& layer, const Action& action,
                       const Pending& pending) {
  ViewComponent shown;
  shown.layer = layer.id;
  shown.id = action.id;
  shown.type = ComponentType::auth;
  shown.method = action.method;
  shown.slug = action.identity;
  shown.state = ProcessState::waiting;
  if (const Answer* answer = find_answer(state, action.identity)) shown.value = answer->value;
  shown.attempts_left = std::max(Challenge().max_attempts - pending.attempts, 0);
  return shown;
}

}  // namespace

void add_wide(const Funnel& funnel, const State& state, const Layer& layer,
              const Component& component, ViewComponent& shown) {
  const Showing at{funnel, state, layer, component, shown};
  const Component& here = on_channel(component, state.header.channel);
  if (const Message* message = here.message()) {
    add_message(at, *message);
  } else if (const Input* input = here.input()) {
    add_input(at, *input);
  } else if (const Button* button = here.button()) {
    shown.url = button->url;
    shown.phone = button->phone;
    shown.disabled = !hold_now(funnel, state, button->enabled_if);
  } else if (const Auth* auth = here.auth()) {
    add_auth(at, *auth);
  } else {
    shown.type = ComponentType::endpoint;
    shown.state = state_of(at);
    if (shown.state == ProcessState::waiting) shown.pending = at.text("pending");
  }
  if (is_limited(state.header.channel)) {
    shown.outgoing = outgoing_of(shown, state.header.channel);
  }
}

void add_waiting(const Funnel& funnel, const State& state, const Layer& layer, View& shown) {
  for (const Pending& one : state.pending) {
    if (one.layer != state.layer || one.queued) continue;
    if (one.kind != EffectKind::authenticate) {
      shown.waiting = true;
    } else if (const Action* action = find_action(layer, one.component)) {
      shown.components.push_back(proof_of(state, layer, *action, one));
    }
    if (shown.pending.empty()) shown.pending = pending_text(funnel, state, layer, one);
  }
  // Nobody goes on from actions by hand.
  if (layer.type == LayerType::action) shown.next = false;
}

}  // namespace tundish
