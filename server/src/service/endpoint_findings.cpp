#include "service/endpoint_findings.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "service/endpoint_parameters.hpp"
#include "service/fault.hpp"
#include "store/outside.hpp"
#include "store/records.hpp"

namespace tundish::service {
namespace {

std::string at(const std::string& pointer, std::string_view list, std::size_t index) {
  return pointer + '/' + std::string(list) + '/' + std::to_string(index);
}

/// What is asked, and where that is written.
template <class Visit>
void each_call(const Definition& funnel, const Visit& visit) {
  for (std::size_t l = 0; l < funnel.layers.size(); ++l) {
    const Layer& layer = funnel.layers[l];
    const std::string place = at("", "layers", l);
    for (std::size_t c = 0; c < layer.components.size(); ++c) {
      const Endpoint* endpoint = layer.components[c].endpoint();
      if (endpoint != nullptr) visit(endpoint->call, at(place, "components", c));
    }
    for (std::size_t a = 0; a < layer.actions.size(); ++a) {
      const Action& action = layer.actions[a];
      if (action.kind == ActionKind::endpoint) visit(action.call, at(place, "actions", a));
    }
  }
}

Diagnostic warning(std::string code, std::string pointer, std::string sentence) {
  Diagnostic finding = fault(std::move(code), std::move(pointer), std::move(sentence));
  finding.severity = Severity::warning;
  return finding;
}

/// What the funnel gives and the endpoint does not take, and what it takes and nobody gives.
void compare(const Call& call, const store::Endpoint& endpoint, const std::string& pointer,
             Diagnostics& findings) {
  std::vector<EndpointParameter> parameters = parse_parameters(endpoint.parameters);
  parameters.erase(std::remove_if(parameters.begin(), parameters.end(),
                                  [](const EndpointParameter& one) {
                                    return one.kind != ParameterKind::exposed;
                                  }),
                   parameters.end());
  for (std::size_t i = 0; i < call.request.size(); ++i) {
    const std::string& name = call.request[i].to;
    const bool is_taken = std::any_of(parameters.begin(), parameters.end(),
                                      [&name](const auto& one) { return one.name == name; });
    if (is_taken) continue;
    findings.push_back(warning("unknown_parameter", at(pointer, "request", i) + "/to",
                               "The endpoint `" + call.endpoint + "` takes no parameter `" + name +
                                   "`: asking it fails."));
  }
  for (const EndpointParameter& one : parameters) {
    const bool is_given =
        std::any_of(call.request.begin(), call.request.end(),
                    [&one](const Mapping& given) { return given.to == one.name; });
    if (is_given || !one.value.is_null()) continue;
    findings.push_back(warning("parameter_missing", pointer + "/endpoint",
                               "The endpoint `" + call.endpoint + "` needs the parameter `" +
                                   one.name +
                                   "`, which `request` does not give: asking it fails."));
  }
}

}  // namespace

Diagnostics endpoint_findings(store::Reader& reader, const Funnel& funnel) {
  Diagnostics findings;
  each_call(funnel.written(), [&](const Call& call, const std::string& pointer) {
    if (const auto endpoint = store::find<store::Endpoint>(reader, call.endpoint)) {
      return compare(call, *endpoint, pointer, findings);
    }
    findings.push_back(warning(
        "unknown_endpoint", pointer + "/endpoint",
        "This server has no endpoint `" + call.endpoint + "`: until it has, asking it fails."));
  });
  return findings;
}

}  // namespace tundish::service
