#pragma once

#include "api/body_reader.hpp"
#include "service/endpoint_call.hpp"
#include "service/endpoints.hpp"
#include "tundish/value.hpp"

namespace tundish::api {

/// Without its secrets: of a hidden parameter there is its name and place.
Value endpoint_value(const store::Endpoint& endpoint);
/// What a body says of an endpoint but its name; what is wrong is noted by the reader.
service::EndpointWish read_endpoint_wish(BodyReader& reader);
Value endpoint_answer_value(const service::EndpointAnswer& answer);

}  // namespace tundish::api
