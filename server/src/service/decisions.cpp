#include "service/decisions.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>
#include <vector>

#include "service/intake.hpp"
#include "service/siblings.hpp"
#include "store/records.hpp"
#include "tundish/advance.hpp"
#include "tundish/codec.hpp"

namespace tundish::service {
namespace {

/// Refused events on their way into a branch.
class Acceptance {
 public:
  Acceptance(store::Writer& writer, FunnelCache& funnels, const store::Refusal& refusal,
             std::int64_t now_ms)
      : writer_(writer), funnels_(funnels), refusal_(refusal), now_ms_(now_ms) {}

  /// Why nothing was taken, or nothing.
  std::optional<Refused> run() {
    if (!prepare()) return why_;
    take();
    return std::nullopt;
  }

  std::int64_t seq() const { return seq_; }

 private:
  bool prepare() {
    seq_ = refusal_.at + 1;
    const std::optional<store::Session> root = writer_.find_session(refusal_.root);
    const std::optional<store::Session> parent = writer_.find_session(refusal_.parent);
    if (!root || !parent) {
      return refuse(RefusalCode::wrong_session, "The session that they belong to is not here.");
    }
    read_events();
    submission_.session = refusal_.session;
    submission_.parent = refusal_.parent;
    submission_.at = refusal_.at;
    submission_.release = parent->release;
    submission_.rules = kRulesLevel;
    submission_.epoch = parent->epoch;
    submission_.purpose = Purpose::acceptance;
    submission_.from = seq_;
    submission_.events = events_;
    preparation_.root = refusal_.root;
    preparation_.secret_hash = root->secret_hash;
    preparation_.funnels = &funnels_;
    preparation_.funnel = funnels_.of(writer_, *parent);
    preparation_.siblings = named_siblings(writer_, funnels_, *preparation_.funnel, submission_);
    return check(*parent);
  }

  void read_events() {
    const store::QuarantineCursor before{refusal_.session, refusal_.at};
    const int count = static_cast<int>(refusal_.last_seq - refusal_.at);
    for (const store::QuarantinedEvent& row :
         writer_.list_quarantined(refusal_.root, before, count)) {
      const Result<Value> value = parse_value(row.text);
      if (!value) throw std::runtime_error("an event in quarantine does not parse");
      events_.push_back(submitted(*value));
    }
  }

  /// Plays what is not in the log yet, without writing anything.
  bool check(const store::Session& parent) {
    const std::optional<store::Session> branch = writer_.find_session(refusal_.session);
    const Funnel funnel =
        played_with(writer_, funnels_, branch ? *branch : parent, preparation_.siblings);
    std::string prev;
    State state;
    if (branch) {
      Result<State> stored = parse_state(funnel, branch->state);
      if (!stored) throw std::runtime_error("the stored state of a session does not parse");
      state = std::move(*stored);
      prev = branch->head_hash;
      seq_ = branch->head_seq + 1;
    } else {
      preparation_.attachment = find_attachment(writer_, funnels_, submission_, refusal_.root);
      const std::optional<Attachment>& attachment = preparation_.attachment;
      if (!attachment || attachment->is_in_parent || !attachment->state) {
        return refuse(RefusalCode::wrong_prev, "They do not go on from the log that is here.");
      }
      state = *attachment->state;
      prev = attachment->hash;
    }
    while (const SubmittedEvent* next = find_submitted(submission_, seq_)) {
      if (next->fault) return refuse(*next->fault);
      if (!check(funnel, *next->event, prev, state)) return false;
      prev = next->hash;
      ++seq_;
    }
    return true;
  }

  bool check(const Funnel& funnel, const Event& event, const std::string& prev, State& state) {
    if (event.seq != seq_ || event.prev != prev) {
      return refuse(RefusalCode::wrong_prev, "The event does not follow the one before it.");
    }
    if (writer_.find_event_by_uid(refusal_.session, event.uid)) {
      return refuse(RefusalCode::malformed, "An event of this uid is in the log already.");
    }
    Transition step = advance(funnel, state, event);
    if (step.refused) return refuse(*step.refused);
    state = std::move(step.state);
    return true;
  }

  /// As a client would hand them in, piece by piece.
  void take() {
    for (std::size_t first = 0; first < events_.size(); first += kMaxSubmittedEvents) {
      const std::size_t end = std::min(first + kMaxSubmittedEvents, events_.size());
      Submission piece = submission_;
      piece.from = refusal_.at + 1 + static_cast<std::int64_t>(first);
      piece.prev = first == 0 ? events_.front().event->prev : events_[first - 1].hash;
      piece.events.assign(events_.begin() + static_cast<std::ptrdiff_t>(first),
                          events_.begin() + static_cast<std::ptrdiff_t>(end));
      const IngestAnswer answer = take_in(writer_, preparation_, piece, now_ms_);
      if (answer.outcome != IngestOutcome::accepted) {
        throw std::runtime_error("events that were played once do not fit a second time");
      }
      preparation_.attachment = std::nullopt;
    }
  }

  bool refuse(Refused refused) {
    why_ = std::move(refused);
    return false;
  }
  bool refuse(RefusalCode code, std::string sentence) {
    return refuse(Refused{code, std::move(sentence), ""});
  }

  store::Writer& writer_;
  FunnelCache& funnels_;
  const store::Refusal& refusal_;
  const std::int64_t now_ms_;

  std::vector<SubmittedEvent> events_;
  Submission submission_;
  Preparation preparation_;
  std::int64_t seq_ = 0;
  Refused why_;
};

}  // namespace

Decided decide(store::Writer& writer, FunnelCache& funnels, std::string_view session,
               const DecisionWish& wish, std::int64_t now_ms) {
  Decided decided;
  std::optional<store::Refusal> refusal = store::find<store::Refusal>(writer, session);
  if (!refusal) return decided;
  decided.refusal = std::move(*refusal);
  const char* word = wish.decision == Decision::accepted ? "accepted" : "discarded";
  if (!decided.refusal.decision.empty()) {
    const bool is_same = decided.refusal.decision == word;
    decided.kind = is_same ? Decided::Kind::done : Decided::Kind::decided_already;
    return decided;
  }
  if (wish.decision == Decision::accepted) {
    Acceptance acceptance(writer, funnels, decided.refusal, now_ms);
    if (const std::optional<Refused> why = acceptance.run()) {
      decided.kind = Decided::Kind::impossible;
      decided.seq = acceptance.seq();
      decided.why = *why;
      return decided;
    }
  }
  decided.kind = Decided::Kind::done;
  decided.refusal.decision = word;
  decided.refusal.reason = wish.reason;
  decided.refusal.decided_by = wish.by;
  decided.refusal.decided_at_ms = now_ms;
  store::put(writer, decided.refusal);
  return decided;
}

}  // namespace tundish::service
