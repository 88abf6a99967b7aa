#include "service/endpoints.hpp"

#include <algorithm>
#include <utility>

#include "service/endpoint_check.hpp"
#include "service/version_match.hpp"
#include "service/web_address.hpp"
#include "store/records.hpp"
#include "tundish/codec.hpp"

namespace tundish::service {
namespace {

Deed endpoint_deed(std::string action, const store::Endpoint& endpoint) {
  Deed deed;
  deed.action = std::move(action);
  deed.object_kind = "endpoint";
  deed.object = endpoint.name;
  deed.details.set("method", endpoint.method);
  deed.details.set("url", endpoint.url);
  return deed;
}

const EndpointParameter* find_kept(const std::vector<EndpointParameter>& kept,
                                   const std::string& name) {
  const auto found = std::find_if(kept.begin(), kept.end(), [&](const EndpointParameter& one) {
    return one.name == name && one.kind == ParameterKind::hidden;
  });
  return found == kept.end() ? nullptr : &*found;
}

/// The row of a wish that was checked; `before` is the one in whose place it comes. Notes the
/// secrets that are missing.
store::Endpoint row_of_wish(const EndpointWish& wish, const Sealer& sealer,
                            const std::optional<store::Endpoint>& before, Diagnostics& faults) {
  const std::string origin = parse_web_address(wish.url)->origin;
  const std::vector<EndpointParameter> kept =
      before ? parse_parameters(before->parameters) : std::vector<EndpointParameter>();
  std::vector<EndpointParameter> parameters;
  for (std::size_t i = 0; i < wish.parameters.size(); ++i) {
    EndpointParameter parameter = wish.parameters[i].parameter;
    if (parameter.kind == ParameterKind::hidden) {
      const std::string purpose = purpose_of(wish.name, parameter.name, origin);
      const EndpointParameter* same = find_kept(kept, parameter.name);
      parameter.value = Value();
      if (wish.parameters[i].secret) {
        parameter.sealed = sealer.seal(*wish.parameters[i].secret, purpose);
      } else if (same && sealer.open(same->sealed, purpose)) {
        parameter.sealed = same->sealed;
      } else {
        faults.push_back(fault_at("secret_missing", "/parameters/" + std::to_string(i) + "/value",
                                  "No secret of this name is kept for this server."));
      }
    }
    parameters.push_back(std::move(parameter));
  }
  store::Endpoint row = before.value_or(store::Endpoint{});
  row.name = wish.name;
  row.label = wish.label;
  row.method = wish.method;
  row.url = wish.url;
  row.parameters = parameters_text(parameters);
  Value ways{Value::List{}};
  for (const std::string& way : wish.exposes) ways.push(way);
  row.exposes = to_json(ways);
  row.redirects = to_text(wish.redirects);
  row.most_bytes = wish.most_bytes;
  return row;
}

}  // namespace

Result<store::Endpoint> create_endpoint(store::Store& store, const Sealer& sealer,
                                        const Outgoing& outgoing, const EndpointWish& wish,
                                        const Actor& actor) {
  Diagnostics faults = check_endpoint(wish, outgoing);
  if (!faults.empty()) return tl::unexpected(std::move(faults));
  store::Endpoint row = row_of_wish(wish, sealer, std::nullopt, faults);
  if (!faults.empty()) return tl::unexpected(std::move(faults));
  row.created_at_ms = actor.at_ms;
  row.updated_at_ms = actor.at_ms;
  row.revision = 1;
  bool is_taken = false;
  store.write([&](store::Writer& writer) {
    is_taken = store::add(writer, row) != store::Added::yes;
    if (!is_taken) note_deed(writer, actor, endpoint_deed("endpoint.create", row));
  });
  if (is_taken) {
    faults.push_back(fault_at("taken", "/name", "Another endpoint has this name."));
    return tl::unexpected(std::move(faults));
  }
  return row;
}

ChangedEndpoint change_endpoint(store::Store& store, const Sealer& sealer, const Outgoing& outgoing,
                                std::string_view etag, const EndpointWish& wish,
                                const Actor& actor) {
  ChangedEndpoint changed;
  const Diagnostics faults = check_endpoint(wish, outgoing);
  store.write([&](store::Writer& writer) {
    changed = ChangedEndpoint{};
    const auto before = store::find<store::Endpoint>(writer, wish.name);
    if (!before) {
      changed.outcome = EndpointOutcome::unknown;
      return;
    }
    if (!means_version(etag, etag_of(*before))) {
      changed.outcome = EndpointOutcome::stale;
      return;
    }
    changed.faults = faults;
    if (!faults.empty()) return;
    changed.endpoint = row_of_wish(wish, sealer, before, changed.faults);
    if (!changed.faults.empty()) return;
    changed.endpoint.updated_at_ms = actor.at_ms;
    ++changed.endpoint.revision;
    store::put(writer, changed.endpoint);
    note_deed(writer, actor, endpoint_deed("endpoint.change", changed.endpoint));
  });
  return changed;
}

EndpointOutcome remove_endpoint(store::Store& store, std::string_view name, std::string_view etag,
                                const Actor& actor) {
  EndpointOutcome outcome = EndpointOutcome::done;
  store.write([&](store::Writer& writer) {
    outcome = EndpointOutcome::done;
    const auto row = store::find<store::Endpoint>(writer, name);
    if (!row || !means_version(etag, etag_of(*row))) {
      outcome = row ? EndpointOutcome::stale : EndpointOutcome::unknown;
      return;
    }
    store::remove<store::Endpoint>(writer, name);
    note_deed(writer, actor, endpoint_deed("endpoint.remove", *row));
  });
  return outcome;
}

std::string etag_of(const store::Endpoint& endpoint) {
  return '"' +
         sha256_hex(endpoint.name + ':' + std::to_string(endpoint.created_at_ms) + ':' +
                    std::to_string(endpoint.revision))
             .substr(0, 32) +
         '"';
}

std::vector<std::string> exposed_ways(const store::Endpoint& endpoint) {
  std::vector<std::string> ways;
  if (const Result<Value> list = parse_value(endpoint.exposes)) {
    for (const Value& way : list->list()) ways.push_back(way.text());
  }
  return ways;
}

}  // namespace tundish::service
