#pragma once

#include <cstdint>
#include <vector>

#include "simulate/plan.hpp"
#include "simulate/situation.hpp"
#include "simulate/wishes.hpp"

namespace tundish {

enum class MoveKind {
  leave,
  stuck,
  answer,
  answer_wrongly,
  leave_out,
  press,
  back,
  settle,
  request
};

/// What a visitor does next. `component` is that of an answer, proof, button or reply; `index` the
/// place of the answer in its pool, of the reply in its message, of the effect in `pending`.
struct Move {
  MoveKind kind = MoveKind::leave;
  int component = -1;
  int index = -1;
};

/// How a move went.
enum class Went { onward, stayed, refused };

/// One visitor: decides by chance, by what visitors are said to be like, and, a scout, by wishes.
class Visitor {
 public:
  Visitor(const Plan& plan, const Wishes* wishes) : plan_(plan), wishes_(wishes) {}

  /// Forgets everything: somebody else begins a session.
  void begin();
  Move next(const Situation& situation, Chance& chance);
  /// Says how the last move went; `onward` when a layer was entered.
  void hear(Went went);

 private:
  Move answer(const Situation& situation, const Question& question, Chance& chance);
  Move choose(const Situation& situation, Chance& chance);
  Move pass_auth(const Situation& situation, Chance& chance);
  std::size_t draw_fitting(const Situation& situation, int component, const Pool& pool,
                           Chance& chance);
  bool wants(const Situation& situation, const Question& question, Chance& chance);
  int& tries(int component);

  const Plan& plan_;
  const Wishes* wishes_;
  std::vector<int> tries_;  ///< by component, since the layer was come to
  std::vector<int> wished_;
  bool is_fresh_ = true;
  int fruitless_ = 0;  ///< moves in a row that led nowhere
};

/// The input of the move's event, but of what settles an effect.
EventInput input_of(const Plan& plan, const Situation& situation, const Move& move);

}  // namespace tundish
