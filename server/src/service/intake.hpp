#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "service/attachment.hpp"
#include "service/funnel_cache.hpp"
#include "service/ingest.hpp"
#include "service/rehearsal.hpp"
#include "store/store.hpp"

namespace tundish::service {

/// What a submission needs of the world besides its transaction, found before that begins.
struct Preparation {
  std::string root;
  std::string secret_hash;  ///< as it is stored
  FunnelCache* funnels = nullptr;
  std::optional<Funnel> funnel;          ///< of the release that the submission names
  std::optional<Attachment> attachment;  ///< of a branch that is not stored yet
  std::optional<Rehearsal> rehearsal;    ///< of a root that begins
  std::vector<std::string> siblings;     ///< of `funnel`, that the events name
  bool is_proven = true;                 ///< the work that `funnel` wants of a new session was done
};

/// Takes a submission whose purpose is to be played, within one transaction.
IngestAnswer take_in(store::Writer& writer, const Preparation& preparation,
                     const Submission& submission, std::int64_t now_ms);

}  // namespace tundish::service
