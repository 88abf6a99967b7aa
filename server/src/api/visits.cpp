#include "api/body_reader.hpp"
#include "api/context.hpp"
#include "http/problem.hpp"
#include "service/releases.hpp"
#include "service/statistics.hpp"

namespace tundish::api {
namespace {

http::Response count(Context& context, const Call& call) {
  BodyReader reader(call.request.body);
  const std::string environment = reader.text_or("environment", "production");
  std::string channel = reader.text_or("channel", "");
  service::Visit visit;
  visit.funnel = reader.text("funnel");
  visit.language = reader.text_or("language", "");
  if (const Diagnostics faults = reader.faults(); !faults.empty()) return invalid_body(faults);
  std::optional<store::Release> release;
  std::optional<Funnel> funnel;
  context.store.read([&](store::Reader& store) {
    release = service::resolve_release(store, environment, visit.funnel, visit.language);
    if (release) funnel = context.funnels.find(store, release->hash);
  });
  if (!release || !funnel) {
    return http::problem_response(404, "not_published",
                                  "No funnel of that slug is published in this environment.");
  }
  // Only words of ours become keys, so that nobody fills the table with made-up ones.
  visit.release = release->hash;
  visit.language = release->language;
  Channel word = (*funnel)->channel;
  if (!channel.empty() && !from_text(channel, word)) {
    return http::problem_response(422, "unknown_word",
                                  "`channel` is web, web_chat, whatsapp or sms.");
  }
  visit.channel = to_text(word);
  service::count_visit(context.store, visit, context.now_ms());
  return http::Response{204, {}, {}};
}

}  // namespace

void add_visits(Routes& routes) {
  routes.add({.method = http::Method::post,
              .pattern = "/api/v1/play/visits",
              .access = Access::open,
              .tag = "play",
              .summary = "Counts that the player was shown",
              .body = "Visit",
              .answers = {{204}},
              .problems = {404},
              .handler = count});
}

}  // namespace tundish::api
