#include <algorithm>
#include <utility>
#include <variant>

#include "api/context.hpp"
#include "http/assets.hpp"
#include "http/conditional.hpp"
#include "http/problem.hpp"
#include "tundish/version.hpp"

namespace tundish::api {
namespace {

using Cached = std::shared_ptr<const service::CachedRelease>;

/// What every answer with a release says of it; 304 when the client has it already.
http::Response release_response(const http::Request& request, const std::string& hash,
                                const std::string& language, http::Body text,
                                std::string_view cache_control) {
  http::Response response = http::json_response(200, std::move(text));
  http::set_header(response, "etag", '"' + hash + '"');
  http::set_header(response, "tundish-release", hash);
  http::set_header(response, "content-language", language);
  http::set_header(response, "cache-control", cache_control);
  return http::conditional_response(request, std::move(response));
}

/// Nothing when the release can be played on that channel, or when none was asked for.
std::optional<http::Response> check_channel(const service::CachedRelease& release,
                                            const std::optional<std::string>& word) {
  if (!word) return std::nullopt;
  Channel channel = Channel::web;
  if (!from_text(*word, channel)) {
    return http::problem_response(422, "unknown_word",
                                  "`channel` is web, web_chat, whatsapp or sms.");
  }
  const std::vector<Channel>& offered = release.channels;
  if (std::find(offered.begin(), offered.end(), channel) != offered.end()) return std::nullopt;
  return http::problem_response(404, "channel_not_offered",
                                "This funnel is not offered on the channel " + *word + ".");
}

/// What the environment plays, where the wanted channel is offered; else what to answer.
std::variant<Cached, http::Response> find_published(Context& context, const Call& call) {
  const std::string language = http::query_parameter(call.request, "language").value_or("");
  Cached release =
      context.releases.resolve(context.store, context.funnels, call.parameter("environment"),
                               call.parameter("slug"), language, context.now_ms());
  if (!release) {
    return http::problem_response(404, "not_published",
                                  "No funnel of that slug is published in this environment.");
  }
  if (std::optional<http::Response> refusal =
          check_channel(*release, http::query_parameter(call.request, "channel"))) {
    return std::move(*refusal);
  }
  return release;
}

http::Response resolve(Context& context, const Call& call) {
  std::variant<Cached, http::Response> found = find_published(context, call);
  if (auto* refusal = std::get_if<http::Response>(&found)) return std::move(*refusal);
  const service::CachedRelease& release = *std::get<Cached>(found);
  return release_response(call.request, release.hash, release.language, release.text, "no-cache");
}

/// Servers of another version may say what is seen first in other words.
http::Response resolve_first(Context& context, const Call& call) {
  std::variant<Cached, http::Response> found = find_published(context, call);
  if (auto* refusal = std::get_if<http::Response>(&found)) return std::move(*refusal);
  const Cached& release = std::get<Cached>(found);
  const std::string tag = release->hash + '-' + std::string(engine_version());
  http::Response response = http::asset_response(
      call.request, {"first.jsonl", tag, release->with_first, release->with_first_gzip, {}},
      release);
  http::set_header(response, "tundish-release", release->hash);
  http::set_header(response, "content-language", release->language);
  return response;
}

http::Response read(Context& context, const Call& call) {
  std::optional<store::Release> release;
  context.store.read(
      [&](store::Reader& reader) { release = reader.find_release(call.parameter("hash")); });
  if (!release) {
    return http::problem_response(404, "unknown_release", "There is no release of that hash.");
  }
  return release_response(call.request, release->hash, release->language, std::move(release->text),
                          "public, max-age=31536000, immutable");
}

}  // namespace

void add_releases(Routes& routes) {
  routes.add({.method = http::Method::get,
              .pattern = "/api/v1/play/releases/{environment}/{slug}",
              .access = Access::open,
              .tag = "play",
              .summary = "The release that an environment plays of a funnel",
              .query = {{"language", "Wanted; the funnel's own where it has no such texts."},
                        {"channel", "404 when the funnel is not offered there."}},
              .answers = {{200, "Release"}, {304}},
              .handler = resolve});
  routes.add({.method = http::Method::get,
              .pattern = "/api/v1/play/releases/{environment}/{slug}/first",
              .access = Access::open,
              .tag = "play",
              .summary = "The same, and in a second line what everybody sees first",
              .query = {{"language", "Wanted; the funnel's own where it has no such texts."},
                        {"channel", "404 when the funnel is not offered there."}},
              .answers = {{200, "", "application/jsonl"}, {304}},
              .handler = resolve_first});
  routes.add({.method = http::Method::get,
              .pattern = "/api/v1/play/releases/{hash}",
              .access = Access::open,
              .tag = "play",
              .summary = "A release; it never changes",
              .answers = {{200, "Release"}, {304}},
              .handler = read});
}

}  // namespace tundish::api
