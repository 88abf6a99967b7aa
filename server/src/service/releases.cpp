#include "service/releases.hpp"

#include <vector>

namespace tundish::service {
namespace {

const store::Publication* find_language(const std::vector<store::Publication>& publications,
                                        std::string_view language) {
  for (const store::Publication& publication : publications) {
    if (publication.language == language) return &publication;
  }
  return nullptr;
}

}  // namespace

std::optional<store::Release> resolve_release(store::Reader& reader, std::string_view environment,
                                              std::string_view funnel, std::string_view language) {
  const std::vector<store::Publication> publications =
      reader.list_publications(environment, funnel);
  if (publications.empty()) return std::nullopt;
  // `zh-Hant-TW`, else `zh-Hant`, else `zh`.
  const store::Publication* chosen = find_language(publications, language);
  while (chosen == nullptr && !language.empty()) {
    const std::size_t end = language.rfind('-');
    language = language.substr(0, end == std::string_view::npos ? 0 : end);
    chosen = find_language(publications, language);
  }
  if (chosen == nullptr) {
    chosen = find_language(publications, publications.front().default_language);
  }
  if (chosen == nullptr) chosen = &publications.front();
  return reader.find_release(chosen->release);
}

}  // namespace tundish::service
