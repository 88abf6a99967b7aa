#pragma once

#include <cstdint>
#include <string>

#include "service/outgoing.hpp"
#include "service/sealing.hpp"
#include "store/outside.hpp"
#include "tundish/value.hpp"

namespace tundish::service {

/// What a session, or somebody who tries it, asks an endpoint.
struct EndpointQuestion {
  Value request{};  ///< values of the exposed parameters by their names, or null
  int timeout_ms = 10'000;
  std::string key{};  ///< the same however often it is asked; told as `Idempotency-Key`
};

/// What came of it.
struct EndpointAnswer {
  enum class Kind {
    done,
    failed,     ///< and would again
    try_again,  ///< another time it may go better
  };
  Kind kind = Kind::failed;
  int status = 0;               ///< 0: no answer came
  Value data{Value::Object{}};  ///< what a session may know of the answer
  std::string why;              ///< a word for what was wrong; no secret, nothing of the answer
  std::int64_t retry_after_ms = 0;
};

/// Asks, and takes of the answer what the endpoint exposes. Blocks.
EndpointAnswer ask_endpoint(const store::Endpoint& endpoint, const Sealer& sealer,
                            Outgoing& outgoing, const EndpointQuestion& question);

}  // namespace tundish::service
