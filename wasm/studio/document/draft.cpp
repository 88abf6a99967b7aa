#include "document/draft.hpp"

#include <charconv>
#include <iterator>
#include <set>
#include <utility>

#include "document/pointer.hpp"

namespace tundish::studio {
namespace {

using Pointer = Json::json_pointer;

std::size_t number_of(const std::string& token) {
  std::size_t number = 0;
  std::from_chars(token.data(), token.data() + token.size(), number);
  return number;
}

/// Among those beside it.
std::size_t place_of(const Json& parent, const std::string& token) {
  if (parent.is_array()) return number_of(token);
  const auto found = parent.find(token);
  return static_cast<std::size_t>(std::distance(parent.begin(), found));
}

}  // namespace

bool Draft::has(const std::string& pointer) const { return value_at(document_, Pointer(pointer)); }

bool Draft::note(Edit edit) {
  if (auto misfit = carry_out(document_, edit)) {
    if (!misfit_) misfit_ = std::move(misfit);
    return false;
  }
  edits_.push_back(std::move(edit));
  return true;
}

bool Draft::hold(const std::string& pointer) {
  const Pointer holder = Pointer(pointer).parent_pointer();
  if (const Json* found = value_at(document_, holder)) {
    if (found->is_structured()) return true;
    if (!misfit_) misfit_ = Misfit{holder.to_string(), "Something else is there."};
    return false;
  }
  if (!hold(holder.to_string())) return false;
  const std::size_t last = document_.at(holder.parent_pointer()).size();
  return note({holder.to_string(), last, std::nullopt, Json::object()});
}

void Draft::set(const std::string& pointer, Json value) {
  const Pointer place(pointer);
  const Json* known = value_at(document_, place);
  if (!known) {
    const Json* holder = value_at(document_, place.parent_pointer());
    note({pointer, holder ? holder->size() : 0, std::nullopt, std::move(value)});
    return;
  }
  if (*known != value) note({pointer, 0, *known, std::move(value)});
}

bool Draft::insert(const std::string& pointer, Json item) {
  const Pointer place(pointer);
  const Json* list = value_at(document_, place.parent_pointer());
  if (list && !list->is_array()) {
    if (!misfit_) misfit_ = Misfit{place.parent_pointer().to_string(), "This is no list."};
    return false;
  }
  return note({pointer, number_of(place.back()), std::nullopt, std::move(item)});
}

void Draft::erase(const std::string& pointer) {
  const Pointer place(pointer);
  if (!value_at(document_, place)) return;
  const std::size_t at = place_of(document_.at(place.parent_pointer()), place.back());
  note({pointer, at, document_.at(place), std::nullopt});
}

void Draft::rename(const std::vector<std::pair<std::string, std::string>>& names) {
  std::set<std::string> leaving;
  for (const auto& [pointer, name] : names) leaving.insert(pointer);
  std::vector<std::string> wanted;
  for (const auto& [pointer, name] : names) {
    wanted.push_back((Pointer(pointer).parent_pointer() / name).to_string());
    if (!leaving.contains(wanted.back())) erase(wanted.back());
  }
  // All of them go before the first one comes: a new name may be the old one of another member.
  std::vector<Edit> coming;
  for (std::size_t one = 0; one < names.size(); ++one) {
    const Pointer place(names[one].first);
    const std::size_t at = place_of(document_.at(place.parent_pointer()), place.back());
    coming.push_back({wanted[one], at, std::nullopt, document_.at(place)});
  }
  for (auto name = names.rbegin(); name != names.rend(); ++name) erase(name->first);
  for (Edit& edit : coming) note(std::move(edit));
}

Command Draft::command(std::string name, std::string merge) && {
  return {std::move(name), std::move(edits_), std::move(merge), std::move(misfit_)};
}

}  // namespace tundish::studio
