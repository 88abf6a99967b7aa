#include "service/uploads.hpp"

#include <algorithm>
#include <filesystem>
#include <set>
#include <system_error>
#include <utility>

#include "service/sealing.hpp"
#include "service/session_files.hpp"
#include "store/records.hpp"

namespace tundish::service {
namespace {

constexpr auto kPiece = static_cast<std::int64_t>(kPieceBytes);

/// One piece on its way into a transaction.
class PieceIntake {
 public:
  PieceIntake(store::Writer& writer, FunnelCache& funnels, const UploadLimits& limits,
              const UploadPiece& piece, std::int64_t now_ms)
      : writer_(writer), funnels_(funnels), limits_(limits), piece_(piece), now_ms_(now_ms) {}

  UploadAnswer run() {
    const auto known = store::find<store::Upload>(writer_, piece_.root, piece_.upload);
    if (known) row_ = *known;
    UploadOutcome outcome = known ? go_on() : begin();
    if (outcome == UploadOutcome::received) keep();
    if (outcome == UploadOutcome::received && row_.is_whole) outcome = UploadOutcome::whole;
    return {outcome, row_};
  }

 private:
  UploadOutcome begin() {
    // Whoever was let in has a session; it may have been erased just now.
    if (!writer_.find_session(piece_.root)) return UploadOutcome::removed;
    if (piece_.begin != 0) return UploadOutcome::gap;
    if (!make_room()) return UploadOutcome::too_many;
    row_.session = piece_.root;
    row_.upload = piece_.upload;
    row_.slug = piece_.slug;
    row_.size = piece_.size;
    row_.created_at_ms = now_ms_;
    is_changed_ = true;
    return UploadOutcome::received;
  }

  UploadOutcome go_on() const {
    if (row_.size != piece_.size) return UploadOutcome::other_size;
    if (row_.is_whole) {
      const bool is_right = is_asked_for(piece_.rules, row_.media_type);
      return is_right ? UploadOutcome::whole : UploadOutcome::wrong_type;
    }
    return piece_.begin > row_.received ? UploadOutcome::gap : UploadOutcome::received;
  }

  void keep() {
    if (piece_.begin == row_.received && !piece_.bytes.empty()) {
      put(writer_, store::UploadPart{piece_.root, piece_.upload, false, piece_.begin / kPiece,
                                     to_base64(piece_.bytes)});
      row_.received += static_cast<std::int64_t>(piece_.bytes.size());
      is_changed_ = true;
    }
    if (!is_changed_) return;
    row_.updated_at_ms = now_ms_;
    row_.look_at_ms = now_ms_ + kUnnamedKeptMs;
    put(writer_, row_);
  }

  /// False when the session has as much as it may.
  bool make_room() {
    std::vector<store::Upload> rows = list_uploads(writer_, piece_.root);
    make_room_of_the_input(rows);
    std::int64_t bytes = piece_.size;
    for (const store::Upload& row : rows) bytes += row.size;
    return static_cast<std::int64_t>(rows.size()) < limits_.session_files &&
           bytes <= limits_.session_bytes;
  }

  void make_room_of_the_input(std::vector<store::Upload>& rows) {
    const auto is_its = [this](const store::Upload& row) { return row.slug == piece_.slug; };
    const auto most = static_cast<std::ptrdiff_t>(kPicksOfAnInput) * piece_.rules.max_files;
    if (std::count_if(rows.begin(), rows.end(), is_its) < most) return;
    const std::set<std::string> named = named_hashes(writer_, funnels_, piece_.root);
    auto oldest = rows.end();
    for (auto row = rows.begin(); row != rows.end(); ++row) {
      if (!is_its(*row) || named.count(row->upload) > 0) continue;
      if (oldest == rows.end() || row->updated_at_ms < oldest->updated_at_ms) oldest = row;
    }
    if (oldest == rows.end()) return;
    remove_upload(writer_, *oldest);
    rows.erase(oldest);
  }

  store::Writer& writer_;
  FunnelCache& funnels_;
  const UploadLimits& limits_;
  const UploadPiece& piece_;
  const std::int64_t now_ms_;
  store::Upload row_;
  bool is_changed_ = false;
};

}  // namespace

bool has_room(const UploadLimits& limits, const std::string& folder) {
  std::error_code unknown;
  const std::filesystem::space_info disk = std::filesystem::space(folder, unknown);
  return unknown ||
         disk.available >= kPieceBytes + static_cast<std::uintmax_t>(limits.reserve_bytes);
}

UploadAnswer take_piece(store::Store& store, FunnelCache& funnels, const UploadLimits& limits,
                        const UploadPiece& piece, std::int64_t now_ms) {
  const std::int64_t most =
      std::min(piece.rules.max_bytes.value_or(limits.file_bytes), limits.file_bytes);
  UploadAnswer answer;
  if (piece.size > most) {
    answer.outcome = UploadOutcome::too_large;
    return answer;
  }
  store.write([&](store::Writer& writer) {
    answer = PieceIntake(writer, funnels, limits, piece, now_ms).run();
  });
  return answer;
}

std::vector<store::Upload> list_uploads(store::Reader& reader, std::string_view root) {
  std::vector<store::Upload> rows;
  store::each<store::Upload>(reader, store::by_key().equal(root),
                             [&rows](const store::Upload& row) { rows.push_back(row); });
  return rows;
}

std::optional<std::string> read_part(store::Reader& reader, const store::Upload& row, Parts parts,
                                     std::int64_t number) {
  const auto part = store::find<store::UploadPart>(reader, row.session, row.upload,
                                                   parts == Parts::cleaned, number);
  return part ? from_base64(part->bytes) : std::nullopt;
}

std::string read_upload(store::Store& store, const store::Upload& row, std::size_t offset,
                        std::size_t size) {
  const Parts parts = row.is_cleaned ? Parts::cleaned : Parts::as_they_came;
  return read_pieces(offset, size, [&](std::int64_t number) {
    std::optional<std::string> part;
    store.read([&](store::Reader& reader) { part = read_part(reader, row, parts, number); });
    return part;
  });
}

void remove_upload(store::Writer& writer, const store::Upload& row) {
  const auto parts = store::by_key().equal(row.session, row.upload).limit(kPartsAtOnce);
  store::remove_each<store::UploadPart>(writer, parts);
  store::remove<store::Upload>(writer, row.session, row.upload);
}

void remove_uploads(store::Writer& writer, std::string_view root) {
  for (const store::Upload& row : list_uploads(writer, root)) remove_upload(writer, row);
}

}  // namespace tundish::service
