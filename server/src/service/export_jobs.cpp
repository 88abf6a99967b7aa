#include "service/export_jobs.hpp"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <utility>
#include <vector>

#include "service/scratch_file.hpp"
#include "service/sealing.hpp"
#include "service/secret.hpp"
#include "store/exports.hpp"
#include "store/records.hpp"
#include "tundish/codec.hpp"

namespace tundish::service {
namespace {

constexpr std::size_t kIdBytes = 16;
constexpr std::size_t kPartBytes = 192 * 1024;
constexpr int kRemovedAtOnce = 32;
constexpr std::int64_t kTellEveryMs = 2000;
constexpr std::size_t kMostBytes = std::size_t{2} * 1024 * 1024 * 1024;

/// Says every few seconds that the job is still done here, also while nothing else can be said.
class Heartbeat {
 public:
  explicit Heartbeat(JobRun& run) : run_(run), thread_([this] { beat(); }) {}
  ~Heartbeat() {
    {
      const std::lock_guard lock(mutex_);
      is_over_ = true;
    }
    changed_.notify_all();
    thread_.join();
  }
  Heartbeat(const Heartbeat&) = delete;
  Heartbeat& operator=(const Heartbeat&) = delete;

  /// Throws what became of the job.
  void tell(std::int64_t done, std::int64_t total) {
    const std::lock_guard lock(mutex_);
    done_ = done;
    total_ = total;
    if (failure_) std::rethrow_exception(failure_);
  }

 private:
  void beat() {
    std::unique_lock lock(mutex_);
    while (!is_over_ && !failure_) {
      const std::int64_t done = done_;
      const std::int64_t total = total_;
      lock.unlock();
      std::exception_ptr failure;
      try {
        run_.tell(done, total);
      } catch (...) {
        failure = std::current_exception();  // whoever does the job is thrown it
      }
      lock.lock();
      failure_ = failure;
      changed_.wait_for(lock, std::chrono::milliseconds(kTellEveryMs), [this] { return is_over_; });
    }
  }

  JobRun& run_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::int64_t done_ = 0;
  std::int64_t total_ = 0;
  bool is_over_ = false;
  std::exception_ptr failure_;
  std::thread thread_;
};

/// Some pieces of a file; gives how many were removed.
std::size_t remove_parts(store::Writer& writer, const std::string& job) {
  const auto parts =
      store::list<store::ExportPart>(writer, store::by_key().equal(job).limit(kRemovedAtOnce));
  for (const store::ExportPart& part : parts) {
    store::remove<store::ExportPart>(writer, part.job, part.number);
  }
  return parts.size();
}

/// What an attempt before this one has left.
void remove_all_parts(JobRun& run) {
  for (std::size_t removed = 1; removed != 0;) {
    run.write([&](store::Writer& writer) { removed = remove_parts(writer, run.job().id); });
  }
}

void keep_file(JobRun& run, Heartbeat& heartbeat, const ScratchFile& file, std::int64_t steps) {
  const std::size_t size = file.size();
  if (size > kMostBytes) throw std::runtime_error("the export is larger than 2 GiB");
  for (std::size_t offset = 0; offset < size; offset += kPartBytes) {
    store::ExportPart part;
    part.job = run.job().id;
    part.number = static_cast<std::int64_t>(offset / kPartBytes);
    part.bytes = to_base64(file.read(offset, kPartBytes));
    run.write([&](store::Writer& writer) { put(writer, part); });
    heartbeat.tell(steps, steps);
  }
}

JobTurn make(JobRun& run, FunnelCache& funnels, const std::string& folder) {
  remove_all_parts(run);
  const ScratchFile file(folder);
  Heartbeat heartbeat(run);
  const ExportedSessions made =
      export_sessions(run.store(), funnels, export_wish_of(run.job()), file.path(), folder,
                      [&](std::int64_t done, std::int64_t total) { heartbeat.tell(done, total); });
  keep_file(run, heartbeat, file, 2 * made.sessions);
  run.tell(2 * made.sessions, 2 * made.sessions);
  JobTurn turn;
  turn.result.set("bytes", static_cast<double>(file.size()));
  turn.result.set("sessions", static_cast<double>(made.sessions));
  turn.result.set("columns", static_cast<double>(made.columns));
  turn.result.set("shortened", static_cast<double>(made.shortened));
  return turn;
}

std::int64_t number_in(const Value& value, std::string_view name) {
  const Value* found = value.find(name);
  return found == nullptr ? 0 : static_cast<std::int64_t>(found->number());
}

Value to_value(const ExportWish& wish) {
  Value value{Value::Object{}};
  value.set("format", to_text(wish.format));
  value.set("headings", wish.headings == Headings::titles ? "titles" : "slugs");
  value.set("filter", to_value(wish.filter));
  return value;
}

bool is_over(const store::Job& job, std::int64_t now_ms) {
  return !job.is_open && job.ended_at_ms + kExportKeptMs <= now_ms;
}

}  // namespace

ExportWish export_wish_of(const store::Job& job) {
  const Result<Value> input = parse_value(job.input);
  const Value* format = input ? input->find("format") : nullptr;
  const Value* headings = input ? input->find("headings") : nullptr;
  const Value* filter = input ? input->find("filter") : nullptr;
  ExportWish wish;
  if (!format || !headings || !filter || !from_text(format->text(), wish.format)) {
    throw std::runtime_error("what an export is to be does not parse");
  }
  if (headings->text() == "titles") wish.headings = Headings::titles;
  wish.filter = session_filter_of(*filter);
  return wish;
}

std::optional<ExportFile> export_file_of(const store::Job& job) {
  if (job.is_open || job.result.empty()) return std::nullopt;
  const Result<Value> result = parse_value(job.result);
  if (!result) return std::nullopt;
  ExportFile file;
  file.bytes = number_in(*result, "bytes");
  file.sessions = number_in(*result, "sessions");
  file.columns = number_in(*result, "columns");
  file.shortened = number_in(*result, "shortened");
  return file;
}

std::optional<store::Job> begin_export(store::Store& store, const ExportWish& wish,
                                       const Actor& actor) {
  store::Job job;
  job.id = random_hex(kIdBytes);
  job.kind = kExportJob;
  job.subject = wish.filter.funnel;
  job.input = to_json(to_value(wish));
  job.due_ms = actor.at_ms;
  job.created_at_ms = actor.at_ms;
  bool is_taken = false;
  store.write([&](store::Writer& writer) {
    const auto newest = store::list<store::Job>(
        writer, store::by_index("jobs_by_kind").equal(kExportJob).descending().limit(200));
    const auto open = std::count_if(newest.begin(), newest.end(),
                                    [](const store::Job& one) { return one.is_open; });
    is_taken = static_cast<std::size_t>(open) < kMostOpenExports;
    if (!is_taken) return;
    add_job(writer, job);
    note_deed(writer, actor, Deed{"export.create", "export", job.id, to_value(wish)});
  });
  if (!is_taken) return std::nullopt;
  return job;
}

std::optional<store::Job> find_export(store::Reader& reader, std::string_view id,
                                      std::int64_t now_ms) {
  std::optional<store::Job> job = store::find<store::Job>(reader, id);
  if (!job || job->kind != kExportJob || is_over(*job, now_ms)) return std::nullopt;
  return job;
}

void drop_export(store::Writer& writer, const store::Job& job, std::int64_t now_ms) {
  store::remove<store::Job>(writer, job.id);
  store::Job removal;
  removal.id = std::string(kExportRemovalJob) + ':' + job.id;
  removal.kind = kExportRemovalJob;
  removal.subject = job.id;
  removal.input = "{}";
  removal.due_ms = now_ms;
  removal.created_at_ms = now_ms;
  add_job(writer, removal);
}

bool remove_export(store::Store& store, std::string_view id, const Actor& actor) {
  bool is_there = false;
  store.write([&](store::Writer& writer) {
    const std::optional<store::Job> job = find_export(writer, id, actor.at_ms);
    is_there = job.has_value();
    if (!is_there) return;
    drop_export(writer, *job, actor.at_ms);
    note_deed(writer, actor, Deed{"export.delete", "export", job->id, Value(Value::Object{})});
  });
  return is_there;
}

std::size_t drop_expired_exports(store::Writer& writer, std::int64_t now_ms, int limit) {
  std::size_t count = 0;
  const auto oldest = store::list<store::Job>(
      writer, store::by_index("jobs_by_kind").equal(kExportJob).limit(limit));
  for (const store::Job& job : oldest) {
    if (!is_over(job, now_ms)) continue;
    drop_export(writer, job, now_ms);
    ++count;
  }
  return count;
}

JobHandler export_handler(FunnelCache& funnels, std::string folder) {
  return [&funnels, folder = std::move(folder)](JobRun& run) { return make(run, funnels, folder); };
}

JobHandler export_removal_handler() {
  return [](JobRun& run) {
    for (std::size_t removed = 1; removed != 0;) {
      run.tell(0, 0);
      run.write([&](store::Writer& writer) { removed = remove_parts(writer, run.job().subject); });
    }
    return JobTurn{};
  };
}

std::string read_export(store::Store& store, std::string_view job, std::size_t offset,
                        std::size_t size) {
  std::string bytes;
  while (bytes.size() < size) {
    const std::size_t at = offset + bytes.size();
    const auto number = static_cast<std::int64_t>(at / kPartBytes);
    std::optional<store::ExportPart> part;
    store.read(
        [&](store::Reader& reader) { part = store::find<store::ExportPart>(reader, job, number); });
    const std::optional<std::string> piece = part ? from_base64(part->bytes) : std::nullopt;
    const std::size_t before = at % kPartBytes;
    if (!piece || piece->size() <= before) {
      throw std::runtime_error("a piece of an export was removed");
    }
    bytes += piece->substr(before, size - bytes.size());
  }
  return bytes;
}

}  // namespace tundish::service
