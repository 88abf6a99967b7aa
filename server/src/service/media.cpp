#include "service/media.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "files/media_type.hpp"
#include "files/picture.hpp"
#include "service/environments.hpp"
#include "service/pieces.hpp"
#include "service/sealing.hpp"
#include "store/funnels.hpp"
#include "store/records.hpp"
#include "tundish/codec.hpp"

namespace tundish::service {
namespace {

constexpr std::string_view kFolder = "/media/";
constexpr int kPartsAtOnce = 8;

/// What funnels show, and how its name ends.
struct Kind {
  std::string_view media_type;
  std::string_view ending;
};
constexpr Kind kKinds[] = {
    {"image/jpeg", ".jpg"}, {"image/png", ".png"},   {"image/webp", ".webp"},
    {"image/gif", ".gif"},  {"audio/mpeg", ".mp3"},  {"audio/ogg", ".ogg"},
    {"video/mp4", ".mp4"},  {"video/webm", ".webm"}, {"application/pdf", ".pdf"}};

const Kind* find_kind(std::string_view media_type) {
  const auto found = std::find_if(std::begin(kKinds), std::end(kKinds),
                                  [&](const Kind& kind) { return kind.media_type == media_type; });
  return found == std::end(kKinds) ? nullptr : found;
}

std::string joined(const files::KeptPicture& kept) {
  std::string bytes;
  bytes.reserve(kept.size());
  for (const std::string_view stretch : kept.stretches()) bytes += stretch;
  return bytes;
}

void put_parts(store::Writer& writer, const std::string& medium, std::string_view bytes) {
  for (std::int64_t number = 0; !bytes.empty(); ++number) {
    const std::string_view piece = bytes.substr(0, kPieceBytes);
    put(writer, store::MediumPart{medium, number, to_base64(piece)});
    bytes.remove_prefix(piece.size());
  }
}

Deed deed_of(std::string action, const store::Medium& row) {
  Value details{Value::Object{}};
  details.set("name", row.name);
  details.set("media_type", row.media_type);
  details.set("size", static_cast<double>(row.size));
  return Deed{std::move(action), "medium", row.medium, std::move(details)};
}

/// Notes the funnels that an environment plays now in a release that names the file.
void add_played(store::Reader& reader, const std::string& medium, std::set<std::string>& funnels) {
  const std::vector<store::Environment> environments = list_environments(reader);
  store::each<store::Funnel>(reader, store::by_key(), [&](const store::Funnel& funnel) {
    for (const store::Environment& environment : environments) {
      for (const store::Publication& one :
           reader.list_publications(environment.name, funnel.slug)) {
        const std::optional<store::Release> release = reader.find_release(one.release);
        if (release && release->text.find(medium) != std::string::npos) funnels.insert(funnel.slug);
      }
    }
  });
}

/// Its hash is looked for: however an address is written, that stands in it.
std::vector<std::string> funnels_with(store::Reader& reader, const std::string& medium) {
  std::set<std::string> funnels;
  store::each<store::DraftText>(reader, store::by_key(), [&](const store::DraftText& draft) {
    if (draft.definition.find(medium) != std::string::npos) funnels.insert(draft.funnel);
  });
  store::each<store::KeptDraftText>(reader, store::by_key(), [&](const auto& kept) {
    if (kept.definition.find(medium) != std::string::npos) funnels.insert(kept.funnel);
  });
  add_played(reader, medium, funnels);
  return {funnels.begin(), funnels.end()};
}

}  // namespace

SavedMedium save_medium(store::Store& store, const std::string& name, std::string_view bytes,
                        const Actor& actor) {
  SavedMedium saved;
  saved.row.name = name;
  saved.row.media_type = files::media_type_of(bytes);
  saved.row.created_at_ms = actor.at_ms;
  std::string kept(bytes);
  const bool is_picture = files::may_hold_notes(saved.row.media_type);
  const auto cleaned =
      is_picture ? files::without_notes(bytes, saved.row.media_type) : std::nullopt;
  if (find_kind(saved.row.media_type) == nullptr || (is_picture && !cleaned)) {
    saved.outcome = MediumOutcome::wrong_type;
    return saved;
  }
  if (cleaned) kept = joined(*cleaned);
  saved.row.medium = sha256_hex(kept);
  saved.row.size = static_cast<std::int64_t>(kept.size());
  store.write([&](store::Writer& writer) {
    note_deed(writer, actor, deed_of("medium.create", saved.row));
    saved.outcome = MediumOutcome::there_already;
    if (const auto there = store::find<store::Medium>(writer, saved.row.medium)) {
      saved.row = *there;
      return;
    }
    saved.outcome = MediumOutcome::created;
    put(writer, saved.row);
    put_parts(writer, saved.row.medium, kept);
  });
  return saved;
}

std::string path_of(const store::Medium& row) {
  const Kind* kind = find_kind(row.media_type);
  return std::string(kFolder).append(row.medium).append(kind ? kind->ending : "");
}

std::optional<store::Medium> find_medium(store::Reader& reader, std::string_view word) {
  const auto row = store::find<store::Medium>(reader, word.substr(0, word.find('.')));
  const bool is_it = row && path_of(*row) == std::string(kFolder).append(word);
  return is_it ? row : std::nullopt;
}

std::string read_medium(store::Store& store, const store::Medium& row, std::size_t offset,
                        std::size_t size) {
  return read_pieces(offset, size, [&](std::int64_t number) {
    std::optional<store::MediumPart> part;
    store.read([&](store::Reader& reader) {
      part = store::find<store::MediumPart>(reader, row.medium, number);
    });
    return part ? from_base64(part->bytes) : std::nullopt;
  });
}

RemovedMedium remove_medium(store::Store& store, const std::string& medium, const Actor& actor) {
  RemovedMedium removed;
  store.write([&](store::Writer& writer) {
    removed = {};
    const auto row = store::find<store::Medium>(writer, medium);
    if (!row) {
      removed.outcome = MediumRemoval::unknown;
      return;
    }
    removed.funnels = funnels_with(writer, medium);
    if (!removed.funnels.empty()) {
      removed.outcome = MediumRemoval::in_use;
      return;
    }
    store::remove_each<store::MediumPart>(writer,
                                          store::by_key().equal(medium).limit(kPartsAtOnce));
    store::remove<store::Medium>(writer, medium);
    note_deed(writer, actor, deed_of("medium.remove", *row));
  });
  return removed;
}

}  // namespace tundish::service
