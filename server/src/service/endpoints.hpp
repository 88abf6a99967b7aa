#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "service/audit.hpp"
#include "service/endpoint_parameters.hpp"
#include "service/outgoing.hpp"
#include "service/sealing.hpp"
#include "store/outside.hpp"
#include "store/store.hpp"
#include "tundish/diagnostic.hpp"
#include "tundish/result.hpp"

namespace tundish::service {

/// What somebody wants a parameter to be.
struct ParameterWish {
  EndpointParameter parameter;
  /// Of `hidden`: the secret; nothing: the one that is kept already.
  std::optional<std::string> secret{};
};

/// What somebody wants an endpoint to be.
struct EndpointWish {
  std::string name;
  std::string label;
  std::string method;
  std::string url;
  std::vector<ParameterWish> parameters;
  std::vector<std::string> exposes;
  Redirects redirects = Redirects::none;
  std::int64_t most_bytes = 64 * 1024;
};

/// Makes an endpoint; what is wrong with the wish, a taken name included.
Result<store::Endpoint> create_endpoint(store::Store& store, const Sealer& sealer,
                                        const Outgoing& outgoing, const EndpointWish& wish,
                                        const Actor& actor);

enum class EndpointOutcome { done, unknown, stale };
struct ChangedEndpoint {
  EndpointOutcome outcome = EndpointOutcome::done;
  store::Endpoint endpoint;
  Diagnostics faults;  ///< of `done`: it was not, because of these
};
/// Makes the endpoint of the wish's name what the wish says, if it is still the one of that ETag. A
/// secret that the wish does not give stays, unless the endpoint is on another server now: then it
/// must be given again.
ChangedEndpoint change_endpoint(store::Store& store, const Sealer& sealer, const Outgoing& outgoing,
                                std::string_view etag, const EndpointWish& wish,
                                const Actor& actor);
EndpointOutcome remove_endpoint(store::Store& store, std::string_view name, std::string_view etag,
                                const Actor& actor);

std::string etag_of(const store::Endpoint& endpoint);
std::vector<std::string> exposed_ways(const store::Endpoint& endpoint);

}  // namespace tundish::service
