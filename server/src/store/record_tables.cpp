#include "store/record_tables.hpp"

#include "store/operations.hpp"
#include "store/people.hpp"
#include "store/records.hpp"

namespace tundish::store {

const std::vector<const RecordTable*>& record_tables() {
  static const std::vector<const RecordTable*> kTables = {
      &table_of<ApiToken>(), &table_of<AuditEntry>(),  &table_of<IdempotencyKey>(),
      &table_of<Lease>(),    &table_of<OneTimeLink>(), &table_of<StudioSession>(),
      &table_of<User>(),
  };
  return kTables;
}

}  // namespace tundish::store
