#include "service/session_export.hpp"

#include <algorithm>
#include <optional>
#include <stdexcept>
#include <utility>
#include <vector>

#include "service/scratch_file.hpp"
#include "service/sessions.hpp"
#include "tundish/codec.hpp"

namespace tundish::service {
namespace {

constexpr int kReadAtOnce = 200;
constexpr std::size_t kSpoolBytes = 256 * 1024;
constexpr const char* kRest = "more";

const std::vector<std::string>& session_headings() {
  static const std::vector<std::string> kHeadings = {
      "session",  "reference_code", "parent",     "funnel",  "release",
      "language", "channel",        "status",     "reason",  "layer",
      "score",    "events",         "started_at", "last_at", "ended_at"};
  return kHeadings;
}

Cell moment_of(std::int64_t at_ms) { return Moment{at_ms}; }

std::vector<Cell> session_cells(const SessionDetails& details) {
  const store::Session& row = details.row;
  const State& state = details.state;
  const bool has_layer = state.layer >= 0;
  const bool has_ended = state.status != SessionStatus::in_progress;
  return {row.session,
          reference_code(row.session),
          row.parent,
          row.funnel,
          row.release,
          row.language,
          row.channel,
          row.status,
          state.reason,
          has_layer ? details.funnel->layers[static_cast<std::size_t>(state.layer)].id : "",
          score(details.funnel, state),
          static_cast<double>(state.events),
          moment_of(row.created_at_ms),
          moment_of(row.last_at_ms),
          has_ended ? moment_of(row.last_at_ms) : Cell()};
}

Cell cell_of(const Value& value) {
  if (value.is_text()) return value.text();
  if (value.is_number()) return value.number();
  if (value.is_boolean()) return value.boolean();
  return {};
}

/// A cell of the spool; a moment is told from a number by being in a list.
Value value_of(const Cell& cell) {
  if (const auto* text = std::get_if<std::string>(&cell)) return Value(*text);
  if (const auto* number = std::get_if<double>(&cell)) return Value(*number);
  if (const auto* boolean = std::get_if<bool>(&cell)) return Value(*boolean);
  if (const auto* moment = std::get_if<Moment>(&cell)) {
    Value list{Value::List{}};
    list.push(static_cast<double>(moment->at_ms));
    return list;
  }
  return {};
}
Cell unspooled(const Value& value) {
  if (!value.is_list()) return cell_of(value);
  return Moment{static_cast<std::int64_t>(value.list().front().number())};
}

/// Rows on their way: the columns are known when the last session has been read.
class Spool {
 public:
  explicit Spool(const std::string& folder) : file_(folder) {}

  void add(const std::vector<Cell>& cells, std::vector<Part> parts, Value rest) {
    Value::List row;
    for (const Cell& cell : cells) row.push_back(value_of(cell));
    Value::List list;
    for (Part& part : parts) {
      list.emplace_back(static_cast<double>(part.column));
      list.push_back(std::move(part.value));
    }
    Value::List line;
    line.emplace_back(std::move(row));
    line.emplace_back(std::move(list));
    line.push_back(std::move(rest));
    waiting_ += to_json(Value(std::move(line)));
    waiting_ += '\n';
    if (waiting_.size() >= kSpoolBytes) flush();
  }

  /// Gives each line once, in order.
  template <class Work>
  void each(Work work) {
    flush();
    std::string bytes;
    for (std::size_t offset = 0; offset < file_.size();) {
      const std::string more = file_.read(offset, kSpoolBytes);
      offset += more.size();
      bytes += more;
      std::size_t begin = 0;
      for (std::size_t end = bytes.find('\n'); end != bytes.npos; end = bytes.find('\n', begin)) {
        const Result<Value> line = parse_value(std::string_view(bytes).substr(begin, end - begin));
        if (!line) throw std::runtime_error("a row of the export was lost");
        work(line->list());
        begin = end + 1;
      }
      bytes.erase(0, begin);
    }
  }

 private:
  void flush() {
    file_.append(waiting_);
    waiting_.clear();
  }

  ScratchFile file_;
  std::string waiting_;
};

class SessionExport {
 public:
  SessionExport(store::Store& store, FunnelCache& funnels, const ExportWish& wish,
                const std::string& folder, const ExportProgress& progress)
      : store_(store),
        funnels_(funnels),
        wish_(wish),
        progress_(progress),
        folder_(folder),
        walk_(wish.filter),
        columns_(session_headings()),
        spool_(folder) {}

  ExportedSessions run(const std::string& path) {
    read_all();
    write_all(path);
    return exported_;
  }

 private:
  void read_all() {
    std::optional<store::Cursor> place = walk_.begin();
    for (bool is_more = true; is_more;) {
      std::vector<SessionDetails> some;
      std::optional<store::Cursor> next;
      store_.read([&](store::Reader& reader) {
        some.clear();
        next = read_some(reader, place, some);
      });
      for (const SessionDetails& one : some) spool(one);
      is_more = next.has_value();
      place = std::move(next);
      progress_(exported_.sessions, 0);
    }
  }

  /// Where the next ones begin; nothing behind the last.
  std::optional<store::Cursor> read_some(store::Reader& reader,
                                         const std::optional<store::Cursor>& place,
                                         std::vector<SessionDetails>& some) {
    const std::vector<store::Session> rows =
        reader.list_sessions(wish_.filter.funnel, place, kReadAtOnce);
    for (const store::Session& row : rows) {
      if (walk_.is_behind(row)) return std::nullopt;
      if (walk_.is_meant(reader, row)) some.push_back(details_of(reader, funnels_, row));
    }
    if (rows.size() < static_cast<std::size_t>(kReadAtOnce)) return std::nullopt;
    return store::Cursor{rows.back().created_at_ms, rows.back().session};
  }

  void spool(const SessionDetails& details) {
    if (releases_.insert(details.row.release).second) columns_.add_funnel(details.funnel);
    Value rest;
    std::vector<Part> parts = columns_.parts_of(session_data(details.state), rest);
    has_rest_ = has_rest_ || !rest.is_null();
    spool_.add(session_cells(details), std::move(parts), std::move(rest));
    ++exported_.sessions;
  }

  void write_all(const std::string& path) {
    const std::unique_ptr<TableWriter> table = make_table(wish_.format, path, folder_);
    const std::vector<std::size_t> order = columns_.order();
    std::vector<Cell> head;
    for (const std::string& heading : session_headings()) head.emplace_back(heading);
    // By the number that a column was found under: where it stands now.
    std::map<std::size_t, std::size_t> places;
    for (const std::size_t column : order) {
      places[column] = head.size();
      head.emplace_back(columns_.heading(column, wish_.headings));
    }
    if (has_rest_) head.emplace_back(std::string(kRest));
    exported_.columns = static_cast<std::int64_t>(head.size());
    table->add_row(head);
    std::int64_t written = 0;
    spool_.each([&](const Value::List& line) {
      std::vector<Cell> cells(head.size());
      const Value::List& own = line[0].list();
      for (std::size_t i = 0; i < own.size(); ++i) cells[i] = unspooled(own[i]);
      const Value::List& parts = line[1].list();
      for (std::size_t i = 0; i + 1 < parts.size(); i += 2) {
        cells[places[static_cast<std::size_t>(parts[i].number())]] = cell_of(parts[i + 1]);
      }
      if (!line[2].is_null()) cells.back() = to_json(line[2]);
      table->add_row(cells);
      if (++written % kReadAtOnce == 0) {
        progress_(exported_.sessions + written, 2 * exported_.sessions);
      }
    });
    table->finish();
    exported_.shortened = table->shortened();
  }

  store::Store& store_;
  FunnelCache& funnels_;
  const ExportWish& wish_;
  const ExportProgress& progress_;
  const std::string folder_;
  SessionWalk walk_;
  SessionColumns columns_;
  Spool spool_;
  std::set<std::string> releases_;
  bool has_rest_ = false;
  ExportedSessions exported_;
};

}  // namespace

ExportedSessions export_sessions(store::Store& store, FunnelCache& funnels, const ExportWish& wish,
                                 const std::string& path, const std::string& folder,
                                 const ExportProgress& progress) {
  return SessionExport(store, funnels, wish, folder, progress).run(path);
}

}  // namespace tundish::service
