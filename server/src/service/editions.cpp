#include "service/editions.hpp"

#include "service/drafts.hpp"
#include "service/history.hpp"
#include "service/kept_drafts.hpp"
#include "service/resolving.hpp"
#include "store/records.hpp"
#include "tundish/parse.hpp"

namespace tundish::service {
namespace {

constexpr std::string_view kDraft = "draft:";
constexpr std::string_view kKept = "kept:";
constexpr std::string_view kPublished = "published:";

bool begins(std::string_view text, std::string_view with) {
  return text.substr(0, with.size()) == with;
}

/// With what it takes from the server, as it would be published.
std::optional<std::string> find_whole_draft(store::Reader& reader, std::string_view slug,
                                            std::string_view environment) {
  std::optional<std::string> text = find_draft(reader, slug, environment);
  const Result<Funnel> funnel = parse_funnel(text.value_or(""));
  if (!funnel) return std::nullopt;
  std::optional<std::string> whole = resolved(reader, *funnel, environment);
  return whole ? whole : text;
}

}  // namespace

std::optional<std::int64_t> number_of(std::string_view text) {
  std::int64_t number = 0;
  for (const char digit : text) {
    if (digit < '0' || digit > '9' || number > 1'000'000'000) return std::nullopt;
    number = number * 10 + (digit - '0');
  }
  return text.empty() ? std::nullopt : std::optional(number);
}

std::optional<std::string> find_edition(store::Reader& reader, std::string_view slug,
                                        std::string_view words) {
  if (begins(words, kDraft)) return find_whole_draft(reader, slug, words.substr(kDraft.size()));
  if (begins(words, kPublished)) return find_played(reader, words.substr(kPublished.size()), slug);
  const bool is_kept = begins(words, kKept);
  const auto number = number_of(is_kept ? words.substr(kKept.size()) : words);
  if (!number) return std::nullopt;
  if (is_kept) return find_kept_text(reader, slug, *number);
  const auto row = store::find<store::Publishing>(reader, slug, *number);
  return row ? find_definition(reader, *row) : std::nullopt;
}

}  // namespace tundish::service
