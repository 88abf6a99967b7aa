#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "json/node.hpp"
#include "tundish/result.hpp"

namespace tundish::json {

/// Bounds that a text must keep.
struct Limits {
  std::size_t bytes = 1024 * 1024;
  std::size_t depth = 64;  ///< lists and objects inside each other
  std::size_t nodes = 100'000;
};

/// Reads a text as strict JSON (RFC 8259), or says everything that is wrong with it.
///
/// Refuses besides: a byte order mark (`bom`), invalid UTF-8 and escapes of lone surrogates
/// (`utf8`), NUL raw or escaped (`nul`), a name twice in one object (`duplicate_key`), numbers too
/// large for a double and whole numbers whose canonical text would be digits beyond ±(2^53−1)
/// (`number_range`), and what exceeds the limits (`too_large`, `depth`, `too_many_nodes`). A syntax
/// error (`json_syntax`) and an exceeded limit end the reading; after the other faults it goes on.
/// At most 100 faults are reported.
Result<Document> parse(std::string_view text, const Limits& limits = {});

/// A text that was read as far as possible. `document` is there unless a fault ended the reading
/// inside it; where a fault stands, the value is a stand-in.
struct Reading {
  std::optional<Document> document;
  Diagnostics faults;
};

/// Like `parse`, for callers that go on to say what else is wrong.
Reading read(std::string_view text, const Limits& limits = {});

}  // namespace tundish::json
