#include <utility>

#include "import/script_reader.hpp"

namespace tundish {

namespace {

// Longer scripts are programs.
constexpr std::size_t kMaxScript = 10'000;

Formula negated(Formula test) { return formula_call("!", {std::move(test)}); }

bool is_small(const Formula& formula) { return size_as_logic(formula) <= kMaxLogicSize; }

}  // namespace

/// The value of a script: what it returns, else of its only expression.
std::optional<Script> ScriptReader::read() {
  if (cursor_.size() > kMaxScript) return std::nullopt;
  FormulaCursor begin = cursor_;
  Found whole = ternary();
  while (whole && cursor_.take(";")) continue;
  if (!whole || !cursor_.at_end()) {
    cursor_ = begin;
    names_.clear();
    operators_ = {};
    Block block;
    if (!statements(block, "") || block.exits.empty()) return std::nullopt;
    whole = formula_value(Value());
    for (std::size_t i = block.exits.size(); i > 0; --i) {
      Exit& exit = block.exits[i - 1];
      whole = exit.when ? formula_call("if", {std::move(*exit.when), std::move(exit.value),
                                              std::move(*whole)})
                        : std::move(exit.value);
      if (!is_small(*whole)) return std::nullopt;
    }
  }
  if (!is_small(*whole)) return std::nullopt;
  return Script{std::move(*whole), operators_.doubt()};
}

bool ScriptReader::statements(Block& block, std::string_view closing) {
  while (true) {
    while (cursor_.take(";")) continue;
    if (closing.empty() ? cursor_.at_end() : cursor_.take(closing)) return true;
    // What stands behind a return is never run; where it ends is not known.
    if (block.returns || block.exits.size() > 100 || !statement(block)) return false;
  }
}

bool ScriptReader::statement(Block& block) {
  if (cursor_.take_word("return")) {
    Found value = ternary();
    if (!value) return false;
    block.exits.push_back({std::nullopt, std::move(*value)});
    block.returns = true;
    return true;
  }
  if (cursor_.take_word("if")) return branch(block);
  for (const std::string_view word : {"const", "let", "var"}) {
    if (cursor_.take_word(word)) return declaration();
  }
  const std::string name(cursor_.take_identifier());
  return names_.count(name) > 0 && assignment(name);
}

bool ScriptReader::declaration() {
  do {
    const std::string name(cursor_.take_identifier());
    if (name.empty()) return false;
    Found value = cursor_.take("=") ? ternary() : formula_value(Value());
    if (!assign(name, std::move(value))) return false;
  } while (cursor_.take(","));
  return true;
}

bool ScriptReader::assignment(const std::string& name) {
  const Formula old = names_.find(name)->second;
  if (cursor_.take("++")) return assign(name, joined(old, formula_value(1), "+"));
  for (const std::string_view sign : {"+", "-", "*", "/"}) {
    if (cursor_.take(std::string(sign) + "=")) return assign(name, joined(old, ternary(), sign));
  }
  return cursor_.take("=") && assign(name, ternary());
}

bool ScriptReader::assign(const std::string& name, Found value) {
  if (!value || !is_small(*value)) return false;
  names_.insert_or_assign(name, std::move(*value));
  return true;
}

/// A block in braces, or one statement.
bool ScriptReader::branch_body(Block& block) {
  if (cursor_.take("{")) return statements(block, "}");
  if (!statement(block)) return false;
  cursor_.take(";");
  return true;
}

bool ScriptReader::branch(Block& block) {
  if (!cursor_.enter() || !cursor_.take("(")) return false;
  Found test = ternary();
  if (!test || !cursor_.take(")")) return false;
  test = operators_.truth(std::move(*test));
  const Names before = names_;
  Block yes, no;
  if (!branch_body(yes)) return false;
  const Names after_yes = std::exchange(names_, before);
  if (cursor_.take_word("else") && !branch_body(no)) return false;
  for (Exit& exit : yes.exits) {
    Formula when = exit.when ? formula_call("and", {*test, std::move(*exit.when)}) : *test;
    block.exits.push_back({std::move(when), std::move(exit.value)});
  }
  for (Exit& exit : no.exits) {
    Formula otherwise = negated(*test);
    Formula when = exit.when ? formula_call("and", {otherwise, std::move(*exit.when)}) : otherwise;
    const bool is_sure = !exit.when && yes.returns;
    block.exits.push_back({is_sure ? Found() : Found(std::move(when)), std::move(exit.value)});
  }
  block.returns = yes.returns && no.returns;
  const Names after_no = names_;
  if (no.returns) names_ = after_yes;
  cursor_.leave();
  return yes.returns || no.returns || join_names(*test, before, after_yes, after_no);
}

/// Names that were there before mean what their branch left; those of a branch alone are gone.
bool ScriptReader::join_names(const Formula& test, Names before, const Names& yes,
                              const Names& no) {
  for (auto& [name, value] : before) {
    const Formula& one = yes.find(name)->second;
    const Formula& other = no.find(name)->second;
    if (logic_of(one) == logic_of(other)) {
      value = one;
      continue;
    }
    value = formula_call("if", {test, one, other});
    if (!is_small(value)) return false;
  }
  names_ = std::move(before);
  return true;
}

}  // namespace tundish
