#include "service/kept_drafts.hpp"

#include <utility>

#include "service/drafts.hpp"
#include "service/environments.hpp"
#include "service/fault.hpp"
#include "store/operations.hpp"
#include "store/records.hpp"
#include "tundish/codec.hpp"

namespace tundish::service {
namespace {

/// Who saved the draft that is there now is its author; of another text, whoever puts it aside.
store::KeptDraft made(store::Reader& reader, const std::string& slug, std::int64_t number,
                      std::string_view definition, const Actor& actor) {
  store::KeptDraft row{slug, number, "", actor.at_ms, actor.kind, actor.id};
  if (find_draft(reader, slug, kUsualEnvironment) != definition) return row;
  const store::By newest =
      store::by_index("audit_by_object").equal("funnel", slug).descending().limit(50);
  store::any<store::AuditEntry>(reader, newest, [&row](const store::AuditEntry& entry) {
    const bool is_it = entry.action == "funnel.save" || entry.action == "funnel.create";
    if (is_it) {
      row.actor_kind = entry.actor_kind;
      row.actor = entry.actor;
    }
    return is_it;
  });
  return row;
}

std::optional<store::KeptDraft> find_last(store::Reader& reader, const std::string& slug) {
  const store::By newest = store::by_key().equal(slug).descending().limit(1);
  auto found = store::list<store::KeptDraft>(reader, newest);
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

}  // namespace

Result<store::KeptDraft> keep_aside(store::Store& store, const std::string& slug,
                                    std::string_view definition, const Actor& actor) {
  const Result<Value> written = parse_value(definition);
  if (!written) return unexpected(written.error());
  const Value* name = written->find("slug");
  if (name == nullptr || name->text() != slug) {
    return unexpected(
        Diagnostics{fault("other_slug", "/slug", "A draft of this funnel has its slug.")});
  }
  const Value* title = written->find("title");
  store::KeptDraft row;
  store.write([&](store::Writer& writer) {
    const std::optional<store::KeptDraft> last = find_last(writer, slug);
    const bool is_kept = last && find_kept_text(writer, slug, last->number) == definition;
    row = is_kept ? *last : made(writer, slug, last ? last->number + 1 : 1, definition, actor);
    if (!is_kept) {
      if (title != nullptr) row.title = title->text();
      store::put(writer, row);
      store::put(writer, store::KeptDraftText{slug, row.number, std::string(definition)});
    }
    Deed deed{"draft.keep", "kept_draft", slug};
    deed.details.set("number", static_cast<double>(row.number));
    note_deed(writer, actor, deed);
  });
  return row;
}

std::optional<std::string> find_kept_text(store::Reader& reader, std::string_view slug,
                                          std::int64_t number) {
  auto found = store::find<store::KeptDraftText>(reader, slug, number);
  if (!found) return std::nullopt;
  return std::move(found->definition);
}

void remove_kept_drafts(store::Writer& writer, std::string_view slug) {
  store::remove_each<store::KeptDraft>(writer, store::by_key().equal(slug));
  store::remove_each<store::KeptDraftText>(writer, store::by_key().equal(slug));
}

}  // namespace tundish::service
