#include "document/draft.hpp"

#include <charconv>
#include <iterator>
#include <utility>

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

bool Draft::has(const std::string& pointer) const { return document_.contains(Pointer(pointer)); }

bool Draft::note(Edit edit) {
  if (carry_out(document_, edit)) return false;
  edits_.push_back(std::move(edit));
  return true;
}

bool Draft::hold(const std::string& pointer) {
  const Pointer holder = Pointer(pointer).parent_pointer();
  if (document_.contains(holder)) return document_.at(holder).is_structured();
  if (!hold(holder.to_string()) || !document_.at(holder.parent_pointer()).is_object()) return false;
  set(holder.to_string(), Json::object());
  return true;
}

void Draft::set(const std::string& pointer, Json value) {
  const Pointer place(pointer);
  if (!document_.contains(place)) {
    const Json& parent = document_.at(place.parent_pointer());
    note({pointer, parent.size(), std::nullopt, std::move(value)});
    return;
  }
  const Json before = document_.at(place);
  if (before != value) note({pointer, 0, before, std::move(value)});
}

bool Draft::insert(const std::string& pointer, Json item) {
  return note({pointer, number_of(Pointer(pointer).back()), std::nullopt, std::move(item)});
}

void Draft::erase(const std::string& pointer) {
  const Pointer place(pointer);
  if (!document_.contains(place)) return;
  const std::size_t at = place_of(document_.at(place.parent_pointer()), place.back());
  note({pointer, at, document_.at(place), std::nullopt});
}

void Draft::rename(const std::string& pointer, const std::string& name) {
  const Pointer place(pointer);
  const Json value = document_.at(place);
  const std::size_t at = place_of(document_.at(place.parent_pointer()), place.back());
  note({pointer, at, value, std::nullopt});
  note({(place.parent_pointer() / name).to_string(), at, std::nullopt, value});
}

Command Draft::command(std::string name, std::string merge) && {
  return {std::move(name), std::move(edits_), std::move(merge)};
}

}  // namespace tundish::studio
