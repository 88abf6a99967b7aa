#include "simulate/counts.hpp"

#include <algorithm>

namespace tundish {

namespace {

constexpr std::size_t kRefusalCodes = static_cast<std::size_t>(RefusalCode::read_only) + 1;
constexpr std::size_t kChannels = static_cast<std::size_t>(Channel::sms) + 1;

}  // namespace

Counts::Counts(const Plan& plan, const Edges& edges)
    : plan_(plan),
      edges_(edges),
      layers_(plan.funnel()->layers.size()),
      edge_counts_(edges.all().size()),
      options_(plan.planned_options().size()),
      refusals_(kRefusalCodes),
      channels_(kChannels),
      steps_(static_cast<std::size_t>(kMaxSimulatedSteps) + 1) {}

void Counts::begin(Channel channel) {
  ++sessions_;
  if (!scouting_) ++channels_[static_cast<std::size_t>(channel)];
}

Counts::Count& Counts::edge(int index) {
  const auto place = static_cast<std::size_t>(index);
  if (edge_counts_.size() <= place) edge_counts_.resize(place + 1);
  return edge_counts_[place];
}

void Counts::add(const Outcome& outcome, LayerIndex at) {
  if (!scouting_) {
    if (outcome.refused) {
      ++refusals_[static_cast<std::size_t>(*outcome.refused)];
      if (at != kNoLayer) ++layer(at).refused;
    }
    if (outcome.is_asked_again) ++layer(at).asked_again;
  }
  for (const Outcome::Entering& one : outcome.entered) {
    Layer& to = layer(one.layer);
    if (scouting_) {
      to.scouted = true;
      if (one.edge >= 0) edge(one.edge).scouted = true;
      continue;
    }
    ++(one.is_skipped ? to.skipped : to.visits);
    if (!one.is_skipped && to.last_session != sessions_) {
      to.last_session = sessions_;
      ++to.sessions;
    }
    if (one.edge < 0) continue;
    ++edge(one.edge).count;
    const bool is_met = static_cast<std::size_t>(one.edge) >= edges_.defined();
    Layer& from = layer(edges_.all()[static_cast<std::size_t>(one.edge)].from);
    if (is_met || from.last_left == sessions_) continue;
    from.last_left = sessions_;
    ++from.left;
  }
}

void Counts::add_option(int option) {
  if (option < 0) return;
  Count& one = options_[static_cast<std::size_t>(option)];
  if (scouting_) {
    one.scouted = true;
  } else {
    ++one.count;
  }
}

void Counts::add_options(const std::vector<int>& options) {
  for (const int one : options) add_option(one);
}

int Counts::ending_of(const State& state, std::string_view stopped, std::string_view reason) {
  const bool is_left = state.status == SessionStatus::in_progress;
  EndingKey key;
  key.second = state.layer;
  key.first = is_left ? std::make_pair(std::string(stopped), std::string(reason))
                      : std::make_pair(std::string(to_text(state.status)), state.reason);
  const auto [at, is_new] = endings_.emplace(key, static_cast<int>(ending_counts_.size()));
  if (is_new) {
    ending_counts_.emplace_back();
    dropped_at_.push_back(is_left ? state.layer : kNoLayer);
  }
  return at->second;
}

void Counts::end(int number, int steps) {
  const auto place = static_cast<std::size_t>(number);
  Count& ending = ending_counts_[place];
  if (scouting_) {
    ending.scouted = true;
    return;
  }
  if (dropped_at_[place] != kNoLayer) ++layer(dropped_at_[place]).dropped;
  ++ending.count;
  gestures_ += steps;
  ++steps_[static_cast<std::size_t>(std::min(steps, kMaxSimulatedSteps))];
}

bool Counts::has_layer(LayerIndex index) const {
  const Layer& one = layers_[static_cast<std::size_t>(index)];
  return one.visits > 0 || one.scouted;
}

bool Counts::has_edge(int index) const {
  const auto place = static_cast<std::size_t>(index);
  if (place >= edge_counts_.size()) return false;
  return edge_counts_[place].count > 0 || edge_counts_[place].scouted;
}

bool Counts::has_option(int option) const {
  const Count& one = options_[static_cast<std::size_t>(option)];
  return one.count > 0 || one.scouted;
}

SimulatedSteps Counts::measure_steps() const {
  SimulatedSteps measured;
  std::int64_t sessions = 0;
  for (const std::int64_t count : steps_) sessions += count;
  if (sessions == 0) return measured;
  std::int64_t before = 0;
  measured.least = -1;
  for (std::size_t i = 0; i < steps_.size(); ++i) {
    if (steps_[i] == 0) continue;
    const int steps = static_cast<int>(i);
    const std::int64_t until = before + steps_[i];
    const auto holds = [&](std::int64_t part) {
      const std::int64_t rank = (sessions * part + 99) / 100;  // from 1
      return before < rank && rank <= until;
    };
    if (measured.least < 0) measured.least = steps;
    if (holds(50)) measured.median = steps;
    if (holds(90)) measured.p90 = steps;
    if (holds(99)) measured.p99 = steps;
    measured.most = steps;
    before = until;
  }
  measured.mean = static_cast<double>(gestures_) / static_cast<double>(sessions);
  return measured;
}

Simulation Counts::report(const SimulateOptions& options, int scouts) const {
  const Definition& definition = *plan_.funnel();
  const auto id_of = [&](LayerIndex index) {
    return index == kNoLayer ? std::string()
                             : definition.layers[static_cast<std::size_t>(index)].id;
  };
  Simulation report;
  report.funnel = definition.slug;
  report.seed = options.seed;
  report.sessions = sessions_ - scouts;
  report.gestures = gestures_;
  report.scouts = scouts;
  report.steps = measure_steps();
  for (std::size_t i = 0; i < channels_.size(); ++i) {
    if (channels_[i] == 0) continue;
    report.channels.emplace_back(to_text(static_cast<Channel>(i)), channels_[i]);
  }
  for (std::size_t i = 0; i < refusals_.size(); ++i) {
    if (refusals_[i] == 0) continue;
    report.refusals.emplace_back(to_text(static_cast<RefusalCode>(i)), refusals_[i]);
  }
  for (std::size_t i = 0; i < layers_.size(); ++i) {
    const Layer& one = layers_[i];
    report.layers.push_back(SimulatedLayer{definition.layers[i].id, definition.layers[i].type,
                                           one.visits, one.sessions, one.left, one.skipped,
                                           one.dropped, one.refused, one.asked_again, one.scouted});
  }
  for (std::size_t i = 0; i < edges_.all().size(); ++i) {
    const Edge& edge = edges_.all()[i];
    const Count count = i < edge_counts_.size() ? edge_counts_[i] : Count();
    report.edges.push_back(SimulatedEdge{id_of(edge.from), id_of(edge.to), edge.way, edge.jump,
                                         edge.variant, count.count, count.scouted});
  }
  for (std::size_t i = 0; i < options_.size(); ++i) {
    const PlannedOption& option = plan_.planned_options()[i];
    const tundish::Layer& layer = definition.layers[static_cast<std::size_t>(option.layer)];
    report.options.push_back(
        SimulatedOption{layer.id, layer.components[static_cast<std::size_t>(option.component)].id,
                        option.value, options_[i].count, options_[i].scouted});
  }
  for (const auto& [key, number] : endings_) {
    const Count& count = ending_counts_[static_cast<std::size_t>(number)];
    report.endings.push_back(SimulatedEnding{key.first.first, key.first.second, id_of(key.second),
                                             count.count, count.scouted});
  }
  return report;
}

}  // namespace tundish
