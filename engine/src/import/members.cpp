#include "import/members.hpp"

#include "support/decimal.hpp"
#include "support/utf8.hpp"

namespace tundish {

using json::Kind;

std::string text_at(const At& object, std::string_view name) {
  const std::optional<At> at = object.find(name);
  if (!at) return {};
  if ((*at)->kind == Kind::text) return std::string((*at)->text);
  if ((*at)->kind == Kind::number) return decimal_text((*at)->number);
  return {};
}

bool flag_at(const At& object, std::string_view name) {
  const std::optional<At> at = object.find(name, Kind::boolean);
  return at && (*at)->boolean;
}

std::optional<double> number_at(const At& object, std::string_view name) {
  const std::optional<At> at = object.find(name);
  if (!at) return std::nullopt;
  if ((*at)->kind == Kind::number) return (*at)->number;
  if ((*at)->kind == Kind::text) return parse_decimal(utf8::trim((*at)->text));
  return std::nullopt;
}

std::vector<At> items_at(const At& object, std::string_view name) {
  std::vector<At> items;
  const std::optional<At> list = object.find(name, Kind::list);
  if (!list) return items;
  for (std::size_t i = 0; i < (*list)->items.size(); ++i) items.push_back(list->item(i));
  return items;
}

std::optional<At> object_at(const At& object, std::string_view name) {
  return object.find(name, Kind::object);
}

Place place_at(const At& object, std::string_view name) {
  const std::optional<At> at = object.find(name);
  return at ? at->place() : object.place();
}

}  // namespace tundish
