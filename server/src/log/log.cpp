#include "log/log.hpp"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

#include "tundish/codec.hpp"

namespace tundish::log {
namespace {

spdlog::level::level_enum spdlog_level(Level level) {
  switch (level) {
    case Level::info:
      break;
    case Level::warning:
      return spdlog::level::warn;
    case Level::error:
      return spdlog::level::err;
  }
  return spdlog::level::info;
}

/// A line is the message as it is: what it says is JSON already.
spdlog::logger& logger() {
  static const std::shared_ptr<spdlog::logger> kLogger = [] {
    auto made = std::make_shared<spdlog::logger>("tundish",
                                                 std::make_shared<spdlog::sinks::stderr_sink_mt>());
    made->set_pattern("%v");
    made->flush_on(spdlog::level::info);
    return made;
  }();
  return *kLogger;
}

}  // namespace

void write(Level level, std::string_view event, Value fields) {
  constexpr std::string_view kLevels[] = {"info", "warning", "error"};
  if (!logger().should_log(spdlog_level(level))) return;
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  const std::int64_t at_ms = std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
  fields.set("at_ms", static_cast<double>(at_ms));
  fields.set("level", kLevels[static_cast<std::size_t>(level)]);
  fields.set("event", event);
  logger().log(spdlog_level(level), spdlog::string_view_t(to_json(fields)));
}

void write_from(Level least) { logger().set_level(spdlog_level(least)); }

}  // namespace tundish::log
