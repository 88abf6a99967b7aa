#include <utility>

#include "api/context.hpp"
#include "api/page_text.hpp"
#include "http/assets.hpp"
#include "http/problem.hpp"
#include "service/releases.hpp"
#include "service/words.hpp"
#include "tundish/codec.hpp"

namespace tundish::api {
namespace {

constexpr std::string_view kEnvironment = "production";
/// Of the player's and the studio's files: the one among them that is a worker keeps to its own,
/// not to the page's.
constexpr std::string_view kWorkerPolicy =
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; "
    "frame-ancestors 'none'";

http::Response missing(std::string_view what) {
  return http::problem_response(404, "not_found", "This server has no " + std::string(what) + ".");
}

http::Response asset(Context& context, const http::Request& request, const std::string& name) {
  const http::Asset* found = http::find_asset(context.assets, name);
  if (found == nullptr) return missing("file of that name");
  http::Response response = http::asset_response(request, *found);
  const bool is_studio = name.substr(0, 7) == "studio/";
  if (is_studio || name.substr(0, 7) == "player/") {
    // A worker of the player may also keep the demo pages for the time without a network.
    http::set_header(response, "service-worker-allowed", is_studio ? "/studio" : "/");
    http::set_header(response, "content-security-policy", kWorkerPolicy);
  }
  // What a funnel shows is shown on the pages that embed it.
  if (name.substr(0, 6) == "demos/") {
    http::set_header(response, "cross-origin-resource-policy", "cross-origin");
  }
  return response;
}

/// A handler that answers with that page.
Handler page_handler(std::string_view name, std::string_view policy = kPagePolicy) {
  return [name, policy](Context& context, const Call& call) {
    const http::Asset* page = http::find_asset(context.assets, name);
    if (page == nullptr) return missing("such page: it was built without one");
    PageKind kind;
    kind.policy = policy;
    return page_response(call.request, std::string(page->content), kind);
  };
}

/// A handler that answers with the file that `path` names in that folder.
Handler file_handler(std::string_view folder) {
  return [folder](Context& context, const Call& call) {
    return asset(context, call.request, std::string(folder) + call.parameter("path"));
  };
}

std::string names_of(const std::vector<Channel>& channels) {
  std::string names;
  for (const Channel channel : channels) {
    if (!names.empty()) names += ' ';
    names += to_text(channel);
  }
  return names;
}

http::Response demo_page(Context& context, const Call& call) {
  const http::Request& request = call.request;
  const http::Asset* page = http::find_asset(context.assets, "demos/demo.html");
  if (page == nullptr) return missing("demo page: it was built without one");
  const std::string& slug = call.parameter("slug");
  const std::string language = http::query_parameter(request, "language").value_or("");
  std::optional<Funnel> funnel;
  std::optional<store::Release> release;
  context.store.read([&](store::Reader& reader) {
    release = service::resolve_release(reader, kEnvironment, slug, language);
    if (release) funnel = context.funnels.find(reader, release->hash);
  });
  if (!release || !funnel) return missing("published funnel of that slug");
  const bool is_chat = http::query_parameter(request, "look").value_or("") == "chat";
  const Fillings names = {{"slug", slug},
                          {"title", (*funnel)->title},
                          {"language", release->language},
                          {"languages", service::joined_words((*funnel)->languages)},
                          {"channels", names_of((*funnel)->channels)},
                          {"channel", is_chat ? "web_chat" : "web"}};
  return page_response(request, filled_in(page->content, names));
}

/// The files that demo pages show; their templates and funnels are not among them.
http::Response demo_file(Context& context, const Call& call) {
  const std::string& path = call.parameter("path");
  constexpr std::string_view kShown[] = {".css", ".js", ".svg", ".png", ".jpg", ".webp", ".ico"};
  for (const std::string_view extension : kShown) {
    if (path.size() > extension.size() &&
        path.substr(path.size() - extension.size()) == extension) {
      return asset(context, call.request, "demos/" + path);
    }
  }
  return missing("file of that name");
}

http::Response schema(Context& context, const Call& call) {
  return asset(context, call.request, "schemas/" + call.parameter("name"));
}

/// The studio is one page, which shows by what stands behind `#` what is meant.
void add_studio(Routes& routes) {
  constexpr std::string_view kPage = "studio/index.html";
  routes.add({.method = http::Method::get,
              .pattern = "/studio",
              .access = Access::open,
              .tag = "pages",
              .summary = "Where users come in, and make and watch funnels",
              .answers = {{200, "", "text/html"}},
              .handler = page_handler(kPage, kStudioPolicy)});
  routes.add({.method = http::Method::get,
              .pattern = "/dashboard",
              .access = Access::open,
              .tag = "pages",
              .summary = "The same page, at the figures",
              .answers = {{200, "", "text/html"}},
              .handler = page_handler(kPage, kStudioPolicy)});
  routes.add({.method = http::Method::get,
              .pattern = "/studio/{path*}",
              .access = Access::open,
              .tag = "pages",
              .summary = "What the studio consists of",
              .answers = {{200, "", "*/*"}},
              .handler = file_handler("studio/")});
}

}  // namespace

void add_pages(Routes& routes) {
  add_studio(routes);
  routes.add({.method = http::Method::get,
              .pattern = "/",
              .access = Access::open,
              .tag = "pages",
              .summary = "What this is",
              .answers = {{200, "", "text/html"}},
              .handler = page_handler("demos/index.html")});
  routes.add({.method = http::Method::get,
              .pattern = "/demo/{slug}",
              .access = Access::open,
              .tag = "pages",
              .summary = "A page with a published funnel",
              .answers = {{200, "", "text/html"}},
              .handler = demo_page});
  routes.add({.method = http::Method::get,
              .pattern = "/demos/{path*}",
              .access = Access::open,
              .tag = "pages",
              .summary = "What demo pages show",
              .answers = {{200, "", "*/*"}},
              .handler = demo_file});
  routes.add({.method = http::Method::get,
              .pattern = "/player/{path*}",
              .access = Access::open,
              .tag = "pages",
              .summary = "The player",
              .answers = {{200, "", "*/*"}},
              .handler = file_handler("player/")});
  routes.add({.method = http::Method::get,
              .pattern = "/docs",
              .access = Access::open,
              .tag = "pages",
              .summary = "This API, to read",
              .answers = {{200, "", "text/html"}},
              .handler = page_handler("docs/index.html")});
  routes.add({.method = http::Method::get,
              .pattern = "/docs/{path*}",
              .access = Access::open,
              .tag = "pages",
              .summary = "What the page shows it with",
              .answers = {{200, "", "*/*"}},
              .handler = file_handler("docs/")});
  routes.add({.method = http::Method::get,
              .pattern = "/proof",
              .access = Access::open,
              .tag = "pages",
              .summary = "Where a link leads that was sent to a visitor",
              .answers = {{200, "", "text/html"}},
              .handler = page_handler("proof/index.html")});
  routes.add({.method = http::Method::get,
              .pattern = "/proof/{path*}",
              .access = Access::open,
              .tag = "pages",
              .summary = "What that page consists of",
              .answers = {{200, "", "*/*"}},
              .handler = file_handler("proof/")});
  routes.add({.method = http::Method::get,
              .pattern = "/api/v1/schemas/{name}",
              .access = Access::open,
              .tag = "system",
              .summary = "A JSON Schema of a format",
              .answers = {{200, "Schema"}},
              .handler = schema});
}

}  // namespace tundish::api
