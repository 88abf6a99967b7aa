#pragma once

#include <optional>
#include <string>
#include <vector>

#include "simulate/chance.hpp"
#include "simulate/compared.hpp"
#include "simulate/edges.hpp"
#include "tundish/event.hpp"
#include "tundish/simulate.hpp"

namespace tundish {

/// Something that a visitor might give: the gesture, and what will be read of it.
struct Candidate {
  EventInput input;
  Value value;
  std::vector<int> options;  ///< that it chooses: places in `Plan::planned_options`
};

/// What a visitor draws the answer to one question from.
struct Pool {
  std::vector<Candidate> fitting, wrong;
  std::vector<double> up_to;           ///< sums of weights; empty: all are alike
  std::optional<Replied> leaving_out;  ///< how that is said in a conversation
  Odds left_out = Odds(0);
};

/// An option of the definition that can be chosen.
struct PlannedOption {
  LayerIndex layer = kNoLayer;
  int component = 0;
  std::string value;
};

/// Draws a place among weights; uniform when there are none.
std::size_t draw(std::size_t count, const std::vector<double>& up_to, Chance& chance);

/// 32 hex digits.
std::string hex_id(std::uint64_t high, std::uint64_t low);

/// Values by name, drawn for the header.
struct DrawnSpread {
  std::string name;
  std::vector<Value> values;
  std::vector<double> up_to;
  Odds present = Odds(0);
};

/// How an effect may end.
struct EffectPlan {
  Odds done = Odds(1), offline = Odds(0);
  std::vector<Value> data;
  std::vector<double> up_to;
};

struct Wishes;

/// What is prepared once for all sessions of a simulation.
class Plan {
 public:
  Plan(const Funnel& funnel, const SimulateOptions& options);

  const Funnel& funnel() const { return funnel_; }
  const SimulateOptions& options() const { return options_; }
  const Compared& compared() const { return compared_; }
  /// The channels that sessions are played on, with the sums of their weights.
  const std::vector<Channel>& channels() const { return channels_; }
  const std::vector<PlannedOption>& planned_options() const { return planned_; }
  /// The place of an option in them, or -1.
  int find_option(LayerIndex layer, int component, std::string_view value) const;

  const Pool& pool(Channel channel, LayerIndex layer, int component) const {
    return pools_[static_cast<std::size_t>(channel)][static_cast<std::size_t>(layer)]
                 [static_cast<std::size_t>(component)];
  }
  Odds abandon(LayerIndex layer) const { return abandon_[static_cast<std::size_t>(layer)]; }
  const EffectPlan& effect(const std::string& endpoint) const;

  /// What every header is drawn from first.
  struct Start {
    std::size_t channel = 0, language = 0;
    std::uint64_t session = 0, seed = 0;
    std::uint64_t number = 0;  ///< of the session
  };
  Start draw_start(Chance& chance, std::uint64_t number) const;
  /// A number for each channel and language.
  std::size_t place_of(const Start& start) const {
    return start.channel * languages_.size() + start.language;
  }
  Channel channel_of(const Start& start) const { return channels_[start.channel]; }
  /// A visitor's header; a scout's has what is wished.
  Started draw_header(const Start& start, Chance& chance, const Wishes* wishes) const;
  /// Whether headers hold more than their start.
  bool brings_anything() const;
  std::int64_t draw_clock(Chance& chance, const Wishes* wishes) const;

  const Odds back, skip, invalid, authenticated;

 private:
  using LayerPools = std::vector<std::vector<Pool>>;

  void choose_channels();
  void choose_languages();
  void plan_options();
  void plan_pools(Channel channel);
  std::vector<int> chosen_by(const Value& value, LayerIndex layer, int component) const;
  Pool make_pool(const Input& input, Channel channel, LayerIndex layer, int component) const;
  void add_candidate(const Input& input, Channel channel, const Value& value, LayerIndex layer,
                     int component, Pool& pool) const;
  void plan_header();
  void plan_brought(const std::vector<Spread>& given, OperandSource source,
                    std::vector<DrawnSpread>& brought) const;
  void plan_autofill();
  void plan_abandoning();
  void plan_effects();

  Funnel funnel_;
  SimulateOptions options_;
  Compared compared_;
  std::vector<Channel> channels_;
  std::vector<double> channels_up_to_;
  std::vector<const Content*> languages_;
  std::vector<double> languages_up_to_;
  std::vector<PlannedOption> planned_;
  std::vector<LayerPools> pools_;
  std::vector<Odds> abandon_;
  std::vector<DrawnSpread> initial_, contact_, device_, prior_;
  std::vector<std::pair<std::string, EffectPlan>> effects_;
  std::vector<std::string> methods_;  ///< how visitors may be known
  bool reads_auth_ = false;
};

}  // namespace tundish
