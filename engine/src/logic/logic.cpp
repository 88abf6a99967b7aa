#include "tundish/logic.hpp"

#include <algorithm>

#include "logic/run.hpp"

namespace tundish {

namespace {

LogicResult run(const CompiledLogic& logic, const LogicScope& outermost) {
  LogicRun run(*logic);
  return run.finish(run.evaluate((*logic).root, outermost));
}

/// Follows a rule without evaluating it and notes what it reads of the outermost data.
class LogicReader {
 public:
  explicit LogicReader(const LogicProgram& program) : program_(program) {}

  LogicReads read() {
    visit(program_.root);
    std::sort(reads_.names.begin(), reads_.names.end());
    reads_.names.erase(std::unique(reads_.names.begin(), reads_.names.end()), reads_.names.end());
    return std::move(reads_);
  }

 private:
  enum class Frame : std::uint8_t { none, item, error };

  void visit(std::uint32_t at) {
    const LogicNode& node = program_.nodes[at];
    switch (node.operation) {
      case LogicOperator::path:
        note(program_.paths[node.detail]);
        break;
      case LogicOperator::var:
      case LogicOperator::val:
      case LogicOperator::exists:
        reads_.everything = true;
        break;
      case LogicOperator::missing:
      case LogicOperator::missing_some:
        note_missing(node);
        break;
      default:
        break;
    }
    for (std::uint32_t operand = 0; operand < node.count; ++operand) {
      const Frame inside = frame_inside(node, operand);
      if (inside != Frame::none) frames_.push_back(inside);
      visit(program_.operands[node.first + operand]);
      if (inside != Frame::none) frames_.pop_back();
    }
  }

  /// Bodies of iterators and what catches an error see other data.
  static Frame frame_inside(const LogicNode& node, std::uint32_t operand) {
    switch (node.operation) {
      case LogicOperator::map:
      case LogicOperator::filter:
      case LogicOperator::reduce:
      case LogicOperator::all:
      case LogicOperator::some:
      case LogicOperator::none:
        return operand == 1 ? Frame::item : Frame::none;
      case LogicOperator::sort:
        return operand == 2 ? Frame::item : Frame::none;
      case LogicOperator::try_:
        return operand > 0 ? Frame::error : Frame::none;
      default:
        return Frame::none;
    }
  }

  /// Halfway out of an iterator stand the place of the item and, of an object, its key.
  bool asks_iterator(const LogicPath& path, std::string_view name) const {
    const std::size_t up = path.climb / 2;
    return path.climb % 2 == 1 && path.steps.size() == 1 && path.steps[0].name == name &&
           up < frames_.size() && frames_[frames_.size() - 1 - up] == Frame::item;
  }

  void note(const LogicPath& path) {
    if ((path.climb + 1) / 2 < frames_.size() || asks_iterator(path, "index")) return;
    if (path.steps.empty() || asks_iterator(path, "key")) {
      reads_.everything = true;
    } else {
      reads_.names.push_back(path.steps[0].name);
    }
  }

  /// The keys of `missing` are its operands, or the items of the first; of `missing_some` those of
  /// the second.
  void note_missing(const LogicNode& node) {
    const bool is_some = node.operation == LogicOperator::missing_some;
    for (std::uint32_t at = is_some ? 1 : 0; at < node.count; ++at) {
      const LogicNode& operand = program_.nodes[program_.operands[node.first + at]];
      if (operand.operation != LogicOperator::constant) {
        reads_.everything = true;
        return;
      }
      const Value& keys = program_.constants[operand.detail];
      const bool holds_keys = keys.is_list() && at == (is_some ? 1U : 0U);
      if (!holds_keys) {
        note(path_of_key(keys));
        continue;
      }
      for (const Value& key : keys.list()) note(path_of_key(key));
      return;
    }
  }

  const LogicProgram& program_;
  std::vector<Frame> frames_;  // the outermost first
  LogicReads reads_;
};

}  // namespace

LogicResult evaluate(const CompiledLogic& logic, const Value& data) {
  LogicScope scope;
  scope.data = &data;
  return run(logic, scope);
}

LogicResult evaluate(const CompiledLogic& logic, const NameLookup& names) {
  LogicScope scope;
  scope.names = &names;
  return run(logic, scope);
}

bool is_truthy(const Value& value) {
  if (value.is_boolean()) return value.boolean();
  if (value.is_number()) return value.number() != 0;
  if (value.is_text()) return !value.text().empty();
  if (value.is_list()) return !value.list().empty();
  return value.is_object();
}

LogicReads reads_of(const CompiledLogic& logic) { return LogicReader(*logic).read(); }

}  // namespace tundish
