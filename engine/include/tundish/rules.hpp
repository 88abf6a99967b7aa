#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "tundish/result.hpp"
#include "tundish/value.hpp"

namespace tundish {

struct Comparand;

inline constexpr std::size_t kMaxRules = 10'000;
inline constexpr std::size_t kMaxRememberedTexts = 1000;

/// What a rule says: not that it holds, that it does, or that its JsonLogic failed.
enum class Verdict : std::uint8_t { fails = 0, holds = 1, error = 2 };

/// Many conditions over named fields. They are compiled once into flat tests of numbered fields,
/// and a field that changes evaluates only the rules that read it. One thread at a time.
class Rules {
 public:
  struct Program;
  struct State;
  Rules(std::unique_ptr<const Program> program, std::unique_ptr<State> state);
  Rules(Rules&&) noexcept;
  Rules& operator=(Rules&&) noexcept;
  ~Rules();

  std::size_t count() const;
  /// The names of the fields, by number: slugs; what other sources hold as `contact.email`,
  /// `score`.
  const std::vector<std::string>& fields() const;
  /// The number of a field; -1 when no rule reads it.
  int find_field(std::string_view name);

  /// Each sets one field, evaluates what reads it and says how many verdicts changed. A number that
  /// is not finite clears the field; a field that does not exist changes nothing.
  std::size_t set(int field, double number);
  std::size_t set(int field, bool boolean);
  std::size_t set(int field, Value value);
  std::size_t clear(int field);
  /// Keeps a text that may be set often and gives its number; -1 when there are too many already.
  int remember(std::string_view text);
  /// Sets a field to a text that is remembered.
  std::size_t set_remembered(int field, int text);
  /// Evaluates every rule anew; says how many verdicts changed.
  std::size_t evaluate_all();

  Verdict verdict(std::size_t rule) const;
  /// All verdicts in order; they stay where they are.
  const Verdict* verdicts() const;

 private:
  std::size_t place(int field, const Comparand& comparand, const Value* slot);
  double text_number(const std::string& text) const;
  std::size_t touch(int field);

  std::unique_ptr<const Program> program_;
  std::unique_ptr<State> state_;
};

/// Compiles a list of conditions, as a funnel's definition writes them: a comparison, a list or
/// `all`, `any`, `not`, `logic`. Refuses with pointers into the list what is none.
Result<Rules> parse_rules(const Value& conditions);

}  // namespace tundish
