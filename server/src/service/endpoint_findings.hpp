#pragma once

#include "store/store.hpp"
#include "tundish/diagnostic.hpp"
#include "tundish/funnel.hpp"

namespace tundish::service {

/// A warning at each place that asks an endpoint which this server does not have: whoever comes
/// there would be told that it failed. Those of subfunnels are told where they are written.
Diagnostics missing_endpoints(store::Reader& reader, const Funnel& funnel);

}  // namespace tundish::service
