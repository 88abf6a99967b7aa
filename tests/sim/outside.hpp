#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>

#include "service/effects.hpp"
#include "service/outbox.hpp"
#include "sim/surroundings.hpp"

namespace tundish::sim {

/// Who gets the domain events: knows keys for ever, and may fail.
class Provider : public service::Deliverer {
 public:
  explicit Provider(Surroundings& around) : around_(around) {}

  void deliver(const store::Intent& intent, const std::string& key) override;

  /// How often what each key asks for was carried out.
  const std::map<std::string, int>& carried_out() const { return carried_out_; }

 private:
  Surroundings& around_;
  std::map<std::string, int> carried_out_;
};

/// Who answers endpoints: knows keys for ever, answers every time something else, and may fail.
class Answerer : public service::EffectPerformer {
 public:
  explicit Answerer(Surroundings& around) : around_(around) {}

  /// What another server does while this one waits for an answer.
  std::function<void()> meanwhile;

  service::Performed perform(const store::Effect& effect, std::int64_t now_ms) override;

  /// How often what each key asks for was carried out.
  const std::map<std::string, int>& carried_out() const { return carried_out_; }

 private:
  Surroundings& around_;
  std::map<std::string, int> carried_out_;
};

}  // namespace tundish::sim
