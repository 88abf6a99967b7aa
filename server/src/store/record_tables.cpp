#include "store/record_tables.hpp"

#include "store/contacts.hpp"
#include "store/effects.hpp"
#include "store/exports.hpp"
#include "store/funnels.hpp"
#include "store/jobs.hpp"
#include "store/media.hpp"
#include "store/operations.hpp"
#include "store/origins.hpp"
#include "store/outside.hpp"
#include "store/people.hpp"
#include "store/proofs.hpp"
#include "store/records.hpp"
#include "store/refusals.hpp"
#include "store/removals.hpp"
#include "store/retention.hpp"
#include "store/sealing_keys.hpp"
#include "store/suspicions.hpp"
#include "store/uploads.hpp"
#include "store/watches.hpp"

namespace tundish::store {

const std::vector<const RecordTable*>& record_tables() {
  static const std::vector<const RecordTable*> kTables = {
      &table_of<ApiToken>(),
      &table_of<AuditEntry>(),
      &table_of<CodeSend>(),
      &table_of<Consent>(),
      &table_of<Contact>(),
      &table_of<ContactIdentity>(),
      &table_of<Delivery>(),
      &table_of<DeliveryAttempt>(),
      &table_of<Draft>(),
      &table_of<DraftText>(),
      &table_of<Effect>(),
      &table_of<Endpoint>(),
      &table_of<Environment>(),
      &table_of<ExportPart>(),
      &table_of<Funnel>(),
      &table_of<IdempotencyKey>(),
      &table_of<InboxMessage>(),
      &table_of<Job>(),
      &table_of<KeptDraft>(),
      &table_of<KeptDraftText>(),
      &table_of<Lease>(),
      &table_of<Medium>(),
      &table_of<MediumPart>(),
      &table_of<OneTimeLink>(),
      &table_of<Origins>(),
      &table_of<Proof>(),
      &table_of<PublishedDefinition>(),
      &table_of<Publishing>(),
      &table_of<PublishingWindow>(),
      &table_of<Refusal>(),
      &table_of<RemovedSession>(),
      &table_of<Retention>(),
      &table_of<SealingKey>(),
      &table_of<SessionContact>(),
      &table_of<StudioSession>(),
      &table_of<Suspicion>(),
      &table_of<Upload>(),
      &table_of<UploadPart>(),
      &table_of<User>(),
      &table_of<Walk>(),
      &table_of<Watch>(),
      &table_of<Webhook>(),
  };
  return kTables;
}

}  // namespace tundish::store
