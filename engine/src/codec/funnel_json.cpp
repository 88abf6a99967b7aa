#include <algorithm>
#include <string>

#include "codec/field_writer.hpp"
#include "support/component_fields.hpp"
#include "support/sha256.hpp"
#include "tundish/release.hpp"

namespace tundish {

namespace {

/// Which texts a definition is written with: all, none, or those of one language.
struct Texts {
  bool any = true;
  std::string_view language;  // empty: all
};

/// Writes a definition in the canonical form: members in the order of their names, defaults left
/// out.
class FunnelWriter {
 public:
  FunnelWriter(JsonWriter& json, const Definition& definition, const Texts& texts)
      : json_(json), definition_(definition), texts_(texts), fields_(json, definition) {}

  void write();

 private:
  void channels();
  void config();
  void languages();
  void content();
  void subfunnels();
  bool is_written(const Content& one) const;

  JsonWriter& json_;
  const Definition& definition_;
  const Texts& texts_;
  FieldWriter fields_;
};

void FunnelWriter::write() {
  json_.begin_object();
  fields_.word("channel", definition_.channel, Channel::web);
  channels();
  config();
  content();
  fields_.text("default_language", definition_.default_language, "en");
  json_.text_member("description", definition_.description);
  languages();
  fields_.list("layers", definition_.layers);
  json_.text_member("slug", definition_.slug);
  if constexpr (!kTerse) subfunnels();
  json_.text_member("title", definition_.title);
  json_.integer_member("tundish", kFormatVersion);
  fields_.extensions(definition_.extensions);
  json_.end_object();
}

void FunnelWriter::channels() {
  if (definition_.channels == std::vector<Channel>{definition_.channel}) return;
  fields_.words("channels", definition_.channels);
}

void FunnelWriter::config() {
  const Config& config = definition_.config;
  Config empty;
  if (count_start_layers(definition_) < 2) empty.start_layer = config.start_layer;
  if (config == empty) return;
  json_.key("config");
  fields_.object(config);
}

void FunnelWriter::languages() {
  if (definition_.languages != std::vector<std::string>{definition_.default_language}) {
    json_.texts_member("languages", definition_.languages);
  }
}

// A subfunnel that lacks the language speaks its own.
bool FunnelWriter::is_written(const Content& one) const {
  if (!texts_.any || one.texts.empty()) return false;
  if (texts_.language.empty() || one.language == texts_.language) return true;
  return !find_content(definition_, texts_.language) &&
         one.language == definition_.default_language;
}

void FunnelWriter::content() {
  const auto& all = definition_.content;
  const auto written = [this](const Content& one) { return is_written(one); };
  if (std::none_of(all.begin(), all.end(), written)) return;
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

void FunnelWriter::subfunnels() {
  if (definition_.subfunnels.empty()) return;
  json_.key("subfunnels");
  json_.begin_list();
  for (const Definition& one : definition_.subfunnels) FunnelWriter(json_, one, texts_).write();
  json_.end_list();
}

std::string text_of(const Funnel& funnel, const Texts& texts) {
  JsonWriter json;
  FunnelWriter(json, funnel.written(), texts).write();
  return json.take();
}

std::string hash_of(std::string_view kind, std::string_view text) {
  return Sha256().add(kind).add("\n").add(text).hex();
}

}  // namespace

std::string to_json(const Funnel& funnel) { return text_of(funnel, Texts{}); }

std::string release_json(const Funnel& funnel, std::string_view language) {
  return find_content(*funnel, language) ? text_of(funnel, Texts{true, language}) : std::string();
}

std::string release_hash(const Funnel& funnel, std::string_view language) {
  return hash_of("tundish:release:1", release_json(funnel, language));
}

std::string structure_hash(const Funnel& funnel) {
  return hash_of("tundish:structure:1", text_of(funnel, Texts{false, {}}));
}

}  // namespace tundish
