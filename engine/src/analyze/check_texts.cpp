#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "analyze/checks.hpp"
#include "analyze/places.hpp"
#include "analyze/ways.hpp"
#include "support/pointer.hpp"
#include "tundish/template.hpp"

namespace tundish {

namespace {

constexpr std::size_t kNamedKeys = 3;

bool has_text(const Content& content, std::string_view key) {
  const auto place =
      std::lower_bound(content.texts.begin(), content.texts.end(), key,
                       [](const Text& text, std::string_view wanted) { return text.key < wanted; });
  return place != content.texts.end() && place->key == key;
}

/// Whether anything of the layer is done elsewhere, so that a visitor may have to wait for it.
bool may_wait(const Layer& layer, std::size_t index) {
  const auto waits = [](const Action& one) {
    return one.kind == ActionKind::endpoint || one.kind == ActionKind::authenticate ||
           one.kind == ActionKind::wait || one.kind == ActionKind::send;
  };
  bool found = std::any_of(layer.actions.begin(), layer.actions.end(), waits);
  each_component(layer, index, [&found](const Component& one, const std::string&) {
    found = found || one.endpoint() || one.auth();
  });
  return found || layer.subfunnel;
}

class TextCheck {
 public:
  TextCheck(const Scope& scope, Diagnostics& findings)
      : scope_(scope), definition_(scope.definition), ways_(scope.definition), findings_(findings) {
    for (std::size_t i = 0; i < definition_.layers.size(); ++i) {
      layers_.emplace(definition_.layers[i].id, i);
    }
  }

  void run();

 private:
  void check_names(const Text& text, const std::string& pointer);
  void check_time(const std::string& name, std::string_view key, const std::string& pointer);
  void check_language(const std::set<std::string_view>& keys, const std::string& language);
  void check_use(const Text& text, const std::string& pointer);
  void unused(const std::string& pointer, const std::string& why);
  bool looks_into(const std::vector<std::string>& names) const;
  const LayerSet& seeing(const std::string& name);

  const Scope& scope_;
  const Definition& definition_;
  Ways ways_;
  Diagnostics& findings_;
  std::map<std::string_view, std::size_t> layers_;
  std::map<std::string, LayerSet> seeing_;
};

void TextCheck::run() {
  std::set<std::string_view> keys;
  for (const Content& content : definition_.content) {
    const std::string language = child_pointer("/content", content.language);
    for (const Text& text : content.texts) {
      const std::string pointer = child_pointer(language, text.key);
      check_names(text, pointer);
      check_use(text, pointer);
      keys.insert(text.key);
    }
  }
  for (const std::string& language : definition_.languages) check_language(keys, language);
}

/// Whether a section may be about the parts of a value, which have names of their own.
bool TextCheck::looks_into(const std::vector<std::string>& names) const {
  return std::any_of(names.begin(), names.end(), [this](const std::string& name) {
    const auto known = scope_.setters.find(name);
    if (known == scope_.setters.end()) return is_built_in(name) && name != "score";
    return std::any_of(known->second.begin(), known->second.end(), [](const Setter& one) {
      if (!one.input) return !one.is_identity;
      return one.input->is_array || one.input->input_type == InputType::matrix ||
             one.input->input_type == InputType::location ||
             one.input->input_type == InputType::file ||
             one.input->appearance == InputAppearance::range;
    });
  });
}

void TextCheck::check_names(const Text& text, const std::string& pointer) {
  if (text.text.find("{{") == std::string::npos) return;
  const std::vector<std::string> names = template_names(text.text);
  const bool has_sections = text.text.find('#') != std::string::npos;
  if (has_sections && looks_into(names)) return;
  for (const std::string& name : names) {
    if (is_built_in(name)) continue;
    if (scope_.sets(name)) {
      check_time(name, text.key, pointer);
      continue;
    }
    report(findings_, Severity::warning, "unknown_template_name", pointer,
           "Nothing gives `" + name + "`: it will be empty here. Texts can use the slugs of " +
               "inputs, score, reference_code, contact.<attribute> and funnel.title.");
  }
}

/// The layers where a slug may have been set.
const LayerSet& TextCheck::seeing(const std::string& name) {
  const auto known = seeing_.find(name);
  if (known != seeing_.end()) return known->second;
  std::vector<LayerIndex> begin;
  const auto setters = scope_.setters.find(name);
  for (const Setter& one : setters->second) begin.push_back(one.layer);
  return seeing_.emplace(name, ways_.reachable_from(begin)).first->second;
}

void TextCheck::check_time(const std::string& name, std::string_view key,
                           const std::string& pointer) {
  const auto layer = layers_.find(key.substr(0, key.find('.')));
  if (layer == layers_.end() || seeing(name)[layer->second]) return;
  const LayerIndex fatalistic = definition_.config.fatalistic_layer;
  if (static_cast<LayerIndex>(layer->second) == fatalistic) return;  // from anywhere
  report(findings_, Severity::warning, "slug_read_too_early", pointer,
         "`" + name + "` never has a value here: it is only set on layers that come later.");
}

void TextCheck::unused(const std::string& pointer, const std::string& why) {
  report(findings_, Severity::warning, "unused_translation", pointer,
         "Nobody sees this text: " + why);
}

// Texts of alternatives for channels that the funnel is not made for, of inputs that are never
// shown, and of waits that never are.
void TextCheck::check_use(const Text& text, const std::string& pointer) {
  const auto layer = layers_.find(first_name(text.key));
  if (layer == layers_.end()) return;
  const std::string_view rest =
      std::string_view(text.key).substr(std::min(layer->first.size() + 1, text.key.size()));
  if (rest == "pending" && !may_wait(definition_.layers[layer->second], layer->second)) {
    return unused(pointer, "the layer asks for nothing that could be waited for.");
  }
  for (const Component& component : definition_.layers[layer->second].components) {
    if (first_name(rest) != component.id) continue;
    if (component.input() && component.input()->is_hidden && component.alternatives.empty()) {
      unused(pointer, "the input `" + component.id + "` is hidden.");
      continue;
    }
    const std::string_view part = rest.substr(std::min(component.id.size() + 1, rest.size()));
    for (const Alternative& one : component.alternatives) {
      if (first_name(part) != to_text(one.channel) || part.find('.') == part.npos) continue;
      const auto& channels = scope_.whole.channels;
      if (std::find(channels.begin(), channels.end(), one.channel) != channels.end()) continue;
      unused(pointer,
             "the funnel is not made for the channel " + std::string(to_text(one.channel)) + ".");
    }
  }
}

// One finding per language: how many texts it lacks, and the first of them.
void TextCheck::check_language(const std::set<std::string_view>& keys,
                               const std::string& language) {
  const Content* content = find_content(definition_, language);
  std::size_t missing = 0;
  std::string first;
  for (const std::string_view key : keys) {
    if (content && has_text(*content, key)) continue;
    if (missing++ >= kNamedKeys) continue;
    first += (first.empty() ? "" : ", ") + std::string(key);
  }
  if (missing == 0) return;
  report(findings_, Severity::warning, "missing_translation", child_pointer("/content", language),
         std::to_string(missing) + (missing == 1 ? " text is" : " texts are") +
             " missing in the language `" + language + "`: " + first +
             (missing > kNamedKeys ? ", …" : "") + ".");
}

}  // namespace

void check_texts(const Scope& scope, Diagnostics& findings) { TextCheck(scope, findings).run(); }

}  // namespace tundish
