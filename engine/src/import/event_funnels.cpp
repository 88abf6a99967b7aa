#include <utility>

#include "import/draft.hpp"
#include "import/import_formats.hpp"
#include "import/members.hpp"
#include "parse/sentence.hpp"
#include "parse/text_rule.hpp"

namespace tundish {

namespace {

using json::Kind;

constexpr std::size_t kMaxSteps = 900;

std::string event_name(const std::string& text) {
  if (!text.empty() && text.size() <= 100 && follows(TextRule::event_name, text)) return text;
  return tidy_slug(text, "event");
}

/// A list, or the one thing that is written instead of a list of one.
std::vector<At> one_or_many(const At& owner, std::string_view name) {
  const std::optional<At> at = owner.find(name);
  if (!at || (*at)->kind == Kind::null) return {};
  if ((*at)->kind == Kind::list) return items_at(owner, name);
  return {*at};
}

class EventFunnel {
 public:
  EventFunnel(Draft& draft, Notes& notes) : draft_(draft), notes_(notes) {}

  /// Every step is a layer that waits for its event, and one that does what the step does.
  std::string read(const At& funnel);

 private:
  void add_step(const At& step, const std::string& id, const std::string& next);
  void add_action(const At& at, DraftLayer& layer);
  bool add_send(const At& at, DraftLayer& layer);
  bool add_call(const At& at, DraftLayer& layer);

  Draft& draft_;
  Notes& notes_;
};

std::string EventFunnel::read(const At& funnel) {
  std::vector<At> steps;
  for (const At& step : one_or_many(funnel, "steps")) {
    if (step->kind == Kind::object && steps.size() < kMaxSteps) {
      steps.push_back(step);
    } else {
      notes_.warn("wrong_type", step.place(),
                  "A step is an object with an event; this is left out.");
    }
  }
  std::vector<std::string> ids;
  for (const At& step : steps) {
    ids.push_back(draft_.names().make(tidy_id(text_at(step, "event"), "step")));
  }
  for (std::size_t i = 0; i < steps.size(); ++i) {
    add_step(steps[i], ids[i], i + 1 < ids.size() ? ids[i + 1] : std::string());
  }
  return ids.empty() ? std::string() : ids.front();
}

void EventFunnel::add_step(const At& step, const std::string& id, const std::string& next) {
  notes_.warn_of_rest(*step, step.pointer, {"event", "actions"}, "a step");
  const std::string written = text_at(step, "event");
  const std::string event = event_name(written);
  if (written.empty()) {
    notes_.warn("missing_property", step.place(),
                "The step has no `event`; it is called " + quoted(event) + ".");
  } else if (event != written) {
    notes_.warn("id_changed", place_at(step, "event"),
                "The event " + quoted(written) + " is called " + quoted(event) + " here.");
  }
  DraftLayer actions;
  actions.id = id + " actions";
  actions.place = step.place();
  actions.is_action = true;
  actions.target = next;
  for (const At& action : one_or_many(step, "actions")) add_action(action, actions);

  DraftLayer layer;
  layer.id = id;
  layer.place = step.place();
  layer.asks = true;
  layer.target = next;
  if (!actions.actions.empty()) {
    actions.id = draft_.names().make(actions.id);
    layer.target = actions.id;
  }
  Value button;
  button.set("id", "event");
  button.set("type", "button");
  button.set("kind", "event");
  button.set("event", event);
  button.set("text", written.empty() ? event : written);
  layer.components.push_back(std::move(button));
  draft_.layers().push_back(std::move(layer));
  if (!actions.actions.empty()) draft_.layers().push_back(std::move(actions));
}

/// A message by a channel that is named.
bool EventFunnel::add_send(const At& at, DraftLayer& layer) {
  std::string channel = text_at(at, "channel");
  for (const std::string_view name : {"type", "provider", "service", "kind"}) {
    if (channel.empty()) channel = text_at(at, name);
  }
  std::string text;
  for (const std::string_view name : {"text", "message", "body", "content"}) {
    if (text.empty()) text = text_at(at, name);
  }
  if (channel.empty() || text.empty()) return false;
  Value action;
  action.set("id", part_id(layer.actions, "send"));
  action.set("kind", "send");
  action.set("channel", tidy_slug(channel, "email"));
  action.set("text", literal_template(std::string(shortened(text, 5000))));
  layer.actions.push_back(std::move(action));
  notes_.warn_of_rest(
      *at, at.pointer,
      {"channel", "type", "provider", "service", "kind", "text", "message", "body", "content"},
      "an action");
  return true;
}

bool EventFunnel::add_call(const At& at, DraftLayer& layer) {
  const std::string url = text_at(at, "url");
  if (url.empty()) return false;
  Value action;
  action.set("id", part_id(layer.actions, "call"));
  action.set("kind", "endpoint");
  action.set("endpoint", tidy_slug(layer.id, "endpoint"));
  action.set("offline", "queue");
  // Telling others never stands in the visitor's way.
  layer.passes_failures = true;
  layer.actions.push_back(std::move(action));
  notes_.warn("needs_endpoint", at.place(),
              "The server must have an endpoint " + quoted(tidy_slug(layer.id, "endpoint")) +
                  " for " + quoted(url) + ".");
  return true;
}

void EventFunnel::add_action(const At& at, DraftLayer& layer) {
  if (layer.actions.size() >= 100) return;
  if (at->kind == Kind::object && (add_call(at, layer) || add_send(at, layer))) return;
  notes_.warn("not_carried", at.place(),
              "Only messages by a channel and calls of an address can be carried over; this action "
              "is left out.");
}

std::string id_of(const At& funnel) {
  return funnel->kind == Kind::object ? text_at(funnel, "id") : std::string();
}

/// The funnel of that id, or the first; the others are told.
std::optional<At> chosen(const At& root, const std::string& wanted, Notes& notes) {
  if (!root.find("funnels")) return root;
  std::optional<At> found;
  for (const At& at : one_or_many(root, "funnels")) {
    if (at->kind != Kind::object) continue;
    const std::string id = text_at(at, "id");
    const bool is_wanted = wanted.empty() ? !found : id == wanted;
    if (is_wanted) {
      found = at;
    } else {
      notes.warn("not_carried", at.place(),
                 "One funnel is imported at a time; " + quoted(id) + " is another one.");
    }
  }
  return found;
}

}  // namespace

std::optional<Diagnostic> missing_event_funnel(const At& root, const std::string& wanted) {
  if (wanted.empty()) return std::nullopt;
  std::string known;
  const bool has_several = root.find("funnels").has_value();
  for (const At& at : has_several ? one_or_many(root, "funnels") : std::vector<At>{root}) {
    const std::string id = id_of(at);
    if (id == wanted) return std::nullopt;
    if (!id.empty()) known += (known.empty() ? "" : ", ") + quoted(id);
  }
  Diagnostic error;
  error.code = "unknown_funnel";
  error.place = has_several ? place_at(root, "funnels") : root.place();
  error.sentence = "There is no funnel of the id " + quoted(wanted) + "; " +
                   (known.empty() ? "none has an id." : "those that are there: " + known + ".");
  return error;
}

Value event_funnel_definition(const At& root, const ImportNames& names, Notes& notes) {
  const std::optional<At> funnel = chosen(root, names.funnel, notes);
  Draft draft;
  std::string start;
  if (funnel) {
    notes.warn_of_rest(**funnel, funnel->pointer, {"id", "forModels", "steps"}, "a funnel");
    start = EventFunnel(draft, notes).read(*funnel);
  } else {
    notes.warn("unknown_funnel", root.place(), "There is no funnel; an empty one is made.");
  }
  draft.complete(start, notes);
  const std::string id = funnel ? text_at(*funnel, "id") : std::string();
  Value definition = begin_definition(names, id, id);
  if (funnel && funnel->find("forModels")) {
    definition.set("x_for_models", json::to_value(**funnel->find("forModels")));
  }
  definition.set("layers", draft.written());
  return definition;
}

}  // namespace tundish
