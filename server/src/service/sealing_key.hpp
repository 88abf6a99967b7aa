#pragma once

#include "service/sealing.hpp"
#include "store/store.hpp"

namespace tundish::service {

/// Whether one was noted.
bool has_key(store::Store& store);

enum class KeyMatch { same, other };

/// Whether it is the key that sealed the secrets of this database. The first one that asks is
/// noted.
KeyMatch match_key(store::Store& store, const Sealer& sealer);

/// From now on this one is: what another sealed has to be given again.
void change_key(store::Store& store, const Sealer& sealer);

}  // namespace tundish::service
