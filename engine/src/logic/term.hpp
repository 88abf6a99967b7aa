#pragma once

#include <utility>

#include "tundish/value.hpp"

namespace tundish {

/// What a part of a rule gives: a value of its own, or one that lies in the data, in the rule, or
/// in what an iterator goes through, and outlives it.
class Term {
 public:
  Term() = default;
  Term(Value value) : own_(std::move(value)) {}  // NOLINT: a term is made from what it holds
  static Term lent(const Value& value) {
    Term term;
    term.lent_ = &value;
    return term;
  }

  const Value& operator*() const { return lent_ ? *lent_ : own_; }
  const Value* operator->() const { return lent_ ? lent_ : &own_; }
  bool is_lent() const { return lent_ != nullptr; }
  Value& own() { return own_; }

 private:
  const Value* lent_ = nullptr;
  Value own_;
};

}  // namespace tundish
