#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "tundish/diagnostic.hpp"
#include "tundish/result.hpp"
#include "tundish/template.hpp"
#include "tundish/value.hpp"

namespace tundish {

inline constexpr std::size_t kMaxLogicParts = 20'000;
inline constexpr int kMaxLogicDepth = 64;        ///< of a rule
inline constexpr int kMaxLogicValueDepth = 128;  ///< of what a rule makes
inline constexpr std::size_t kMaxLogicBytes = 1024 * 1024;
inline constexpr std::size_t kMaxLogicSteps = 500'000;

struct LogicProgram;

/// A compiled JsonLogic rule: a cheap-to-copy handle on an immutable program; safe to read from any
/// thread. Only `parse_logic` makes one.
class CompiledLogic {
 public:
  explicit CompiledLogic(std::shared_ptr<const LogicProgram> program);
  const LogicProgram& operator*() const { return *program_; }
  const std::shared_ptr<const LogicProgram>& program() const { return program_; }

 private:
  std::shared_ptr<const LogicProgram> program_;
};

/// Compiles a rule. Any JSON is one: an object with one member is an operator and its operands, a
/// list is a list of rules, everything else means itself. Refuses (code `logic_limit`, a pointer
/// into the rule) what is nested too deep or has too many parts. An unknown operator is no fault
/// here, it fails when it is run.
///
/// Operators: `var val exists missing missing_some`, `if ?: and or ! !! ?? try throw`, `== != ===
/// !== < <= > >=` (two or more operands, each compared with the next), `+ - * / % max min`, `cat
/// substr length slice`, `in merge sort`, `map filter reduce all some none`, `preserve` (its
/// operand as it stands) and `log` (its operand; nothing is written). Numbers are read from texts
/// as ECMAScript's Number does; false are null, false, 0, "" and []; texts are counted in code
/// points. In the body of an iterator `{"val":[[1],"index"]}` is the place in the list (`"key"` the
/// name in an object), `[[2], …]` the data around the iterator, two more for each further one.
Result<CompiledLogic> parse_logic(const Value& rule);

/// What an evaluation gives. When it failed, `value` is the error: an object whose `type` is "NaN",
/// "Invalid Arguments", "Unknown Operator", what was thrown, or "Limit" when it would have taken
/// too many steps or made too much; the last one no `try` catches.
struct LogicResult {
  Value value;
  bool failed = false;
  bool operator==(const LogicResult&) const = default;
};

/// Evaluates on data. Total, bounded and deterministic: no clock, no randomness, no host.
LogicResult evaluate(const CompiledLogic& logic, const Value& data);
/// The same on data that is found by its top-level names; the name "" is the whole of it.
LogicResult evaluate(const CompiledLogic& logic, const NameLookup& names);

/// False are null, false, 0, "" and [].
bool is_truthy(const Value& value);

/// The top-level names of the data that a rule may read, sorted, each once; `everything` when it
/// reads by a computed name, or the whole.
struct LogicReads {
  std::vector<std::string> names;
  bool everything = false;
};
LogicReads reads_of(const CompiledLogic& logic);

/// What is surely wrong with a rule, with pointers into it: `unknown_operator`, `logic_limit`.
Diagnostics check_logic(const Value& rule);

}  // namespace tundish
