#include "service/quarantine.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "service/lineage.hpp"
#include "service/ownership.hpp"
#include "service/removal.hpp"
#include "store/records.hpp"
#include "store/refusals.hpp"
#include "tundish/sync.hpp"

namespace tundish::service {
namespace {

constexpr std::int64_t kMaxQuarantined = static_cast<std::int64_t>(kMaxEvents);
constexpr std::string_view kAfterCode = "after";
/// Of an event that another server refused, or this one before it was restored.
constexpr std::string_view kRefusedCode = "refused";

/// Whether the quarantine of that root had room for the event, which is kept then.
bool keep(store::Writer& writer, std::int64_t& room, store::QuarantinedEvent row,
          const SubmittedEvent& event) {
  if (room <= 0) return false;
  --room;
  if (event.event) row.uid = event.event->uid;
  row.hash = event.hash;
  row.text = event.text;
  writer.add_quarantined(row);
  return true;
}

/// Says that events up to that one are in quarantine, for somebody to decide about. A decision was
/// about what was there: more is to be decided anew.
void note_refusal(store::Writer& writer, const store::QuarantinedEvent& last,
                  std::string_view code) {
  std::optional<store::Refusal> refusal = store::find<store::Refusal>(writer, last.session);
  if (refusal && refusal->last_seq >= last.seq) return;
  if (!refusal) {
    refusal.emplace();
    refusal->session = last.session;
    refusal->root = last.root;
    refusal->parent = last.parent;
    refusal->at = last.at;
    refusal->code = code;
    refusal->received_at_ms = last.received_at_ms;
  }
  refusal->last_seq = last.seq;
  refusal->decision.clear();
  store::put(writer, *refusal);
}

/// One submission of refused events within one transaction.
class QuarantineIntake {
 public:
  QuarantineIntake(store::Writer& writer, const Submission& submission, std::string_view root,
                   std::int64_t now_ms)
      : writer_(writer), submission_(submission), root_(root), now_ms_(now_ms) {}

  IngestAnswer run() {
    if (open() && check_before()) {
      for (std::int64_t seq = submission_.from; seq < end_of(submission_); ++seq) {
        if (!take(seq, *find_submitted(submission_, seq))) break;
      }
    }
    if (kept_) note_refusal(writer_, *kept_, first_code_);
    return answer_;
  }

 private:
  bool open() {
    answer_.gen = writer_.generation();
    answer_.epoch = submission_.epoch;
    if (submission_.gen != 0 && submission_.gen != answer_.gen) {
      return end(IngestOutcome::other_generation);
    }
    if (const auto session = writer_.find_session(root_);
        session && !owns_session(*session, submission_.secret)) {
      return end(IngestOutcome::forbidden);
    }
    if (is_removed(writer_, root_)) return end(IngestOutcome::removed);
    head_ = submission_.at;
    if (const auto last = writer_.find_last_quarantined(submission_.session)) {
      if (last->root != root_ || last->at != submission_.at) return end(IngestOutcome::forbidden);
      head_ = last->seq;
    }
    answer_.head = head_;
    room_ = kMaxQuarantined - writer_.count_quarantined(root_);
    if (submission_.from <= head_ + 1) return true;
    answer_.need = head_ + 1;
    return end(IngestOutcome::gap);
  }

  /// What comes before the first event must be what is here. Of the chain that it leaves that is
  /// asked for only when it was sent: refused events are evidence whatever became of that chain.
  bool check_before() {
    const std::int64_t before = submission_.from - 1;
    if (before < 0 || (before == submission_.at && !submission_.events.empty())) return true;
    const std::string here = hash_here(before);
    if (here.empty()) return end(IngestOutcome::orphan);
    if (here != submission_.prev) return fork(before, here);
    if (submission_.events.empty()) acknowledge(before, here);
    return true;
  }

  bool take(std::int64_t seq, const SubmittedEvent& event) {
    if (seq > head_) return add(seq, event);
    const std::string here = hash_here(seq);
    if (here.empty()) return end(IngestOutcome::orphan);
    return here == event.hash ? acknowledge(seq, here) : fork(seq, here);
  }

  bool add(std::int64_t seq, const SubmittedEvent& event) {
    store::QuarantinedEvent row;
    row.session = submission_.session;
    row.seq = seq;
    row.root = root_;
    row.parent = submission_.parent;
    row.at = submission_.at;
    row.code = kAfterCode;
    if (seq == submission_.at + 1) {
      row.code = first_code_ = event.fault ? to_text(event.fault->code) : kRefusedCode;
    }
    row.received_at_ms = now_ms_;
    if (!keep(writer_, room_, row, event)) return end(IngestOutcome::quarantine_full);
    kept_ = std::move(row);
    head_ = seq;
    return acknowledge(seq, event.hash);
  }

  /// Empty when it is an event of the parent's that is not here.
  std::string hash_here(std::int64_t seq) {
    if (seq > submission_.at) {
      return writer_.list_quarantined_hashes(submission_.session, seq, 1).front();
    }
    const std::optional<store::Session> parent = writer_.find_session(submission_.parent);
    if (!parent || parent->root != root_ || parent->head_seq < seq) return {};
    return hash_at(writer_, lineage_of(writer_, *parent), seq);
  }

  // Each of these ends the submission and returns false.
  bool end(IngestOutcome outcome) {
    answer_.outcome = outcome;
    return false;
  }
  bool fork(std::int64_t at, const std::string& here) {
    if (at <= submission_.at) return end(IngestOutcome::orphan);
    answer_.at = at;
    answer_.hash_at = here;
    return end(IngestOutcome::fork);
  }
  bool acknowledge(std::int64_t seq, const std::string& hash) {
    answer_.ack_to = seq;
    answer_.ack_hash = hash;
    return true;
  }

  store::Writer& writer_;
  const Submission& submission_;
  const std::string root_;
  const std::int64_t now_ms_;

  std::int64_t head_ = -1;
  std::int64_t room_ = 0;
  std::optional<store::QuarantinedEvent> kept_;  ///< the last one
  std::string_view first_code_ = kRefusedCode;
  IngestAnswer answer_;
};

}  // namespace

void keep_refused(store::Writer& writer, const Submission& submission, const RefusedSuffix& suffix,
                  std::int64_t now_ms) {
  const SubmittedEvent* first = find_submitted(submission, suffix.seq);
  if (first == nullptr) return;
  store::QuarantinedEvent row;
  row.session = branch_session(suffix.root, first->hash);
  row.root = suffix.root;
  row.parent = suffix.parent;
  row.at = suffix.seq - 1;
  row.received_at_ms = now_ms;
  const std::vector<std::string> here =
      writer.list_quarantined_hashes(row.session, suffix.seq, kMaxSubmittedEvents);
  std::int64_t room = kMaxQuarantined - writer.count_quarantined(suffix.root);
  std::optional<store::QuarantinedEvent> last;
  for (row.seq = suffix.seq; row.seq < end_of(submission); ++row.seq) {
    const SubmittedEvent& event = *find_submitted(submission, row.seq);
    const auto place = static_cast<std::size_t>(row.seq - suffix.seq);
    if (place < here.size()) {
      if (here[place] != event.hash) return;
      continue;
    }
    row.code = row.seq == suffix.seq ? std::string_view(suffix.code) : kAfterCode;
    if (!keep(writer, room, row, event)) break;
    last = row;
  }
  if (last) note_refusal(writer, *last, suffix.code);
}

std::optional<RefusalCode> find_refusal(store::Reader& reader, std::string_view root,
                                        const Event& event) {
  const store::QuarantineCursor before{branch_session(root, event.hash), event.seq - 1};
  const std::vector<store::QuarantinedEvent> kept = reader.list_quarantined(root, before, 1);
  if (kept.empty() || kept.front().session != before.session) return std::nullopt;
  RefusalCode code = RefusalCode::malformed;
  from_text(kept.front().code, code);
  return code;
}

IngestAnswer quarantine(store::Writer& writer, const Submission& submission, std::string_view root,
                        std::int64_t now_ms) {
  return QuarantineIntake(writer, submission, root, now_ms).run();
}

}  // namespace tundish::service
