#include "sim/outside.hpp"

#include <stdexcept>

namespace tundish::sim {

void Provider::deliver(const store::Intent& intent, const std::string& key) {
  ++around_.tallies.deliveries;
  if (!around_.is_calm && around_.random.per_mille(100)) {
    throw std::runtime_error("the provider is not there");
  }
  around_.tell("deliver " + intent.name + " under the key " + key);
  int& count = carried_out_[key];
  if (around_.protections.provider_by_key && count > 0) return;
  ++count;
  if (!around_.is_calm && around_.random.per_mille(50)) {
    throw std::runtime_error("the provider's answer is lost");
  }
}

service::Performed Answerer::perform(const store::Effect& effect, std::int64_t now_ms) {
  if (!around_.is_calm && around_.random.per_mille(100)) {
    throw std::runtime_error("the endpoint is not there");
  }
  if (!around_.is_calm && around_.random.per_mille(50)) {
    return {service::Performed::Kind::later, {}, now_ms + around_.random.between(100, 5000)};
  }
  if (!around_.is_calm && meanwhile && around_.random.per_mille(150)) meanwhile();
  around_.tell("answer " + effect.effect + " of " + effect.session);
  int& count = carried_out_[effect.effect];
  if (!around_.protections.provider_by_key || count == 0) ++count;
  if (!around_.is_calm && around_.random.per_mille(50)) {
    throw std::runtime_error("the endpoint's answer is lost");
  }
  service::Performed performed;
  performed.kind = service::Performed::Kind::settled;
  performed.result.data = Value(Value::Object{});
  performed.result.data.set("rank", static_cast<double>(around_.random.between(1, 10)));
  return performed;
}

}  // namespace tundish::sim
