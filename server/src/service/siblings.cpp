#include "service/siblings.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <variant>

#include "service/words.hpp"

namespace tundish::service {
namespace {

constexpr std::size_t kMostSiblings = 32;

/// The release that the event goes on in, or null.
const std::string* named_by(const Event& event) {
  const auto* changed = std::get_if<LanguageChanged>(&event.input);
  return changed == nullptr ? nullptr : &changed->release;
}

std::set<std::string> named_in(const Submission& submission) {
  std::set<std::string> named;
  for (const SubmittedEvent& one : submission.events) {
    if (!one.event || named.size() >= kMostSiblings) continue;
    const std::string* release = named_by(*one.event);
    if (release != nullptr && *release != submission.release) named.insert(*release);
  }
  return named;
}

}  // namespace

void add_sibling(store::Session& session, const std::string& release) {
  const std::vector<std::string> known = split_words(session.siblings);
  const bool is_known = std::find(known.begin(), known.end(), release) != known.end();
  if (release == session.release || is_known || known.size() >= kMostSiblings) return;
  if (!known.empty()) session.siblings += ' ';
  session.siblings += release;
}

void note_sibling(store::Session& session, const Event& event) {
  if (const std::string* named = named_by(event)) add_sibling(session, *named);
}

bool names_others(const Submission& submission) { return !named_in(submission).empty(); }

std::vector<std::string> named_siblings(store::Reader& reader, FunnelCache& funnels,
                                        const Funnel& own, const Submission& submission) {
  std::vector<std::string> siblings;
  for (const std::string& named : named_in(submission)) {
    const std::optional<Funnel> sibling = funnels.find(reader, named);
    if (sibling && (*sibling)->structure == own->structure) siblings.push_back(named);
  }
  return siblings;
}

Funnel played_with(store::Reader& reader, FunnelCache& funnels, store::Session session,
                   const std::vector<std::string>& named) {
  for (const std::string& release : named) add_sibling(session, release);
  return funnels.of(reader, session);
}

}  // namespace tundish::service
