#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "logic/program.hpp"
#include "logic/term.hpp"

namespace tundish {

/// The data that a part of a rule sees, and what is around it.
struct LogicScope {
  const LogicScope* outer = nullptr;
  const Value* data = nullptr;          // of `reduce`: the accumulator
  const Value* current = nullptr;       // of `reduce`
  const NameLookup* names = nullptr;    // of the outermost, when there is no `data`
  const Value* const* slots = nullptr;  // of the outermost: besides names, by number; null: absent
  std::int64_t index = -1;              // of an iterator
  const std::string* key = nullptr;     // of an iterator through an object
};

/// One evaluation of a rule: its steps so far, and the error that ends it.
class LogicRun {
 public:
  explicit LogicRun(const LogicProgram& program) : program_(program) {}

  Term evaluate(std::uint32_t node, const LogicScope& scope);
  /// Whether what it gives is true: the short way for conditions. False when it failed.
  bool is_true(std::uint32_t node, const LogicScope& scope);
  bool has_failed() const { return failed_; }
  LogicResult finish(Term term);

 private:
  using Scope = LogicScope;

  // run.cpp: control
  Term dispatch(const LogicNode& node, const Scope& scope);
  Term run_list(const LogicNode& node, const Scope& scope);
  Term run_if(const LogicNode& node, const Scope& scope);
  Term run_first(const LogicNode& node, const Scope& scope);
  Term run_try(const LogicNode& node, const Scope& scope);
  Term run_throw(const LogicNode& node, const Scope& scope);
  bool compare(const LogicNode& node, const Scope& scope);

  // run_values.cpp: operators that take all their operands
  Term run_arithmetic(const LogicNode& node, const Scope& scope);
  Term run_extreme(const LogicNode& node, const Scope& scope);
  Term run_cat(const LogicNode& node, const Scope& scope);
  Term run_substr(const LogicNode& node, const Scope& scope);
  Term run_length(const LogicNode& node, const Scope& scope);
  Term run_slice(const LogicNode& node, const Scope& scope);
  Term run_in(const LogicNode& node, const Scope& scope);
  Term run_merge(const LogicNode& node, const Scope& scope);

  // run_data.cpp: reading the data
  Term run_path(const LogicNode& node, const Scope& scope);
  Term run_var(const LogicNode& node, const Scope& scope);
  Term run_val(const LogicNode& node, const Scope& scope);
  Term run_missing(const LogicNode& node, const Scope& scope);
  Term run_missing_some(const LogicNode& node, const Scope& scope);
  /// Whether there is something at the end of the path; `found` is it.
  bool find(const LogicPath& path, const Scope& scope, Term& found);
  bool find_below(const LogicPath& path, const Scope& scope, Term& found);
  Term missing_of(const Value::List& keys, const Scope& scope);

  // run_lists.cpp: iterators
  Term run_map(const LogicNode& node, const Scope& scope);
  Term run_filter(const LogicNode& node, const Scope& scope);
  Term run_reduce(const LogicNode& node, const Scope& scope);
  Term run_quantifier(const LogicNode& node, const Scope& scope);
  Term run_sort(const LogicNode& node, const Scope& scope);
  bool is_written_null(const LogicNode& node, std::uint32_t at) const;
  template <class Visit>
  void each_item(const Value& list, const Scope& scope, Visit visit);

  // What all of them need.
  std::uint32_t operand(const LogicNode& node, std::uint32_t at) const {
    return program_.operands[node.first + at];
  }
  /// What the part gives; `room` is for what lies nowhere else.
  const Value& value_of(std::uint32_t node, const Scope& scope, Term& room);
  /// The value of a part that needs no evaluation; null when it does.
  const Value* glimpse(const LogicNode& part, const Scope& scope) const;
  bool operand_is_true(const LogicNode& node, std::uint32_t at, const Scope& scope);
  /// The operand at `at`, or null when there is none.
  Term operand_or_null(const LogicNode& node, std::uint32_t at, const Scope& scope);
  /// All operands; those of a bare one that gives a list are its items.
  std::vector<Term> operands(const LogicNode& node, const Scope& scope);
  /// Hands each operand to `take`, one after the other.
  template <class Take>
  void each_operand(const LogicNode& node, const Scope& scope, Take take);

  Term fail(std::string_view type);
  /// Ends everything: no `try` goes on after it.
  Term fail_for_good();
  bool charge(std::size_t steps);
  /// The value itself; what it costs to copy is charged.
  Value keep(Term term);
  /// Keeps a value inside one that is made; refuses what becomes too deep.
  Value embed(Term term);
  int weigh(const Value& value);
  Term make_text(std::string text);

  const LogicProgram& program_;
  std::size_t steps_ = 0;
  bool failed_ = false;
  bool is_final_ = false;
  Value error_;
};

template <class Take>
void LogicRun::each_operand(const LogicNode& node, const Scope& scope, Take take) {
  if (!node.is_bare) {
    for (std::uint32_t at = 0; at < node.count && !failed_; ++at) {
      const Term term = evaluate(operand(node, at), scope);
      if (!failed_) take(*term);
    }
    return;
  }
  const Term only = evaluate(operand(node, 0), scope);
  if (failed_) return;
  if (!only->is_list()) return take(*only);
  if (!charge(only->list().size())) return;
  for (const Value& item : only->list()) take(item);
}

}  // namespace tundish
