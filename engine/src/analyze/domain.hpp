#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "analyze/scope.hpp"

namespace tundish {

/// What is known about all answers that a slug can ever have. Those that can be told apart are
/// numbered: options, words to choose from, true and false.
struct Answers {
  static constexpr std::size_t kMost = 64;
  std::vector<Value> known;
  std::vector<Value> elements;       ///< what lists may hold
  bool any_element = false;          ///< lists may hold other things too
  std::vector<const Input*> judges;  ///< inputs that say which numbers and texts they take
  bool any_number = false;           ///< numbers may come from elsewhere too
  bool any_text = false;             ///< and so may texts
};

/// The answers that a slug may have at a place of a funnel: none, or of every kind that is marked.
/// Everything that really happens is in it; it may hold more.
struct Domain {
  static constexpr double kInfinity = std::numeric_limits<double>::infinity();

  bool absent = false;    ///< or empty
  bool anything = false;  ///< also what is marked nowhere else
  bool text = false;      ///< a text that is none of the known ones
  bool list = false, object = false;
  bool number = false, low_open = false, high_open = false;
  double low = -kInfinity, high = kInfinity;
  std::uint64_t known = 0;  ///< by number

  bool has_value() const { return anything || text || list || object || number || known != 0; }
  bool is_possible() const { return absent || has_value(); }
  bool operator==(const Domain&) const = default;
};

Domain nothing_known();
Domain joined(const Domain& a, const Domain& b);

/// The answers that make a comparison hold, and those that do not; some may be in both.
struct Split {
  Domain held, failed;
};
Split split(const Domain& domain, const Answers& answers, Operator operation, const Value& value);

/// The answers that a setter may give, numbered in `answers`, which grows; never empty.
Domain given_by(const Setter& setter, Answers& answers);

}  // namespace tundish
