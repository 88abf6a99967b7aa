#include "service/session_columns.hpp"

#include <algorithm>
#include <tuple>

#include "tundish/codec.hpp"
#include "tundish/funnel.hpp"

namespace tundish::service {
namespace {

constexpr std::size_t kNoColumn = kMostTableColumns;
constexpr std::string_view kBetween = "; ";

bool is_simple(const Value& value) { return !value.is_list() && !value.is_object(); }

std::string joined(const Value::List& list) {
  std::string text;
  for (const Value& value : list) {
    if (!text.empty()) text += kBetween;
    text += value.is_text() ? value.text() : to_json(value);
  }
  return text;
}

/// Sorted as texts they are sorted as numbers.
std::string padded(std::size_t number) {
  const std::string digits = std::to_string(number);
  return std::string(8 - std::min<std::size_t>(digits.size(), 8), '0') + digits;
}

std::string title_of(const Definition& funnel, const Layer& layer, const Component& component) {
  const Content* content = find_content(funnel, funnel.default_language);
  if (content == nullptr && !funnel.content.empty()) content = &funnel.content.front();
  if (content == nullptr) return {};
  const std::string key = layer.id + '.' + component.id + ".label";
  for (const Text& text : content->texts) {
    if (text.key == key) return text.text;
  }
  return {};
}

}  // namespace

void SessionColumns::add_funnel(const Funnel& funnel) {
  for (const Layer& layer : funnel->layers) {
    for (const Component& component : layer.components) {
      const Input* input = component.input();
      if (input == nullptr || asked_.count(input->slug) != 0) continue;
      const std::size_t place = asked_.size();
      asked_[input->slug] = Asked{place, title_of(*funnel, layer, component)};
      (void)column_of(Path{input->slug, "", ""});
    }
  }
}

std::vector<Part> SessionColumns::parts_of(const Value& answers, Value& rest) {
  std::vector<Part> parts;
  for (const Value::Member& answer : answers.object()) {
    flatten(Path{answer.name, "", ""}, answer.value, parts, rest);
  }
  return parts;
}

void SessionColumns::flatten(const Path& path, const Value& value, std::vector<Part>& parts,
                             Value& rest) {
  if (value.is_object()) {
    for (const Value::Member& one : value.object()) {
      flatten(Path{path.slug, path.member + '.' + one.name, path.place + '.' + one.name}, one.value,
              parts, rest);
    }
    return;
  }
  if (!value.is_list()) return add_part(path, value, parts, rest);
  const Value::List& list = value.list();
  if (std::all_of(list.begin(), list.end(), is_simple)) {
    if (!list.empty()) add_part(path, Value(joined(list)), parts, rest);
    return;
  }
  for (std::size_t i = 0; i < list.size(); ++i) {
    flatten(Path{path.slug, path.member + '.' + std::to_string(i + 1),
                 path.place + '.' + padded(i + 1)},
            list[i], parts, rest);
  }
}

void SessionColumns::add_part(const Path& path, Value value, std::vector<Part>& parts,
                              Value& rest) {
  if (value.is_null()) return;
  const std::size_t column = column_of(path);
  if (column == kNoColumn) return rest.set(path.slug + path.member, std::move(value));
  columns_[column].is_used = true;
  parts.push_back(Part{column, std::move(value)});
}

std::size_t SessionColumns::column_of(const Path& path) {
  const auto found = by_name_.find({path.slug, path.member});
  if (found != by_name_.end()) return found->second;
  if (columns_.size() + taken_.size() >= kNoColumn) return kNoColumn;
  columns_.push_back(Column{path.slug, path.member, path.place, false});
  by_name_[{path.slug, path.member}] = columns_.size() - 1;
  return columns_.size() - 1;
}

std::vector<std::size_t> SessionColumns::order() const {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const Column& column = columns_[i];
    // What is only ever an object or such a list has the columns of its members alone.
    const auto after = by_name_.upper_bound({column.slug, ""});
    const bool has_members = after != by_name_.end() && after->first.first == column.slug;
    if (column.is_used || !has_members) order.push_back(i);
  }
  const auto place_of = [this](std::size_t i) {
    const Column& column = columns_[i];
    const auto found = asked_.find(column.slug);
    const std::size_t place = found == asked_.end() ? asked_.size() : found->second.place;
    return std::tuple(place, std::string_view(column.slug), std::string_view(column.place));
  };
  std::sort(order.begin(), order.end(), [&place_of](std::size_t left, std::size_t right) {
    return place_of(left) < place_of(right);
  });
  return order;
}

std::string SessionColumns::heading(std::size_t column, Headings headings) const {
  const Column& it = columns_[column];
  const auto asked = asked_.find(it.slug);
  if (headings == Headings::titles && asked != asked_.end() && !asked->second.title.empty()) {
    return asked->second.title + it.member;
  }
  const std::string name = it.slug + it.member;
  const bool is_taken = std::find(taken_.begin(), taken_.end(), name) != taken_.end();
  return is_taken ? "data." + name : name;
}

}  // namespace tundish::service
