#include "analyze/free_ways.hpp"

#include <algorithm>

#include "support/ending.hpp"

namespace tundish {

namespace {

bool is_filled_on_entering(const Layer& layer, const Input& input) {
  return input.is_hidden || layer.auto_fill || layer.type == LayerType::start;
}

/// Whether a constant certainly is an answer to it.
bool takes_any_text(const Input& input) {
  const bool is_plain =
      input.appearance == InputAppearance::short_ || input.appearance == InputAppearance::long_;
  return input.input_type == InputType::text && is_plain && !input.is_array &&
         input.validations == Validations();
}

bool has_constant(const Input& input) {
  const auto& sources = input.autofill_source;
  return std::any_of(sources.begin(), sources.end(), [](const AutofillSource& one) {
    return one.kind == AutofillKind::constant && !one.name.empty();
  });
}

/// Whether the visitor, the server or the clock has its turn there.
bool pauses(const Action& action) {
  return action.kind == ActionKind::endpoint || action.kind == ActionKind::authenticate ||
         action.kind == ActionKind::wait || action.kind == ActionKind::close;
}

void join_all(Facts& facts, const Facts& others) {
  for (std::size_t i = 0; i < facts.size(); ++i) facts[i] = joined(facts[i], others[i]);
}

}  // namespace

FreeWays::FreeWays(const Scope& scope, const Followed& followed)
    : scope_(scope),
      layers_(scope.definition.layers),
      followed_(followed),
      world_(followed.world()),
      own_(layers_.size()) {
  for (std::size_t slug = 0; slug < followed_.size(); ++slug) {
    for (const Setter& one : followed_.setters(slug)) {
      own_[static_cast<std::size_t>(one.layer)].push_back(slug);
    }
  }
}

void FreeWays::each_from(std::size_t layer, const Facts& facts, const Facts& here,
                         const Visit& visit) const {
  const Layer& it = layers_[layer];
  if (is_ending(it) || leads_on(layer, facts, visit)) return;
  Leaving leaving;
  leaving.facts = facts;
  for (const std::size_t slug : own_[layer]) leaving.facts[slug] = here[slug];
  followed_.renew_score(leaving.facts);
  if (it.type == LayerType::subfunnel) return play(layer, std::move(leaving.facts), visit);
  if (it.allow_skip && it.auto_fill && !it.skip_conditions.empty()) {
    skip(it, leaving.facts, visit);
  }
  if (!it.next || !asks_nobody(layer, leaving)) return;
  forget_made(it, leaving.facts);
  take(*it.next, std::move(leaving), visit);
}

/// True when nobody stays who comes there, or not for ever.
bool FreeWays::leads_on(std::size_t layer, const Facts& facts, const Visit& visit) const {
  const Layer& it = layers_[layer];
  const LayerIndex elsewhere =
      world_.is_authenticated ? it.authenticated_target_layer : it.unauthenticated_target_layer;
  const bool is_other = elsewhere != kNoLayer && elsewhere != static_cast<LayerIndex>(layer);
  if (is_other && (world_.is_authenticated || it.requires_auth)) {
    visit(FreeWay{elsewhere, FreeKind::led_on, true}, facts);
    return true;
  }
  if (it.requires_auth && !world_.is_authenticated) return true;  // turned away
  if (it.max_visits == 0) return false;
  if (it.on_error != kNoLayer) visit(FreeWay{it.on_error, FreeKind::too_often, true}, facts);
  return true;
}

void FreeWays::skip(const Layer& layer, Facts facts, const Visit& visit) const {
  if (!followed_.assume_all(layer.skip_conditions, facts)) return;
  Leaving leaving;
  leaving.way.kind = FreeKind::skipped;
  leaving.way.is_sure = followed_.knows(layer.skip_conditions);
  forget_made(layer, facts);
  for (const Component& component : layer.components) {
    const Button* button = on_channel(component, world_.channel).button();
    if (!button || button->kind != ButtonKind::jump) continue;
    leaving.facts = facts;
    if (!followed_.assume_all(component.visible_if, leaving.facts)) continue;
    if (!followed_.assume_all(button->enabled_if, leaving.facts)) continue;
    take(button->navigation, leaving, visit);
  }
  leaving.facts = std::move(facts);
  if (layer.next) take(*layer.next, std::move(leaving), visit);
}

void FreeWays::play(std::size_t layer, Facts facts, const Visit& visit) const {
  const Subfunnel& subfunnel = *layers_[layer].subfunnel;
  const Passage& through = passage(layer);
  Leaving leaving;
  leaving.way.kind = FreeKind::played;
  leaving.way.is_sure = through.is_sure;
  leaving.facts = std::move(facts);
  if (through.to_fatalistic && subfunnel.on_fatalistic != kNoLayer) {
    visit(FreeWay{subfunnel.on_fatalistic, FreeKind::played, through.is_sure}, leaving.facts);
  }
  if (!through.to_result || !subfunnel.next) return;
  forget_made(layers_[layer], leaving.facts);
  take(*subfunnel.next, std::move(leaving), visit);
}

/// False when somebody or something has its turn there, as far as can be known.
bool FreeWays::asks_nobody(std::size_t layer, Leaving& leaving) const {
  const Layer& it = layers_[layer];
  if (it.type == LayerType::action) {
    leaving.way.kind = FreeKind::acts;
    return std::none_of(it.actions.begin(), it.actions.end(),
                        [](const Action& one) { return pauses(one); });
  }
  if (world_.channel == Channel::web) return false;
  return std::all_of(it.components.begin(), it.components.end(), [&](const Component& one) {
    return !waits(one) || is_passed_by(one, layer, leaving);
  });
}

/// A component that would wait for somebody: not seen, or answered for good.
bool FreeWays::is_passed_by(const Component& component, std::size_t layer, Leaving& leaving) const {
  const Input* input = on_channel(component, world_.channel).input();
  Leaving kept = leaving;
  const bool can_be_kept = input && is_kept(*input, layer, kept);
  const bool can_be_hidden = followed_.assume_not_all(component.visible_if, leaving.facts) &&
                             !component.visible_if.empty();
  if (!can_be_hidden) {
    leaving = std::move(kept);
    return can_be_kept;
  }
  leaving.way.is_sure = leaving.way.is_sure && followed_.knows(component.visible_if);
  if (can_be_kept) join_all(leaving.facts, kept.facts);
  return true;
}

/// Whether the visitor cannot change what is there already.
bool FreeWays::is_kept(const Input& input, std::size_t layer, Leaving& leaving) const {
  if (input.allow_overwrite) return false;
  const bool is_filled =
      !input.autofill_source.empty() && is_filled_on_entering(layers_[layer], input);
  const auto setters = scope_.setters.find(input.slug);
  const bool is_set_elsewhere =
      setters != scope_.setters.end() &&
      std::any_of(setters->second.begin(), setters->second.end(), [&](const Setter& one) {
        return one.layer != static_cast<LayerIndex>(layer) || !one.input;
      });
  if (!is_filled && !is_set_elsewhere) return false;
  const bool is_certain = is_filled && has_constant(input) && takes_any_text(input);
  leaving.way.is_sure = leaving.way.is_sure && is_certain;
  const int slug = followed_.find(input.slug);
  if (slug < 0) return true;
  Domain& answer = leaving.facts[static_cast<std::size_t>(slug)];
  answer.absent = false;
  return answer.is_possible();
}

/// Whether the visitor or the server has its turn where it is seen, one component at a time.
bool FreeWays::waits(const Component& component) const {
  const Component& here = on_channel(component, world_.channel);
  if (const Input* input = here.input()) return !input->is_hidden;
  if (here.auth()) return !world_.is_authenticated;
  if (here.endpoint()) return true;
  if (const Button* button = here.button()) {
    return button->kind == ButtonKind::jump ||
           (button->kind == ButtonKind::event && !button->navigation.leads_nowhere());
  }
  const MessageAppearance look = here.message()->appearance;
  return look == MessageAppearance::quick_reply || look == MessageAppearance::list;
}

void FreeWays::take(const Navigation& ways, Leaving leaving, const Visit& visit) const {
  FreeWay way = leaving.way;
  const auto go = [&](LayerIndex to, const Facts& facts) {
    way.to = to;
    if (to != kNoLayer) visit(way, facts);
  };
  for (const Jump& jump : ways.jumps) {
    Facts narrowed = leaving.facts;
    if (followed_.assume_all(jump.conditions, narrowed)) {
      go(jump.target, narrowed);
      for (const Variant& variant : jump.variants) {
        if (variant.weight > 0) go(variant.target, narrowed);
      }
    }
    if (!followed_.assume_not_all(jump.conditions, leaving.facts)) return;
  }
  go(ways.target, leaving.facts);
}

/// What is made without the visitor while the layer is left.
void FreeWays::forget_made(const Layer& layer, Facts& facts) const {
  const auto forget = [&](const std::string& slug) {
    const int number = followed_.find(slug);
    if (number >= 0) facts[static_cast<std::size_t>(number)] = nothing_known();
  };
  for (const Calculation& one : layer.calculations) forget(one.slug);
  for (const Action& one : layer.actions) forget(one.calculation.slug);
  if (!layer.subfunnel) return;
  for (const Mapping& one : layer.subfunnel->out) forget(one.to);
}

const FreeWays::Passage& FreeWays::passage(std::size_t layer) const {
  const auto [at, is_new] = passages_.emplace(layer, Passage());
  const Definition* played =
      is_new ? find_subfunnel(scope_.definition, *layers_[layer].subfunnel) : nullptr;
  if (played && played->config.start_layer != kNoLayer) at->second = passage_through(*played);
  return at->second;
}

FreeWays::Passage FreeWays::passage_through(const Definition& played) const {
  const Scope part{played, scope_.whole, {}, find_setters(played, {})};
  Followed nothing(part);
  nothing.enter(world_);
  const FreeWays inside(part, nothing);
  const Facts unknown(nothing.size(), nothing_known());
  Passage through;
  std::vector<bool> seen(played.layers.size());
  std::vector<std::size_t> open{static_cast<std::size_t>(played.config.start_layer)};
  seen[open.front()] = true;
  while (!open.empty()) {
    const std::size_t layer = open.back();
    open.pop_back();
    through.to_result = through.to_result || played.layers[layer].type == LayerType::result;
    through.to_fatalistic =
        through.to_fatalistic || played.layers[layer].type == LayerType::fatalistic;
    const bool is_conditional =
        std::any_of(played.layers[layer].components.begin(), played.layers[layer].components.end(),
                    [](const Component& one) { return !one.visible_if.empty(); });
    inside.each_from(layer, unknown, unknown, [&](const FreeWay& way, const Facts&) {
      const bool is_sure = way.is_sure && !is_conditional && way.kind != FreeKind::skipped;
      through.is_sure = through.is_sure && is_sure;
      const auto to = static_cast<std::size_t>(way.to);
      if (!seen[to]) open.push_back(to);
      seen[to] = true;
    });
  }
  return through;
}

}  // namespace tundish
