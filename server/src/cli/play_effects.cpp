#include "cli/play_effects.hpp"

#include "tundish/codec.hpp"

namespace tundish::cli {
namespace {

std::string with_data(const Value& data) { return data.is_null() ? "" : " with " + to_json(data); }

/// One overload for each effect; what is said has a painter of its own.
struct Painter {
  std::ostream& out;

  void operator()(const Say&) const {}
  void operator()(const EndpointCall& call) const {
    out << "  * asks the endpoint " << call.endpoint << with_data(call.request) << "\n";
  }
  void operator()(const Authenticate& proof) const {
    out << "  * wants a proof (" << to_text(proof.method) << ") of " << proof.identity
        << ", good for " << proof.expires_minutes << " minutes and " << proof.max_attempts
        << " tries\n";
  }
  void operator()(const Send& message) const {
    if (!message.journey.empty()) {
      out << "  * begins the journey " << message.journey << with_data(message.data) << "\n";
      return;
    }
    out << "  * sends " << message.channel << " to " << message.to << ": " << message.text
        << with_data(message.data) << "\n";
  }
  void operator()(const Emit& event) const {
    out << "  * raises the event " << event.name << with_data(event.data) << "\n";
  }
  void operator()(const Wait&) const { out << "  * waits\n"; }
};

std::string seconds_until(std::int64_t due_ms, std::int64_t now_ms) {
  return due_ms > now_ms ? std::to_string((due_ms - now_ms + 999) / 1000) + " s" : "now";
}

}  // namespace

void paint_effects(std::ostream& out, const Transition& transition) {
  for (const Effect& effect : transition.effects) std::visit(Painter{out}, effect);
}

void paint_awaited(std::ostream& out, const PlaySession& session) {
  for (const Pending& one : session.state().pending) {
    out << "  ? " << one.component << " " << one.key << ": ";
    switch (one.kind) {
      case EffectKind::wait:
        out << "over in " << seconds_until(one.due_ms, session.now_ms()) << " (/later)\n";
        break;
      case EffectKind::authenticate:
        out << "/done when the proof was right, /failed when it was wrong; expires in "
            << seconds_until(one.due_ms, session.now_ms()) << "\n";
        break;
      default:
        out << "/done DATA, /failed STATUS"
            << (one.policy == OfflinePolicy::block ? "" : ", /offline") << "\n";
    }
  }
}

}  // namespace tundish::cli
