#include "service/sealing_key.hpp"

#include "service/secret.hpp"
#include "store/records.hpp"
#include "store/sealing_keys.hpp"

namespace tundish::service {
namespace {

constexpr const char* kSecrets = "secrets";

store::SealingKey key_of(const Sealer& sealer) {
  return store::SealingKey{kSecrets, sealer.code_hash(kSecrets, "sealing key")};
}

std::optional<store::SealingKey> find_noted(store::Store& store) {
  std::optional<store::SealingKey> noted;
  store.read(
      [&](store::Reader& reader) { noted = store::find<store::SealingKey>(reader, kSecrets); });
  return noted;
}

}  // namespace

bool has_key(store::Store& store) { return find_noted(store).has_value(); }

KeyMatch match_key(store::Store& store, const Sealer& sealer) {
  const store::SealingKey own = key_of(sealer);
  std::optional<store::SealingKey> noted = find_noted(store);
  if (!noted) {
    store.write([&](store::Writer& writer) {
      noted = store::find<store::SealingKey>(writer, kSecrets);
      if (noted) return;
      store::put(writer, own);
      noted = own;
    });
  }
  return equal_in_constant_time(noted->mark, own.mark) ? KeyMatch::same : KeyMatch::other;
}

void change_key(store::Store& store, const Sealer& sealer) {
  store.write([&](store::Writer& writer) { store::put(writer, key_of(sealer)); });
}

}  // namespace tundish::service
