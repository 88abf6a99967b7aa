#include "tundish/pattern.hpp"

#include <utility>

#include "expression/pattern_syntax.hpp"

namespace tundish {

namespace {

/// Lays the instructions of a pattern out one after the other (Thompson 1968).
class PatternEmitter {
 public:
  /// False when the program grew over its bound.
  bool emit(const PatternNode& node) {
    switch (node.kind) {
      case PatternKind::sequence:
        return emit_sequence(node);
      case PatternKind::alternatives:
        return emit_alternatives(node);
      case PatternKind::repeat:
        return emit_repeat(node);
      case PatternKind::character:
        program_.classes.push_back(node.characters);
        return put(PatternStep::character, program_.classes.size() - 1);
      case PatternKind::assertion:
        break;
    }
    return put(node.assertion);
  }

  bool put(PatternStep step, std::size_t first = 0) {
    PatternInstruction instruction;
    instruction.step = step;
    instruction.first = static_cast<std::uint32_t>(first);
    program_.instructions.push_back(instruction);
    return program_.instructions.size() <= kMaxPatternInstructions;
  }

  Pattern::Program take() { return std::move(program_); }

 private:
  std::uint32_t here() const { return static_cast<std::uint32_t>(program_.instructions.size()); }
  PatternInstruction& at(std::uint32_t place) { return program_.instructions[place]; }

  /// A split that goes on behind itself; the other way is set later.
  bool put_split() { return put(PatternStep::split, here() + 1); }

  bool emit_sequence(const PatternNode& node) {
    for (const PatternNode& child : node.children) {
      if (!emit(child)) return false;
    }
    return true;
  }

  bool emit_alternatives(const PatternNode& node) {
    std::vector<std::uint32_t> jumps;
    for (std::size_t branch = 0; branch + 1 < node.children.size(); ++branch) {
      const std::uint32_t split = here();
      if (!put_split() || !emit(node.children[branch])) return false;
      jumps.push_back(here());
      if (!put(PatternStep::jump)) return false;
      at(split).second = here();
    }
    if (!emit(node.children.back())) return false;
    for (const std::uint32_t jump : jumps) at(jump).first = here();
    return true;
  }

  bool emit_repeat(const PatternNode& node) {
    const PatternNode& body = node.children[0];
    for (int copy = 0; copy < node.minimum; ++copy) {
      const std::uint32_t begin = here();
      if (!emit(body)) return false;
      if (here() == begin) return true;  // the body is empty; so is its repetition
    }
    if (node.maximum == kNoMaximum) {
      const std::uint32_t split = here();
      if (!put_split() || !emit(body) || !put(PatternStep::jump, split)) return false;
      at(split).second = here();
      return true;
    }
    std::vector<std::uint32_t> splits;
    for (int copy = node.minimum; copy < node.maximum; ++copy) {
      splits.push_back(here());
      if (!put_split() || !emit(body)) return false;
    }
    for (const std::uint32_t split : splits) at(split).second = here();
    return true;
  }

  Pattern::Program program_;
};

}  // namespace

Pattern::Pattern(std::shared_ptr<const Program> program) : program_(std::move(program)) {}

Result<Pattern> parse_pattern(std::string_view text) {
  Result<PatternNode> syntax = parse_pattern_syntax(text);
  if (!syntax) return unexpected(std::move(syntax.error()));
  PatternEmitter emitter;
  if (!emitter.emit(*syntax) || !emitter.put(PatternStep::accept)) {
    return unexpected(pattern_fault(
        text, 0, "The repetitions of this pattern multiply to more than 5,000 steps."));
  }
  return Pattern(std::make_shared<const Pattern::Program>(emitter.take()));
}

}  // namespace tundish
