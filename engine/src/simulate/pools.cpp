#include <algorithm>

#include "run/authentication.hpp"
#include "simulate/made_values.hpp"
#include "simulate/plan.hpp"
#include "values/values.hpp"

namespace tundish {

namespace {

constexpr std::size_t kMostWrong = 12;

/// The words of the choices without what they are called, which a reply by value does not need.
std::vector<Choice> choices_of(const Input& input) {
  std::vector<Choice> choices;
  for (const Option& one : input.options) {
    choices.push_back(Choice{one.value, one.value, one.keywords});
  }
  const bool is_chosen =
      input.appearance == InputAppearance::dropdown || input.appearance == InputAppearance::list;
  if (input.input_type != InputType::text || !is_chosen) return choices;
  for (const std::string& one : input.validations.allowed_values) {
    choices.push_back(Choice{one, one, {}});
  }
  return choices;
}

const Spread* find_spread(const std::vector<Spread>& spreads, const std::string& name) {
  for (const Spread& one : spreads) {
    if (one.name == name && !one.values.empty()) return &one;
  }
  return nullptr;
}

/// The values that visitors were said to give, whether they fit or not.
void add_given(const Spread& spread, Pool& pool, const Input& input, Channel channel) {
  double sum = 0;
  double left_out = 0;
  for (const WeightedValue& one : spread.values) {
    const double weight = one.weight > 0 ? one.weight : 0;
    if (one.value.is_null()) {
      left_out += weight;
      continue;
    }
    Candidate candidate;
    candidate.value = one.value;
    if (is_one_at_a_time(channel)) {
      candidate.input = to_reply(input, one.value);
    } else {
      candidate.input = Answered{input.slug, one.value};
    }
    sum += weight;
    pool.fitting.push_back(std::move(candidate));
    pool.up_to.push_back(sum);
  }
  const double all = sum + left_out;
  pool.left_out = Odds(all > 0 ? left_out / all : 0);
}

}  // namespace

std::vector<int> Plan::chosen_by(const Value& value, LayerIndex layer, int component) const {
  std::vector<int> options;
  const Value::List chosen = value.is_list() ? value.list() : Value::List{value};
  for (const Value& one : chosen) {
    const int option = one.is_text() ? find_option(layer, component, one.text()) : -1;
    if (option >= 0) options.push_back(option);
  }
  return options;
}

void Plan::add_candidate(const Input& input, Channel channel, const Value& value, LayerIndex layer,
                         int component, Pool& pool) const {
  const Moment moment{options_.visitors.clock_ms, funnel_->default_language};
  Candidate candidate;
  std::optional<Reading> reading;
  if (is_one_at_a_time(channel)) {
    Replied reply = to_reply(input, value);
    reading = read_reply(input, choices_of(input), reply, moment);
    candidate.input = std::move(reply);
  } else {
    reading = read_answer(input, value, moment);
    candidate.input = Answered{input.slug, value};
  }
  if (!reading) return;
  const bool fits = reading->problems.empty();
  if (fits && reading->value.is_null()) return;
  candidate.value = std::move(reading->value);
  if (fits) candidate.options = chosen_by(candidate.value, layer, component);
  std::vector<Candidate>& known = fits ? pool.fitting : pool.wrong;
  const auto is_same = [&](const Candidate& one) { return one.input == candidate.input; };
  if (std::any_of(known.begin(), known.end(), is_same)) return;
  if (fits || known.size() < kMostWrong) known.push_back(std::move(candidate));
}

Pool Plan::make_pool(const Input& input, Channel channel, LayerIndex layer, int component) const {
  Pool pool;
  const Visitors& visitors = options_.visitors;
  const std::vector<Value> compared = compared_.with(OperandSource::session, input.slug);
  for (const Value& one : make_values(input, compared, visitors.clock_ms)) {
    add_candidate(input, channel, one, layer, component, pool);
  }
  if (const Spread* spread = find_spread(visitors.answers, input.slug)) {
    std::vector<Candidate> made;
    made.swap(pool.fitting);
    add_given(*spread, pool, input, channel);
    for (Candidate& one : pool.fitting) {
      const auto is_same = [&one](const Candidate& known) { return known.input == one.input; };
      const auto known = std::find_if(made.begin(), made.end(), is_same);
      if (known != made.end()) one.options = known->options;
    }
  } else if (!input.mandatory) {
    pool.left_out = skip;
  }
  if (is_one_at_a_time(channel) && !input.mandatory) {
    pool.leaving_out = Replied{ReplyKind::text, "skip", {}};
  }
  return pool;
}

void Plan::plan_pools(Channel channel) {
  LayerPools& layers = pools_[static_cast<std::size_t>(channel)];
  layers.resize(funnel_->layers.size());
  for (std::size_t i = 0; i < layers.size(); ++i) {
    const std::vector<Component>& components = funnel_->layers[i].components;
    for (std::size_t j = 0; j < components.size(); ++j) {
      const Component& here = on_channel(components[j], channel);
      const auto layer = static_cast<LayerIndex>(i);
      const auto component = static_cast<int>(j);
      if (here.input()) {
        layers[i].push_back(make_pool(*here.input(), channel, layer, component));
      } else if (here.auth()) {
        layers[i].push_back(make_pool(identity_input(*here.auth()), channel, layer, component));
      } else {
        layers[i].emplace_back();
      }
    }
  }
}

}  // namespace tundish
