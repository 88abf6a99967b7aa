#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tundish/funnel.hpp"

namespace tundish {

/// What the rules of a funnel compare every operand with, and what lies just beside it: the values
/// that decide where sessions go.
class Compared {
 public:
  explicit Compared(const Definition& definition);

  /// The values that an operand is compared with; of answers the source is `session`.
  std::vector<Value> with(OperandSource source, std::string_view slug) const;
  /// Whether anything reads such operands at all.
  bool reads(OperandSource source) const;
  /// The names that are read from a source.
  std::vector<std::string> names(OperandSource source) const;

 private:
  using Key = std::pair<OperandSource, std::string>;

  void add(const Condition& condition, std::string_view scope);
  void add(const Logic& logic, std::string_view scope);
  void add_near(const Key& key, const Value& value);
  void add_one(const Key& key, Value value);

  std::map<Key, std::vector<Value>> values_;
};

}  // namespace tundish
