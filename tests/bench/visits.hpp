#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "tundish/event.hpp"
#include "tundish/funnel.hpp"

namespace tundish::bench {

/// The log of a visit: of that number, so that it is the same every time.
std::vector<Event> log_of_visit(const Funnel& funnel, std::size_t number);

/// Plays `count` honest visits of the funnel and writes the requests that a player would send to a
/// file: of each visit first the one that begins it (header and first answers), then the one that
/// goes on. Ends the program when the engine refuses a step.
void record_visits(std::string_view definition, std::size_t count, const std::string& path);

/// The requests of such a file, read where they lie.
class RecordedVisits {
 public:
  explicit RecordedVisits(const std::string& path);
  ~RecordedVisits();
  RecordedVisits(const RecordedVisits&) = delete;
  RecordedVisits& operator=(const RecordedVisits&) = delete;

  /// The next visit's requests; empty after the last.
  struct Visit {
    std::string_view begins;
    std::string_view goes_on;
  };
  Visit next();
  void rewind() { place_ = 0; }

 private:
  std::string_view take();

  const char* bytes_ = nullptr;
  std::size_t size_ = 0;
  std::size_t place_ = 0;
};

[[noreturn]] void fail(const std::string& why);

}  // namespace tundish::bench
