#include "service/intake.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>
#include <vector>

#include "service/abandonment.hpp"
#include "service/belonging.hpp"
#include "service/consequences.hpp"
#include "service/protection.hpp"
#include "service/quarantine.hpp"
#include "service/removal.hpp"
#include "service/secret.hpp"
#include "service/siblings.hpp"
#include "service/statistics.hpp"
#include "tundish/advance.hpp"
#include "tundish/sync.hpp"

namespace tundish::service {
namespace {

class Intake {
 public:
  Intake(store::Writer& writer, const Preparation& preparation, const Submission& submission,
         std::int64_t now_ms)
      : writer_(writer), preparation_(preparation), submission_(submission), now_ms_(now_ms) {}

  IngestAnswer run() {
    if (open() && compare_known()) {
      take_over();
      play_new();
    }
    keep();
    tell_server_events();
    return std::move(answer_);
  }

 private:
  // --- the submission as a whole; each returns false when the submission ends there

  bool open() {
    answer_.gen = writer_.generation();
    if (submission_.gen != 0 && submission_.gen != answer_.gen) {
      return end(IngestOutcome::other_generation);
    }
    const std::optional<Attachment>& attachment = preparation_.attachment;
    const bool is_elsewhere = attachment && attachment->is_in_parent;
    std::optional<store::Session> stored =
        writer_.find_session(is_elsewhere ? attachment->parent.session : submission_.session);
    if (stored) {
      session_ = std::move(*stored);
      if (!is_owner()) return end(IngestOutcome::forbidden);
      if (is_branch() && !is_elsewhere && session_.at != submission_.at) {
        return end(IngestOutcome::orphan);
      }
    } else if (!open_new()) {
      return false;
    }
    answer_.epoch = session_.epoch;
    answer_.head = session_.head_seq;
    if (submission_.release != session_.release) {
      return refuse(submission_.from, RefusalCode::wrong_release,
                    "The session plays another release than the request names.", "/release");
    }
    if (submission_.rules != kRulesLevel) {
      return refuse(submission_.from, RefusalCode::wrong_rules,
                    "The log was made under another level of the rules.", "/rules");
    }
    if (!preparation_.funnel) return end(IngestOutcome::unknown_release);
    funnel_ = preparation_.funnel;
    if (!session_.siblings.empty() || !preparation_.siblings.empty()) {
      funnel_ = played_with(writer_, *preparation_.funnels, session_, preparation_.siblings);
    }
    return true;
  }

  bool open_new() {
    if (is_removed(writer_, preparation_.root)) return end(IngestOutcome::removed);
    session_.session = submission_.session;
    session_.root = preparation_.root;
    session_.secret_hash = preparation_.secret_hash;
    session_.release = submission_.release;
    session_.epoch = submission_.epoch;
    session_.created_at_ms = now_ms_;
    const bool is_root = submission_.session == preparation_.root;
    if (is_root) return preparation_.is_proven || end(IngestOutcome::unproven);
    if (!preparation_.attachment) return end(IngestOutcome::orphan);
    attach(session_, *preparation_.attachment);
    return true;
  }

  // --- the part that is here already

  bool compare_known() {
    if (submission_.from > session_.head_seq + 1) {
      answer_.need = session_.head_seq + 1;
      return end(IngestOutcome::gap);
    }
    const std::int64_t before = submission_.from - 1;
    const std::int64_t known_end = std::min(end_of(submission_), session_.head_seq + 1);
    // Most submissions go on just behind the head, whose hash stands in the session's row.
    if (before == session_.head_seq) return compare(before, {session_.head_hash});
    const std::int64_t first = std::max<std::int64_t>(before, 0);
    const std::int64_t count = known_end - first;
    const std::vector<std::string> hashes = hashes_here(first, count);
    if (static_cast<std::int64_t>(hashes.size()) != count) {
      throw std::runtime_error("an event of a stored session is missing");
    }
    return compare(first, hashes);
  }

  std::vector<std::string> hashes_here(std::int64_t first, std::int64_t count) {
    if (first > session_.at) {
      return writer_.list_event_hashes(log_of(session_), Lane::c, first, static_cast<int>(count));
    }
    const bool is_new = !has_own_events() && preparation_.attachment;
    return list_hashes(writer_,
                       is_new ? preparation_.attachment->lineage : lineage_of(writer_, session_),
                       first, count);
  }

  /// `hashes` are those that are here from `first` on.
  bool compare(std::int64_t first, const std::vector<std::string>& hashes) {
    for (std::size_t i = 0; i < hashes.size(); ++i) {
      const std::int64_t seq = first + static_cast<std::int64_t>(i);
      if (seq < 0) continue;  // nothing comes before the header
      if (seq < submission_.from) {
        if (hashes[i] != submission_.prev) return fork(seq, hashes[i]);
        if (submission_.events.empty()) acknowledge(seq, hashes[i]);
        continue;
      }
      const SubmittedEvent& event = *find_submitted(submission_, seq);
      if (!check_place(seq, event)) return false;
      if (event.hash != hashes[i]) return fork(seq, hashes[i]);
      acknowledge(seq, event.hash);
    }
    return true;
  }

  /// Whoever has everything that is here may go on writing it.
  void take_over() {
    if (submission_.epoch <= session_.epoch) return;
    session_.epoch = answer_.epoch = submission_.epoch;
    changed_ = Changed::epoch;
  }

  // --- the new part

  bool play_new() {
    if (session_.head_seq < 0 && preparation_.rehearsal) return write_rehearsed();
    bool is_ready = false;
    const std::int64_t first = std::max(submission_.from, session_.head_seq + 1);
    for (std::int64_t seq = first; seq < end_of(submission_); ++seq) {
      const SubmittedEvent& submitted = *find_submitted(submission_, seq);
      if (submission_.epoch < session_.epoch) {
        answer_.at = seq;
        return end(IngestOutcome::other_epoch);
      }
      if (!check_place(seq, submitted)) return false;
      if (!is_ready && !load_state(seq)) return false;
      is_ready = true;
      if (!play(*submitted.event, submitted.text)) return false;
    }
    return true;
  }

  bool check_place(std::int64_t seq, const SubmittedEvent& submitted) {
    if (submitted.fault) return refuse(seq, *submitted.fault);
    if (submitted.event->seq == seq) return true;
    return refuse(seq, RefusalCode::wrong_seq, "The events do not count on from `from`.", "/seq");
  }

  bool load_state(std::int64_t seq) {
    if (is_branch() && !has_own_events()) {
      const Attachment& attachment = *preparation_.attachment;
      if (attachment.parents > kMaxParents) {
        return refuse(seq, RefusalCode::malformed, "Branches lie at most 16 deep.", "");
      }
      if (attachment.state) state_ = *attachment.state;
      told_ = {state_.contact, state_.auth};
      return true;
    }
    if (session_.head_seq < 0) return true;
    Result<State> state = parse_state(*funnel_, session_.state);
    if (!state) throw std::runtime_error("the stored state of a session does not parse");
    state_ = std::move(*state);
    told_ = {state_.contact, state_.auth};
    return true;
  }

  /// What was refused once stays refused, also when the server's lane has gone on since or is
  /// another one on a branch: it is in quarantine already, under the name of the branch that it
  /// would be.
  bool was_refused(const Event& event) {
    if (submission_.purpose == Purpose::acceptance) return false;
    if (state_.server_events == 0 && (!is_branch() || has_own_events())) return false;
    if (!has_quarantine_) has_quarantine_ = writer_.count_quarantined(preparation_.root) > 0;
    if (!*has_quarantine_) return false;
    const std::optional<RefusalCode> code = find_refusal(writer_, preparation_.root, event);
    if (!code) return false;
    refuse(event.seq, *code, "The event was refused before.", "");
    return true;
  }

  /// A server that was restored may have forgotten what it had told a client. While it still owes
  /// the session something, the rest waits until that was done again.
  bool knows_too_much(const Event& event) {
    if (event.s_seen <= state_.server_events) return false;
    return has_effects_to_do(writer_, has_own_events() ? session_.session : session_.parent);
  }

  bool play(const Event& event, const std::string& text) {
    if (event.prev != session_.head_hash) {
      return refuse(event.seq, RefusalCode::wrong_prev,
                    "The event does not follow the one before it.", "/prev");
    }
    if (const Started* header = std::get_if<Started>(&event.input);
        header != nullptr && header->session != preparation_.root) {
      return refuse(event.seq, RefusalCode::wrong_session,
                    "The header names another session than the request.", "/input/session");
    }
    if (was_refused(event)) return false;
    if (knows_too_much(event)) return end(IngestOutcome::ahead);
    if (is_branch() && !has_own_events() && !preparation_.attachment->state) {
      return refuse(event.seq, RefusalCode::wrong_seq,
                    "The branch knows what its parent's server lane does not have.", "/s_seen");
    }
    Transition step = step_on(event);
    if (step.refused) return refuse(event.seq, *step.refused);
    const bool begins_branch = is_branch() && !has_own_events();
    if (add(event, text) == store::Added::uid_is_taken) return settle_taken_uid(event);
    note_sibling(session_, event);
    if (begins_branch) keep_awaited(writer_, session_, state_, now_ms_);
    count_step(tallies_, *funnel_, session_, state_, step);
    state_ = std::move(step.state);
    keep_consequences(writer_, session_, *funnel_, event,
                      consequences_of(*funnel_, state_, std::move(step)), now_ms_);
    return true;
  }

  /// All of it fits, as the rehearsal says; only a uid may be taken.
  bool write_rehearsed() {
    const Rehearsal& rehearsal = *preparation_.rehearsal;
    for (std::size_t i = 0; i < submission_.events.size(); ++i) {
      const Event& event = *submission_.events[i].event;
      if (add(event, submission_.events[i].text) == store::Added::uid_is_taken) {
        play_again(i);
        return settle_taken_uid(event);
      }
      keep_consequences(writer_, session_, *funnel_, event, rehearsal.consequences[i], now_ms_);
    }
    rehearsed_ = &rehearsal;
    return true;
  }

  /// The first events of the rehearsal, which are written already.
  void play_again(std::size_t count_of_events) {
    for (std::size_t i = 0; i < count_of_events; ++i) {
      Transition step = step_on(*submission_.events[i].event);
      count_step(tallies_, *funnel_, session_, state_, step);
      state_ = std::move(step.state);
    }
  }

  Transition step_on(const Event& event) const {
    const Funnel& funnel = *funnel_;
    return event.seq == 0 ? start(funnel, event) : advance(funnel, state_, event);
  }

  store::Added add(const Event& event, const std::string& text) {
    const store::Event row{
        session_.session,      event.seq, event.uid, event.hash, text, now_ms_, Lane::c,
        session_.created_at_ms};
    if (writer_.add_event(row) == store::Added::uid_is_taken) return store::Added::uid_is_taken;
    session_.head_seq = event.seq;
    session_.head_hash = event.hash;
    changed_ = Changed::log;
    acknowledge(event.seq, event.hash);
    return store::Added::yes;
  }

  /// The very event may be on another branch, where a client that was told of another writer has
  /// moved it: then that is where the rest belongs.
  bool settle_taken_uid(const Event& event) {
    const std::optional<store::Event> taken =
        writer_.find_event_by_uid(session_.session, event.uid);
    if (!taken || taken->hash != event.hash) {
      return refuse(event.seq, RefusalCode::malformed, "An event of this uid is already here.",
                    "/uid");
    }
    // A branch that begins with it would be that other one: its parent has gone on the same way.
    if (branch_session(preparation_.root, event.hash) == session_.session) {
      return end(IngestOutcome::orphan);
    }
    return fork(event.seq, "");
  }

  /// A session exists from its first own event on.
  void keep() {
    if (changed_ == Changed::nothing || !has_own_events()) return;
    answer_.head = session_.head_seq;
    if (changed_ == Changed::log) {
      const Funnel& funnel = *funnel_;
      take_back_abandonment(writer_, funnel, session_, now_ms_);
      session_.funnel = funnel->slug;
      const State& state = rehearsed_ ? rehearsed_->state : state_;
      keep_suspicions(writer_, funnel, session_, state, submission_.signs, now_ms_);
      session_.language = state.header.language;
      session_.channel = to_text(state.header.channel);
      session_.status = to_text(state.status);
      session_.state = rehearsed_ ? rehearsed_->state_text : to_json(funnel, state);
      session_.last_at_ms = now_ms_;
      const SessionTallies& tallies = rehearsed_ ? rehearsed_->tallies : tallies_;
      tallies.write(writer_, session_.funnel, session_.session, now_ms_);
      keep_belonging(writer_, session_.root, told_, state, now_ms_);
    }
    writer_.put_session(session_);
  }

  /// Whoever just played needs not look: the state says how many events there are.
  void tell_server_events() {
    const IngestOutcome outcome = answer_.outcome;
    const bool is_told = outcome == IngestOutcome::accepted || outcome == IngestOutcome::refused ||
                         outcome == IngestOutcome::ahead;
    if (!is_told || session_.head_seq < 0 || !has_own_events()) return;
    const bool is_played = changed_ == Changed::log;
    const std::int64_t there = rehearsed_ ? 0 : state_.server_events;
    if (is_played && submission_.s_have == there && there == 0) return;
    answer_.server = missing_server_events(
        writer_, session_, KnownServerEvents{submission_.s_have, submission_.s_hash});
  }

  // --- how it ends; each but the first returns false

  bool acknowledge(std::int64_t seq, const std::string& hash) {
    answer_.ack_to = seq;
    answer_.ack_hash = hash;
    return true;
  }
  bool end(IngestOutcome outcome) {
    answer_.outcome = outcome;
    return false;
  }
  bool fork(std::int64_t at, const std::string& here) {
    if (at <= session_.at) return end(IngestOutcome::orphan);
    answer_.at = at;
    answer_.hash_at = here;
    return end(IngestOutcome::fork);
  }
  bool refuse(std::int64_t seq, Refused refused) {
    answer_.seq = seq;
    answer_.refused = std::move(refused);
    const RefusalCode code = answer_.refused.code;
    // The client keeps these as they are: they may fit a server that is newer, or older.
    if (code != RefusalCode::wrong_release && code != RefusalCode::wrong_rules) {
      const bool is_first = is_branch() && !has_own_events();
      keep_refused(writer_, submission_,
                   RefusedSuffix{preparation_.root, is_first ? session_.parent : session_.session,
                                 seq, std::string(to_text(code))},
                   now_ms_);
    }
    return end(IngestOutcome::refused);
  }
  bool refuse(std::int64_t seq, RefusalCode code, std::string sentence, std::string pointer) {
    return refuse(seq, Refused{code, std::move(sentence), std::move(pointer)});
  }

  bool is_owner() const {
    return session_.root == preparation_.root &&
           equal_in_constant_time(session_.secret_hash, preparation_.secret_hash);
  }
  bool is_branch() const { return !session_.parent.empty(); }
  bool has_own_events() const { return session_.head_seq > session_.at; }

  enum class Changed { nothing, epoch, log };

  store::Writer& writer_;
  const Preparation& preparation_;
  const Submission& submission_;
  const std::int64_t now_ms_;
  store::Session session_;
  std::optional<Funnel> funnel_;
  State state_;
  ToldBefore told_;  ///< by the state that was loaded
  SessionTallies tallies_;
  const Rehearsal* rehearsed_ = nullptr;  ///< instead of state and tallies
  Changed changed_ = Changed::nothing;
  std::optional<bool> has_quarantine_;  ///< of this root; when it was asked
  IngestAnswer answer_;
};

}  // namespace

IngestAnswer take_in(store::Writer& writer, const Preparation& preparation,
                     const Submission& submission, std::int64_t now_ms) {
  return Intake(writer, preparation, submission, now_ms).run();
}

}  // namespace tundish::service
