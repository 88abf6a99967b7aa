#include <algorithm>
#include <limits>
#include <utility>

#include "rules/program.hpp"
#include "rules/read_condition.hpp"
#include "support/pointer.hpp"

namespace tundish {

namespace {

/// Makes the program of a list of conditions.
class RuleCompiler {
 public:
  // Steps that compare no numbers look at the first one.
  RuleCompiler() { state_->numbers.push_back(0); }

  /// Texts are numbered before anything compares with them.
  void note_texts(const Value& written) {
    if (written.is_text()) program_->texts.push_back(written.text());
    for (const Value& item : written.list()) note_texts(item);
    for (const Value::Member& member : written.object()) note_texts(member.value);
  }

  void sort_texts() {
    auto& texts = program_->texts;
    std::sort(texts.begin(), texts.end());
    texts.erase(std::unique(texts.begin(), texts.end()), texts.end());
  }

  void add(const Condition& condition) {
    read_.clear();
    reads_everything_ = false;
    program_->entries.push_back(compile(condition, kRuleHolds, kRuleFails));
    std::sort(read_.begin(), read_.end());
    read_.erase(std::unique(read_.begin(), read_.end()), read_.end());
    reads_of_rules_.push_back(read_);
    if (reads_everything_) {
      program_->readers_of_all.push_back(static_cast<std::uint32_t>(reads_of_rules_.size() - 1));
    }
  }

  Rules finish() {
    index_readers();
    const std::size_t fields = state_->fields.size();
    program_->number_constants = state_->numbers.size();
    for (RuleStep& step : program_->steps) {
      step.left = placed(step.left);
      step.right = placed(step.right);
    }
    state_->values.resize(fields);
    state_->comparands.resize(fields);
    state_->slots.resize(fields, nullptr);
    state_->numbers.resize(program_->number_constants + kNumbersPerField * fields,
                           std::numeric_limits<double>::quiet_NaN());
    state_->verdicts.resize(program_->entries.size(), Verdict::fails);
    Rules rules(std::move(program_), std::move(state_));
    rules.evaluate_all();
    return rules;
  }

 private:
  using Asks = RuleStep::Asks;

  // Numbers of fields are counted from here until it is known how many constants there are.
  static constexpr std::uint32_t kFields = 0x80000000;
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;

  enum Column : std::uint32_t { kReadNumber, kOwnNumber, kText };

  static std::uint32_t number_of(std::int32_t field, Column column) {
    return kFields + kNumbersPerField * static_cast<std::uint32_t>(field) + column;
  }

  std::uint32_t add_text(const std::string& text) {
    const auto& texts = program_->texts;
    const auto place = std::lower_bound(texts.begin(), texts.end(), text) - texts.begin();
    return add_number(static_cast<double>(place));
  }

  std::uint32_t placed(std::uint32_t number) const {
    if (number < kFields) return number;
    return number - kFields + static_cast<std::uint32_t>(program_->number_constants);
  }

  void index_readers() {
    std::vector<std::vector<std::uint32_t>> readers(state_->fields.size());
    for (std::size_t rule = 0; rule < reads_of_rules_.size(); ++rule) {
      for (const std::int32_t field : reads_of_rules_[rule]) {
        readers[static_cast<std::size_t>(field)].push_back(static_cast<std::uint32_t>(rule));
      }
    }
    program_->first_reader.push_back(0);
    for (const std::vector<std::uint32_t>& rules : readers) {
      program_->readers.insert(program_->readers.end(), rules.begin(), rules.end());
      program_->first_reader.push_back(static_cast<std::uint32_t>(program_->readers.size()));
    }
  }

  std::uint32_t compile(const Condition& condition, std::uint32_t when_true,
                        std::uint32_t when_false) {
    switch (condition.kind) {
      case ConditionKind::compare:
        return add_comparison(condition, when_true, when_false);
      case ConditionKind::logic:
        return add_logic(condition.logic.rule, when_true, when_false);
      case ConditionKind::not_:
        return compile_all(condition.children, when_false, when_true);
      case ConditionKind::all:
        return compile_all(condition.children, when_true, when_false);
      case ConditionKind::any:
        break;
    }
    // From the last to the first: each knows where the next begins.
    std::uint32_t entry = when_false;
    for (auto child = condition.children.rbegin(); child != condition.children.rend(); ++child) {
      entry = compile(*child, when_true, entry);
    }
    return entry;
  }

  std::uint32_t compile_all(const std::vector<Condition>& children, std::uint32_t when_true,
                            std::uint32_t when_false) {
    std::uint32_t entry = when_true;
    for (auto child = children.rbegin(); child != children.rend(); ++child) {
      entry = compile(*child, entry, when_false);
    }
    return entry;
  }

  std::uint32_t add_step(RuleStep step, std::uint32_t when_true, std::uint32_t when_false) {
    step.when_true = when_true;
    step.when_false = when_false;
    program_->steps.push_back(step);
    return static_cast<std::uint32_t>(program_->steps.size() - 1);
  }

  std::uint32_t add_number(double number) {
    state_->numbers.push_back(number);
    return static_cast<std::uint32_t>(state_->numbers.size() - 1);
  }

  /// A step that compares numbers; `step` says what is asked when one is none.
  std::uint32_t add_order(RuleStep step, LogicOperator operation, std::uint32_t when_true,
                          std::uint32_t when_false) {
    const bool is_swapped =
        operation == LogicOperator::greater || operation == LogicOperator::greater_or_equal;
    if (is_swapped) std::swap(step.left, step.right);
    const bool is_denied = operation == LogicOperator::not_equal;
    if (is_denied) std::swap(when_true, when_false);
    step.answers_denied = is_denied;
    step.holds_when_less = operation != LogicOperator::equal && !is_denied;
    step.holds_when_equal = operation != LogicOperator::less && operation != LogicOperator::greater;
    return add_step(step, when_true, when_false);
  }

  static LogicOperator order_of(Operator operation) {
    switch (operation) {
      case Operator::equal:
        return LogicOperator::equal;
      case Operator::not_equal:
        return LogicOperator::not_equal;
      case Operator::less:
        return LogicOperator::less;
      case Operator::less_or_equal:
        return LogicOperator::less_or_equal;
      case Operator::greater:
        return LogicOperator::greater;
      case Operator::greater_or_equal:
        return LogicOperator::greater_or_equal;
      default:
        return LogicOperator::unknown;
    }
  }

  std::uint32_t add_comparison(const Condition& condition, std::uint32_t when_true,
                               std::uint32_t when_false) {
    RuleTest test;
    test.operation = condition.operation;
    test.subject = read_field(field_name(condition.source, condition.slug));
    if (!condition.value_slug.empty()) {
      test.other = read_field(condition.value_slug);
    } else {
      program_->constants.push_back(condition.value);
      test.constant = Comparand(program_->constants.back());
    }
    if (test.operation == Operator::matches && test.constant.kind == Comparand::Kind::text) {
      if (auto pattern = parse_pattern(condition.value.text())) test.pattern = *pattern;
    }
    RuleStep step;
    step.detail = static_cast<std::uint32_t>(program_->tests.size());
    program_->tests.push_back(std::move(test));
    return compare_numbers(step, program_->tests.back(), when_true, when_false);
  }

  /// Asks the test only where two numbers cannot answer for it.
  std::uint32_t compare_numbers(RuleStep step, const RuleTest& test, std::uint32_t when_true,
                                std::uint32_t when_false) {
    const LogicOperator order = order_of(test.operation);
    const bool is_order = order != LogicOperator::equal && order != LogicOperator::not_equal;
    const Comparand& constant = test.constant;
    step.left = number_of(test.subject, kReadNumber);
    if (order == LogicOperator::unknown) {
      step.left = 0;
      return add_step(step, when_true, when_false);
    }
    if (test.other >= 0) {
      step.right = number_of(test.other, kReadNumber);
      step.asks = Asks::without_numbers;
    } else if (constant.kind == Comparand::Kind::number) {
      step.right = add_number(constant.number);
      // Only true and false equal a number without being one, and only 1 and 0.
      step.asks = is_order || constant.truth < 0 ? Asks::never : Asks::without_numbers;
    } else if (constant.kind == Comparand::Kind::text && !is_order && !constant.has_number &&
               constant.truth < 0) {
      // A text that is nothing else equals itself alone.
      step.left = number_of(test.subject, kText);
      step.right = add_text(constant.value->text());
      step.asks = Asks::never;
    } else {
      step.left = 0;
      return add_step(step, when_true, when_false);
    }
    return add_order(step, order, when_true, when_false);
  }

  std::uint32_t add_logic(const Value& rule, std::uint32_t when_true, std::uint32_t when_false) {
    // Whoever read the condition has compiled it already.
    const Result<CompiledLogic> compiled = parse_logic(rule);
    if (!compiled) return when_false;
    const LogicReads reads = reads_of(*compiled);
    for (const std::string& name : reads.names) read_field(name);
    reads_everything_ = reads_everything_ || reads.everything;
    LogicProgram logic = **compiled;
    for (LogicPath& path : logic.paths) {
      if (path.steps.empty()) continue;
      const auto& names = state_->fields;
      const auto found = std::find(names.begin(), names.end(), path.steps[0].name);
      if (found != names.end()) path.slot = static_cast<std::int32_t>(found - names.begin());
    }
    program_->logics.push_back(std::move(logic));
    return add_node(program_->logics.back().root, when_true, when_false);
  }

  /// The part of the last rule, as steps where it only combines others.
  std::uint32_t add_node(std::uint32_t at, std::uint32_t when_true, std::uint32_t when_false) {
    const LogicProgram& logic = program_->logics.back();
    const LogicNode& node = logic.nodes[at];
    const auto operand = [&](std::uint32_t one) { return logic.operands[node.first + one]; };
    if (is_comparison(node.operation) && !node.is_bare && node.count == 2) {
      return add_numbers(at, when_true, when_false);
    }
    switch (node.operation) {
      case LogicOperator::constant:
        return is_truthy(logic.constants[node.detail]) ? when_true : when_false;
      case LogicOperator::not_:
        return node.count == 0 ? when_true : add_node(operand(0), when_false, when_true);
      case LogicOperator::truthy:
        return node.count == 0 ? when_false : add_node(operand(0), when_true, when_false);
      case LogicOperator::and_:
      case LogicOperator::or_: {
        if (node.is_bare || node.count == 0) break;
        const bool needs_all = node.operation == LogicOperator::and_;
        std::uint32_t entry = needs_all ? when_true : when_false;
        for (std::uint32_t one = node.count; one > 0; --one) {
          entry = needs_all ? add_node(operand(one - 1), entry, when_false)
                            : add_node(operand(one - 1), when_true, entry);
        }
        return entry;
      }
      default:
        break;
    }
    return add_part(at, when_true, when_false);
  }

  /// A step that asks a part as it stands.
  std::uint32_t add_part(std::uint32_t node, std::uint32_t when_true, std::uint32_t when_false) {
    return add_step(step_of(node), when_true, when_false);
  }

  RuleStep step_of(std::uint32_t node) {
    RuleStep step;
    step.asks_part = true;
    step.detail = static_cast<std::uint32_t>(program_->parts.size());
    const auto logic = static_cast<std::uint32_t>(program_->logics.size() - 1);
    program_->parts.push_back({logic, node});
    return step;
  }

  /// A comparison of two operands, by numbers where it is one of numbers or of equal texts.
  std::uint32_t add_numbers(std::uint32_t at, std::uint32_t when_true, std::uint32_t when_false) {
    RuleStep step = step_of(at);
    const LogicProgram& logic = program_->logics.back();
    const LogicNode& node = logic.nodes[at];
    const std::uint32_t left = logic.operands[node.first];
    const std::uint32_t right = logic.operands[node.first + 1];
    LogicOperator operation = node.operation;
    const bool is_strict =
        operation == LogicOperator::strict_equal || operation == LogicOperator::strict_not_equal;
    if (operation == LogicOperator::strict_equal) operation = LogicOperator::equal;
    if (operation == LogicOperator::strict_not_equal) operation = LogicOperator::not_equal;
    const bool is_equality =
        operation == LogicOperator::equal || operation == LogicOperator::not_equal;
    const bool is_of_texts = is_equality && (is_text(left) || is_text(right));
    const Column column = is_of_texts ? kText : kOwnNumber;
    const bool has_constant = is_constant(left) || is_constant(right);
    step.left = number_at(left, column);
    step.right = number_at(right, column);
    if (step.left == kNone || step.right == kNone) {
      step.left = step.right = 0;
      return add_step(step, when_true, when_false);
    }
    // What is not of the constant's kind does not strictly equal it; loosely it may be an error.
    step.asks = is_strict && has_constant ? Asks::never : Asks::without_numbers;
    return add_order(step, operation, when_true, when_false);
  }

  const LogicNode& node_at(std::uint32_t at) const { return program_->logics.back().nodes[at]; }
  bool is_constant(std::uint32_t at) const {
    return node_at(at).operation == LogicOperator::constant;
  }
  const Value& constant_at(std::uint32_t at) const {
    return program_->logics.back().constants[node_at(at).detail];
  }
  bool is_text(std::uint32_t at) const { return is_constant(at) && constant_at(at).is_text(); }

  /// Where the number lies that stands for an operand, when it is a constant or a field.
  std::uint32_t number_at(std::uint32_t at, Column column) {
    const LogicNode& node = node_at(at);
    if (node.operation == LogicOperator::constant) {
      const Value& value = constant_at(at);
      if (column == kText) return value.is_text() ? add_text(value.text()) : kNone;
      return value.is_number() ? add_number(value.number()) : kNone;
    }
    if (node.operation != LogicOperator::path || node.count > 0) return kNone;
    const LogicPath& path = program_->logics.back().paths[node.detail];
    const bool is_field = path.climb == 0 && path.steps.size() == 1 && path.slot >= 0;
    return is_field && !path.asks_presence ? number_of(path.slot, column) : kNone;
  }

  std::int32_t read_field(const std::string& name) {
    auto& fields = state_->fields;
    const auto place = std::find(fields.begin(), fields.end(), name) - fields.begin();
    if (static_cast<std::size_t>(place) == fields.size()) fields.push_back(name);
    read_.push_back(static_cast<std::int32_t>(place));
    return static_cast<std::int32_t>(place);
  }

  static std::string field_name(OperandSource source, const std::string& slug) {
    if (source == OperandSource::session) return slug;
    std::string name(to_text(source));
    return slug.empty() || slug == name ? name : name + '.' + slug;
  }

  std::unique_ptr<Rules::Program> program_ = std::make_unique<Rules::Program>();
  std::unique_ptr<Rules::State> state_ = std::make_unique<Rules::State>();
  std::vector<std::vector<std::int32_t>> reads_of_rules_;
  std::vector<std::int32_t> read_;
  bool reads_everything_ = false;
};

}  // namespace

Result<Rules> parse_rules(const Value& conditions) {
  ConditionReader reader;
  std::vector<Condition> rules;
  if (!conditions.is_list() || conditions.list().size() > kMaxRules) {
    reader.report("wrong_type", "", "Rules are a list of at most 10,000 conditions.");
  }
  for (std::size_t at = 0; at < conditions.list().size() && at < kMaxRules; ++at) {
    rules.push_back(reader.read(conditions.list()[at], child_pointer("", at)));
  }
  if (!reader.faults().empty()) return unexpected(reader.faults());
  RuleCompiler compiler;
  compiler.note_texts(conditions);
  compiler.sort_texts();
  for (const Condition& rule : rules) compiler.add(rule);
  return compiler.finish();
}

}  // namespace tundish
