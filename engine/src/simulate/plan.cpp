#include "simulate/plan.hpp"

#include <algorithm>

#include "expression/iso_date.hpp"
#include "run/authentication.hpp"
#include "run/subfunnel.hpp"
#include "simulate/made_values.hpp"
#include "simulate/wishes.hpp"
#include "tundish/channels.hpp"

namespace tundish {

namespace {

constexpr double kBrought = 0.5;           ///< how often what may be brought along is
constexpr double kMandatoryBrought = 0.9;  ///< the same of what has to be
constexpr int kWishedDraws = 20;
constexpr std::int64_t kDayMs = 86'400'000;
constexpr char kDigits[] = "0123456789abcdef";

void add_weight(std::vector<double>& up_to, double weight) {
  const double sum = up_to.empty() ? 0 : up_to.back();
  up_to.push_back(sum + (weight > 0 ? weight : 0));
}

/// A value that a scout could do with, tried a few times.
const Value* draw_wished(const DrawnSpread& spread, OperandSource source, const Wishes& wishes,
                         Chance& chance) {
  for (int i = 0; i < kWishedDraws; ++i) {
    const Value& value = spread.values[chance.below(spread.values.size())];
    if (wishes.suits(source, spread.name, value)) return &value;
  }
  return nullptr;
}

void set_drawn(Value& object, OperandSource source, const std::vector<DrawnSpread>& spreads,
               const Wishes* wishes, Chance& chance) {
  for (const DrawnSpread& one : spreads) {
    if (wishes && (wishes->is_about(source, one.name))) {
      const Value* value = draw_wished(one, source, *wishes, chance);
      if (value) object.set(one.name, *value);
      continue;
    }
    if (!chance.happens(one.present)) continue;
    const Value& value = one.values[draw(one.values.size(), one.up_to, chance)];
    if (!value.is_null()) object.set(one.name, value);
  }
}

void plan_given(const std::vector<Spread>& given, std::vector<DrawnSpread>& brought) {
  for (const Spread& one : given) {
    DrawnSpread drawn;
    drawn.name = one.name;
    drawn.present = Odds(1);
    for (const WeightedValue& value : one.values) {
      drawn.values.push_back(value.value);
      add_weight(drawn.up_to, value.weight);
    }
    if (!drawn.values.empty()) brought.push_back(std::move(drawn));
  }
}

}  // namespace

std::string hex_id(std::uint64_t high, std::uint64_t low) {
  std::string text(32, '0');
  for (std::size_t i = 0; i < 16; ++i) {
    text[15 - i] = kDigits[(high >> (4 * i)) & 15U];
    text[31 - i] = kDigits[(low >> (4 * i)) & 15U];
  }
  return text;
}

std::size_t draw(std::size_t count, const std::vector<double>& up_to, Chance& chance) {
  if (up_to.empty()) return chance.below(count);
  const double lot = chance.share() * up_to.back();
  const auto at = std::upper_bound(up_to.begin(), up_to.end(), lot);
  return std::min(static_cast<std::size_t>(at - up_to.begin()), count - 1);
}

Plan::Plan(const Funnel& funnel, const SimulateOptions& options)
    : back(options.visitors.back),
      skip(options.visitors.skip),
      invalid(options.visitors.invalid),
      authenticated(options.visitors.authenticated),
      funnel_(funnel),
      options_(options),
      compared_(*funnel_),
      pools_(4) {
  choose_channels();
  choose_languages();
  plan_options();
  for (const Channel channel : channels_) plan_pools(channel);
  plan_header();
  plan_abandoning();
  plan_effects();
}

void Plan::choose_channels() {
  for (const auto& [channel, weight] : options_.visitors.channels) {
    if (weight <= 0 || !is_playable_on(*funnel_, channel)) continue;
    channels_.push_back(channel);
    add_weight(channels_up_to_, weight);
  }
  if (!channels_.empty()) return;
  channels_.push_back(funnel_->channel);
  add_weight(channels_up_to_, 1);
}

void Plan::choose_languages() {
  const Content* usual = find_content(*funnel_, funnel_->default_language);
  if (!usual) usual = &funnel_->content.front();
  for (const auto& [language, weight] : options_.visitors.languages) {
    if (weight <= 0) continue;
    // A language that is listed without texts is played with those of the default one.
    const Content* content = find_content(*funnel_, language);
    languages_.push_back(content ? content : usual);
    add_weight(languages_up_to_, weight);
  }
  if (!languages_.empty()) return;
  languages_.push_back(usual);
  add_weight(languages_up_to_, 1);
}

void Plan::plan_options() {
  const auto add = [this](std::size_t layer, std::size_t component, const std::string& value) {
    const PlannedOption option{static_cast<LayerIndex>(layer), static_cast<int>(component), value};
    if (find_option(option.layer, option.component, value) < 0) planned_.push_back(option);
  };
  for (std::size_t i = 0; i < funnel_->layers.size(); ++i) {
    const Layer& layer = funnel_->layers[i];
    for (std::size_t j = 0; j < layer.components.size(); ++j) {
      for (const Channel channel : channels_) {
        const Component& here = on_channel(layer.components[j], channel);
        const bool is_asked = here.input() && !here.input()->is_hidden;
        for (std::size_t k = 0; is_asked && k < here.input()->options.size(); ++k) {
          add(i, j, here.input()->options[k].value);
        }
        const bool asks = here.message() && is_one_at_a_time(channel) &&
                          (here.message()->appearance == MessageAppearance::quick_reply ||
                           here.message()->appearance == MessageAppearance::list);
        for (std::size_t k = 0; asks && k < here.message()->items.size(); ++k) {
          add(i, j, here.message()->items[k].value);
        }
      }
    }
  }
}

int Plan::find_option(LayerIndex layer, int component, std::string_view value) const {
  const auto before = [](const PlannedOption& one, const std::pair<LayerIndex, int>& place) {
    return std::make_pair(one.layer, one.component) < place;
  };
  auto at =
      std::lower_bound(planned_.begin(), planned_.end(), std::make_pair(layer, component), before);
  for (; at != planned_.end() && at->layer == layer && at->component == component; ++at) {
    if (at->value == value) return static_cast<int>(at - planned_.begin());
  }
  return -1;
}

void Plan::plan_brought(const std::vector<Spread>& given, OperandSource source,
                        std::vector<DrawnSpread>& brought) const {
  plan_given(given, brought);
  for (const std::string& name : compared_.names(source)) {
    const auto is_it = [&name](const DrawnSpread& one) { return one.name == name; };
    if (std::any_of(brought.begin(), brought.end(), is_it)) continue;
    DrawnSpread drawn;
    drawn.name = name;
    drawn.present = Odds(kBrought);
    drawn.values = make_any_values(compared_.with(source, name));
    brought.push_back(std::move(drawn));
  }
}

void Plan::plan_header() {
  const Visitors& visitors = options_.visitors;
  plan_brought(visitors.initial, OperandSource::initial, initial_);
  plan_brought(visitors.contact, OperandSource::contact, contact_);
  plan_brought(visitors.device, OperandSource::device, device_);
  plan_given(visitors.prior, prior_);
  for (const Layer& layer : funnel_->layers) {
    for (const InitialDatum& datum : layer.initial_data) {
      const std::string name(own_name(datum.slug));
      const auto is_it = [&name](const DrawnSpread& one) { return one.name == name; };
      if (std::any_of(initial_.begin(), initial_.end(), is_it)) continue;
      Input input;
      input.input_type = datum.input_type;
      input.allow_other = true;
      DrawnSpread drawn;
      drawn.name = name;
      drawn.present = Odds(datum.mandatory ? kMandatoryBrought : kBrought);
      drawn.values =
          make_values(input, compared_.with(OperandSource::session, datum.slug), visitors.clock_ms);
      if (!drawn.values.empty()) initial_.push_back(std::move(drawn));
    }
  }
  plan_autofill();
  reads_auth_ = compared_.reads(OperandSource::auth);
  for (const Value& one : compared_.with(OperandSource::auth, "method")) {
    if (one.is_text()) methods_.push_back(one.text());
  }
  methods_.emplace_back(to_text(AuthKind::password));
  for (const Layer& layer : funnel_->layers) {
    const auto proves = [](const Component& one) { return one.auth() != nullptr; };
    reads_auth_ = reads_auth_ || layer.requires_auth ||
                  layer.authenticated_target_layer != kNoLayer ||
                  std::any_of(layer.components.begin(), layer.components.end(), proves);
  }
}

/// What inputs fill in from where visitors come from, they bring along now and then.
void Plan::plan_autofill() {
  const auto add = [this](const Input& input, const AutofillSource& from,
                          std::vector<DrawnSpread>& brought) {
    const auto is_it = [&from](const DrawnSpread& one) { return one.name == from.name; };
    if (std::any_of(brought.begin(), brought.end(), is_it)) return;
    DrawnSpread drawn;
    drawn.name = from.name;
    drawn.present = Odds(kBrought);
    drawn.values = make_values(input, compared_.with(OperandSource::session, input.slug),
                               options_.visitors.clock_ms);
    if (!drawn.values.empty()) brought.push_back(std::move(drawn));
  };
  for (const Layer& layer : funnel_->layers) {
    for (const Component& component : layer.components) {
      const Component& here = on_channel(component, channels_.front());
      if (!here.input() && !here.auth()) continue;
      const Input input = here.input() ? *here.input() : identity_input(*here.auth());
      for (const AutofillSource& from : input.autofill_source) {
        if (from.kind == AutofillKind::contact) add(input, from, contact_);
        if (from.kind == AutofillKind::device) add(input, from, device_);
        if (from.kind == AutofillKind::prior) add(input, from, prior_);
        if (from.kind == AutofillKind::initial) add(input, from, initial_);
      }
    }
  }
}

void Plan::plan_abandoning() {
  for (const Layer& layer : funnel_->layers) {
    double chance = options_.visitors.abandon;
    for (const auto& [name, own] : options_.visitors.abandon_on) {
      if (name == layer.id) chance = own;
    }
    abandon_.emplace_back(chance);
  }
}

void Plan::plan_effects() {
  for (const EffectOdds& odds : options_.visitors.effects) {
    EffectPlan plan;
    plan.done = Odds(odds.done);
    plan.offline = Odds(odds.offline);
    for (const WeightedValue& one : odds.data) {
      plan.data.push_back(one.value);
      add_weight(plan.up_to, one.weight);
    }
    effects_.emplace_back(odds.endpoint, std::move(plan));
  }
  const EffectOdds usual;
  EffectPlan plan;
  plan.done = Odds(usual.done);
  plan.offline = Odds(usual.offline);
  effects_.emplace_back("", std::move(plan));
}

const EffectPlan& Plan::effect(const std::string& endpoint) const {
  const EffectPlan* usual = nullptr;
  for (const auto& [name, plan] : effects_) {
    if (name == endpoint) return plan;
    if (name.empty() && !usual) usual = &plan;
  }
  return *usual;
}

Plan::Start Plan::draw_start(Chance& chance, std::uint64_t number) const {
  Start start;
  start.number = number;
  if (channels_.size() > 1) start.channel = draw(channels_.size(), channels_up_to_, chance);
  if (languages_.size() > 1) start.language = draw(languages_.size(), languages_up_to_, chance);
  start.session = chance.next();
  start.seed = chance.next();
  return start;
}

bool Plan::brings_anything() const {
  return reads_auth_ || !initial_.empty() || !contact_.empty() || !device_.empty() ||
         !prior_.empty();
}

Started Plan::draw_header(const Start& start, Chance& chance, const Wishes* wishes) const {
  const Content& content = *languages_[start.language];
  Started header;
  header.session = hex_id(start.session, start.number);
  header.random_seed = hex_id(start.seed, start.number);
  header.release = content.release;
  header.structure = funnel_->structure;
  header.language = content.language;
  header.channel = channels_[start.channel];
  const bool answers =
      wishes && std::any_of(initial_.begin(), initial_.end(), [&](const auto& one) {
        return wishes->is_about(OperandSource::session, one.name);
      });
  const auto source = answers ? OperandSource::session : OperandSource::initial;
  set_drawn(header.initial, source, initial_, wishes, chance);
  set_drawn(header.contact, OperandSource::contact, contact_, wishes, chance);
  set_drawn(header.device, OperandSource::device, device_, wishes, chance);
  set_drawn(header.prior, OperandSource::initial, prior_, nullptr, chance);
  if (reads_auth_ && chance.happens(wishes ? Odds(0.5) : authenticated)) {
    header.auth = Authentication{methods_[chance.below(methods_.size())], "ana@example.com"};
  }
  return header;
}

std::int64_t Plan::draw_clock(Chance& chance, const Wishes* wishes) const {
  if (wishes && wishes->is_about(OperandSource::now, {})) {
    const std::vector<Value> times = compared_.with(OperandSource::now, {});
    const std::optional<std::int64_t> at =
        times.empty() ? std::nullopt : parse_iso_date(times[chance.below(times.size())].text());
    if (at) return *at + (chance.below(2) == 0 ? kDayMs : -kDayMs);
  }
  const std::int64_t spread = options_.visitors.clock_spread_ms;
  if (spread <= 0) return options_.visitors.clock_ms;
  const double part = chance.share() * static_cast<double>(spread);
  return options_.visitors.clock_ms + static_cast<std::int64_t>(part);
}

}  // namespace tundish
