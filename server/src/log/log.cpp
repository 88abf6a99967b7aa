#include "log/log.hpp"

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <string>

#include "tundish/codec.hpp"

namespace tundish::log {

void write(Level level, std::string_view event, Value fields) {
  constexpr std::string_view kLevels[] = {"info", "warning", "error"};
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  const std::int64_t at_ms = std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
  fields.set("at_ms", static_cast<double>(at_ms));
  fields.set("level", kLevels[static_cast<std::size_t>(level)]);
  fields.set("event", event);
  const std::string line = to_json(fields) + '\n';
  std::fwrite(line.data(), 1, line.size(), stderr);
}

}  // namespace tundish::log
