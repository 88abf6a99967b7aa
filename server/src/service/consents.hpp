#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "store/store.hpp"
#include "tundish/advance.hpp"

namespace tundish::service {

/// What a visitor answered to an input of the appearance `consent`, and what they saw.
struct ConsentGiven {
  std::string slug;
  bool is_given = false;
  std::string text;
  std::string language;
};

/// Those that a step has answered; `after` is the state behind it.
std::vector<ConsentGiven> consents_in(const Funnel& funnel, const State& after,
                                      const std::vector<Fact>& facts);

/// Keeps what the event of that uid has answered.
void keep_consents(store::Writer& writer, const std::string& root, const std::string& uid,
                   const std::vector<ConsentGiven>& consents, std::int64_t now_ms);

}  // namespace tundish::service
