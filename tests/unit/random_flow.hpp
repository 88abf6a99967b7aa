#pragma once

#include <string>
#include <vector>

#include "unit/data_flow_oracle.hpp"
#include "unit/random_play.hpp"

namespace tundish::data_flow {

using testing::Random;

/// A flow of one to eight steps with ways between them, to nowhere and to the end.
std::vector<Step> random_flow(Random& dice);

/// The flow as people write it; `dice` chooses between ways of writing the same.
std::string flow_text(const std::vector<Step>& steps, Random& dice);

/// A reply that often fits the step and often does not.
Reply random_reply(const Step& step, Random& dice);

}  // namespace tundish::data_flow
