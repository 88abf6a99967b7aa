#pragma once

#include "store/store.hpp"
#include "tundish/diagnostic.hpp"
#include "tundish/funnel.hpp"

namespace tundish::service {

/// A warning at each place that asks an endpoint which this server does not have, or not with what
/// it takes: there it would fail. Those of subfunnels are told where they are written.
Diagnostics endpoint_findings(store::Reader& reader, const Funnel& funnel);

}  // namespace tundish::service
