#pragma once

#include "store/jobs.hpp"
#include "store/outside.hpp"
#include "tundish/value.hpp"

namespace tundish::api {

/// Without its secret.
Value webhook_value(const store::Webhook& webhook);
Value delivery_value(const store::Delivery& delivery);
Value attempt_value(const store::DeliveryAttempt& attempt);
Value job_value(const store::Job& job);

}  // namespace tundish::api
