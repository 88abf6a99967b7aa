#include <charconv>

#include "api/context.hpp"
#include "api/file_values.hpp"
#include "api/ingest_response.hpp"
#include "api/late_answer.hpp"
#include "api/own_session.hpp"
#include "http/problem.hpp"
#include "service/upload_check.hpp"
#include "store/records.hpp"
#include "tundish/codec.hpp"

namespace tundish::api {
namespace {

constexpr std::size_t kHashDigits = 64;

http::Response problem(int status, const char* code, std::string detail) {
  return http::problem_response(status, code, std::move(detail));
}

bool is_hash(const std::string& text) {
  return text.size() == kHashDigits && text.find_first_not_of("0123456789abcdef") == text.npos;
}
http::Response no_hash() {
  return problem(422, "invalid", "A file is named by its SHA-256, in lower-case hex.");
}

/// Which bytes of how many a body holds.
struct Stretch {
  std::int64_t begin = 0;
  std::int64_t end = 0;  ///< behind the last
  std::int64_t size = 0;
};

std::optional<std::int64_t> take_number(std::string_view& text) {
  std::int64_t number = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (fault != std::errc() || number < 0) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return number;
}
bool take_word(std::string_view& text, std::string_view word) {
  if (text.substr(0, word.size()) != word) return false;
  text.remove_prefix(word.size());
  return true;
}

/// `bytes 0-131071/300000`; of an empty file `bytes */0`.
std::optional<Stretch> parse_stretch(std::string_view text) {
  if (text == "bytes */0") return Stretch{};
  if (!take_word(text, "bytes ")) return std::nullopt;
  const auto first = take_number(text);
  if (!first || !take_word(text, "-")) return std::nullopt;
  const auto last = take_number(text);
  if (!last || !take_word(text, "/")) return std::nullopt;
  const auto size = take_number(text);
  if (!size || !text.empty() || *last < *first || *last >= *size) return std::nullopt;
  return Stretch{*first, *last + 1, *size};
}

/// Every piece has its place; all but the last are full.
bool is_piece(const Stretch& stretch, std::size_t body) {
  constexpr auto kPiece = static_cast<std::int64_t>(service::kPieceBytes);
  const std::int64_t size = stretch.end - stretch.begin;
  return size == static_cast<std::int64_t>(body) && stretch.begin % kPiece == 0 &&
         (size == kPiece || (size < kPiece && stretch.end == stretch.size));
}

Value upload_value(const std::string& upload, const std::optional<store::Upload>& row) {
  Value value{Value::Object{}};
  value.set("upload", upload);
  value.set("state", state_of(row));
  value.set("offset", static_cast<double>(row ? row->received : 0));
  if (!row) return value;
  value.set("size", static_cast<double>(row->size));
  if (!row->is_whole) return value;
  value.set("content_type", row->media_type);
  value.set("kept_size", static_cast<double>(row->kept_size));
  return value;
}

http::Response upload_response(const std::string& upload, const std::optional<store::Upload>& row) {
  http::Response response = http::json_response(200, to_json(upload_value(upload, row)));
  http::set_header(response, "upload-offset", std::to_string(row ? row->received : 0));
  return response;
}

http::Response gap(const store::Upload& row) {
  http::Problem missing;
  missing.status = 409;
  missing.code = "gap";
  missing.detail = "What comes before is missing: go on at `offset`.";
  missing.extra.set("offset", static_cast<double>(row.received));
  http::Response response = http::problem_response(missing);
  http::set_header(response, "upload-offset", std::to_string(row.received));
  return response;
}

http::Response no_room() {
  http::Response response = problem(503, "no_room", "The disk is nearly full: keep the file.");
  http::set_header(response, "retry-after", "300");
  return response;
}

http::Response piece_response(const std::string& upload, const service::UploadAnswer& answer) {
  switch (answer.outcome) {
    case service::UploadOutcome::received:
    case service::UploadOutcome::whole:
      return upload_response(upload, answer.row);
    case service::UploadOutcome::removed:
      return erased_response();
    case service::UploadOutcome::gap:
      return gap(answer.row);
    case service::UploadOutcome::other_size:
      return problem(409, "other_size", "The file was begun with another size.");
    case service::UploadOutcome::too_large:
      return problem(413, "file_too_large", "The file is larger than is taken.");
    case service::UploadOutcome::too_many:
      return problem(413, "too_many_files", "The session has as many files as it may.");
    case service::UploadOutcome::wrong_type:
      return problem(415, "wrong_type",
                     "By its content it is nothing that is asked for, or a picture that cannot be "
                     "read here; nothing of it is kept.");
    case service::UploadOutcome::wrong_hash:
      break;
  }
  return problem(422, "wrong_hash", "It is another file than its name says; nothing is kept.");
}

/// The piece, and with the last one the whole.
service::UploadAnswer take(Context& context, const service::UploadPiece& piece) {
  service::UploadAnswer answer =
      service::take_piece(context.store, context.funnels, context.uploads, piece, context.now_ms());
  const bool is_all_here =
      answer.outcome == service::UploadOutcome::received && answer.row.received == answer.row.size;
  if (!is_all_here) return answer;
  return service::check_upload(context.store, context.scratch, piece.rules, answer.row,
                               context.now_ms());
}

http::Response put(Context& context, const Call& call) {
  const OwnSession session = find_own_session(context, call);
  if (session.refusal) return *session.refusal;
  if (!is_hash(call.parameter("upload"))) return no_hash();
  const http::Request& request = call.request;
  const std::string* range = http::find_header(request, "content-range");
  const std::optional<Stretch> stretch = range ? parse_stretch(*range) : std::nullopt;
  if (!stretch || !is_piece(*stretch, request.body.size())) {
    return problem(422, "invalid",
                   "`Content-Range: bytes <first>-<last>/<size>` says which piece it is: 131072 "
                   "bytes from a multiple of that on, or the last.");
  }
  service::UploadPiece piece;
  piece.root = session.row.root;
  piece.upload = call.parameter("upload");
  piece.slug = http::query_parameter(request, "input").value_or("");
  piece.size = stretch->size;
  piece.begin = stretch->begin;
  piece.bytes = request.body;
  const auto funnel = context.funnels.find(context.store, session.row.release);
  const auto rules = funnel ? service::find_file_rules(*funnel, piece.slug) : std::nullopt;
  if (!rules) {
    return problem(422, "unknown_input", "`input` is the slug of an input that asks for a file.");
  }
  piece.rules = *rules;
  if (!service::has_room(context.uploads, context.scratch)) return no_room();
  return late_answer(context.upload_jobs, [&context, piece = std::move(piece)] {
    return piece_response(piece.upload, take(context, piece));
  });
}

http::Response read(Context& context, const Call& call) {
  const OwnSession session = find_own_session(context, call);
  if (session.refusal) return *session.refusal;
  if (!is_hash(call.parameter("upload"))) return no_hash();
  const std::string& upload = call.parameter("upload");
  std::optional<store::Upload> row;
  context.store.read([&](store::Reader& reader) {
    row = store::find<store::Upload>(reader, session.row.root, upload);
  });
  return upload_response(upload, row);
}

}  // namespace

void add_play_uploads(Routes& routes) {
  routes.add({.method = http::Method::put,
              .pattern = "/api/v1/play/sessions/{session}/uploads/{upload}",
              .access = Access::contact,
              .tag = "play",
              .summary = "Hands in a piece of a file that an answer names, or will",
              .query = {{"input", "The slug of the input that asks for it."}},
              .headers = {{"Content-Range",
                           "`bytes <first>-<last>/<size>`: 131072 bytes from a multiple of that "
                           "on, or the last of the file. Of an empty one `bytes */0`."}},
              .body_type = "application/octet-stream",
              .answers = {{200, "UploadState"}},
              .problems = {409, 410, 413, 415, 422, 503},
              .limit = {service::kPieceBytes},
              .handler = put});
  routes.add({.method = http::Method::get,
              .pattern = "/api/v1/play/sessions/{session}/uploads/{upload}",
              .access = Access::contact,
              .tag = "play",
              .summary = "How much of a file is here, to go on with it",
              .answers = {{200, "UploadState"}},
              .problems = {410, 422},
              .handler = read});
}

}  // namespace tundish::api
