#include "service/endpoint_findings.hpp"

#include <string>

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

}  // namespace

Diagnostics missing_endpoints(store::Reader& reader, const Funnel& funnel) {
  Diagnostics findings;
  each_call(funnel.written(), [&](const Call& call, const std::string& pointer) {
    if (store::find<store::Endpoint>(reader, call.endpoint)) return;
    Diagnostic finding = fault(
        "unknown_endpoint", pointer + "/endpoint",
        "This server has no endpoint `" + call.endpoint + "`: until it has, asking it fails.");
    finding.severity = Severity::warning;
    findings.push_back(std::move(finding));
  });
  return findings;
}

}  // namespace tundish::service
