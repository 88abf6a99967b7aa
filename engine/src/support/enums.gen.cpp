// Generated from engine/schema by build-scripts/generate.mjs. Do not edit.
// clang-format off
#include "tundish/enums.gen.hpp"

#include <cstddef>
#include <iterator>

namespace tundish {
namespace {

int find_word(const std::string_view* words, std::size_t count, std::string_view text) {
  for (std::size_t i = 0; i < count; ++i) {
    if (words[i] == text) return static_cast<int>(i);
  }
  return -1;
}

}  // namespace

constexpr std::string_view kChannel[] = {
    "web", "whatsapp", "web_chat", "sms",
};
std::string_view to_text(Channel word) { return kChannel[static_cast<int>(word)]; }
bool from_text(std::string_view text, Channel& word) {
  const int at = find_word(kChannel, std::size(kChannel), text);
  if (at >= 0) word = static_cast<Channel>(at);
  return at >= 0;
}

constexpr std::string_view kLayerType[] = {
    "start", "intermediate", "result", "fatalistic", "action", "subfunnel",
};
std::string_view to_text(LayerType word) { return kLayerType[static_cast<int>(word)]; }
bool from_text(std::string_view text, LayerType& word) {
  const int at = find_word(kLayerType, std::size(kLayerType), text);
  if (at >= 0) word = static_cast<LayerType>(at);
  return at >= 0;
}

constexpr std::string_view kComponentType[] = {
    "message", "input", "button", "endpoint", "auth",
};
std::string_view to_text(ComponentType word) { return kComponentType[static_cast<int>(word)]; }
bool from_text(std::string_view text, ComponentType& word) {
  const int at = find_word(kComponentType, std::size(kComponentType), text);
  if (at >= 0) word = static_cast<ComponentType>(at);
  return at >= 0;
}

constexpr std::string_view kMessageAppearance[] = {
    "simple", "compound", "image", "hyperlink", "text", "quick_reply", "list", "location", "asset",
    "media",
};
std::string_view to_text(MessageAppearance word) { return kMessageAppearance[static_cast<int>(word)]; }
bool from_text(std::string_view text, MessageAppearance& word) {
  const int at = find_word(kMessageAppearance, std::size(kMessageAppearance), text);
  if (at >= 0) word = static_cast<MessageAppearance>(at);
  return at >= 0;
}

constexpr std::string_view kMarkup[] = {
    "plain", "markdown",
};
std::string_view to_text(Markup word) { return kMarkup[static_cast<int>(word)]; }
bool from_text(std::string_view text, Markup& word) {
  const int at = find_word(kMarkup, std::size(kMarkup), text);
  if (at >= 0) word = static_cast<Markup>(at);
  return at >= 0;
}

constexpr std::string_view kInputType[] = {
    "text", "numeric", "boolean", "choice", "matrix", "datetime", "location", "file",
};
std::string_view to_text(InputType word) { return kInputType[static_cast<int>(word)]; }
bool from_text(std::string_view text, InputType& word) {
  const int at = find_word(kInputType, std::size(kInputType), text);
  if (at >= 0) word = static_cast<InputType>(at);
  return at >= 0;
}

constexpr std::string_view kInputAppearance[] = {
    "short", "long", "markdown", "full_formatted", "phone", "email", "url", "otp_code", "list",
    "dropdown", "number", "integer", "spinner", "slider", "rating", "nps", "checkbox", "toggle",
    "like_dislike", "consent", "buttons", "cards", "ranking", "single", "multiple", "date", "time",
    "datetime", "range", "default", "city", "postal_code", "full", "file", "dropzone", "camera",
    "media", "signature",
};
std::string_view to_text(InputAppearance word) { return kInputAppearance[static_cast<int>(word)]; }
bool from_text(std::string_view text, InputAppearance& word) {
  const int at = find_word(kInputAppearance, std::size(kInputAppearance), text);
  if (at >= 0) word = static_cast<InputAppearance>(at);
  return at >= 0;
}

constexpr std::string_view kButtonKind[] = {
    "jump", "previous", "restart", "link", "call", "event",
};
std::string_view to_text(ButtonKind word) { return kButtonKind[static_cast<int>(word)]; }
bool from_text(std::string_view text, ButtonKind& word) {
  const int at = find_word(kButtonKind, std::size(kButtonKind), text);
  if (at >= 0) word = static_cast<ButtonKind>(at);
  return at >= 0;
}

constexpr std::string_view kEndpointRun[] = {
    "on_enter", "on_submit",
};
std::string_view to_text(EndpointRun word) { return kEndpointRun[static_cast<int>(word)]; }
bool from_text(std::string_view text, EndpointRun& word) {
  const int at = find_word(kEndpointRun, std::size(kEndpointRun), text);
  if (at >= 0) word = static_cast<EndpointRun>(at);
  return at >= 0;
}

constexpr std::string_view kOfflinePolicy[] = {
    "block", "queue", "fallback",
};
std::string_view to_text(OfflinePolicy word) { return kOfflinePolicy[static_cast<int>(word)]; }
bool from_text(std::string_view text, OfflinePolicy& word) {
  const int at = find_word(kOfflinePolicy, std::size(kOfflinePolicy), text);
  if (at >= 0) word = static_cast<OfflinePolicy>(at);
  return at >= 0;
}

constexpr std::string_view kAuthKind[] = {
    "otp_sms", "otp_email", "magic_link", "password",
};
std::string_view to_text(AuthKind word) { return kAuthKind[static_cast<int>(word)]; }
bool from_text(std::string_view text, AuthKind& word) {
  const int at = find_word(kAuthKind, std::size(kAuthKind), text);
  if (at >= 0) word = static_cast<AuthKind>(at);
  return at >= 0;
}

constexpr std::string_view kActionKind[] = {
    "endpoint", "authenticate", "checkpoint", "set", "emit", "send", "wait", "close",
};
std::string_view to_text(ActionKind word) { return kActionKind[static_cast<int>(word)]; }
bool from_text(std::string_view text, ActionKind& word) {
  const int at = find_word(kActionKind, std::size(kActionKind), text);
  if (at >= 0) word = static_cast<ActionKind>(at);
  return at >= 0;
}

constexpr std::string_view kInitialSource[] = {
    "url", "prior_session", "device", "context",
};
std::string_view to_text(InitialSource word) { return kInitialSource[static_cast<int>(word)]; }
bool from_text(std::string_view text, InitialSource& word) {
  const int at = find_word(kInitialSource, std::size(kInitialSource), text);
  if (at >= 0) word = static_cast<InitialSource>(at);
  return at >= 0;
}

constexpr std::string_view kAutofillKind[] = {
    "session", "initial", "parent", "contact", "prior", "device", "constant",
};
std::string_view to_text(AutofillKind word) { return kAutofillKind[static_cast<int>(word)]; }
bool from_text(std::string_view text, AutofillKind& word) {
  const int at = find_word(kAutofillKind, std::size(kAutofillKind), text);
  if (at >= 0) word = static_cast<AutofillKind>(at);
  return at >= 0;
}

constexpr std::string_view kWeekday[] = {
    "mon", "tue", "wed", "thu", "fri", "sat", "sun",
};
std::string_view to_text(Weekday word) { return kWeekday[static_cast<int>(word)]; }
bool from_text(std::string_view text, Weekday& word) {
  const int at = find_word(kWeekday, std::size(kWeekday), text);
  if (at >= 0) word = static_cast<Weekday>(at);
  return at >= 0;
}

constexpr std::string_view kConditionKind[] = {
    "compare", "all", "any", "not", "logic",
};
std::string_view to_text(ConditionKind word) { return kConditionKind[static_cast<int>(word)]; }
bool from_text(std::string_view text, ConditionKind& word) {
  const int at = find_word(kConditionKind, std::size(kConditionKind), text);
  if (at >= 0) word = static_cast<ConditionKind>(at);
  return at >= 0;
}

constexpr std::string_view kOperandSource[] = {
    "session", "initial", "contact", "auth", "device", "channel", "language", "endpoint",
    "visited", "experiment", "score", "now",
};
std::string_view to_text(OperandSource word) { return kOperandSource[static_cast<int>(word)]; }
bool from_text(std::string_view text, OperandSource& word) {
  const int at = find_word(kOperandSource, std::size(kOperandSource), text);
  if (at >= 0) word = static_cast<OperandSource>(at);
  return at >= 0;
}

constexpr std::string_view kOperator[] = {
    "==", "!=", ">", ">=", "<", "<=", "contains", "not_contains", "starts_with", "ends_with", "in",
    "not_in", "empty", "not_empty", "must_be_true", "must_be_false", "matches", "input_type",
    "before", "after",
};
std::string_view to_text(Operator word) { return kOperator[static_cast<int>(word)]; }
bool from_text(std::string_view text, Operator& word) {
  const int at = find_word(kOperator, std::size(kOperator), text);
  if (at >= 0) word = static_cast<Operator>(at);
  return at >= 0;
}

constexpr std::string_view kEventKind[] = {
    "started", "answered", "pressed", "replied", "went_back", "closed", "requested",
    "effect_result", "language_changed", "channel_changed",
};
std::string_view to_text(EventKind word) { return kEventKind[static_cast<int>(word)]; }
bool from_text(std::string_view text, EventKind& word) {
  const int at = find_word(kEventKind, std::size(kEventKind), text);
  if (at >= 0) word = static_cast<EventKind>(at);
  return at >= 0;
}

constexpr std::string_view kLane[] = {
    "c", "s",
};
std::string_view to_text(Lane word) { return kLane[static_cast<int>(word)]; }
bool from_text(std::string_view text, Lane& word) {
  const int at = find_word(kLane, std::size(kLane), text);
  if (at >= 0) word = static_cast<Lane>(at);
  return at >= 0;
}

constexpr std::string_view kEffectOutcome[] = {
    "done", "failed", "offline", "elapsed",
};
std::string_view to_text(EffectOutcome word) { return kEffectOutcome[static_cast<int>(word)]; }
bool from_text(std::string_view text, EffectOutcome& word) {
  const int at = find_word(kEffectOutcome, std::size(kEffectOutcome), text);
  if (at >= 0) word = static_cast<EffectOutcome>(at);
  return at >= 0;
}

constexpr std::string_view kReplyKind[] = {
    "text", "option", "file",
};
std::string_view to_text(ReplyKind word) { return kReplyKind[static_cast<int>(word)]; }
bool from_text(std::string_view text, ReplyKind& word) {
  const int at = find_word(kReplyKind, std::size(kReplyKind), text);
  if (at >= 0) word = static_cast<ReplyKind>(at);
  return at >= 0;
}

constexpr std::string_view kSeverity[] = {
    "error", "warning", "info",
};
std::string_view to_text(Severity word) { return kSeverity[static_cast<int>(word)]; }
bool from_text(std::string_view text, Severity& word) {
  const int at = find_word(kSeverity, std::size(kSeverity), text);
  if (at >= 0) word = static_cast<Severity>(at);
  return at >= 0;
}

constexpr std::string_view kSessionStatus[] = {
    "in_progress", "completed", "closed", "abandoned",
};
std::string_view to_text(SessionStatus word) { return kSessionStatus[static_cast<int>(word)]; }
bool from_text(std::string_view text, SessionStatus& word) {
  const int at = find_word(kSessionStatus, std::size(kSessionStatus), text);
  if (at >= 0) word = static_cast<SessionStatus>(at);
  return at >= 0;
}

constexpr std::string_view kProblemCode[] = {
    "missing", "wrong_type", "too_short", "too_long", "pattern", "not_allowed", "too_small",
    "too_large", "step", "not_equal", "not_integer", "invalid_email", "invalid_phone", "too_few",
    "too_many", "file_too_large", "media_type", "not_understood", "invalid_url", "invalid_code",
    "invalid_date", "invalid_time", "too_early", "too_late",
};
std::string_view to_text(ProblemCode word) { return kProblemCode[static_cast<int>(word)]; }
bool from_text(std::string_view text, ProblemCode& word) {
  const int at = find_word(kProblemCode, std::size(kProblemCode), text);
  if (at >= 0) word = static_cast<ProblemCode>(at);
  return at >= 0;
}

constexpr std::string_view kRefusalCode[] = {
    "malformed", "wrong_session", "wrong_release", "wrong_structure", "wrong_rules",
    "wrong_language", "wrong_channel", "not_started", "already_started", "ended", "not_on_layer",
    "wrong_type", "unknown_button", "layer_incomplete", "nowhere_to_go", "too_many_events",
    "wrong_seq", "wrong_prev", "wrong_hash", "wrong_lane", "waiting", "not_awaited", "not_offline",
    "too_soon", "unknown_component", "disabled", "read_only",
};
std::string_view to_text(RefusalCode word) { return kRefusalCode[static_cast<int>(word)]; }
bool from_text(std::string_view text, RefusalCode& word) {
  const int at = find_word(kRefusalCode, std::size(kRefusalCode), text);
  if (at >= 0) word = static_cast<RefusalCode>(at);
  return at >= 0;
}

constexpr std::string_view kFactKind[] = {
    "entered", "left", "answered", "pressed", "asked_again", "went_back", "completed", "converted",
    "triggered", "closed", "skipped", "autofilled", "computed", "exposed", "checkpoint",
    "requested", "settled", "authenticated", "restarted", "language_changed", "channel_changed",
};
std::string_view to_text(FactKind word) { return kFactKind[static_cast<int>(word)]; }
bool from_text(std::string_view text, FactKind& word) {
  const int at = find_word(kFactKind, std::size(kFactKind), text);
  if (at >= 0) word = static_cast<FactKind>(at);
  return at >= 0;
}

constexpr std::string_view kAnswerOrigin[] = {
    "given", "initial", "autofill", "computed", "response",
};
std::string_view to_text(AnswerOrigin word) { return kAnswerOrigin[static_cast<int>(word)]; }
bool from_text(std::string_view text, AnswerOrigin& word) {
  const int at = find_word(kAnswerOrigin, std::size(kAnswerOrigin), text);
  if (at >= 0) word = static_cast<AnswerOrigin>(at);
  return at >= 0;
}

constexpr std::string_view kEffectKind[] = {
    "say", "call", "authenticate", "send", "emit", "wait",
};
std::string_view to_text(EffectKind word) { return kEffectKind[static_cast<int>(word)]; }
bool from_text(std::string_view text, EffectKind& word) {
  const int at = find_word(kEffectKind, std::size(kEffectKind), text);
  if (at >= 0) word = static_cast<EffectKind>(at);
  return at >= 0;
}

constexpr std::string_view kProcessState[] = {
    "idle", "waiting", "done", "failed", "offline",
};
std::string_view to_text(ProcessState word) { return kProcessState[static_cast<int>(word)]; }
bool from_text(std::string_view text, ProcessState& word) {
  const int at = find_word(kProcessState, std::size(kProcessState), text);
  if (at >= 0) word = static_cast<ProcessState>(at);
  return at >= 0;
}

constexpr std::string_view kSmsEncoding[] = {
    "gsm7", "ucs2",
};
std::string_view to_text(SmsEncoding word) { return kSmsEncoding[static_cast<int>(word)]; }
bool from_text(std::string_view text, SmsEncoding& word) {
  const int at = find_word(kSmsEncoding, std::size(kSmsEncoding), text);
  if (at >= 0) word = static_cast<SmsEncoding>(at);
  return at >= 0;
}

constexpr std::string_view kRichKind[] = {
    "paragraph", "bullet", "numbered",
};
std::string_view to_text(RichKind word) { return kRichKind[static_cast<int>(word)]; }
bool from_text(std::string_view text, RichKind& word) {
  const int at = find_word(kRichKind, std::size(kRichKind), text);
  if (at >= 0) word = static_cast<RichKind>(at);
  return at >= 0;
}

constexpr std::string_view kOutgoingForm[] = {
    "text", "buttons", "list", "media", "location",
};
std::string_view to_text(OutgoingForm word) { return kOutgoingForm[static_cast<int>(word)]; }
bool from_text(std::string_view text, OutgoingForm& word) {
  const int at = find_word(kOutgoingForm, std::size(kOutgoingForm), text);
  if (at >= 0) word = static_cast<OutgoingForm>(at);
  return at >= 0;
}

constexpr std::string_view kSyncInputKind[] = {
    "opened", "appended", "stored", "store_failed", "taken", "answered", "failed", "timer",
    "online", "offline", "hiding", "asking", "unfit",
};
std::string_view to_text(SyncInputKind word) { return kSyncInputKind[static_cast<int>(word)]; }
bool from_text(std::string_view text, SyncInputKind& word) {
  const int at = find_word(kSyncInputKind, std::size(kSyncInputKind), text);
  if (at >= 0) word = static_cast<SyncInputKind>(at);
  return at >= 0;
}

constexpr std::string_view kSyncActionKind[] = {
    "store", "send", "wake", "save", "set_aside", "server_events", "report",
};
std::string_view to_text(SyncActionKind word) { return kSyncActionKind[static_cast<int>(word)]; }
bool from_text(std::string_view text, SyncActionKind& word) {
  const int at = find_word(kSyncActionKind, std::size(kSyncActionKind), text);
  if (at >= 0) word = static_cast<SyncActionKind>(at);
  return at >= 0;
}

constexpr std::string_view kSyncStatus[] = {
    "saving", "waiting", "syncing", "synced", "halted", "not_saved",
};
std::string_view to_text(SyncStatus word) { return kSyncStatus[static_cast<int>(word)]; }
bool from_text(std::string_view text, SyncStatus& word) {
  const int at = find_word(kSyncStatus, std::size(kSyncStatus), text);
  if (at >= 0) word = static_cast<SyncStatus>(at);
  return at >= 0;
}

}  // namespace tundish
