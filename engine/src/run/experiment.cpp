#include "run/experiment.hpp"

#include <cstdint>

#include "support/sha256.hpp"

namespace tundish {

namespace {

std::uint64_t drawn(std::string_view session, std::string_view experiment) {
  const std::string hash = Sha256()
                               .add("tundish:experiment:1\n")
                               .add(experiment)
                               .add("\n")
                               .add(session)
                               .hex()
                               .substr(0, 16);
  std::uint64_t number = 0;
  for (const char digit : hash) {
    number =
        number * 16 + static_cast<std::uint64_t>(digit <= '9' ? digit - '0' : digit - 'a' + 10);
  }
  return number;
}

const Jump* find_in(const Navigation& navigation, std::string_view experiment) {
  for (const Jump& jump : navigation.jumps) {
    if (jump.experiment == experiment) return &jump;
  }
  return nullptr;
}

const Jump* find_in(const Component& component, std::string_view experiment) {
  if (const Button* button = component.button()) {
    if (const Jump* found = find_in(button->navigation, experiment)) return found;
  }
  if (const Message* message = component.message()) {
    for (const Item& item : message->items) {
      if (const Jump* found = find_in(item.navigation, experiment)) return found;
    }
  }
  for (const Alternative& one : component.alternatives) {
    if (const Jump* found = find_in(one.component, experiment)) return found;
  }
  return nullptr;
}

const Jump* find_in(const Layer& layer, std::string_view experiment) {
  for (const Component& component : layer.components) {
    if (const Jump* found = find_in(component, experiment)) return found;
  }
  if (layer.subfunnel && layer.subfunnel->next) {
    if (const Jump* found = find_in(*layer.subfunnel->next, experiment)) return found;
  }
  return layer.next ? find_in(*layer.next, experiment) : nullptr;
}

}  // namespace

const Variant* variant_of(std::string_view session, const Jump& jump) {
  std::uint64_t sum = 0;
  for (const Variant& one : jump.variants) sum += static_cast<std::uint64_t>(one.weight);
  if (sum == 0) return nullptr;
  std::uint64_t lot = drawn(session, jump.experiment) % sum;
  auto one = jump.variants.begin();
  for (; lot >= static_cast<std::uint64_t>(one->weight); ++one) {
    lot -= static_cast<std::uint64_t>(one->weight);
  }
  return &*one;
}

const Jump* find_experiment(const Definition& definition, std::string_view experiment) {
  if (experiment.empty()) return nullptr;
  for (const Layer& layer : definition.layers) {
    if (const Jump* found = find_in(layer, experiment)) return found;
  }
  return nullptr;
}

}  // namespace tundish
