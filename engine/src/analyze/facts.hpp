#pragma once

#include <map>
#include <optional>
#include <string_view>
#include <vector>

#include "analyze/domain.hpp"

namespace tundish {

/// What every slug that is followed may be at one place of a funnel.
using Facts = std::vector<Domain>;

/// The visitors that are looked at, when not all of them are.
struct World {
  Channel channel = Channel::web;
  bool is_authenticated = false;
};

/// The slugs that conditions read, and what they can ever be. What a server may answer at any time
/// is not followed, nor, in very large funnels, what is read last.
class Followed {
 public:
  explicit Followed(const Scope& scope);

  /// From now on only these visitors.
  void enter(const World& world) { world_ = world; }
  World world() const { return world_.value_or(World()); }

  std::size_t size() const { return all_.size(); }
  /// The number of a slug; -1 when it is not followed.
  int find(std::string_view slug) const;
  const Answers& answers(std::size_t slug) const { return answers_[slug]; }
  /// All that a slug can be when it is set.
  const Domain& all(std::size_t slug) const { return all_[slug]; }
  const std::vector<Setter>& setters(std::size_t slug) const { return *setters_[slug]; }
  /// The score is what it is on every layer anew.
  void renew_score(Facts& facts) const;
  /// What an input can be given.
  Domain given_by(const Input& input, std::size_t slug) const;

  /// Narrows the facts to where conditions hold, or where one does not. False: there is no such
  /// place.
  bool assume_all(const std::vector<Condition>& conditions, Facts& facts) const;
  bool assume(const Condition& condition, Facts& facts) const;
  bool assume_not(const Condition& condition, Facts& facts) const;
  /// The same with a list of which at least one does not hold.
  bool assume_not_all(const std::vector<Condition>& conditions, Facts& facts) const;
  /// Whether all that the conditions look at is followed.
  bool knows(const std::vector<Condition>& conditions) const;

 private:
  void follow(const std::vector<Condition>& conditions, std::size_t most);
  bool assume(const Condition& condition, bool wanted, Facts& facts) const;
  bool assume_each(const std::vector<Condition>& all, bool wanted, Facts& facts) const;
  bool assume_some(const std::vector<Condition>& all, bool wanted, Facts& facts) const;
  bool assume_comparison(const Condition& condition, bool wanted, Facts& facts) const;

  void follow_score();
  /// The number of what a comparison reads; -1 when it is not followed.
  int find_operand(const Condition& condition) const;
  bool can_be_here(const Condition& condition, bool wanted) const;

  const Scope& scope_;
  std::optional<World> world_;
  std::map<std::string_view, std::size_t> numbers_;
  int score_ = -1;  // its number; -1: nobody reads it
  std::vector<Answers> answers_;
  std::vector<Domain> all_;
  std::vector<const std::vector<Setter>*> setters_;
};

}  // namespace tundish
