#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "tundish/funnel.hpp"

namespace tundish {

/// One thing that may give a slug its value, and the layer where it does.
struct Setter {
  LayerIndex layer = kNoLayer;
  const Input* input = nullptr;         ///< a visitor's answer
  const InitialDatum* datum = nullptr;  ///< with the visitor
  bool is_identity = false;             ///< of an auth component: a text
  bool comes_late = false;              ///< of a server, at any time later
  bool operator==(const Setter&) const = default;
};

using Setters = std::map<std::string_view, std::vector<Setter>>;

/// A definition that is analysed: the funnel, or one of the subfunnels that it plays.
struct Scope {
  const Definition& definition;
  const Definition& whole;               ///< the funnel that plays it, or itself
  std::vector<std::string_view> around;  ///< slugs of the funnels that play it, the whole first
  Setters setters;

  bool is_part() const { return &definition != &whole; }
  bool sets(std::string_view slug) const { return setters.count(slug) > 0; }
};

/// What gives values in a definition; `handed` are the slugs that a playing funnel hands over.
Setters find_setters(const Definition& definition, const std::set<std::string_view>& handed);

/// Names that templates, rules and mappings can read besides slugs.
bool is_built_in(std::string_view name);

/// Whether the operator input_type knows such answers.
bool is_answer_kind(std::string_view name);

/// What stands before the first dot.
std::string_view first_name(std::string_view way);

}  // namespace tundish
