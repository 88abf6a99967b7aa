#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "service/file_inputs.hpp"
#include "service/sessions.hpp"
#include "store/uploads.hpp"

namespace tundish::service {

/// A file of a session: one that an answer names, whether it is here or not, or one that is here
/// although no answer names it.
struct SessionFile {
  NamedFile named;  ///< of one that no answer names: its slug and hash
  bool is_named = false;
  std::optional<store::Upload> upload;
};

/// Those of some sessions of one family, with all that is here of the family.
std::vector<SessionFile> files_of(store::Reader& reader, std::string_view root,
                                  const std::vector<SessionDetails>& sessions);

/// The hashes that answers of a session or of its branches name.
std::set<std::string> named_hashes(store::Reader& reader, FunnelCache& funnels,
                                   std::string_view root);

/// Removes files that no answer has named for so long, and beginnings that nobody went on with; at
/// most `limit` are looked at. Gives how many were. What is in quarantine may name any.
std::size_t remove_unnamed_uploads(store::Writer& writer, FunnelCache& funnels, std::int64_t now_ms,
                                   int limit);

}  // namespace tundish::service
