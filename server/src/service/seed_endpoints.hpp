#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "service/audit.hpp"
#include "service/outgoing.hpp"
#include "store/outside.hpp"
#include "store/store.hpp"
#include "tundish/diagnostic.hpp"
#include "tundish/value.hpp"

namespace tundish::service {

/// An endpoint as a seed has it: without its secrets.
std::optional<Value> endpoint_seed(store::Reader& reader, std::string_view name);

/// What would become of an endpoint.
struct EndpointPlan {
  std::string outcome;  ///< `created`, `updated`, `unchanged`, `refused`
  store::Endpoint row;
  Diagnostics findings;  ///< also which secrets have to be given here
};

/// `data` is what `endpoint_seed` writes. A secret that is kept under the same name for the same
/// server stays; others are missing until somebody gives them.
EndpointPlan plan_endpoint(store::Reader& reader, const Outgoing& outgoing, const Value& data,
                           const std::string& pointer);
void put_endpoint(store::Writer& writer, store::Endpoint row, const Actor& actor);

}  // namespace tundish::service
