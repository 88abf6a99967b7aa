#include "service/outgoing.hpp"

#include <iterator>

namespace tundish::service {
namespace {

constexpr std::string_view kRedirects[] = {"none", "same_origin"};
constexpr std::string_view kOutcomes[] = {"answered", "forbidden", "too_large", "too_slow",
                                          "unreachable"};

}  // namespace

std::string_view to_text(Redirects redirects) {
  return kRedirects[static_cast<std::size_t>(redirects)];
}

std::optional<Redirects> find_redirects(std::string_view word) {
  for (std::size_t i = 0; i < std::size(kRedirects); ++i) {
    if (kRedirects[i] == word) return static_cast<Redirects>(i);
  }
  return std::nullopt;
}

std::string_view to_text(OutgoingOutcome outcome) {
  return kOutcomes[static_cast<std::size_t>(outcome)];
}

OutgoingAnswer NoOutgoing::send(const OutgoingRequest&) {
  OutgoingAnswer answer;
  answer.outcome = OutgoingOutcome::forbidden;
  return answer;
}

bool is_worth_another_try(const OutgoingAnswer& answer) {
  switch (answer.outcome) {
    case OutgoingOutcome::answered:
      return answer.status == 408 || answer.status == 425 || answer.status == 429 ||
             answer.status >= 500;
    case OutgoingOutcome::too_slow:
    case OutgoingOutcome::unreachable:
      return true;
    case OutgoingOutcome::forbidden:
    case OutgoingOutcome::too_large:
      break;
  }
  return false;
}

}  // namespace tundish::service
