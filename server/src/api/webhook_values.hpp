#pragma once

#include <vector>

#include "store/jobs.hpp"
#include "store/outside.hpp"
#include "tundish/value.hpp"

namespace tundish::api {

/// Without its secret.
Value webhook_value(const store::Webhook& webhook);
Value delivery_value(const store::Delivery& delivery);
/// The same with its body and every attempt.
Value delivery_log(const store::Delivery& delivery,
                   const std::vector<store::DeliveryAttempt>& attempts);
Value job_value(const store::Job& job);

}  // namespace tundish::api
