#include "simulate/visitor.hpp"

#include <algorithm>

namespace tundish {

namespace {

constexpr int kMostTries = 4;      ///< of one question of a page
constexpr int kMostReplies = 12;   ///< to one question of a conversation
constexpr int kMostFruitless = 8;  ///< moves in a row that lead nowhere
constexpr Odds kQueuedComes(0.3), kChanges(0.2), kAside(0.03), kScoutLeavesOut(0.3);

const Component& component_at(const Plan& plan, const Situation& situation, int component) {
  const Layer& layer = plan.funnel()->layers[static_cast<std::size_t>(situation.layer)];
  return on_channel(layer.components[static_cast<std::size_t>(component)], situation.channel);
}

double score_of(const Plan& plan, const Situation& situation, int component,
                const Candidate& candidate) {
  const Input* input = component_at(plan, situation, component).input();
  double sum = 0;
  for (const int place : candidate.options) {
    const std::string& value = plan.planned_options()[static_cast<std::size_t>(place)].value;
    for (std::size_t i = 0; input && i < input->options.size(); ++i) {
      if (input->options[i].value == value) sum += input->options[i].score.value_or(0);
    }
  }
  return sum;
}

std::string slug_at(const Plan& plan, const Situation& situation, int component) {
  const Component& here = component_at(plan, situation, component);
  if (here.input()) return here.input()->slug;
  return here.auth() ? here.auth()->slug : std::string();
}

/// The places of the candidates that a scout could do with; empty: any will do.
void find_wished(const Plan& plan, const Situation& situation, const Wishes& wishes, int component,
                 const Pool& pool, std::vector<int>& wished) {
  wished.clear();
  const std::string slug = slug_at(plan, situation, component);
  const PlannedOption* option = wishes.option;
  const bool about_option =
      option && option->layer == situation.layer && option->component == component;
  const bool about_slug = wishes.is_about(OperandSource::session, slug);
  if (!about_option && !about_slug && wishes.score == 0) return;
  double best = 0;
  for (std::size_t i = 0; i < pool.fitting.size(); ++i) {
    const Candidate& one = pool.fitting[i];
    if (!wishes.suits(OperandSource::session, slug, one.value)) continue;
    const bool chooses =
        about_option && std::any_of(one.options.begin(), one.options.end(), [&](int place) {
          return &plan.planned_options()[static_cast<std::size_t>(place)] == option;
        });
    if (about_option && !chooses) continue;
    const double score = wishes.score * score_of(plan, situation, component, one);
    if (!wished.empty() && score < best) continue;
    if (!wished.empty() && score > best) wished.clear();
    best = score;
    wished.push_back(static_cast<int>(i));
  }
}

}  // namespace

void Visitor::begin() {
  tries_.clear();
  is_fresh_ = true;
  fruitless_ = 0;
}

void Visitor::hear(Went went) {
  if (went == Went::onward) {
    is_fresh_ = true;
    tries_.clear();
    fruitless_ = 0;
  } else if (went == Went::refused) {
    ++fruitless_;
  }
}

int& Visitor::tries(int component) {
  const auto place = static_cast<std::size_t>(component);
  if (tries_.size() <= place) tries_.resize(place + 1);
  return tries_[place];
}

Move Visitor::next(const Situation& situation, Chance& chance) {
  if (situation.has_ended) return Move{MoveKind::leave, -1, -1};
  if (is_fresh_) {
    is_fresh_ = false;
    const bool stays = wishes_ != nullptr;
    if (!stays && chance.happens(plan_.abandon(situation.layer))) return Move{};
    const bool turns = !stays && situation.can_go_back && situation.awaited < 0;
    if (turns && chance.happens(plan_.back)) return Move{MoveKind::back, -1, -1};
  }
  if (situation.awaited >= 0) return Move{MoveKind::settle, -1, situation.awaited};
  if (fruitless_ > kMostFruitless) return Move{MoveKind::stuck, -1, -1};
  if (situation.queued >= 0 && chance.happens(kQueuedComes)) {
    return Move{MoveKind::settle, -1, situation.queued};
  }
  for (const Question& question : situation.questions) {
    if (wants(situation, question, chance)) return answer(situation, question, chance);
  }
  if (situation.auth != AuthStage::none) return pass_auth(situation, chance);
  return choose(situation, chance);
}

/// Whether a question is answered now; in a conversation it must be.
bool Visitor::wants(const Situation& situation, const Question& question, Chance& chance) {
  if (situation.channel != Channel::web) return true;
  const int tried = tries(question.component);
  if (question.is_wrong) return tried < kMostTries;
  if (tried > 0) return false;
  if (!question.is_open && !chance.happens(kChanges)) {
    ++tries(question.component);
    return false;
  }
  const Pool& pool = plan_.pool(situation.channel, situation.layer, question.component);
  const Odds left_out = wishes_ && !question.is_mandatory ? kScoutLeavesOut : pool.left_out;
  const bool is_wished =
      wishes_ &&
      wishes_->is_about(OperandSource::session, slug_at(plan_, situation, question.component));
  if (pool.fitting.empty() || (!is_wished && chance.happens(left_out))) {
    ++tries(question.component);
    return false;
  }
  return true;
}

std::size_t Visitor::draw_fitting(const Situation& situation, int component, const Pool& pool,
                                  Chance& chance) {
  if (wishes_) {
    find_wished(plan_, situation, *wishes_, component, pool, wished_);
    if (!wished_.empty()) return static_cast<std::size_t>(wished_[chance.below(wished_.size())]);
    return chance.below(pool.fitting.size());
  }
  return draw(pool.fitting.size(), pool.up_to, chance);
}

Move Visitor::answer(const Situation& situation, const Question& question, Chance& chance) {
  const Pool& pool = plan_.pool(situation.channel, situation.layer, question.component);
  int& tried = tries(question.component);
  const bool talks = situation.channel != Channel::web;
  if (++tried > kMostReplies) return Move{MoveKind::stuck, question.component, -1};
  const Edge* wished = wishes_ ? wishes_->edge_from(situation.layer) : nullptr;
  const bool fails = talks && wishes_ && (wishes_->fails || (wished && wished->way == "on_error"));
  const bool errs = fails || (tried == 1 && !wishes_ && chance.happens(plan_.invalid));
  if (errs && !pool.wrong.empty()) {
    const auto place = static_cast<int>(chance.below(pool.wrong.size()));
    return Move{MoveKind::answer_wrongly, question.component, place};
  }
  const bool may_leave_out = talks && pool.leaving_out && !fails;
  const Odds left_out = wishes_ ? kScoutLeavesOut : pool.left_out;
  if (may_leave_out && (pool.fitting.empty() || chance.happens(left_out))) {
    return Move{MoveKind::leave_out, question.component, -1};
  }
  if (pool.fitting.empty()) return Move{MoveKind::stuck, question.component, -1};
  const std::size_t place = draw_fitting(situation, question.component, pool, chance);
  return Move{MoveKind::answer, question.component, static_cast<int>(place)};
}

Move Visitor::pass_auth(const Situation& situation, Chance& chance) {
  const int component = situation.auth_component;
  if (++tries(component) > kMostReplies) return Move{MoveKind::stuck, component, -1};
  if (situation.auth == AuthStage::request) return Move{MoveKind::request, component, -1};
  const Pool& pool = plan_.pool(situation.channel, situation.layer, component);
  if (pool.fitting.empty()) return Move{MoveKind::stuck, component, -1};
  const std::size_t place = draw_fitting(situation, component, pool, chance);
  return Move{MoveKind::answer, component, static_cast<int>(place)};
}

Move Visitor::choose(const Situation& situation, Chance& chance) {
  const std::vector<Choosable>& all = situation.choosables;
  const Edge* wished = wishes_ ? wishes_->edge_from(situation.layer) : nullptr;
  std::size_t onward = 0;
  std::size_t aside = 0;
  for (const Choosable& one : all) {
    onward += one.way == WayOut::onward ? 1 : 0;
    aside += one.way == WayOut::aside ? 1 : 0;
    const WayCode code = one.component < 0 ? kNextWay : way_code(one.component, one.item + 1);
    const bool is_wished = wished && wished->code == code && fruitless_ == 0;
    if (is_wished) return Move{MoveKind::press, one.component, one.item};
    const PlannedOption* option = wishes_ ? wishes_->option : nullptr;
    if (option && option->layer == situation.layer && option->component == one.component &&
        one.item >= 0 &&
        component_at(plan_, situation, one.component)
                .message()
                ->items[static_cast<std::size_t>(one.item)]
                .value == option->value) {
      return Move{MoveKind::press, one.component, one.item};
    }
  }
  const bool strays = aside > 0 && (onward == 0 || chance.happens(kAside));
  const std::size_t count = strays ? aside : onward;
  if (count == 0 || (strays && onward == 0 && ++fruitless_ > kMostFruitless)) {
    return Move{MoveKind::stuck, -1, -1};
  }
  std::size_t lot = chance.below(count);
  const Choosable* chosen = nullptr;
  for (const Choosable& one : all) {
    if (one.way != (strays ? WayOut::aside : WayOut::onward)) continue;
    chosen = &one;
    if (lot-- == 0) break;
  }
  return Move{MoveKind::press, chosen->component, chosen->item};
}

EventInput input_of(const Plan& plan, const Situation& situation, const Move& move) {
  const bool talks = situation.channel != Channel::web;
  const Pool* pool = move.component >= 0
                         ? &plan.pool(situation.channel, situation.layer, move.component)
                         : nullptr;
  switch (move.kind) {
    case MoveKind::answer:
      return pool->fitting[static_cast<std::size_t>(move.index)].input;
    case MoveKind::answer_wrongly:
      return pool->wrong[static_cast<std::size_t>(move.index)].input;
    case MoveKind::leave_out:
      return *pool->leaving_out;
    case MoveKind::request:
      return Requested{component_at(plan, situation, move.component).id};
    case MoveKind::press: {
      if (move.component < 0) return Pressed{"next"};
      const Component& here = component_at(plan, situation, move.component);
      if (const Message* message = here.message()) {
        const std::string& value = message->items[static_cast<std::size_t>(move.index)].value;
        return Replied{ReplyKind::option, value, {}};
      }
      return talks ? EventInput(Replied{ReplyKind::option, here.id, {}})
                   : EventInput(Pressed{here.id});
    }
    default:
      return WentBack{};
  }
}

}  // namespace tundish
