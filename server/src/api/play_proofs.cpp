#include "api/body_reader.hpp"
#include "api/context.hpp"
#include "api/own_session.hpp"
#include "http/problem.hpp"
#include "service/proofs.hpp"
#include "tundish/codec.hpp"

namespace tundish::api {
namespace {

constexpr std::size_t kMostCode = 200;

http::Response proof_response(const service::ProofAnswer& answer) {
  if (answer.outcome == service::ProofOutcome::unknown) {
    return http::problem_response(404, "unknown_proof", "Nothing of this kind is to be proven.");
  }
  if (answer.outcome == service::ProofOutcome::over) {
    return http::problem_response(409, "proof_over", "It proves nothing any more.");
  }
  Value body{Value::Object{}};
  const bool is_right = answer.outcome == service::ProofOutcome::right;
  body.set("outcome", is_right ? "done" : "failed");
  if (!is_right) body.set("tries_left", static_cast<double>(answer.tries_left));
  return http::json_response(200, to_json(body));
}

http::Response check_code(Context& context, const Call& call) {
  if (http::bearer_token(call.request).empty()) return secret_missing();
  BodyReader reader(call.request.body);
  const std::string code = reader.text("code");
  if (const Diagnostics faults = reader.faults(); !faults.empty()) return invalid_body(faults);
  if (code.size() > kMostCode) return too_large(kMostCode);
  const OwnSession session = find_own_session(context, call);
  if (session.refusal) return *session.refusal;
  return proof_response(service::check_code(context.store, context.funnels, context.sealer,
                                            session.row.session, call.parameter("effect"), code,
                                            context.now_ms()));
}

http::Response check_link(Context& context, const Call& call) {
  BodyReader reader(call.request.body);
  const std::string token = reader.text("token");
  if (const Diagnostics faults = reader.faults(); !faults.empty()) return invalid_body(faults);
  return proof_response(
      service::check_link(context.store, context.funnels, context.sealer, token, context.now_ms()));
}

}  // namespace

void add_play_proofs(Routes& routes) {
  routes.add({.method = http::Method::post,
              .pattern = "/api/v1/play/sessions/{session}/effects/{effect}",
              .access = Access::contact,
              .tag = "play",
              .summary = "Hands in the code that was sent because of an effect",
              .body = "ProofCode",
              .answers = {{200, "ProofOutcome"}},
              .problems = {409, 410},
              .handler = check_code});
  routes.add({.method = http::Method::post,
              .pattern = "/api/v1/play/proofs",
              .access = Access::open,
              .tag = "play",
              .summary = "Hands in what stands behind `#` of a link that was sent",
              .body = "ProofLink",
              .answers = {{200, "ProofOutcome"}},
              .problems = {404, 409},
              .handler = check_link});
}

}  // namespace tundish::api
