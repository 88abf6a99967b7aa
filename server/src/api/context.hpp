#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "http/assets.hpp"
#include "http/request.hpp"
#include "http/response.hpp"
#include "http/routes.hpp"
#include "service/funnel_cache.hpp"
#include "service/release_cache.hpp"
#include "store/store.hpp"
#include "tundish/diagnostic.hpp"

namespace tundish::api {

/// What handlers work with. Outlives the routes that are made of it.
struct Context {
  store::Store& store;
  service::FunnelCache& funnels;
  const std::vector<http::Asset>& assets;
  std::function<std::int64_t()> now_ms;  ///< milliseconds since 1970
  service::ReleaseCache releases{};
};

/// The handler, for holders of an API token only.
http::Handler with_token(Context& context, http::Handler handler);
/// 422 with everything that is wrong with a body.
http::Response invalid_body(const Diagnostics& faults);
bool has_funnel(Context& context, std::string_view slug);
/// 404, which names the slug.
http::Response unknown_funnel(const std::string& slug);
/// 413.
http::Response too_large(std::size_t limit);
/// `2025-06-30T12:00:00.123Z`.
std::string utc_text(std::int64_t at_ms);

// One per file: each adds the routes of its resource.
void add_funnels(http::Routes& routes, Context& context);
void add_releases(http::Routes& routes, Context& context);
void add_visits(http::Routes& routes, Context& context);
void add_play_sessions(http::Routes& routes, Context& context);
void add_quarantine(http::Routes& routes, Context& context);
void add_sessions(http::Routes& routes, Context& context);
void add_statistics(http::Routes& routes, Context& context);
void add_health(http::Routes& routes, Context& context);
void add_pages(http::Routes& routes, Context& context);
/// Lists what the table holds so far.
void add_index(http::Routes& routes);

}  // namespace tundish::api
