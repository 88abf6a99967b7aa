#include "tundish/rules.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "logic/run.hpp"
#include "rules/program.hpp"

namespace tundish {

namespace {

/// Evaluates one rule after the other on the fields as they are.
class RuleRun {
 public:
  RuleRun(const Rules::Program& program, const Rules::State& state)
      : program_(program), state_(state) {}

  Verdict verdict(std::uint32_t rule) const {
    const double* const numbers = state_.numbers.data();
    const RuleStep* const steps = program_.steps.data();
    std::uint32_t at = program_.entries[rule];
    while (at < kRuleHolds) {
      const RuleStep& step = steps[at];
      const double left = numbers[step.left];
      const double right = numbers[step.right];
      // Comparisons with what is no number are false, whatever they ask.
      unsigned holds = (static_cast<unsigned>(left < right) & step.holds_when_less) |
                       (static_cast<unsigned>(left == right) & step.holds_when_equal);
      if (step.asks != RuleStep::Asks::never &&
          (step.asks == RuleStep::Asks::always || left != left || right != right)) {
        const Verdict found = ask(step);
        if (found == Verdict::error) return found;
        holds = (found == Verdict::holds) != step.answers_denied ? 1 : 0;
      }
      at = holds ? step.when_true : step.when_false;
    }
    return at == kRuleHolds ? Verdict::holds : Verdict::fails;
  }

 private:
  /// The long way: the condition or the part of JsonLogic itself.
  Verdict ask(const RuleStep& step) const {
    if (step.asks_part) return ask(program_.parts[step.detail]);
    return test(program_.tests[step.detail]) ? Verdict::holds : Verdict::fails;
  }

  bool test(const RuleTest& test) const {
    const Comparand& subject = state_.comparands[static_cast<std::size_t>(test.subject)];
    const Comparand& other =
        test.other < 0 ? test.constant : state_.comparands[static_cast<std::size_t>(test.other)];
    return compare(test.operation, subject, other, test.pattern ? &*test.pattern : nullptr);
  }

  Verdict ask(const RulePart& part) const {
    Value whole;
    const NameLookup names = [this, &whole](std::string_view name) -> const Value* {
      if (!name.empty()) return find(name);
      whole = everything();
      return &whole;
    };
    LogicScope scope;
    scope.names = &names;
    scope.slots = state_.slots.data();
    LogicRun run(program_.logics[part.logic]);
    const bool is_true = run.is_true(part.node, scope);
    if (run.has_failed()) return Verdict::error;
    return is_true ? Verdict::holds : Verdict::fails;
  }

  const Value* find(std::string_view name) const {
    const auto found = std::find(state_.fields.begin(), state_.fields.end(), name);
    return found == state_.fields.end()
               ? nullptr
               : state_.slots[static_cast<std::size_t>(found - state_.fields.begin())];
  }

  Value everything() const {
    Value::Object members;
    for (std::size_t field = 0; field < state_.fields.size(); ++field) {
      if (state_.slots[field]) members.push_back({state_.fields[field], *state_.slots[field]});
    }
    return Value(std::move(members));
  }

  const Rules::Program& program_;
  const Rules::State& state_;
};

constexpr double kNoNumber = std::numeric_limits<double>::quiet_NaN();

bool is_field(const Rules::State& state, int field) {
  return field >= 0 && static_cast<std::size_t>(field) < state.fields.size();
}

}  // namespace

Rules::Rules(std::unique_ptr<const Program> program, std::unique_ptr<State> state)
    : program_(std::move(program)), state_(std::move(state)) {}
Rules::Rules(Rules&&) noexcept = default;
Rules& Rules::operator=(Rules&&) noexcept = default;
Rules::~Rules() = default;

std::size_t Rules::count() const { return program_->entries.size(); }

const std::vector<std::string>& Rules::fields() const { return state_->fields; }

int Rules::find_field(std::string_view name) {
  const auto& fields = state_->fields;
  const auto found = std::find(fields.begin(), fields.end(), name);
  if (found != fields.end()) return static_cast<int>(found - fields.begin());
  if (program_->readers_of_all.empty() || name.empty()) return -1;
  // A rule with computed names may ask for any field.
  state_->fields.emplace_back(name);
  state_->values.emplace_back();
  state_->comparands.emplace_back();
  state_->slots.push_back(nullptr);
  state_->numbers.resize(state_->numbers.size() + kNumbersPerField, kNoNumber);
  return static_cast<int>(fields.size() - 1);
}

std::size_t Rules::set(int field, double number) {
  if (!(number - number == 0)) return clear(field);
  if (!is_field(*state_, field)) return 0;
  const auto at = static_cast<std::size_t>(field);
  state_->values[at] = Value(number);
  return place(field, Comparand::of_number(number), &state_->values[at]);
}

std::size_t Rules::set(int field, bool boolean) { return set(field, Value(boolean)); }

std::size_t Rules::set(int field, Value value) {
  if (!is_field(*state_, field)) return 0;
  const auto at = static_cast<std::size_t>(field);
  state_->values[at] = std::move(value);
  return place(field, Comparand(state_->values[at]), &state_->values[at]);
}

int Rules::remember(std::string_view text) {
  if (state_->remembered.size() >= kMaxRememberedTexts) return -1;
  state_->remembered.emplace_back(text);
  state_->remembered_comparands.emplace_back(state_->remembered.back());
  return static_cast<int>(state_->remembered.size() - 1);
}

std::size_t Rules::set_remembered(int field, int text) {
  const auto at = static_cast<std::size_t>(text);
  if (!is_field(*state_, field) || text < 0 || at >= state_->remembered.size()) return 0;
  return place(field, state_->remembered_comparands[at], &state_->remembered[at]);
}

std::size_t Rules::clear(int field) {
  if (!is_field(*state_, field)) return 0;
  state_->values[static_cast<std::size_t>(field)] = Value();
  return place(field, Comparand(), nullptr);
}

std::size_t Rules::place(int field, const Comparand& comparand, const Value* slot) {
  const auto at = static_cast<std::size_t>(field);
  state_->comparands[at] = comparand;
  state_->slots[at] = slot;
  double* const numbers =
      state_->numbers.data() + program_->number_constants + kNumbersPerField * at;
  numbers[0] = comparand.has_number ? comparand.number : kNoNumber;
  numbers[1] = comparand.kind == Comparand::Kind::number ? comparand.number : kNoNumber;
  numbers[2] = slot && slot->is_text() ? text_number(slot->text()) : kNoNumber;
  return touch(field);
}

/// What stands for a text among those that rules compare with.
double Rules::text_number(const std::string& text) const {
  const auto& texts = program_->texts;
  const auto found = std::lower_bound(texts.begin(), texts.end(), text);
  if (found == texts.end() || *found != text) return -1;
  return static_cast<double>(found - texts.begin());
}

std::size_t Rules::touch(int field) {
  const RuleRun run(*program_, *state_);
  std::size_t changed = 0;
  const auto judge = [&](std::uint32_t rule) {
    const Verdict verdict = run.verdict(rule);
    changed += verdict == state_->verdicts[rule] ? 0 : 1;
    state_->verdicts[rule] = verdict;
  };
  const auto at = static_cast<std::size_t>(field);
  // Fields that were named later are read by computed names only.
  if (at + 1 < program_->first_reader.size()) {
    const std::uint32_t end = program_->first_reader[at + 1];
    for (std::uint32_t reader = program_->first_reader[at]; reader < end; ++reader) {
      judge(program_->readers[reader]);
    }
  }
  for (const std::uint32_t rule : program_->readers_of_all) judge(rule);
  return changed;
}

std::size_t Rules::evaluate_all() {
  const RuleRun run(*program_, *state_);
  std::size_t changed = 0;
  for (std::uint32_t rule = 0; rule < program_->entries.size(); ++rule) {
    const Verdict verdict = run.verdict(rule);
    changed += verdict == state_->verdicts[rule] ? 0 : 1;
    state_->verdicts[rule] = verdict;
  }
  return changed;
}

Verdict Rules::verdict(std::size_t rule) const {
  return rule < state_->verdicts.size() ? state_->verdicts[rule] : Verdict::fails;
}

const Verdict* Rules::verdicts() const { return state_->verdicts.data(); }

}  // namespace tundish
