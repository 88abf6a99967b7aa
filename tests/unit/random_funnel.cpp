#include "unit/random_funnel.hpp"

#include "tundish/codec.hpp"

namespace tundish::testing {

namespace {

constexpr std::size_t kLayers = 4;

template <std::size_t size>
std::string one_of(const char* const (&words)[size], Random& random) {
  return words[random.below(size)];
}

std::string layer_name(std::size_t index) { return "l" + std::to_string(index); }

std::string some_text(Random& random) {
  constexpr const char* kTexts[] = {"Hi",
                                    "Hi {{s0_0}}",
                                    "What now?",
                                    "مرحبا {{reference_code}}",
                                    "👍 {{#s1_1}}yes{{/s1_1}}",
                                    "A title that is longer than twenty characters"};
  std::string text = one_of(kTexts, random);
  if (random.one_in(15)) text.append(2000, 'x');
  return text;
}

Value object(std::initializer_list<std::pair<const char*, Value>> members) {
  Value value;
  for (const auto& [name, held] : members) value.set(name, held);
  return value;
}

/// Of an input that may be later in the layer, or on another one.
Value conditions(Random& random) {
  constexpr const char* kOperators[] = {"empty", "not_empty", "==", ">", "contains"};
  const std::string slug =
      "s" + std::to_string(random.below(kLayers)) + "_" + std::to_string(random.below(4));
  Value condition = object({{"slug", slug}, {"operator", one_of(kOperators, random)}});
  const std::string& operation = condition.find("operator")->text();
  if (operation != "empty" && operation != "not_empty") {
    condition.set("value", random.one_in(2) ? Value("a") : Value(2));
  }
  return Value::List{std::move(condition)};
}

void maybe_conditions(Value& at, const char* name, Random& random) {
  if (random.one_in(4)) at.set(name, conditions(random));
}

Value target(Random& random) { return layer_name(random.below(kLayers + 2)); }

Value options(Random& random) {
  Value::List list;
  constexpr const char* kValues[] = {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k"};
  for (std::size_t i = 0; i < 1 + random.below(std::size(kValues)); ++i) {
    Value option = object({{"value", kValues[i]}});
    if (random.one_in(2)) option.set("title", some_text(random));
    maybe_conditions(option, "visible_if", random);
    list.push_back(std::move(option));
  }
  return list;
}

Value message(Random& random) {
  constexpr const char* kAppearances[] = {"simple", "compound",    "image", "hyperlink", "text",
                                          "list",   "quick_reply", "media", "location",  "asset"};
  const std::string appearance = one_of(kAppearances, random);
  Value it = object({{"type", "message"}, {"appearance", appearance}, {"text", some_text(random)}});
  if (appearance == "image") it.set("image", "a.png");
  if (appearance == "hyperlink" || appearance == "media" || appearance == "asset") {
    it.set("url", "https://example.org/a");
  }
  if (appearance == "location") it.set("latitude", 1.5);
  if (appearance == "location") it.set("longitude", -2);
  const bool replies = appearance == "list" || appearance == "quick_reply";
  if (replies || appearance == "compound") {
    Value::List items;
    for (std::size_t i = 0; i < 1 + random.below(12); ++i) {
      Value item = object({{"value", "i" + std::to_string(i)}});
      if (random.one_in(2)) item.set("title", some_text(random));
      if (replies && random.one_in(3)) item.set("target", target(random));
      items.push_back(std::move(item));
    }
    it.set("items", std::move(items));
  }
  return it;
}

std::string appearance_of(const std::string& input_type, Random& random) {
  constexpr const char* kTexts[] = {"short", "long", "markdown", "full_formatted", "phone",
                                    "email", "url",  "otp_code", "list",           "dropdown"};
  constexpr const char* kNumbers[] = {"number", "integer", "spinner", "slider", "rating", "nps"};
  constexpr const char* kBooleans[] = {"checkbox", "toggle", "like_dislike", "consent"};
  constexpr const char* kChoices[] = {"list", "dropdown", "buttons", "cards", "ranking"};
  constexpr const char* kDates[] = {"date", "time", "datetime", "range"};
  constexpr const char* kPlaces[] = {"default", "city", "postal_code", "full"};
  constexpr const char* kFiles[] = {"file", "dropzone", "camera", "media", "signature"};
  if (input_type == "text") return one_of(kTexts, random);
  if (input_type == "numeric") return one_of(kNumbers, random);
  if (input_type == "boolean") return one_of(kBooleans, random);
  if (input_type == "choice") return one_of(kChoices, random);
  if (input_type == "datetime") return one_of(kDates, random);
  if (input_type == "location") return one_of(kPlaces, random);
  if (input_type == "file") return one_of(kFiles, random);
  return random.one_in(2) ? "single" : "multiple";
}

void add_lines(Value& it, Random& random) {
  for (const char* name : {"rows", "columns"}) {
    Value::List lines{object({{"value", "a"}, {"title", some_text(random)}}),
                      object({{"value", "b"}})};
    it.set(name, std::move(lines));
  }
}

Value input(const std::string& input_type, const std::string& slug, Random& random) {
  const std::string appearance = appearance_of(input_type, random);
  Value it = object({{"type", "input"},
                     {"input_type", input_type},
                     {"appearance", appearance},
                     {"slug", slug},
                     {"label", some_text(random)},
                     {"mandatory", random.one_in(2)}});
  if (random.one_in(3)) it.set("error", some_text(random));
  if (input_type == "choice") it.set("options", options(random));
  if (input_type == "choice" && appearance != "ranking") it.set("allow_other", random.one_in(3));
  if (input_type == "matrix") add_lines(it, random);
  if (input_type == "text" && (appearance == "list" || appearance == "dropdown")) {
    it.set("allowed_values", Value::List{"a", "b", "c d"});
  }
  if (random.one_in(6)) it.set("is_hidden", true);
  if (random.one_in(6)) it.set("allow_overwrite", false);
  if (random.one_in(3)) it.set("autofill_source", Value::List{"constant:2"});
  return it;
}

Value button(Random& random) {
  constexpr const char* kKinds[] = {"jump", "previous", "restart", "link", "call", "event"};
  const std::string kind = one_of(kKinds, random);
  Value it = object({{"type", "button"}, {"kind", kind}, {"text", some_text(random)}});
  if (kind == "jump") it.set("target", target(random));
  if (kind == "link") it.set("url", "https://example.org/b");
  if (kind == "call") it.set("phone", "+34600111222");
  if (kind == "event") it.set("event", "raised");
  if (kind == "event" && random.one_in(2)) it.set("target", target(random));
  maybe_conditions(it, "enabled_if", random);
  return it;
}

Value component(std::size_t layer, std::size_t index, Random& random) {
  // Inputs of one slug must be of one type: the place decides.
  constexpr const char* kTypes[] = {"text",   "numeric",  "boolean",  "choice",
                                    "matrix", "datetime", "location", "file"};
  if (random.one_in(3)) return message(random);
  if (random.one_in(3)) return button(random);
  const std::string slug = "s" + std::to_string(layer) + "_" + std::to_string(index);
  return input(kTypes[(layer * 3 + index) % std::size(kTypes)], slug, random);
}

Value with_extras(Value it, std::size_t index, Random& random) {
  it.set("id", "c" + std::to_string(index));
  maybe_conditions(it, "visible_if", random);
  if (random.one_in(3)) {
    Value alternatives;
    for (const char* channel : {"whatsapp", "web_chat", "sms"}) {
      alternatives.set(channel, object({{"type", "message"}, {"text", some_text(random)}}));
    }
    it.set("alternatives", std::move(alternatives));
  }
  return it;
}

Value layer(std::size_t index, Random& random) {
  Value it = object({{"id", layer_name(index)}, {"type", index == 0 ? "start" : "intermediate"}});
  Value::List components;
  for (std::size_t i = 0; i < random.below(5); ++i) {
    components.push_back(with_extras(component(index, i, random), i, random));
  }
  it.set("components", std::move(components));
  it.set("next", layer_name(index + 1));
  if (random.one_in(4)) it.set("on_error", layer_name(kLayers + 1));
  return it;
}

Value ending(std::size_t index, const char* type, Random& random) {
  Value link = object({{"id", "more"},
                       {"type", "button"},
                       {"kind", "link"},
                       {"url", "https://example.org/c"},
                       {"text", some_text(random)}});
  Value text = object({{"id", "bye"}, {"type", "message"}, {"text", some_text(random)}});
  return object({{"id", layer_name(index)},
                 {"type", type},
                 {"components", Value::List{std::move(text), std::move(link)}}});
}

}  // namespace

std::string random_definition(Random& random) {
  Value it = object({{"tundish", 1}, {"slug", "random"}, {"title", "Random"}});
  it.set("channels", Value::List{"web", "whatsapp", "web_chat", "sms"});
  Value::List layers;
  for (std::size_t i = 0; i < kLayers; ++i) layers.push_back(layer(i, random));
  layers.push_back(ending(kLayers, "result", random));
  layers.push_back(ending(kLayers + 1, "fatalistic", random));
  it.set("layers", std::move(layers));
  return to_json(it);
}

}  // namespace tundish::testing
