#pragma once

#include <string>
#include <string_view>

#include "tundish/diagnostic.hpp"
#include "tundish/expression.hpp"

namespace tundish {

/// Reads conditions that stand alone, outside a definition: no layer is known, every slug is.
class ConditionReader {
 public:
  Condition read(const Value& written, const std::string& pointer);
  void report(std::string_view code, std::string pointer, std::string_view sentence);
  const Diagnostics& faults() const { return faults_; }

 private:
  void read_group(const Value& written, const std::string& pointer, Condition& condition);
  void read_logic(const Value& rule, const std::string& pointer, Condition& condition);
  void read_comparison(const Value& written, const std::string& pointer, Condition& condition);
  void read_value(const Value& value, const std::string& pointer, Condition& condition);

  Diagnostics faults_;
};

}  // namespace tundish
