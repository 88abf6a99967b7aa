#include <algorithm>
#include <set>
#include <string>

#include "analyze/checks.hpp"
#include "support/pointer.hpp"
#include "tundish/template.hpp"

namespace tundish {

namespace {

constexpr std::string_view kBuiltIns[] = {"score", "reference_code", "ReferenceCode", "funnel"};
constexpr std::size_t kNamedKeys = 3;

void check_names(const Definition& definition, const Content& content, Diagnostics& findings) {
  const std::string language = child_pointer("/content", content.language);
  const std::set<std::string_view> slugs = slugs_of(definition);
  for (const Text& text : content.texts) {
    for (const std::string& name : template_names(text.text)) {
      const bool is_built_in =
          std::find(std::begin(kBuiltIns), std::end(kBuiltIns), name) != std::end(kBuiltIns);
      if (is_built_in || slugs.count(name) > 0) continue;
      report(findings, Severity::warning, "unknown_template_name",
             child_pointer(language, text.key),
             "Nothing gives `" + name + "`: it will be empty here. Texts can use the slugs of " +
                 "inputs, score, reference_code and funnel.title.");
    }
  }
}

bool has_text(const Content& content, std::string_view key) {
  const auto place =
      std::lower_bound(content.texts.begin(), content.texts.end(), key,
                       [](const Text& text, std::string_view wanted) { return text.key < wanted; });
  return place != content.texts.end() && place->key == key;
}

// One finding per language: how many texts it lacks, and the first of them.
void check_language(const std::set<std::string_view>& keys, const std::string& language,
                    const Content* content, Diagnostics& findings) {
  std::size_t missing = 0;
  std::string first;
  for (const std::string_view key : keys) {
    if (content && has_text(*content, key)) continue;
    if (missing++ >= kNamedKeys) continue;
    first += (first.empty() ? "" : ", ") + std::string(key);
  }
  if (missing == 0) return;
  report(findings, Severity::warning, "missing_translation", child_pointer("/content", language),
         std::to_string(missing) + (missing == 1 ? " text is" : " texts are") +
             " missing in the language `" + language + "`: " + first +
             (missing > kNamedKeys ? ", …" : "") + ".");
}

}  // namespace

void check_texts(const Definition& definition, Diagnostics& findings) {
  std::set<std::string_view> keys;
  for (const Content& content : definition.content) {
    check_names(definition, content, findings);
    for (const Text& text : content.texts) keys.insert(text.key);
  }
  for (const std::string& language : definition.languages) {
    check_language(keys, language, find_content(definition, language), findings);
  }
}

}  // namespace tundish
