#pragma once

#include <memory>
#include <string>
#include <vector>

#include "sim/device.hpp"
#include "sim/server.hpp"
#include "sim/surroundings.hpp"

namespace tundish::sim {

/// Looks at everything after a storm and tells the ledger of the first invariant that does not
/// hold. Reads the store's rows and the devices' disks, and replays every log with the shipped
/// engine; believes no row that another one can prove.
void audit(Surroundings& around, Server& server,
           const std::vector<std::unique_ptr<Device>>& devices);

}  // namespace tundish::sim
