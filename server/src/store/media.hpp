#pragma once

#include <cstdint>
#include <string>

namespace tundish::store {

/// A picture or another file that funnels show, in the library of the server.
struct Medium {
  std::string medium;  ///< SHA-256 of what is kept
  std::string name;    ///< as its maker calls it
  std::string media_type;
  std::int64_t size = 0;
  std::int64_t created_at_ms = 0;
  bool operator==(const Medium&) const = default;

  template <class Io, class It>
  static void fields(Io& io, It& it) {
    io.table("media");
    io.key("medium", it.medium);
    io.column("name", it.name);
    io.column("media_type", it.media_type);
    io.column("size", it.size);
    io.column("created_at_ms", it.created_at_ms);
    io.index("media_by_age", {"created_at_ms"});
  }
};

/// A piece of such a file. All but the last have one size.
struct MediumPart {
  std::string medium;
  std::int64_t number = 0;  ///< from 0
  std::string bytes;        ///< as base 64
  bool operator==(const MediumPart&) const = default;

  template <class Io, class It>
  static void fields(Io& io, It& it) {
    io.table("medium_parts");
    io.key("medium", it.medium);
    io.key("number", it.number);
    io.column("bytes", it.bytes);
  }
};

}  // namespace tundish::store
