#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "tundish/effect.hpp"
#include "tundish/event.hpp"
#include "tundish/funnel.hpp"
#include "tundish/state.hpp"

namespace tundish {

/// Hears, while a step is made, why it leads where it leads. Whatever it does with that, the step
/// is the same.
class Trace {
 public:
  virtual ~Trace() = default;

  /// Conditions of the layer where the session is were judged.
  virtual void judged(const Funnel& funnel, const State& state,
                      const std::vector<Condition>& conditions) = 0;
  /// The way onward was chosen among `ways`: by the jump of that place, or by none of them (-1); to
  /// the variant when it is an experiment. `target` may be `kNoLayer`.
  virtual void chose(const Funnel& funnel, const State& state, const Navigation& ways,
                     LayerIndex target, int jump, std::string_view variant) = 0;
  /// A source of autofill was asked; null when nothing was there, else whether it was fit to take.
  virtual void looked(const AutofillSource& source, std::string_view slug, const Value& found,
                      bool fits) = 0;
  /// Something happened: a layer was entered, left, skipped, an answer filled in, and so on.
  virtual void happened(const Fact& fact) = 0;
};

inline constexpr std::size_t kMaxWhyEntries = 10'000;

/// Writes down what it hears, for people: a list of objects whose member `why` says what they are.
/// `conditions`: `{layer, of, component?, option?, jump?, holds, conditions}`, each with its
/// operands (JsonLogic with what it gives) and whether it holds; the same judged again between two
/// happenings is written once. `way`: `{layer, target?, jump?, variant?}`. `source`: `{slug,
/// source, found?, fits}`. `fact`:
/// `{kind, layer, component?, slug?, name?, variant?}`. `refused`: `{code, sentence, pointer?}`.
/// Past `kMaxWhyEntries` one `cut` ends the list.
class Why : public Trace {
 public:
  void judged(const Funnel& funnel, const State& state,
              const std::vector<Condition>& conditions) override;
  void chose(const Funnel& funnel, const State& state, const Navigation& ways, LayerIndex target,
             int jump, std::string_view variant) override;
  void looked(const AutofillSource& source, std::string_view slug, const Value& found,
              bool fits) override;
  void happened(const Fact& fact) override;
  void refused(const Refused& refused);

  const Value::List& entries() const { return entries_; }

 private:
  void add(Value entry);

  Value::List entries_;
  std::size_t since_ = 0;  ///< the first entry after the last thing that happened
};

/// `start` and `advance` that say why.
Transition start(const Funnel& funnel, const Event& header, Why& why);
Transition advance(const Funnel& funnel, const State& state, const Event& event, Why& why);

}  // namespace tundish
