#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

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
      : json_(json),
        definition_(definition),
        texts_(texts),
        fields_(json, definition, texts.any && texts.language.empty()) {}

  void write();

 private:
  void channels();
  void config();
  void languages();
  void content();
  void subfunnels();
  std::vector<Text> texts_of(const Content& one) const;

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
  subfunnels();
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

// What a content is written with. A release has the texts of the default language that its own
// lacks; a subfunnel that lacks the language speaks its own.
std::vector<Text> FunnelWriter::texts_of(const Content& one) const {
  if (!texts_.any) return {};
  const Content* usual = find_content(definition_, definition_.default_language);
  if (texts_.language.empty()) return one.texts;
  if (one.language != texts_.language) {
    const bool speaks = &one == usual && !find_content(definition_, texts_.language);
    return speaks ? one.texts : std::vector<Text>();
  }
  if (!usual || usual == &one) return one.texts;
  std::vector<Text> texts;
  const auto is_before = [](const Text& a, const Text& b) { return a.key < b.key; };
  std::set_union(one.texts.begin(), one.texts.end(), usual->texts.begin(), usual->texts.end(),
                 std::back_inserter(texts), is_before);
  return texts;
}

void FunnelWriter::content() {
  bool begun = false;
  for (const Content& one : definition_.content) {
    const std::vector<Text> texts = texts_of(one);
    if (texts.empty()) continue;
    if (!begun) json_.key("content");
    if (!begun) json_.begin_object();
    begun = true;
    json_.key(one.language);
    json_.begin_object();
    for (const Text& text : texts) json_.text_member(text.key, text.text);
    json_.end_object();
  }
  if (begun) json_.end_object();
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
