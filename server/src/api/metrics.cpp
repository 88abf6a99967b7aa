#include "api/metrics.hpp"

#include <algorithm>
#include <cstdio>
#include <string_view>

#include "api/routes.hpp"
#include "service/passwords.hpp"
#include "tundish/version.hpp"

namespace tundish::api {
namespace {

std::uint64_t value_of(const std::atomic<std::uint64_t>& number) {
  return number.load(std::memory_order_relaxed);
}

void add_line(std::string& text, std::string_view name, const std::string& labels,
              const std::string& value) {
  text += name;
  text += '{';
  text += labels;
  text += "} ";
  text += value;
  text += '\n';
}

void add_head(std::string& text, const std::string& name, const char* type, const char* help) {
  text += "# HELP " + name + ' ' + help + "\n# TYPE " + name + ' ' + type + '\n';
}

std::string seconds(std::uint64_t microseconds) {
  char digits[32];
  std::snprintf(digits, sizeof digits, "%.6f", static_cast<double>(microseconds) / 1e6);
  return digits;
}

}  // namespace

Metrics::Metrics() : counts_(std::make_unique<Table>()) {}

void Metrics::count(std::size_t route, int status, std::chrono::steady_clock::duration took) {
  Counts& counts = (*counts_)[std::min(route, kMostRoutes - 1)];
  const std::int64_t time = std::chrono::duration_cast<std::chrono::microseconds>(took).count();
  const auto bound = std::lower_bound(kBoundsMicroseconds.begin(), kBoundsMicroseconds.end(), time);
  const std::size_t bucket = static_cast<std::size_t>(bound - kBoundsMicroseconds.begin());
  const std::size_t status_class = static_cast<std::size_t>(std::clamp(status / 100, 1, 5));
  counts.by_class[status_class].fetch_add(1, std::memory_order_relaxed);
  counts.by_time[bucket].fetch_add(1, std::memory_order_relaxed);
  counts.microseconds.fetch_add(static_cast<std::uint64_t>(std::max<std::int64_t>(time, 0)),
                                std::memory_order_relaxed);
}

std::string Metrics::text(const Routes& routes) const {
  std::string requests;
  std::string times;
  add_head(requests, "tundish_requests_total", "counter", "Requests that were answered.");
  add_head(times, "tundish_request_seconds", "histogram", "From a request to its answer.");
  for (std::size_t i = 0; i < kMostRoutes; ++i) {
    const Counts& counts = (*counts_)[i];
    std::uint64_t sum = 0;
    for (const Number& number : counts.by_class) sum += value_of(number);
    if (sum == 0) continue;
    std::string labels = R"(method="",route="")";
    if (i < routes.all().size()) {
      const Route& route = routes.all()[i];
      labels = "method=\"" + std::string(http::to_text(route.method)) + "\",route=\"" +
               std::string(route.pattern) + '"';
    }
    for (std::size_t status = 1; status < counts.by_class.size(); ++status) {
      const std::uint64_t number = value_of(counts.by_class[status]);
      if (number == 0) continue;
      add_line(requests, "tundish_requests_total",
               labels + ",status=\"" + std::to_string(status) + "xx\"", std::to_string(number));
    }
    std::uint64_t below = 0;
    for (std::size_t bucket = 0; bucket < kBoundsMicroseconds.size(); ++bucket) {
      below += value_of(counts.by_time[bucket]);
      const std::uint64_t bound = static_cast<std::uint64_t>(kBoundsMicroseconds[bucket]);
      add_line(times, "tundish_request_seconds_bucket", labels + ",le=\"" + seconds(bound) + '"',
               std::to_string(below));
    }
    add_line(times, "tundish_request_seconds_bucket", labels + ",le=\"+Inf\"", std::to_string(sum));
    add_line(times, "tundish_request_seconds_sum", labels, seconds(value_of(counts.microseconds)));
    add_line(times, "tundish_request_seconds_count", labels, std::to_string(sum));
  }
  std::string text = requests + times;
  add_head(text, "tundish_limited_total", "counter", "Requests that came too often.");
  text += "tundish_limited_total " + std::to_string(value_of(limited_)) + '\n';
  add_head(text, "tundish_password_hashes_total", "counter", "Passwords that were hashed.");
  text += "tundish_password_hashes_total " + std::to_string(service::password_work()) + '\n';
  add_head(text, "tundish_build_info", "gauge", "Which server this is.");
  add_line(text, "tundish_build_info", "version=\"" + std::string(engine_version()) + '"', "1");
  return text;
}

}  // namespace tundish::api
