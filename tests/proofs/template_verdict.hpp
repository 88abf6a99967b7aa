#pragma once

#include <string>
#include <string_view>

namespace tundish::proofs {

/// What a case of the Mustache suite gives: `{"template", "data", "partials"?}` as a JSON text
/// becomes `{"text": …}`, escaped for HTML, or `{"faults": [sentence, …]}`.
std::string template_verdict(std::string_view json);

}  // namespace tundish::proofs
