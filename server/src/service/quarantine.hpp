#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "service/ingest.hpp"
#include "store/store.hpp"

namespace tundish::service {

/// Refused events go on where the chain `parent` had them refused.
struct RefusedSuffix {
  std::string root;
  std::string parent;
  std::int64_t seq = 0;  ///< of the first refused event
  std::string code;      ///< why it was refused
};

/// Puts the submission's events from the refused one on into quarantine, under the id of the branch
/// that they would be. What is there already, or has no room, is left to the client, which hands it
/// in again.
void keep_refused(store::Writer& writer, const Submission& submission, const RefusedSuffix& suffix,
                  std::int64_t now_ms);

/// Why the event was refused as the first of a branch that is in quarantine.
std::optional<RefusalCode> find_refusal(store::Reader& reader, std::string_view root,
                                        const Event& event);

/// Takes a submission whose purpose is the quarantine: kept in order, never played.
IngestAnswer quarantine(store::Writer& writer, const Submission& submission, std::string_view root,
                        std::int64_t now_ms);

}  // namespace tundish::service
