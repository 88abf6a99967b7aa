#include <algorithm>
#include <cmath>
#include <iterator>
#include <set>
#include <utility>

#include "import/members.hpp"
#include "import/typebot_making.hpp"
#include "parse/sentence.hpp"
#include "parse/text_rule.hpp"
#include "tundish/codec.hpp"

namespace tundish::typebot {

namespace {

constexpr double kMaxSeconds = 31'536'000;
constexpr double kMaxTimeout = 60'000;
constexpr std::size_t kMaxMappings = 200;

/// Blocks that only tell somebody that the visitor was here.
constexpr std::string_view kTelling[] = {"Google Analytics", "Pixel", "segment", "posthog"};

/// Blocks that have no counterpart and nothing to wait for.
constexpr std::string_view kDropped[] = {"Code", "webhook", "Loop", "start"};

Made set_actions(const Block& block, Making& making) {
  const std::optional<At> options = object_at(block.at, "options");
  const std::string id = options ? text_at(*options, "variableId") : std::string();
  if (making.slugs.knows(id)) return {actions_of_set(*options, making)};
  making.notes.warn("unknown_variable",
                    options ? place_at(*options, "variableId") : block.at.place(),
                    id.empty() ? "This block names no variable; it is left out."
                               : "There is no variable of this id; it is not set.");
  return {};
}

Made wait_action(const Block& block, Making& making) {
  const std::optional<At> options = object_at(block.at, "options");
  const std::optional<double> seconds =
      options ? number_at(*options, "secondsToWaitFor") : std::nullopt;
  if (!seconds || *seconds <= 0) {
    making.notes.warn("not_carried", block.at.place(),
                      "How long to wait is no number here; it is not waited.");
    return {};
  }
  making.waits = true;
  Value action;
  action.set("kind", "wait");
  action.set("seconds", std::fmin(std::fmax(std::ceil(*seconds), 1), kMaxSeconds));
  return {{std::move(action)}};
}

/// `data.users[0].name` of a body is `users.0.name` of a response; nothing when it is more than a
/// way.
std::optional<std::string> response_path(std::string path) {
  if (path.compare(0, 4, "data") == 0) path.erase(0, 4);
  std::string dotted;
  for (const char c : path) {
    if (c == '[' || c == '.') dotted += '.';
    if (c != '[' && c != ']' && c != '.') dotted += c;
  }
  dotted.erase(
      0, dotted.find_first_not_of('.') == std::string::npos ? dotted.size() : dotted[0] == '.');
  const bool is_way = dotted.find_first_of("(){}<>=\"'`,;? ") == std::string::npos &&
                      dotted.find("..") == std::string::npos && dotted.size() <= 400 &&
                      follows(TextRule::printable, dotted);
  if (!is_way || dotted == "statusCode") return std::nullopt;
  return dotted;
}

void add_mapping(Value& mappings, const std::string& from, const std::string& to) {
  if (mappings.list().size() >= kMaxMappings) return;
  Value mapping;
  if (!from.empty()) mapping.set("from", from);
  mapping.set("to", to);
  mappings.push(std::move(mapping));
}

Value response_of(const At& options, Making& making) {
  Value mappings{Value::List{}};
  for (const At& at : items_at(options, "responseVariableMapping")) {
    if (at->kind != json::Kind::object) continue;
    const std::string written = text_at(at, "bodyPath");
    const std::optional<std::string> path = response_path(written);
    if (!path) {
      making.notes.warn("not_translated", place_at(at, "bodyPath"),
                        quoted(written) + " is no way into an answer here; it is left out.");
      continue;
    }
    const std::string slug = making.slugs.written(text_at(at, "variableId"));
    if (!slug.empty()) add_mapping(mappings, *path, slug);
  }
  return mappings;
}

/// Other blocks name their variables in many ways: whatever they name may come back.
void add_results(const json::Node& node, Value& mappings, Making& making) {
  for (const json::Member& member : node.members) {
    const std::string slug = is_result_name(member.name)
                                 ? making.slugs.written(std::string(member.node.text))
                                 : std::string();
    if (!slug.empty()) add_mapping(mappings, slug, slug);
    add_results(member.node, mappings, making);
  }
  for (const json::Node& item : node.items) add_results(item, mappings, making);
}

/// Every variable that the block's texts read is sent.
class Request {
 public:
  explicit Request(Making& making) : making_(making) {}

  void add(const json::Node& node);
  const Value& mappings() const { return mappings_; }

 private:
  void add_name(const Formula& part);

  Making& making_;
  std::set<std::string> known_;
  Value mappings_{Value::List{}};
};

void Request::add_name(const Formula& part) {
  if (part.kind != Formula::Kind::name || !known_.insert(part.word).second) return;
  add_mapping(mappings_, part.word, part.word);
}

void Request::add(const json::Node& node) {
  const Formula formula = read_placeholders(node.text, making_.slugs.reader());
  add_name(formula);
  for (const Formula& part : formula.parts) add_name(part);
  for (const json::Node& item : node.items) add(item);
  for (const json::Member& member : node.members) {
    const bool reads = names_variable(member.name) && !is_result_name(member.name);
    const std::string slug =
        reads ? making_.slugs.read(std::string(member.node.text)) : std::string();
    if (!slug.empty()) add_name(formula_name(slug));
    add(member.node);
  }
}

std::string address_of(const At& options) {
  const std::optional<At> webhook = object_at(options, "webhook");
  const std::string url = webhook ? text_at(*webhook, "url") : std::string();
  if (url.empty()) return {};
  const std::string method = text_at(*webhook, "method");
  return (method.empty() ? "POST" : method) + " " + url;
}

/// What else a server needs to know of a request.
std::string needs_of(const At& options) {
  const std::optional<At> webhook = object_at(options, "webhook");
  std::string needs;
  for (const std::string_view member : {"headers", "queryParams", "body"}) {
    const std::optional<At> at = webhook ? webhook->find(member) : std::nullopt;
    const bool is_there = at && (!(*at)->text.empty() || !(*at)->items.empty());
    if (is_there) needs += (needs.empty() ? "" : ", ") + std::string(member);
  }
  return needs.empty() ? needs : " Its " + needs + " are to be set there, too.";
}

Made endpoint_action(const Block& block, Making& making) {
  const std::optional<At> options = object_at(block.at, "options");
  const bool is_http = block.type == "Webhook";
  const std::string name = making.endpoints.name_of(
      tidy_slug(is_http ? making.bot.groups()[block.group].title : block.type, "endpoint"),
      block.type + (options ? to_json(json::to_value(**options)) : std::string()));
  Request request(making);
  Value response{Value::List{}};
  if (options) {
    request.add(**options);
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
                        (address.empty() ? std::string(".") : ": " + quoted(address) + ".") +
                        (options ? needs_of(*options) : std::string()));
  Value action;
  action.set("kind", "endpoint");
  action.set("endpoint", name);
  const std::optional<double> seconds = options ? number_at(*options, "timeout") : std::nullopt;
  if (seconds && *seconds >= 1) {
    action.set("timeout_ms", std::fmin(std::trunc(*seconds) * 1000, kMaxTimeout));
  }
  if (!request.mappings().list().empty()) action.set("request", request.mappings());
  if (!response.list().empty()) action.set("response", response);
  if (response.list().empty()) action.set("offline", "queue");
  return {{std::move(action)}, true};
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
  Value action;
  action.set("kind", "emit");
  action.set("event", event);
  return {{std::move(action)}};
}

template <std::size_t count>
bool is_one_of(const std::string& type, const std::string_view (&words)[count]) {
  return std::find(std::begin(words), std::end(words), type) != std::end(words);
}

}  // namespace

Made actions_of(const Block& block, Making& making) {
  if (block.type == "Set variable") return set_actions(block, making);
  if (block.type == "Wait") return wait_action(block, making);
  if (is_one_of(block.type, kTelling)) return emit_action(block, making);
  if (!is_one_of(block.type, kDropped)) return endpoint_action(block, making);
  making.notes.warn("not_carried", block.at.place(),
                    "A block of the type " + quoted(block.type) +
                        " has no counterpart; the conversation goes on behind it.");
  return {};
}

}  // namespace tundish::typebot
