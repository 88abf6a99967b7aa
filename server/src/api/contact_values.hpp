#pragma once

#include "service/contacts.hpp"
#include "tundish/value.hpp"

namespace tundish::api {

Value contact_value(const service::KnownContact& contact);

}  // namespace tundish::api
