#include <cmath>
#include <utility>

#include "import/members.hpp"
#include "import/typebot_making.hpp"
#include "parse/sentence.hpp"

namespace tundish::typebot {

namespace {

constexpr double kMaxSeconds = 31'536'000;

/// Blocks that only tell somebody that the visitor was here.
constexpr std::string_view kTelling[] = {"Google Analytics", "Pixel", "segment", "posthog"};

/// Blocks that have no counterpart and nothing to wait for.
constexpr std::string_view kDropped[] = {"Code", "webhook", "Loop", "start"};

std::optional<Made> set_action(const Block& block, Making& making) {
  const std::optional<At> options = object_at(block.at, "options");
  const std::string id = options ? text_at(*options, "variableId") : std::string();
  if (!options || id.empty()) {
    making.notes.warn("unknown_variable", block.at.place(),
                      "This block names no variable; it is left out.");
    return std::nullopt;
  }
  const std::optional<Value> logic = logic_of_set(*options, making);
  if (!logic) return std::nullopt;
  const std::string slug = making.slugs.written(id);
  if (slug.empty()) {
    making.notes.warn("unknown_variable", place_at(*options, "variableId"),
                      "There is no variable of this id; it is not set.");
    return std::nullopt;
  }
  Made made;
  made.action.set("kind", "set");
  made.action.set("slug", slug);
  made.action.set("logic", *logic);
  return made;
}

std::optional<Made> wait_action(const Block& block, Making& making) {
  const std::optional<At> options = object_at(block.at, "options");
  const std::optional<double> seconds =
      options ? number_at(*options, "secondsToWaitFor") : std::nullopt;
  if (!seconds || *seconds <= 0) {
    making.notes.warn("not_carried", block.at.place(),
                      "How long to wait is no number here; it is not waited.");
    return std::nullopt;
  }
  making.waits = true;
  Made made;
  made.action.set("kind", "wait");
  made.action.set("seconds", std::fmin(std::fmax(std::ceil(*seconds), 1), kMaxSeconds));
  return made;
}

/// What comes back: `data.user.name` of a body is `user.name` of a response.
Value response_of(const At& options, Making& making) {
  Value mappings{Value::List{}};
  for (const At& at : items_at(options, "responseVariableMapping")) {
    const std::string slug = making.slugs.written(text_at(at, "variableId"));
    if (slug.empty()) continue;
    std::string path = text_at(at, "bodyPath");
    if (path.compare(0, 5, "data.") == 0) path.erase(0, 5);
    if (path == "data" || path.size() > 400) path.clear();
    Value mapping;
    if (!path.empty()) mapping.set("from", path);
    mapping.set("to", slug);
    if (mappings.list().size() < 200) mappings.push(std::move(mapping));
  }
  return mappings;
}

/// Other blocks name their variables in many ways: whatever they name may come back.
void add_results(const json::Node& node, Value& mappings, Making& making) {
  for (const json::Member& member : node.members) {
    const bool names_one = member.name == "variableId" && member.node.kind == json::Kind::text;
    const std::string slug = names_one ? making.slugs.written(member.node.text) : std::string();
    if (!slug.empty() && mappings.list().size() < 200) {
      Value mapping;
      mapping.set("from", slug);
      mapping.set("to", slug);
      mappings.push(std::move(mapping));
    }
    add_results(member.node, mappings, making);
  }
  for (const json::Node& item : node.items) add_results(item, mappings, making);
}

/// Every variable that the block's texts read is sent.
void add_request(const json::Node& node, Value& mappings, Making& making) {
  const Formula formula = read_placeholders(node.text, making.slugs.reader());
  const auto add = [&mappings](const std::string& slug) {
    for (const Value& one : mappings.list()) {
      if (one.find("from")->text() == slug) return;
    }
    Value mapping;
    mapping.set("from", slug);
    mapping.set("to", slug);
    if (mappings.list().size() < 200) mappings.push(std::move(mapping));
  };
  if (formula.kind == Formula::Kind::name) add(formula.word);
  for (const Formula& part : formula.parts) {
    if (part.kind == Formula::Kind::name) add(part.word);
  }
  for (const json::Node& item : node.items) add_request(item, mappings, making);
  for (const json::Member& member : node.members) add_request(member.node, mappings, making);
}

std::string address_of(const At& options) {
  const std::optional<At> webhook = object_at(options, "webhook");
  const std::string url = webhook ? text_at(*webhook, "url") : std::string();
  if (url.empty()) return {};
  const std::string method = text_at(*webhook, "method");
  return (method.empty() ? "POST" : method) + " " + url;
}

Made endpoint_action(const Block& block, Making& making) {
  const std::optional<At> options = object_at(block.at, "options");
  const bool is_http = block.type == "Webhook";
  const std::string name =
      tidy_slug(is_http ? making.bot.groups()[block.group].title : block.type, "endpoint");
  Value request{Value::List{}};
  Value response{Value::List{}};
  if (options) {
    add_request(**options, request, making);
    if (is_http) {
      response = response_of(*options, making);
    } else {
      add_results(**options, response, making);
    }
  }
  const std::string address = options ? address_of(*options) : std::string();
  making.notes.warn("needs_endpoint", block.at.place(),
                    "The server must have an endpoint " + quoted(name) + " for this block of the " +
                        "type " + quoted(block.type) +
                        (address.empty() ? std::string(".") : ": " + quoted(address) + "."));
  Made made;
  made.can_fail = true;
  made.action.set("kind", "endpoint");
  made.action.set("endpoint", name);
  if (!request.list().empty()) made.action.set("request", request);
  if (!response.list().empty()) made.action.set("response", response);
  if (response.list().empty()) made.action.set("offline", "queue");
  return made;
}

Made emit_action(const Block& block, Making& making) {
  const std::optional<At> options = object_at(block.at, "options");
  std::string name;
  for (const std::string_view member : {"action", "name", "eventType", "eventName"}) {
    if (name.empty() && options) name = text_at(*options, member);
  }
  const std::string event = tidy_slug(name, tidy_slug(block.type, "event"));
  making.notes.warn("not_carried", block.at.place(),
                    "The block of the type " + quoted(block.type) + " raises the event " +
                        quoted(event) + " here; what is done with it is the server's matter.");
  Made made;
  made.action.set("kind", "emit");
  made.action.set("event", event);
  return made;
}

bool is_one_of(const std::string& type, const std::string_view* words, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    if (type == words[i]) return true;
  }
  return false;
}

}  // namespace

std::optional<Made> action_of(const Block& block, Making& making) {
  if (block.type == "Set variable") return set_action(block, making);
  if (block.type == "Wait") return wait_action(block, making);
  if (is_one_of(block.type, kTelling, std::size(kTelling))) return emit_action(block, making);
  if (is_one_of(block.type, kDropped, std::size(kDropped))) {
    making.notes.warn("not_carried", block.at.place(),
                      "A block of the type " + quoted(block.type) +
                          " has no counterpart; the conversation goes on behind it.");
    return std::nullopt;
  }
  return endpoint_action(block, making);
}

}  // namespace tundish::typebot
