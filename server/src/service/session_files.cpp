#include "service/session_files.hpp"

#include <algorithm>
#include <utility>

#include "service/uploads.hpp"
#include "store/records.hpp"

namespace tundish::service {
namespace {

/// Something that may still change what is named.
bool may_change(const store::Session& session) {
  return session.status == to_text(SessionStatus::in_progress) ||
         session.status == to_text(SessionStatus::abandoned);
}

enum class Fate { stays, is_asked_again, goes };

Fate fate_of(store::Reader& reader, FunnelCache& funnels, const store::Upload& row) {
  if (!row.is_whole) return Fate::goes;
  if (reader.count_quarantined(row.session) > 0) return Fate::is_asked_again;
  if (named_hashes(reader, funnels, row.session).count(row.upload) == 0) return Fate::goes;
  const std::vector<store::Session> family = reader.list_family(row.session);
  return std::any_of(family.begin(), family.end(), may_change) ? Fate::is_asked_again : Fate::stays;
}

}  // namespace

std::vector<SessionFile> files_of(store::Reader& reader, std::string_view root,
                                  const std::vector<SessionDetails>& sessions) {
  const std::vector<store::Upload> uploads = list_uploads(reader, root);
  const auto upload_of = [&uploads](const std::string& hash) {
    const auto found = std::find_if(uploads.begin(), uploads.end(),
                                    [&](const store::Upload& row) { return row.upload == hash; });
    return found == uploads.end() ? std::nullopt : std::optional(*found);
  };
  std::vector<SessionFile> files;
  std::set<std::string> named;
  std::set<std::pair<std::string, std::string>> said;
  for (const SessionDetails& session : sessions) {
    for (NamedFile& file : named_files(session.funnel, session.state)) {
      named.insert(file.sha256);
      // A branch shares answers with its parent.
      if (!file.sha256.empty() && !said.emplace(file.slug, file.sha256).second) continue;
      std::optional<store::Upload> upload = upload_of(file.sha256);
      files.push_back(SessionFile{std::move(file), true, std::move(upload)});
    }
  }
  for (const store::Upload& row : uploads) {
    if (named.count(row.upload) > 0) continue;
    files.push_back(SessionFile{NamedFile{row.slug, "", "", row.size, row.upload}, false, row});
  }
  return files;
}

std::set<std::string> named_hashes(store::Reader& reader, FunnelCache& funnels,
                                   std::string_view root) {
  std::set<std::string> hashes;
  for (store::Session& row : reader.list_family(root)) {
    const SessionDetails details = details_of(reader, funnels, std::move(row));
    for (const NamedFile& file : named_files(details.funnel, details.state)) {
      hashes.insert(file.sha256);
    }
  }
  return hashes;
}

std::size_t remove_unnamed_uploads(store::Writer& writer, FunnelCache& funnels, std::int64_t now_ms,
                                   int limit) {
  std::size_t count = 0;
  for (store::Upload& row :
       store::list<store::Upload>(writer, store::by_index("uploads_to_look_at").limit(limit))) {
    if (row.look_at_ms > now_ms) break;
    ++count;
    const Fate fate = fate_of(writer, funnels, row);
    if (fate == Fate::goes) {
      remove_upload(writer, row);
      continue;
    }
    row.look_at_ms = fate == Fate::stays ? INT64_MAX : now_ms + kUnnamedKeptMs;
    put(writer, row);
  }
  return count;
}

}  // namespace tundish::service
