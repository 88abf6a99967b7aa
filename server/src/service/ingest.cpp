#include "service/ingest.hpp"

#include <stdexcept>
#include <utility>

#include "service/secret.hpp"
#include "service/statistics.hpp"
#include "tundish/advance.hpp"
#include "tundish/codec.hpp"
#include "tundish/tally.hpp"

namespace tundish::service {
namespace {

constexpr std::size_t kSessionIdDigits = 32;

/// What is stored of a secret. Its plain SHA-256 would not do: the session id is a part of that.
std::string stored_secret_hash(std::string_view secret) {
  return sha256_hex("tundish:secret:1\n" + std::string(secret));
}

/// One submission within one transaction.
class Ingestion {
 public:
  Ingestion(store::Writer& writer, FunnelCache& funnels, const Submission& submission,
            std::int64_t now_ms)
      : writer_(writer), funnels_(funnels), submission_(submission), now_ms_(now_ms) {}

  IngestAnswer run() {
    if (open() && check_chain_before()) {
      for (std::size_t i = 0; i < submission_.events.size(); ++i) {
        if (!take(submission_.from + static_cast<std::int64_t>(i), submission_.events[i])) break;
      }
    }
    keep();
    return answer_;
  }

 private:
  /// Finds the session, or begins a new one; the checks that concern the submission as a whole.
  bool open() {
    answer_.gen = writer_.generation();
    if (submission_.gen != 0 && submission_.gen != answer_.gen) {
      return end(IngestOutcome::other_generation);
    }
    const std::optional<store::Session> stored = writer_.find_session(submission_.session);
    if (stored) {
      session_ = *stored;
      if (!owns_session(session_, submission_.secret)) return end(IngestOutcome::forbidden);
    } else {
      session_.session = submission_.session;
      session_.secret_hash = stored_secret_hash(submission_.secret);
      session_.release = submission_.release;
      session_.epoch = submission_.epoch;
      session_.created_at_ms = now_ms_;
    }
    answer_.epoch = session_.epoch;
    answer_.head = session_.head_seq;
    if (submission_.epoch < session_.epoch) return end(IngestOutcome::other_epoch);
    if (submission_.epoch > session_.epoch) {
      session_.epoch = answer_.epoch = submission_.epoch;
      is_changed_ = true;
    }
    if (submission_.release != session_.release) {
      return refuse(submission_.from, RefusalCode::wrong_release,
                    "The session plays another release than the request names.", "/release");
    }
    if (submission_.rules != kRulesLevel) {
      return refuse(submission_.from, RefusalCode::wrong_rules,
                    "The log was made under another level of the rules.", "/rules");
    }
    return open_funnel();
  }

  bool open_funnel() {
    funnel_ = funnels_.find(writer_, session_.release);
    if (!funnel_) return end(IngestOutcome::unknown_release);
    if (session_.head_seq < 0) return true;
    Result<State> state = parse_state(*funnel_, session_.state);
    if (!state) throw std::runtime_error("the stored state of a session does not parse");
    state_ = std::move(*state);
    return true;
  }

  /// What comes before the first event must be what is here.
  bool check_chain_before() {
    if (submission_.from > session_.head_seq + 1) return gap();
    if (submission_.from == 0) return true;
    const std::string here = hash_at(submission_.from - 1);
    return here == submission_.prev || fork(submission_.from - 1, here);
  }

  bool take(std::int64_t seq, const SubmittedEvent& submitted) {
    if (!submitted.event) {
      return refuse(seq, RefusalCode::malformed, submitted.fault.sentence,
                    submitted.fault.place.pointer);
    }
    const Event& event = *submitted.event;
    if (event.seq != seq) {
      return refuse(seq, RefusalCode::wrong_seq, "The events do not count on from `from`.", "/seq");
    }
    if (event_hash(event) != event.hash) {
      return refuse(seq, RefusalCode::wrong_hash, "The event's hash is not the hash of the event.",
                    "/hash");
    }
    if (seq > session_.head_seq) return play(event);
    const std::string here = hash_at(seq);
    return here == event.hash ? acknowledge(event) : fork(seq, here);
  }

  bool play(const Event& event) {
    if (std::optional<Refused> refused = check_link(session_.head_seq, session_.head_hash, event)) {
      return refuse(event.seq, *refused);
    }
    if (const Started* header = std::get_if<Started>(&event.input);
        header != nullptr && header->session != submission_.session) {
      return refuse(event.seq, RefusalCode::wrong_session,
                    "The header names another session than the request.", "/input/session");
    }
    if (writer_.find_event_by_uid(session_.session, event.uid)) {
      return refuse(event.seq, RefusalCode::malformed, "An event of this uid is already here.",
                    "/uid");
    }
    const State before = state_;
    const Transition step =
        event.seq == 0 ? start(*funnel_, event) : advance(*funnel_, std::move(state_), event);
    state_ = step.state;
    if (step.refused) return refuse(event.seq, *step.refused);
    tally_ = tally(std::move(tally_), *funnel_, before, step);
    writer_.add_event(
        store::Event{session_.session, event.seq, event.uid, event.hash, to_json(event), now_ms_});
    session_.head_seq = event.seq;
    session_.head_hash = event.hash;
    is_changed_ = true;
    return acknowledge(event);
  }

  bool acknowledge(const Event& event) {
    answer_.ack_to = event.seq;
    answer_.ack_hash = event.hash;
    return true;
  }

  /// Writes what was accepted; a session exists from its header on.
  void keep() {
    if (!is_changed_ || session_.head_seq < 0) return;
    session_.funnel = (*funnel_)->slug;
    session_.language = state_.header.language;
    session_.channel = to_text(state_.header.channel);
    session_.status = to_text(state_.status);
    session_.state = to_json(*funnel_, state_);
    session_.last_at_ms = now_ms_;
    writer_.put_session(session_);
    add_tally(writer_, session_, tally_, now_ms_);
    answer_.head = session_.head_seq;
  }

  std::string hash_at(std::int64_t seq) {
    if (seq == session_.head_seq) return session_.head_hash;
    const std::optional<store::Event> event = writer_.find_event(session_.session, seq);
    if (!event) throw std::runtime_error("an event of a stored session is missing");
    return event->hash;
  }

  // Each of these ends the submission and returns false.
  bool end(IngestOutcome outcome) {
    answer_.outcome = outcome;
    return false;
  }
  bool gap() {
    answer_.need = session_.head_seq + 1;
    return end(IngestOutcome::gap);
  }
  bool fork(std::int64_t at, const std::string& here) {
    answer_.at = at;
    answer_.hash_at = here;
    return end(IngestOutcome::fork);
  }
  bool refuse(std::int64_t seq, Refused refused) {
    answer_.seq = seq;
    answer_.refused = std::move(refused);
    return end(IngestOutcome::refused);
  }
  bool refuse(std::int64_t seq, RefusalCode code, std::string sentence, std::string pointer) {
    return refuse(seq, Refused{code, std::move(sentence), std::move(pointer)});
  }

  store::Writer& writer_;
  FunnelCache& funnels_;
  const Submission& submission_;
  const std::int64_t now_ms_;

  store::Session session_;
  std::optional<Funnel> funnel_;
  State state_;
  Tally tally_;
  bool is_changed_ = false;
  IngestAnswer answer_;
};

}  // namespace

IngestAnswer ingest(store::Store& store, FunnelCache& funnels, const Submission& submission,
                    std::int64_t now_ms) {
  IngestAnswer answer;
  if (!equal_in_constant_time(session_of_secret(submission.secret), submission.session)) {
    answer.outcome = IngestOutcome::forbidden;
    return answer;
  }
  store.write([&](store::Writer& writer) {
    answer = Ingestion(writer, funnels, submission, now_ms).run();
  });
  return answer;
}

std::string session_of_secret(std::string_view secret) {
  return sha256_hex(secret).substr(0, kSessionIdDigits);
}

bool owns_session(const store::Session& session, std::string_view secret) {
  return equal_in_constant_time(session_of_secret(secret), session.session) &&
         equal_in_constant_time(stored_secret_hash(secret), session.secret_hash);
}

}  // namespace tundish::service
