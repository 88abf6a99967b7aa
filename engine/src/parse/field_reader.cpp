#include "parse/field_reader.hpp"

namespace tundish {

using json::Kind;
using json::Node;

namespace {

int number_of(std::string_view digits) {
  int number = 0;
  for (const char c : digits) number = number * 10 + (c - '0');
  return number;
}

// Of HH:MM, which the shape check has seen.
int minutes_of(std::string_view clock) {
  return clock.size() == 5 ? number_of(clock.substr(0, 2)) * 60 + number_of(clock.substr(3)) : 0;
}

}  // namespace

json::Row<Node> FieldReader::items(std::string_view name) const {
  const Node* list = member(at_, name, Kind::list);
  return list ? list->items : json::Row<Node>();
}

void FieldReader::value(std::string_view name, Value& value) {
  const Node* found = member(at_, name);
  const bool is_given = found && (found->kind != Kind::object || !found->members.empty());
  if (is_given) value = json::to_value(*found);
}

void FieldReader::logic(std::string_view name, Logic& logic) {
  if (const Node* rule = member(at_, name)) logic = lowering_.lower_logic(*rule);
}

void FieldReader::conditions(std::string_view name, std::vector<Condition>& conditions) {
  const Node* list = member(at_, name, Kind::list);
  if (list) conditions = lowering_.lower_conditions(*list);
}

void FieldReader::jumps(std::string_view name, std::vector<Jump>& jumps) {
  for (const Node& jump : items(name)) jumps.push_back(lowering_.lower_jump(jump));
}

void FieldReader::way(std::string_view name, std::optional<Navigation>& way) {
  if (const Node* target = member(at_, name, Kind::text)) {
    way.emplace().target = lowering_.resolve(*target);
  } else if (const Node* ways = member(at_, name, Kind::object)) {
    way = lowering_.lower_navigation(*ways);
  }
}

void FieldReader::sources(std::string_view name, std::vector<AutofillSource>& sources) {
  for (const Node& item : items(name)) {
    const std::size_t mark = item.text.find_first_of(".:");
    AutofillSource source;
    if (mark == std::string::npos) continue;
    if (!from_text(std::string_view(item.text).substr(0, mark), source.kind)) continue;
    source.name = item.text.substr(mark + 1);
    sources.push_back(std::move(source));
  }
}

void FieldReader::clock(std::string_view name, int& minutes) {
  minutes = minutes_of(text_in(at_, name));
}

void FieldReader::utc_offset(std::string_view name, int& minutes) {
  const std::string_view text = text_in(at_, name);
  if (text.size() != 6) return;
  minutes = minutes_of(text.substr(1)) * (text.front() == '-' ? -1 : 1);
}

}  // namespace tundish
