#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "api/context.hpp"
#include "api/page_text.hpp"
#include "api/share_tags.hpp"
#include "http/assets.hpp"
#include "http/problem.hpp"
#include "service/accepted_languages.hpp"
#include "service/environments.hpp"

namespace tundish::api {
namespace {

using Release = std::shared_ptr<const service::CachedRelease>;

std::string_view header_of(const http::Request& request, std::string_view name) {
  const std::string* value = http::find_header(request, name);
  return value == nullptr ? std::string_view() : std::string_view(*value);
}

/// Where the visitor finds this server; empty when they do not say it as anybody would.
std::string origin_of(const http::Request& request) {
  const std::string_view host = header_of(request, "host");
  const bool is_plain = std::all_of(host.begin(), host.end(), [](unsigned char letter) {
    return (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'z') ||
           (letter >= 'A' && letter <= 'Z') ||
           std::string_view(".-:[]").find(static_cast<char>(letter)) != std::string_view::npos;
  });
  if (host.empty() || !is_plain) return {};
  const bool is_safe = header_of(request, "x-forwarded-proto") == "https";
  return (is_safe ? "https://" : "http://") + std::string(host);
}

/// What the address asks for, else the first of the browser's languages that there is, else the
/// funnel's own.
Release find_release(Context& context, const Call& call, std::string_view environment) {
  const auto resolve = [&](std::string_view language) {
    return context.releases.resolve(context.store, context.funnels, environment,
                                    call.parameter("slug"), language, context.now_ms());
  };
  if (const auto wanted = http::query_parameter(call.request, "language")) return resolve(*wanted);
  for (const std::string& language :
       service::accepted_languages(header_of(call.request, "accept-language"))) {
    Release release = resolve(language);
    if (!release || service::speaks(release->language, language)) return release;
  }
  return resolve({});
}

/// How it is shown; nothing when it can be shown on no page.
std::optional<Channel> channel_of(const service::CachedRelease& release, const Call& call) {
  const bool is_chat = http::query_parameter(call.request, "look").value_or("") == "chat";
  for (const Channel wanted :
       {is_chat ? Channel::web_chat : Channel::web, is_chat ? Channel::web : Channel::web_chat}) {
    const auto found = std::find(release.channels.begin(), release.channels.end(), wanted);
    if (found != release.channels.end()) return wanted;
  }
  return std::nullopt;
}

std::string_view direction_of(std::string_view language) {
  language = language.substr(0, language.find('-'));
  for (const std::string_view one : {"ar", "fa", "he", "ur"}) {
    if (language == one) return "rtl";
  }
  return "ltr";
}

/// A ready theme has its colours around the player, too.
std::string theme_link(const std::string& name) {
  if (name.empty()) return {};
  return "    <link rel=\"stylesheet\" href=\"/hosted/theme_" + html_escaped(name) +
         ".gen.css\" />\n";
}

/// Only of which sites pages may play the funnel, may hold it in a frame.
std::string frame_ancestors(Context& context, const std::string& slug) {
  const auto allowed = context.origins->find(context.store, slug, context.now_ms());
  if (allowed->is_everybody) return "*";
  std::string sites = "'self'";
  for (const std::string& origin : allowed->origins) sites += ' ' + origin;
  return sites;
}

http::Response not_here(Context& context, const Call& call, const PageKind& kind) {
  const http::Asset* page = http::find_asset(context.assets, "hosted/missing.html");
  if (page == nullptr) {
    return http::problem_response(404, "not_found", "This server has no such funnel.");
  }
  return page_response(call.request, std::string(page->content), {404, kind.frame_ancestors});
}

http::Response hosted_page(Context& context, const Call& call) {
  const http::Request& request = call.request;
  const std::string& slug = call.parameter("slug");
  const bool is_embedded = http::query_parameter(request, "embed").value_or("") == "1";
  PageKind kind;
  if (is_embedded) kind.frame_ancestors = frame_ancestors(context, slug);
  const std::string environment = http::query_parameter(request, "environment")
                                      .value_or(std::string(service::kUsualEnvironment));
  const http::Asset* page = http::find_asset(context.assets, "hosted/page.html");
  const Release release = find_release(context, call, environment);
  const std::optional<Channel> channel = release ? channel_of(*release, call) : std::nullopt;
  if (page == nullptr || !channel) return not_here(context, call, kind);
  const std::string origin = origin_of(request);
  Shared shared = shared_of(release->funnel, release->language, origin);
  shared.address = origin + "/f/" + slug;
  const Fillings fillings = {{"slug", slug},
                             {"title", shared.title},
                             {"environment", environment},
                             {"language", release->language},
                             {"direction", std::string(direction_of(release->language))},
                             {"channel", std::string(to_text(*channel))},
                             {"embed", is_embedded ? "embed" : "page"},
                             {"robots", is_embedded ? "noindex" : "index"},
                             {"background", shared.color},
                             {"theme", theme_link(release->funnel->config.theme.name), true},
                             {"share", share_tags(shared), true}};
  http::Response response = page_response(request, filled_in(page->content, fillings), kind);
  http::set_header(response, "content-language", release->language);
  http::set_header(response, "vary", "accept-language");
  return response;
}

/// What the page shows itself with; its templates are not among it.
http::Response hosted_file(Context& context, const Call& call) {
  const std::string& path = call.parameter("path");
  const http::Asset* found = http::find_asset(context.assets, "hosted/" + path);
  const bool is_template = path.size() > 5 && path.substr(path.size() - 5) == ".html";
  if (found == nullptr || is_template) {
    return http::problem_response(404, "not_found", "This server has no file of that name.");
  }
  return http::asset_response(call.request, *found);
}

}  // namespace

void add_hosted(Routes& routes) {
  routes.add({.method = http::Method::get,
              .pattern = "/f/{slug}",
              .access = Access::open,
              .tag = "pages",
              .summary = "A published funnel on a page of its own",
              .query = {{"language", "Wanted; what the browser prefers where nothing is said."},
                        {"look", "`chat`: as a conversation."},
                        {"environment", "Where it was published; `production`."},
                        {"embed", "`1`: for a frame on another page, whose site may play it."}},
              .headers = {{"accept-language", "What the browser prefers."}},
              .answers = {{200, "", "text/html"}, {304}, {404, "", "text/html"}},
              .handler = hosted_page});
  routes.add({.method = http::Method::get,
              .pattern = "/hosted/{path*}",
              .access = Access::open,
              .tag = "pages",
              .summary = "What that page consists of",
              .answers = {{200, "", "*/*"}},
              .handler = hosted_file});
}

}  // namespace tundish::api
