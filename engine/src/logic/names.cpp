#include <algorithm>
#include <array>

#include "logic/coercion.hpp"
#include "logic/program.hpp"
#include "support/pointer.hpp"

namespace tundish {

namespace {

struct NamedOperator {
  std::string_view name;
  LogicOperator operation;
};

// In the order of the bytes of their names.
constexpr std::array kOperators{
    NamedOperator{"!", LogicOperator::not_},
    NamedOperator{"!!", LogicOperator::truthy},
    NamedOperator{"!=", LogicOperator::not_equal},
    NamedOperator{"!==", LogicOperator::strict_not_equal},
    NamedOperator{"%", LogicOperator::modulo},
    NamedOperator{"*", LogicOperator::times},
    NamedOperator{"+", LogicOperator::plus},
    NamedOperator{"-", LogicOperator::minus},
    NamedOperator{"/", LogicOperator::divide},
    NamedOperator{"<", LogicOperator::less},
    NamedOperator{"<=", LogicOperator::less_or_equal},
    NamedOperator{"==", LogicOperator::equal},
    NamedOperator{"===", LogicOperator::strict_equal},
    NamedOperator{">", LogicOperator::greater},
    NamedOperator{">=", LogicOperator::greater_or_equal},
    NamedOperator{"?:", LogicOperator::if_},
    NamedOperator{"??", LogicOperator::coalesce},
    NamedOperator{"all", LogicOperator::all},
    NamedOperator{"and", LogicOperator::and_},
    NamedOperator{"cat", LogicOperator::cat},
    NamedOperator{"exists", LogicOperator::exists},
    NamedOperator{"filter", LogicOperator::filter},
    NamedOperator{"if", LogicOperator::if_},
    NamedOperator{"in", LogicOperator::in},
    NamedOperator{"length", LogicOperator::length},
    NamedOperator{"log", LogicOperator::log},
    NamedOperator{"map", LogicOperator::map},
    NamedOperator{"max", LogicOperator::max},
    NamedOperator{"merge", LogicOperator::merge},
    NamedOperator{"min", LogicOperator::min},
    NamedOperator{"missing", LogicOperator::missing},
    NamedOperator{"missing_some", LogicOperator::missing_some},
    NamedOperator{"none", LogicOperator::none},
    NamedOperator{"or", LogicOperator::or_},
    NamedOperator{"preserve", LogicOperator::preserve},
    NamedOperator{"reduce", LogicOperator::reduce},
    NamedOperator{"slice", LogicOperator::slice},
    NamedOperator{"some", LogicOperator::some},
    NamedOperator{"sort", LogicOperator::sort},
    NamedOperator{"substr", LogicOperator::substr},
    NamedOperator{"throw", LogicOperator::throw_},
    NamedOperator{"try", LogicOperator::try_},
    NamedOperator{"val", LogicOperator::val},
    NamedOperator{"var", LogicOperator::var},
};

}  // namespace

std::optional<LogicOperator> find_operator(std::string_view name) {
  const auto* const found = std::lower_bound(
      kOperators.begin(), kOperators.end(), name,
      [](const NamedOperator& one, std::string_view sought) { return one.name < sought; });
  if (found == kOperators.end() || found->name != name) return std::nullopt;
  return found->operation;
}

PathStep to_step(std::string name) {
  PathStep step{std::move(name), -1};
  if (const auto index = pointer_index(step.name)) step.index = static_cast<std::int64_t>(*index);
  return step;
}

LogicPath to_dotted_path(std::string_view text) {
  LogicPath path;
  while (text.substr(0, 3) == "../") {
    ++path.climb;
    text.remove_prefix(3);
  }
  if (text.empty()) return path;
  std::string name;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char next = at + 1 < text.size() ? text[at + 1] : '\0';
    if (text[at] == '\\' && (next == '.' || next == '/' || next == '\\')) {
      name += next;
      ++at;
    } else if (text[at] == '.') {
      path.steps.push_back(to_step(std::move(name)));
      name.clear();
    } else {
      name += text[at];
    }
  }
  // Dots alone name as many empty members as there are dots.
  if (path.steps.size() != text.size()) path.steps.push_back(to_step(std::move(name)));
  return path;
}

std::string key_text(const Value& key) { return key.is_text() ? key.text() : to_plain_text(key); }

LogicPath path_of_key(const Value& key) {
  if (key.is_null()) return {};
  if (!key.is_list()) return to_dotted_path(key_text(key));
  LogicPath path;
  for (const Value& name : key.list()) path.steps.push_back(to_step(key_text(name)));
  return path;
}

}  // namespace tundish
