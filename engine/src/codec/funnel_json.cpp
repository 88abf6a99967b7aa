#include <algorithm>
#include <string>

#include "codec/view_json.hpp"
#include "support/appearance.hpp"
#include "support/json_writer.hpp"
#include "support/sha256.hpp"
#include "tundish/release.hpp"

namespace tundish {

namespace {

/// Which texts a definition is written with.
enum class Texts { all, none };

/// Writes a definition in the canonical form: members in the order of their names, defaults left
/// out.
class FunnelWriter {
 public:
  explicit FunnelWriter(const Definition& definition) : definition_(definition) {}

  /// `only` is the content to write; null: all of them, or none.
  std::string write(Texts texts, const Content* only);

 private:
  void channels();
  void config();
  void theme(const Theme& theme);
  void languages();
  void content(Texts texts, const Content* only);
  void layer(const Layer& layer);
  void component(const Component& component);
  void message(const Component& component, const Message& message);
  void input(const Component& component, const Input& input);
  void button(const Component& component, const Button& button);
  void options(const std::vector<Option>& options);
  void jumps(const std::vector<Jump>& jumps);
  void navigation(const Navigation& navigation);
  void condition(const Condition& condition);
  void comparison(const Condition& condition);
  void conditions(const std::vector<Condition>& conditions);
  void target(std::string_view name, LayerIndex layer);
  void extensions(const Value& extensions);

  const std::string& id_of(LayerIndex layer) const {
    return definition_.layers[static_cast<std::size_t>(layer)].id;
  }
  bool has_several_starts() const;

  const Definition& definition_;
  JsonWriter json_;
};

std::string FunnelWriter::write(Texts texts, const Content* only) {
  json_.begin_object();
  if (definition_.channel != Channel::web) {
    json_.text_member("channel", to_text(definition_.channel));
  }
  channels();
  config();
  content(texts, only);
  if (definition_.default_language != "en") {
    json_.text_member("default_language", definition_.default_language);
  }
  json_.text_member("description", definition_.description);
  languages();
  json_.key("layers");
  json_.begin_list();
  for (const Layer& one : definition_.layers) layer(one);
  json_.end_list();
  json_.text_member("slug", definition_.slug);
  json_.text_member("title", definition_.title);
  json_.integer_member("tundish", kFormatVersion);
  extensions(definition_.extensions);
  json_.end_object();
  return json_.take();
}

void FunnelWriter::channels() {
  if (definition_.channels == std::vector<Channel>{definition_.channel}) return;
  json_.key("channels");
  json_.begin_list();
  for (const Channel channel : definition_.channels) json_.string(to_text(channel));
  json_.end_list();
}

// The start layer says something only when there are several to choose from.
bool FunnelWriter::has_several_starts() const {
  return std::count_if(definition_.layers.begin(), definition_.layers.end(),
                       [](const Layer& one) { return one.type == LayerType::start; }) > 1;
}

void FunnelWriter::config() {
  const Config& config = definition_.config;
  Config empty;
  if (!has_several_starts()) empty.start_layer = config.start_layer;
  if (config == empty) return;
  json_.key("config");
  json_.begin_object();
  json_.integer_member("abandon_after_minutes", config.abandon_after_minutes,
                       empty.abandon_after_minutes);
  target("fatalistic_layer", config.fatalistic_layer);
  json_.integer_member("max_reasks", config.max_reasks, empty.max_reasks);
  if (has_several_starts()) target("start_layer", config.start_layer);
  theme(config.theme);
  extensions(config.extensions);
  json_.end_object();
}

void FunnelWriter::theme(const Theme& theme) {
  if (theme == Theme{}) return;
  json_.key("theme");
  json_.begin_object();
  json_.text_member("background", theme.background);
  json_.text_member("brand", theme.brand);
  json_.text_member("font", theme.font);
  json_.text_member("logo", theme.logo);
  if (theme.radius) {
    json_.key("radius");
    json_.integer(*theme.radius);
  }
  json_.text_member("text", theme.text);
  json_.end_object();
}

void FunnelWriter::languages() {
  if (definition_.languages != std::vector<std::string>{definition_.default_language}) {
    json_.texts_member("languages", definition_.languages);
  }
}

void FunnelWriter::content(Texts texts, const Content* only) {
  const auto is_written = [only](const Content& one) {
    return !one.texts.empty() && (!only || &one == only);
  };
  const auto& all = definition_.content;
  if (texts == Texts::none || std::none_of(all.begin(), all.end(), is_written)) return;
  json_.key("content");
  json_.begin_object();
  for (const Content& one : all) {
    if (!is_written(one)) continue;
    json_.key(one.language);
    json_.begin_object();
    for (const Text& text : one.texts) json_.text_member(text.key, text.text);
    json_.end_object();
  }
  json_.end_object();
}

void FunnelWriter::layer(const Layer& layer) {
  json_.begin_object();
  if (!layer.components.empty()) {
    json_.key("components");
    json_.begin_list();
    for (const Component& one : layer.components) component(one);
    json_.end_list();
  }
  json_.boolean_member("conversion", layer.conversion);
  json_.text_member("id", layer.id);
  if (layer.next) {
    json_.key("next");
    navigation(*layer.next);
  }
  target("on_error", layer.on_error);
  json_.text_member("trigger", layer.trigger);
  json_.text_member("type", to_text(layer.type));
  extensions(layer.extensions);
  json_.end_object();
}

void FunnelWriter::component(const Component& component) {
  json_.begin_object();
  if (const Message* it = component.message()) message(component, *it);
  if (const Input* it = component.input()) input(component, *it);
  if (const Button* it = component.button()) button(component, *it);
  extensions(component.extensions);
  json_.end_object();
}

void FunnelWriter::message(const Component& component, const Message& message) {
  if (message.appearance != MessageAppearance::simple) {
    json_.text_member("appearance", to_text(message.appearance));
  }
  json_.text_member("id", component.id);
  json_.text_member("image", message.image);
  json_.text_member("type", "message");
}

void FunnelWriter::input(const Component& component, const Input& input) {
  json_.boolean_member("allow_other", input.allow_other);
  if (input.appearance != default_appearance(input.input_type)) {
    json_.text_member("appearance", to_text(input.appearance));
  }
  json_.text_member("id", component.id);
  json_.text_member("input_type", to_text(input.input_type));
  json_.boolean_member("mandatory", input.mandatory);
  options(input.options);
  json_.boolean_member("shuffle", input.shuffle);
  json_.text_member("slug", input.slug);
  json_.text_member("type", "input");
  validations_member(json_, input.validations);
}

void FunnelWriter::button(const Component& component, const Button& button) {
  json_.text_member("id", component.id);
  jumps(button.navigation.jumps);
  json_.text_member("kind", to_text(button.kind));
  target("target", button.navigation.target);
  json_.text_member("type", "button");
}

void FunnelWriter::options(const std::vector<Option>& options) {
  if (options.empty()) return;
  json_.key("options");
  json_.begin_list();
  for (const Option& option : options) {
    json_.begin_object();
    json_.text_member("image", option.image);
    json_.texts_member("keywords", option.keywords);
    if (option.score) json_.number_member("score", *option.score);
    json_.text_member("value", option.value);
    json_.end_object();
  }
  json_.end_list();
}

void FunnelWriter::jumps(const std::vector<Jump>& jumps) {
  if (jumps.empty()) return;
  json_.key("jumps");
  json_.begin_list();
  for (const Jump& jump : jumps) {
    json_.begin_object();
    if (!jump.conditions.empty()) {
      json_.key("conditions");
      conditions(jump.conditions);
    }
    target("target", jump.target);
    json_.end_object();
  }
  json_.end_list();
}

void FunnelWriter::navigation(const Navigation& navigation) {
  if (navigation.jumps.empty()) return json_.string(id_of(navigation.target));
  json_.begin_object();
  jumps(navigation.jumps);
  target("target", navigation.target);
  json_.end_object();
}

void FunnelWriter::conditions(const std::vector<Condition>& conditions) {
  json_.begin_list();
  for (const Condition& one : conditions) condition(one);
  json_.end_list();
}

// A list means all: the shorter form, so that the canonical text is never nested deeper than the
// author's.
void FunnelWriter::condition(const Condition& condition) {
  switch (condition.kind) {
    case ConditionKind::compare:
      return comparison(condition);
    case ConditionKind::all:
      return conditions(condition.children);
    case ConditionKind::any:
      json_.begin_object();
      json_.key("any");
      conditions(condition.children);
      json_.end_object();
      return;
    case ConditionKind::not_:
      json_.begin_object();
      json_.key("not");
      for (const Condition& child : condition.children) this->condition(child);
      json_.end_object();
      return;
  }
}

void FunnelWriter::comparison(const Condition& condition) {
  json_.begin_object();
  json_.text_member("operator", to_text(condition.operation));
  json_.text_member("slug", condition.slug);
  if (condition.source != OperandSource::session) {
    json_.text_member("source", to_text(condition.source));
  }
  if (condition.value_slug.empty()) {
    json_.value_member("value", condition.value);
  } else {
    json_.key("value");
    json_.begin_object();
    json_.text_member("slug", condition.value_slug);
    json_.end_object();
  }
  json_.end_object();
}

void FunnelWriter::target(std::string_view name, LayerIndex layer) {
  if (layer != kNoLayer) json_.text_member(name, id_of(layer));
}

void FunnelWriter::extensions(const Value& extensions) {
  for (const Value::Member& member : extensions.object()) {
    json_.key(member.name);
    json_.value(member.value);
  }
}

std::string hash_of(std::string_view kind, std::string_view text) {
  return Sha256().add(kind).add("\n").add(text).hex();
}

}  // namespace

std::string to_json(const Funnel& funnel) {
  return FunnelWriter(*funnel).write(Texts::all, nullptr);
}

std::string release_json(const Funnel& funnel, std::string_view language) {
  const Content* content = find_content(*funnel, language);
  return content ? FunnelWriter(*funnel).write(Texts::all, content) : std::string();
}

std::string release_hash(const Funnel& funnel, std::string_view language) {
  return hash_of("tundish:release:1", release_json(funnel, language));
}

std::string structure_hash(const Funnel& funnel) {
  return hash_of("tundish:structure:1", FunnelWriter(*funnel).write(Texts::none, nullptr));
}

}  // namespace tundish
