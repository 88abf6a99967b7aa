#pragma once

#include <cstdint>
#include <string>

namespace tundish::store {

/// A piece of the file that a job has made. All but the last have one size.
struct ExportPart {
  std::string job;
  std::int64_t number = 0;  ///< from 0
  std::string bytes;        ///< as base 64
  bool operator==(const ExportPart&) const = default;

  template <class Io, class It>
  static void fields(Io& io, It& it) {
    io.table("export_parts");
    io.key("job", it.job);
    io.key("number", it.number);
    io.column("bytes", it.bytes);
  }
};

}  // namespace tundish::store
