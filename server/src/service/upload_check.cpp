#include "service/upload_check.hpp"

#include <algorithm>
#include <optional>
#include <stdexcept>
#include <utility>

#include "files/media_type.hpp"
#include "files/picture.hpp"
#include "service/scratch_file.hpp"
#include "service/sealing.hpp"
#include "store/records.hpp"
#include "tundish/codec.hpp"

namespace tundish::service {
namespace {

class UploadCheck {
 public:
  UploadCheck(store::Store& store, const FileRules& rules, const store::Upload& row,
              std::int64_t now_ms)
      : store_(store), rules_(rules), row_(row), now_ms_(now_ms) {}

  UploadAnswer run(const std::string& folder) {
    ScratchFile whole(folder);
    if (!gather(whole)) return as_it_stands();
    const MappedText mapped = map(whole);
    if (sha256_hex(mapped.text) != row_.upload) return drop(UploadOutcome::wrong_hash);
    row_.media_type = files::media_type_of(mapped.text);
    if (!is_asked_for(rules_, row_.media_type)) return drop(UploadOutcome::wrong_type);
    row_.kept_size = row_.size;
    row_.is_cleaned = files::may_hold_notes(row_.media_type);
    if (row_.is_cleaned) {
      const auto kept = files::without_notes(mapped.text, row_.media_type);
      if (!kept) return drop(UploadOutcome::wrong_type);
      row_.kept_size = static_cast<std::int64_t>(kept->size());
      if (!keep(*kept)) return as_it_stands();
    }
    return finish();
  }

 private:
  /// False when some of it is gone.
  bool gather(ScratchFile& whole) const {
    for (std::int64_t number = 0; number < count_pieces(row_.size); ++number) {
      std::optional<std::string> part;
      store_.read([&](store::Reader& reader) {
        part = read_part(reader, row_, Parts::as_they_came, number);
      });
      if (!part) return false;
      whole.append(*part);
    }
    return true;
  }

  /// False when somebody else was faster, or has removed it.
  bool keep(const files::KeptPicture& kept) {
    std::string bytes;
    std::int64_t number = 0;
    for (std::string_view stretch : kept.stretches()) {
      while (!stretch.empty()) {
        const std::size_t some = std::min(kPieceBytes - bytes.size(), stretch.size());
        bytes += stretch.substr(0, some);
        stretch.remove_prefix(some);
        if (bytes.size() < kPieceBytes) continue;
        if (!keep_part(number++, bytes)) return false;
        bytes.clear();
      }
    }
    return bytes.empty() || keep_part(number, bytes);
  }
  bool keep_part(std::int64_t number, const std::string& bytes) {
    const store::UploadPart part{row_.session, row_.upload, true, number, to_base64(bytes)};
    bool is_open = false;
    store_.write([&](store::Writer& writer) {
      const std::optional<store::Upload> now = find(writer);
      is_open = now && !now->is_whole;
      if (is_open) put(writer, part);
    });
    return is_open;
  }

  UploadAnswer finish() {
    UploadAnswer answer;
    store_.write([&](store::Writer& writer) {
      answer = {UploadOutcome::whole, row_};
      const std::optional<store::Upload> now = find(writer);
      if (!now) {
        answer.outcome = UploadOutcome::removed;
      } else if (now->is_whole) {
        answer.row = *now;
      } else {
        answer.row.is_whole = true;
        answer.row.updated_at_ms = now_ms_;
        answer.row.look_at_ms = now_ms_ + kUnnamedKeptMs;
        put(writer, answer.row);
        if (row_.is_cleaned) remove_what_came(writer);
      }
    });
    return answer;
  }

  void remove_what_came(store::Writer& writer) const {
    const auto parts = store::by_key().equal(row_.session, row_.upload, false).limit(kPartsAtOnce);
    store::remove_each<store::UploadPart>(writer, parts);
  }

  UploadAnswer drop(UploadOutcome outcome) const {
    store_.write([&](store::Writer& writer) {
      const std::optional<store::Upload> now = find(writer);
      if (now && !now->is_whole) remove_upload(writer, *now);
    });
    return {outcome, row_};
  }

  UploadAnswer as_it_stands() const {
    std::optional<store::Upload> now;
    store_.read([&](store::Reader& reader) { now = find(reader); });
    if (!now) return {UploadOutcome::removed, row_};
    if (!now->is_whole) throw std::runtime_error("a piece of a file is missing");
    return {UploadOutcome::whole, *now};
  }

  std::optional<store::Upload> find(store::Reader& reader) const {
    return store::find<store::Upload>(reader, row_.session, row_.upload);
  }

  store::Store& store_;
  const FileRules& rules_;
  store::Upload row_;
  const std::int64_t now_ms_;
};

}  // namespace

UploadAnswer check_upload(store::Store& store, const std::string& folder, const FileRules& rules,
                          const store::Upload& row, std::int64_t now_ms) {
  return UploadCheck(store, rules, row, now_ms).run(folder);
}

}  // namespace tundish::service
