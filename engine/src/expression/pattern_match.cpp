#include <cstdint>
#include <utility>
#include <vector>

#include "expression/code_class.hpp"
#include "expression/pattern_program.hpp"
#include "support/utf8.hpp"

namespace tundish {

namespace {

/// What stands on both sides of a place in the value.
struct Surroundings {
  bool begin = true;
  bool end = true;
  bool word_before = false;
  bool word_after = false;
};

/// All places of the program that the value read so far can lead to, moved on together.
class PatternRun {
 public:
  explicit PatternRun(const Pattern::Program& program)
      : program_(program), marked_(program.instructions.size(), 0) {}

  void begin(const Surroundings& around) {
    ++generation_;
    accepted_ = false;
    follow(0, around);
    places_.swap(next_);
  }

  void read(char32_t code, const Surroundings& around) {
    ++generation_;
    accepted_ = false;
    next_.clear();
    for (const std::uint32_t place : places_) {
      ++steps_;
      if (contains(program_.classes[program_.instructions[place].first], code)) {
        follow(place + 1, around);
      }
    }
    places_.swap(next_);
  }

  PatternVerdict verdict() const { return {accepted_ && steps_ <= kMaxPatternSteps, steps_}; }
  bool is_over() const { return places_.empty() || steps_ > kMaxPatternSteps; }

 private:
  /// Adds every place that is reached from `from` without reading.
  void follow(std::uint32_t from, const Surroundings& around) {
    pending_.push_back(from);
    while (!pending_.empty()) {
      const std::uint32_t place = pending_.back();
      pending_.pop_back();
      if (marked_[place] == generation_) continue;
      marked_[place] = generation_;
      ++steps_;
      follow_one(place, around);
    }
  }

  void follow_one(std::uint32_t place, const Surroundings& around) {
    const PatternInstruction& instruction = program_.instructions[place];
    const bool at_edge = around.word_before != around.word_after;
    switch (instruction.step) {
      case PatternStep::character:
        next_.push_back(place);
        return;
      case PatternStep::split:
        pending_.push_back(instruction.second);
        pending_.push_back(instruction.first);
        return;
      case PatternStep::jump:
        pending_.push_back(instruction.first);
        return;
      case PatternStep::begin:
        if (around.begin) pending_.push_back(place + 1);
        return;
      case PatternStep::end:
        if (around.end) pending_.push_back(place + 1);
        return;
      case PatternStep::word_edge:
        if (at_edge) pending_.push_back(place + 1);
        return;
      case PatternStep::no_word_edge:
        if (!at_edge) pending_.push_back(place + 1);
        return;
      case PatternStep::accept:
        accepted_ = true;
        return;
    }
  }

  const Pattern::Program& program_;
  std::vector<std::uint32_t> marked_;  // the generation that a place was last added in
  std::uint32_t generation_ = 0;
  std::vector<std::uint32_t> places_, next_, pending_;
  bool accepted_ = false;
  std::uint64_t steps_ = 0;
};

}  // namespace

PatternVerdict run_pattern(const Pattern::Program& program, std::string_view value) {
  if (!utf8::is_valid(value)) return {};
  const auto is_word_at = [value](std::size_t at) {
    return at < value.size() && is_word(utf8::decode(value, at).code);
  };
  PatternRun run(program);
  run.begin(Surroundings{true, value.empty(), false, is_word_at(0)});
  for (std::size_t at = 0; at < value.size();) {
    if (run.is_over()) return {false, run.verdict().steps};
    const utf8::CodePoint point = utf8::decode(value, at);
    at += point.size;
    run.read(point.code,
             Surroundings{false, at == value.size(), is_word(point.code), is_word_at(at)});
  }
  return run.verdict();
}

bool matches(const Pattern& pattern, std::string_view value) {
  return run_pattern(*pattern, value).matches;
}

}  // namespace tundish
