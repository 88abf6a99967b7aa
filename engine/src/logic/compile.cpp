#include <algorithm>
#include <utility>

#include "logic/program.hpp"
#include "support/decimal.hpp"
#include "support/pointer.hpp"

namespace tundish {

namespace {

/// Makes the program of a rule, part by part, operands before what they belong to.
class LogicCompiler {
 public:
  Result<CompiledLogic> compile(const Value& rule) {
    program_.root = add(rule, 0);
    if (fits_) {
      return CompiledLogic(std::make_shared<const LogicProgram>(std::move(program_)));
    }
    Diagnostic fault;
    fault.code = "logic_limit";
    fault.place.pointer = std::move(pointer_);
    fault.sentence = "A rule has at most 20,000 parts, nested at most 64 deep.";
    return unexpected(Diagnostics{std::move(fault)});
  }

 private:
  std::uint32_t add(const Value& rule, int depth) {
    if (!fits_ || depth > kMaxLogicDepth || ++parts_ > kMaxLogicParts) {
      fits_ = false;
      return 0;
    }
    if (rule.is_list()) return add_list(rule.list(), depth);
    if (!rule.is_object() || rule.object().empty()) return add_constant(rule);
    const Value::Member& member = rule.object().front();
    const auto operation =
        rule.object().size() == 1 ? find_operator(member.name) : std::optional<LogicOperator>();
    if (!operation) return put({LogicOperator::unknown, false, 0, 0, 0});
    return within(member.name, [&] { return add_operator(*operation, member.value, depth + 1); });
  }

  template <class Work>
  std::uint32_t within(std::string_view name, Work work) {
    const std::uint32_t made = work();
    // From the fault outwards, so that only a refused rule pays for its pointer.
    if (!fits_) pointer_ = child_pointer("", name) + pointer_;
    return made;
  }

  std::uint32_t put(LogicNode node) {
    program_.nodes.push_back(node);
    return static_cast<std::uint32_t>(program_.nodes.size() - 1);
  }

  std::uint32_t add_constant(const Value& value) {
    program_.constants.push_back(value);
    const auto detail = static_cast<std::uint32_t>(program_.constants.size() - 1);
    return put({LogicOperator::constant, false, 0, 0, detail});
  }

  std::uint32_t put_with(LogicNode node, const std::vector<std::uint32_t>& operands) {
    node.first = static_cast<std::uint32_t>(program_.operands.size());
    node.count = static_cast<std::uint32_t>(operands.size());
    program_.operands.insert(program_.operands.end(), operands.begin(), operands.end());
    return put(node);
  }

  std::vector<std::uint32_t> add_all(const Value::List& rules, int depth) {
    std::vector<std::uint32_t> added;
    added.reserve(rules.size());
    for (std::size_t at = 0; at < rules.size() && fits_; ++at) {
      added.push_back(within(std::to_string(at), [&] { return add(rules[at], depth + 1); }));
    }
    return added;
  }

  std::uint32_t add_list(const Value::List& rules, int depth) {
    const std::size_t nodes = program_.nodes.size();
    const std::size_t constants = program_.constants.size();
    const std::vector<std::uint32_t> items = add_all(rules, depth);
    const bool is_constant = std::all_of(items.begin(), items.end(), [&](std::uint32_t item) {
      return program_.nodes[item].operation == LogicOperator::constant;
    });
    if (fits_ && is_constant) {
      program_.nodes.resize(nodes);
      program_.constants.resize(constants);
      return add_constant(Value(rules));
    }
    return put_with({LogicOperator::list, false, 0, 0, 0}, items);
  }

  std::uint32_t add_operator(LogicOperator operation, const Value& operand, int depth) {
    if (operation == LogicOperator::preserve) return add_constant(operand);
    if (auto path = known_path(operation, operand)) {
      // Only `var` has a default; `val` takes its whole list as the path.
      const bool has_default = operation == LogicOperator::var && operand.list().size() > 1;
      return add_path(std::move(*path), has_default ? &operand.list()[1] : nullptr, depth);
    }
    LogicNode node{operation, !operand.is_list(), 0, 0, 0};
    if (operand.is_list()) return put_with(node, add_all(operand.list(), depth));
    return put_with(node, {add(operand, depth)});
  }

  std::uint32_t add_path(LogicPath path, const Value* otherwise, int depth) {
    program_.paths.push_back(std::move(path));
    const auto detail = static_cast<std::uint32_t>(program_.paths.size() - 1);
    const LogicNode node{LogicOperator::path, false, 0, 0, detail};
    if (!otherwise) return put(node);
    return put_with(node, {within("1", [&] { return add(*otherwise, depth + 1); })});
  }

  static std::optional<LogicPath> known_path(LogicOperator operation, const Value& operand) {
    if (operation == LogicOperator::var) {
      if (operand.is_list() && operand.list().empty()) return LogicPath();
      return known_var(operand.is_list() ? operand.list().front() : operand);
    }
    if (operation != LogicOperator::val && operation != LogicOperator::exists) return std::nullopt;
    std::optional<LogicPath> path = known_val(operand);
    if (path) path->asks_presence = operation == LogicOperator::exists;
    return path;
  }

  static std::optional<LogicPath> known_var(const Value& key) {
    if (key.is_null()) return LogicPath();
    if (key.is_text()) return to_dotted_path(key.text());
    if (key.is_number()) return to_dotted_path(decimal_text(key.number()));
    return std::nullopt;
  }

  static std::optional<LogicPath> known_val(const Value& operand) {
    LogicPath path;
    if (operand.is_null()) return path;
    if (!operand.is_list()) return add_step(path, operand) ? std::optional(path) : std::nullopt;
    const Value::List& keys = operand.list();
    std::size_t at = 0;
    if (!keys.empty() && keys[0].is_list()) {
      const Value::List& level = keys[0].list();
      if (level.size() != 1 || !level[0].is_number()) return std::nullopt;
      const double up = level[0].number() < 0 ? -level[0].number() : level[0].number();
      if (!(up <= 1000)) return std::nullopt;
      path.climb = static_cast<std::uint32_t>(up);
      at = 1;
    }
    for (; at < keys.size(); ++at) {
      if (!add_step(path, keys[at])) return std::nullopt;
    }
    return path;
  }

  static bool add_step(LogicPath& path, const Value& key) {
    if (!key.is_text() && !key.is_number()) return false;
    path.steps.push_back(to_step(key.is_text() ? key.text() : decimal_text(key.number())));
    return true;
  }

  LogicProgram program_;
  std::size_t parts_ = 0;
  bool fits_ = true;
  std::string pointer_;
};

void find_unknown(const Value& rule, const std::string& pointer, Diagnostics& found) {
  if (rule.is_list()) {
    for (std::size_t at = 0; at < rule.list().size(); ++at) {
      find_unknown(rule.list()[at], child_pointer(pointer, at), found);
    }
    return;
  }
  if (!rule.is_object() || rule.object().empty()) return;
  const Value::Member& member = rule.object().front();
  if (rule.object().size() > 1 || !find_operator(member.name)) {
    Diagnostic fault;
    fault.code = "unknown_operator";
    fault.place.pointer = pointer;
    fault.sentence =
        rule.object().size() > 1
            ? "An object in a rule is one operator; put data that looks like this into `preserve`."
            : "There is no operator `" + member.name + "`.";
    found.push_back(std::move(fault));
  } else if (member.name != "preserve") {
    find_unknown(member.value, child_pointer(pointer, member.name), found);
  }
}

}  // namespace

CompiledLogic::CompiledLogic(std::shared_ptr<const LogicProgram> program)
    : program_(std::move(program)) {}

Result<CompiledLogic> parse_logic(const Value& rule) { return LogicCompiler().compile(rule); }

Diagnostics check_logic(const Value& rule) {
  const Result<CompiledLogic> compiled = parse_logic(rule);
  if (!compiled) return compiled.error();
  Diagnostics found;
  find_unknown(rule, "", found);
  return found;
}

}  // namespace tundish
