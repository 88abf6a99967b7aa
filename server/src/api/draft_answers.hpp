#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "api/route.hpp"
#include "http/response.hpp"
#include "service/drafts.hpp"
#include "tundish/diagnostic.hpp"
#include "tundish/value.hpp"

namespace tundish::api {

/// `environment` of the query.
extern const QueryParameter kEnvironmentParameter;
std::string environment_of(const Call& call);
/// The draft that a request is about; with `If-Match` where it has one.
service::DraftPlace place_of(const Call& call);

/// What became of a draft, with its new `ETag`; or why nothing did.
http::Response draft_response(const service::SavedFunnel& saved, const std::string& slug);
http::Response draft_refusal(service::DraftOutcome outcome, const std::string& slug);
http::Response unknown_environment();
Value diagnostics_value(const Diagnostics& diagnostics);
Value text_list(const std::vector<std::string>& texts);

}  // namespace tundish::api
