#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "api/metrics.hpp"
#include "api/request_limits.hpp"
#include "api/routes.hpp"
#include "api/store_outage.hpp"
#include "http/assets.hpp"
#include "http/request.hpp"
#include "http/response.hpp"
#include "service/audit.hpp"
#include "service/funnel_cache.hpp"
#include "service/job_threads.hpp"
#include "service/origin_rules.hpp"
#include "service/outgoing.hpp"
#include "service/rate_limiter.hpp"
#include "service/release_cache.hpp"
#include "service/sealing.hpp"
#include "service/secret.hpp"
#include "service/uploads.hpp"
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
  std::unique_ptr<service::OriginRules> origins = std::make_unique<service::OriginRules>();
  std::string audit_lane = service::random_hex(8);  ///< of this process
  /// What argon2id takes is bounded: two hashes at once.
  service::JobThreads password_jobs{2, 64};
  std::unique_ptr<RequestLimits> request_limits = nullptr;  ///< none: nobody has to wait
  Metrics metrics{};
  std::unique_ptr<StoreOutage> outage = std::make_unique<StoreOutage>();
  service::RateLimiter logins_by_account{{10, 10}, 4096};
  service::RateLimiter logins_by_address{{30, 30}, 4096};
  service::Sealer sealer{service::random_bytes(service::Sealer::kKeyBytes)};
  std::shared_ptr<service::Outgoing> outgoing = std::make_shared<service::NoOutgoing>();
  /// Requests that wait for other servers.
  service::JobThreads outgoing_jobs{4, 64};
  /// Where files are made that are too large for memory.
  std::string scratch = std::filesystem::temp_directory_path().string();
  /// Those who fetch such files.
  service::JobThreads file_jobs{2, 64};
  service::UploadLimits uploads{};
  /// Visitors' files: each thread has one in hand.
  service::JobThreads upload_jobs{2, 64};
  /// Its funnels are published, so its pages are shown.
  bool has_gallery = false;
  /// Many funnels at once: one import after the other.
  service::JobThreads seed_jobs{1, 8};
};

/// Who changes something by that request.
service::Actor actor_of(const Context& context, const Call& call);

/// 422 with everything that is wrong with a body.
http::Response invalid_body(const Diagnostics& faults);
bool has_funnel(Context& context, std::string_view slug);
/// 404, which names the slug.
http::Response unknown_funnel(const std::string& slug);
/// 412: what `If-Match` named is no longer what is there.
http::Response changed_meanwhile();
/// 413.
http::Response too_large(std::size_t limit);
/// `2025-06-30T12:00:00.123Z`.
std::string utc_text(std::int64_t at_ms);

// One per file: each adds the routes of its resource.
void add_funnels(Routes& routes);
void add_imports(Routes& routes);
void add_kept_drafts(Routes& routes);
void add_templates(Routes& routes);
void add_parts(Routes& routes);
void add_publishings(Routes& routes);
void add_environments(Routes& routes);
void add_publishing_windows(Routes& routes);
void add_releases(Routes& routes);
void add_visits(Routes& routes);
void add_play_sessions(Routes& routes);
void add_play_proofs(Routes& routes);
void add_play_uploads(Routes& routes);
void add_quarantine(Routes& routes);
void add_retention(Routes& routes);
void add_origins(Routes& routes);
void add_sessions(Routes& routes);
void add_running_sessions(Routes& routes);
void add_contacts(Routes& routes);
void add_contact_export(Routes& routes);
void add_seeds(Routes& routes);
void add_session_log(Routes& routes);
void add_statistics(Routes& routes);
void add_statistics_file(Routes& routes);
void add_experiments(Routes& routes);
void add_entrance(Routes& routes);
void add_users(Routes& routes);
void add_tokens(Routes& routes);
void add_audit(Routes& routes);
void add_endpoints(Routes& routes);
void add_webhooks(Routes& routes);
void add_deliveries(Routes& routes);
void add_jobs(Routes& routes);
void add_inbox(Routes& routes);
void add_media(Routes& routes);
void add_exports(Routes& routes);
void add_health(Routes& routes);
void add_pages(Routes& routes);
void add_hosted(Routes& routes);
void add_gallery(Routes& routes);
/// What tells of the table itself: list the routes of all others before.
void add_index(Routes& routes);

}  // namespace tundish::api
