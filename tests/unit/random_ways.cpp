#include "unit/random_ways.hpp"

#include <initializer_list>
#include <utility>

#include "tundish/codec.hpp"

namespace tundish::testing {

namespace {

constexpr std::size_t kLayers = 6;
constexpr std::size_t kSlugs = 5;

Value object(std::initializer_list<std::pair<const char*, Value>> members) {
  Value value;
  for (const auto& [name, held] : members) value.set(name, held);
  return value;
}

std::string layer_name(std::size_t index) { return "l" + std::to_string(index); }

/// The last two are the result and the fatalistic layer.
Value some_layer(Random& random) { return layer_name(random.below(kLayers + 2)); }

std::string some_slug(Random& random) { return "s" + std::to_string(random.below(kSlugs)); }

Value some_rule(Random& random) {
  const Value read = object({{"var", some_slug(random)}});
  if (random.one_in(4)) return object({{"cat", Value::List{read, "!"}}});
  if (random.one_in(4)) return object({{"throw", "no"}});
  const Value otherwise = object({{"??", Value::List{read, 0}}});
  return object({{"+", Value::List{otherwise, static_cast<int>(random.below(3))}}});
}

Value condition(Random& random) {
  if (random.one_in(5)) {
    return object(
        {{"source", "experiment"}, {"slug", "hero"}, {"operator", "=="}, {"value", "l1"}});
  }
  if (random.one_in(5)) {
    return object(
        {{"source", "visited"}, {"slug", some_layer(random)}, {"operator", "=="}, {"value", true}});
  }
  Value compare = object({{"slug", some_slug(random)}, {"operator", "not_empty"}});
  constexpr const char* kSources[] = {"session", "initial", "contact", "device"};
  const std::string source = kSources[random.below(std::size(kSources))];
  compare.set("source", source);
  if (source == "device") compare.set("slug", "os");
  if (random.one_in(2)) compare.set("operator", "empty");
  return compare;
}

Value conditions(Random& random) {
  Value::List list;
  for (std::size_t i = 0; i < 1 + random.below(2); ++i) list.push_back(condition(random));
  return list;
}

Value jumps(Random& random) {
  Value::List list;
  if (random.one_in(2)) {
    Value weights = object({{"l1", 2}, {"l2", 1}, {"l3", 1}});
    list.push_back(
        object({{"experiment", "hero"}, {"weights", weights}, {"conditions", conditions(random)}}));
  }
  list.push_back(object({{"target", some_layer(random)}, {"conditions", conditions(random)}}));
  return list;
}

Value input(std::size_t index, Random& random) {
  const std::string slug = "s" + std::to_string(index);
  Value it = object({{"id", slug}, {"type", "input"}, {"slug", slug}, {"label", "What?"}});
  it.set("input_type", index % 2 == 0 ? "text" : "numeric");
  it.set("mandatory", random.one_in(3));
  it.set("is_hidden", random.one_in(6));
  it.set("allow_overwrite", !random.one_in(4));
  constexpr const char* kSources[] = {"session.s0", "initial.s1", "parent.s2", "contact.s0",
                                      "prior.s1",   "device.os",  "constant:7"};
  Value::List sources;
  for (std::size_t i = 0; i < random.below(4); ++i) {
    sources.push_back(kSources[random.below(std::size(kSources))]);
  }
  it.set("autofill_source", std::move(sources));
  if (random.one_in(4)) it.set("visible_if", conditions(random));
  return it;
}

Value button(const char* id, const char* kind, Random& random) {
  Value it = object({{"id", id}, {"type", "button"}, {"kind", kind}, {"text", id}});
  if (std::string(kind) != "jump") return it;
  it.set("target", some_layer(random));
  if (random.one_in(2)) it.set("jumps", jumps(random));
  if (random.one_in(5)) it.set("enabled_if", conditions(random));
  return it;
}

Value components(Random& random) {
  Value::List list{object({{"id", "m"}, {"type", "message"}, {"text", "{{s0}} {{s1}} {{score}}"}})};
  for (std::size_t i = 0; i < kSlugs; ++i) {
    if (random.one_in(3)) list.push_back(input(i, random));
  }
  list.push_back(button("go", "jump", random));
  if (random.one_in(3)) list.push_back(button("back", "previous", random));
  if (random.one_in(6)) list.push_back(button("again", "restart", random));
  return list;
}

Value initial_data(Random& random) {
  constexpr const char* kSources[] = {"url", "prior_session", "device", "context"};
  Value::List list;
  for (std::size_t i = 0; i < 3; ++i) {
    Value datum = object({{"slug", "s" + std::to_string(i)}});
    datum.set("input_type", i % 2 == 0 ? "text" : "numeric");
    const std::string source = kSources[random.below(std::size(kSources))];
    datum.set("source", source);
    if (source == "device") datum.set("key", "os");
    if (random.one_in(2)) datum.set("default", i % 2 == 0 ? Value("d") : Value(3));
    datum.set("mandatory", random.one_in(8));
    list.push_back(std::move(datum));
  }
  return list;
}

Value mappings(Random& random) {
  return Value::List{object({{"from", some_slug(random)}, {"to", "s0"}}),
                     object({{"from", "contact.s0"}, {"to", "s2"}})};
}

Value playing_layer(Random& random) {
  Value plays = object({{"funnel", random.one_in(8) ? "nobody" : "sub"}});
  plays.set("next", object({{"jumps", jumps(random)}, {"target", some_layer(random)}}));
  plays.set("in", mappings(random));
  plays.set("out", mappings(random));
  if (random.one_in(2)) plays.set("on_fatalistic", some_layer(random));
  return object({{"type", "subfunnel"}, {"subfunnel", std::move(plays)}});
}

Value layer(std::size_t index, bool plays_subfunnels, Random& random) {
  Value it = object({{"type", index == 0 ? "start" : "intermediate"}});
  if (plays_subfunnels && index > 0 && random.one_in(4)) {
    it = playing_layer(random);
  } else {
    it.set("components", components(random));
    if (random.one_in(3))
      it.set("next", object({{"jumps", jumps(random)}, {"target", some_layer(random)}}));
    it.set("requires_auth", random.one_in(8));
    if (random.one_in(4)) it.set("unauthenticated_target_layer", some_layer(random));
    if (random.one_in(8)) it.set("authenticated_target_layer", some_layer(random));
  }
  if (index == 0 && random.one_in(2)) it.set("initial_data", initial_data(random));
  if (it.find("type")->text() == "intermediate" && random.one_in(2)) {
    it.set("allow_skip", true);
    it.set("auto_fill", true);
    it.set("skip_conditions", conditions(random));
  }
  it.set("id", layer_name(index));
  if (random.one_in(3)) {
    it.set("calculations",
           Value::List{object({{"slug", some_slug(random)}, {"logic", some_rule(random)}})});
  }
  if (random.one_in(4)) it.set("max_visits", 1 + static_cast<int>(random.below(3)));
  if (random.one_in(4)) it.set("on_error", some_layer(random));
  return it;
}

/// The session begins at 08:53 on a Thursday, and half a minute later this ends.
Value availability(Random& random) {
  if (random.one_in(2)) return object({{"until", "2025-10-09T08:53:50Z"}});
  Value window = object({{"days", Value::List{"wed", "thu"}}, {"from", "22:00"}});
  window.set("to", random.one_in(3) ? "08:30" : "09:30");
  return object({{"windows", Value::List{std::move(window)}}});
}

Value definition(const char* slug, bool plays_subfunnels, Random& random) {
  Value it = object({{"tundish", 1}, {"slug", slug}, {"title", slug}});
  it.set("channels", Value::List{"web", "whatsapp", "web_chat", "sms"});
  Value config;
  if (random.one_in(2)) config.set("fatalistic_layer", layer_name(kLayers + 1));
  if (random.one_in(4)) config.set("availability", availability(random));
  if (!config.is_null()) it.set("config", std::move(config));
  Value::List layers;
  for (std::size_t i = 0; i < kLayers; ++i) layers.push_back(layer(i, plays_subfunnels, random));
  layers.push_back(object({{"id", layer_name(kLayers)}, {"type", "result"}, {"conversion", true}}));
  layers.push_back(object({{"id", layer_name(kLayers + 1)}, {"type", "fatalistic"}}));
  it.set("layers", std::move(layers));
  return it;
}

Value some_values(Random& random) {
  Value values;
  for (std::size_t i = 0; i < 3; ++i) {
    if (random.one_in(2)) values.set("s" + std::to_string(i), random.one_in(2) ? "9" : "word");
  }
  return values;
}

}  // namespace

std::string random_ways(Random& random) {
  Value it = definition("random", true, random);
  Value sub = definition("sub", random.one_in(2), random);
  sub.set("subfunnels", Value::List{definition("sub", false, random)});
  it.set("subfunnels", Value::List{std::move(sub)});
  return to_json(it);
}

Gesture random_visitor(const Funnel& funnel, Channel channel, Random& random) {
  Gesture gesture = random_header(funnel, channel, random);
  auto& started = std::get<Started>(gesture.input);
  started.initial = some_values(random);
  started.contact = some_values(random);
  started.prior = some_values(random);
  if (random.one_in(2)) started.device = object({{"os", "linux"}});
  if (random.one_in(3)) started.auth = Authentication{"password", "ada"};
  return gesture;
}

}  // namespace tundish::testing
