#include "run/spoken.hpp"

#include "tundish/view.hpp"

namespace tundish {

const Content* find_content(const Definition& definition, std::string_view language,
                            std::string_view release) {
  for (const Content& content : definition.content) {
    if (content.release == release && content.language == language) return &content;
  }
  return find_content(definition, language);
}

std::array<const Content*, 2> spoken(const Definition& definition, const Started& header) {
  const Content* own = find_content(definition, header.language, header.release);
  const bool is_usual = own && own->language == definition.default_language;
  return {own, is_usual ? nullptr : find_content(definition, definition.default_language)};
}

const Content* find_spoken(const Funnel& funnel, const State& state) {
  return find_content(*funnel, state.header.language, state.header.release);
}

}  // namespace tundish
