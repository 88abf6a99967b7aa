#include <string>
#include <string_view>

#include "api/context.hpp"
#include "api/page_text.hpp"
#include "http/assets.hpp"
#include "http/problem.hpp"

namespace tundish::api {
namespace {

bool ends_with(std::string_view text, std::string_view end) {
  return text.size() > end.size() && text.substr(text.size() - end.size()) == end;
}

http::Response no_gallery() {
  return http::problem_response(404, "no_gallery",
                                "Only a server that was started with --gallery shows the gallery.");
}

/// Pages under the policy of all our pages, and what they consist of; funnels are no files.
http::Response gallery_file(Context& context, const Call& call, std::string_view path) {
  if (!context.has_gallery) return no_gallery();
  const std::string name = "gallery/" + std::string(path);
  const http::Asset* found = http::find_asset(context.assets, name);
  if (found == nullptr || ends_with(name, ".json")) {
    return http::problem_response(404, "not_found", "The gallery has no such page.");
  }
  if (!ends_with(name, ".html")) return http::asset_response(call.request, *found);
  // Pages of the gallery hold others of it in frames.
  return page_response(call.request, std::string(found->content), {200, "'self'"});
}

}  // namespace

void add_gallery(Routes& routes) {
  routes.add({.method = http::Method::get,
              .pattern = "/gallery/",
              .access = Access::open,
              .tag = "pages",
              .summary = "Everything that the player can show, a page each",
              .answers = {{200, "", "text/html"}, {304}},
              .problems = {404},
              .handler = [](Context& context, const Call& call) {
                return gallery_file(context, call, "index.html");
              }});
  routes.add({.method = http::Method::get,
              .pattern = "/gallery/{path*}",
              .access = Access::open,
              .tag = "pages",
              .summary = "Such a page, or what it consists of",
              .answers = {{200, "", "*/*"}, {304}},
              .handler = [](Context& context, const Call& call) {
                return gallery_file(context, call, call.parameter("path"));
              }});
}

}  // namespace tundish::api
