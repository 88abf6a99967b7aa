#include <map>
#include <string>

#include "analyze/checks.hpp"
#include "analyze/places.hpp"

namespace tundish {

namespace {

struct Known {
  const Jump* jump = nullptr;
  const Definition* definition = nullptr;
  std::string pointer;
};

bool has_same_weights(const Jump& one, const Jump& other) {
  if (one.variants.size() != other.variants.size()) return false;
  for (std::size_t i = 0; i < one.variants.size(); ++i) {
    const Variant& left = one.variants[i];
    const Variant& right = other.variants[i];
    if (left.name != right.name || left.weight != right.weight) return false;
  }
  return true;
}

/// Within one definition the reader of definitions refuses other weights already.
class ExperimentCheck {
 public:
  explicit ExperimentCheck(Diagnostics& findings) : findings_(findings) {}

  void add(const Definition& definition, const std::string& pointer) {
    for (std::size_t i = 0; i < definition.layers.size(); ++i) {
      for (const WayPlace& way : ways_of(definition.layers[i], i)) {
        for (std::size_t j = 0; j < way.ways->jumps.size(); ++j) {
          check(Known{&way.ways->jumps[j], &definition,
                      pointer + way.pointer + "/jumps/" + std::to_string(j)});
        }
      }
    }
    for (std::size_t i = 0; i < definition.subfunnels.size(); ++i) {
      add(definition.subfunnels[i], pointer + "/subfunnels/" + std::to_string(i));
    }
  }

 private:
  void check(const Known& here) {
    const std::string& name = here.jump->experiment;
    if (name.empty()) return;
    const auto [first, is_new] = known_.emplace(name, here);
    const Known& other = first->second;
    if (is_new || other.definition == here.definition) return;
    if (has_same_weights(*other.jump, *here.jump)) return;
    report(findings_, Severity::error, "experiment_conflict", here.pointer + "/weights",
           "The experiment `" + name +
               "` has other weights in the funnel around it: a session "
               "has one variant of it.");
    relate(findings_, other.pointer + "/weights", "The other weights.");
  }

  Diagnostics& findings_;
  std::map<std::string, Known> known_;
};

}  // namespace

void check_experiments(const Definition& whole, Diagnostics& findings) {
  ExperimentCheck(findings).add(whole, {});
}

}  // namespace tundish
