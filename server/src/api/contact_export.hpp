#pragma once

#include "service/funnel_cache.hpp"
#include "service/scratch_file.hpp"
#include "service/sealing.hpp"
#include "store/contacts.hpp"
#include "store/store.hpp"

namespace tundish::api {

/// Writes all that is kept of a contact as one JSON document (`ContactExport`), in memory that does
/// not grow with it. It is read in parts, each as it stands then.
///
/// What lets somebody in is left out: hashes of secrets, codes, and the texts of messages that hold
/// a code or link.
void write_contact(service::ScratchFile& file, store::Store& store, service::FunnelCache& funnels,
                   const service::Sealer& sealer, const store::Contact& contact);

}  // namespace tundish::api
