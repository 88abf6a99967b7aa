#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "service/web_address.hpp"

namespace tundish::service {

/// Where an answer may send a request on to.
enum class Redirects { none, same_origin };
std::string_view to_text(Redirects redirects);
std::optional<Redirects> find_redirects(std::string_view word);

/// A request of ours to another server.
struct OutgoingRequest {
  std::string method = "POST";
  std::string url;
  std::vector<std::pair<std::string, std::string>> headers{};
  std::string body{};
  int timeout_ms = 10'000;             ///< for all of it, redirects included
  std::size_t most_bytes = 64 * 1024;  ///< of the answer
  Redirects redirects = Redirects::none;
};

/// What came of it.
enum class OutgoingOutcome {
  answered,
  forbidden,  ///< the address may not be called from here: nothing was sent
  too_large,
  too_slow,
  unreachable
};
std::string_view to_text(OutgoingOutcome outcome);

struct OutgoingAnswer {
  OutgoingOutcome outcome = OutgoingOutcome::unreachable;
  int status = 0;  ///< 0: none
  std::string body{};
  std::int64_t retry_after_ms = 0;  ///< as the answer asks; 0: it does not
};

/// Other servers, as far as they may be called from here.
class Outgoing {
 public:
  virtual ~Outgoing() = default;
  /// Blocks until there is an answer or none comes any more. Called by many threads.
  virtual OutgoingAnswer send(const OutgoingRequest& request) = 0;
  /// Whether addresses of that scheme may be asked at all.
  virtual bool may_use(Scheme scheme) const = 0;
};

/// Asks nobody.
class NoOutgoing : public Outgoing {
 public:
  OutgoingAnswer send(const OutgoingRequest& request) override;
  bool may_use(Scheme scheme) const override { return scheme == Scheme::https; }
};

/// Whether the same request may go better another time.
bool is_worth_another_try(const OutgoingAnswer& answer);

}  // namespace tundish::service
