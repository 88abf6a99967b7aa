#include "cli/session_text.hpp"

#include "service/sessions.hpp"
#include "tundish/codec.hpp"

namespace tundish::cli {
namespace {

std::string layer_id(const Funnel& funnel, LayerIndex layer) {
  return layer == kNoLayer ? "" : funnel->layers[static_cast<std::size_t>(layer)].id;
}

Value path_of(const Funnel& funnel, const State& state) {
  Value path{Value::List{}};
  for (const LayerIndex layer : state.path) path.push(layer_id(funnel, layer));
  return path;
}

}  // namespace

Value summarize(const Funnel& funnel, const State& state) {
  Value summary;
  summary.set("status", to_text(state.status));
  summary.set("layer", layer_id(funnel, state.layer));
  summary.set("path", path_of(funnel, state));
  summary.set("data", service::session_data(state));
  if (!state.reason.empty()) summary.set("reason", state.reason);
  return summary;
}

void print_summary(std::ostream& out, const Funnel& funnel, const State& state) {
  const std::string reason = state.reason.empty() ? "" : " (" + state.reason + ")";
  out << "status  " << to_text(state.status) << reason << "\n"
      << "layer   " << layer_id(funnel, state.layer) << "\n"
      << "path    ";
  const Value path = path_of(funnel, state);
  for (std::size_t i = 0; i < path.list().size(); ++i) {
    out << (i > 0 ? " > " : "") << path.list()[i].text();
  }
  out << "\nscore   " << to_json(Value(score(funnel, state))) << "\n";
  const Value data = service::session_data(state);
  for (const Value::Member& member : data.object()) {
    out << "data    " << member.name << " = "
        << (member.value.is_text() ? member.value.text() : to_json(member.value)) << "\n";
  }
}

std::string refusal_text(const Refused& refused) {
  return std::string(to_text(refused.code)) + ": " + refused.sentence;
}

}  // namespace tundish::cli
