// Generated from engine/schema by build-scripts/generate.mjs. Do not edit.
#pragma once

#include <string_view>

namespace tundish {

enum class Severity { error, warning, info };
inline std::string_view to_text(Severity word) {
  constexpr std::string_view kWords[] = {"error", "warning", "info"};
  return kWords[static_cast<int>(word)];
}
inline bool from_text(std::string_view text, Severity& word) {
  if (text == "error") return word = Severity::error, true;
  if (text == "warning") return word = Severity::warning, true;
  if (text == "info") return word = Severity::info, true;
  return false;
}

enum class Channel { web, whatsapp, web_chat, sms };
inline std::string_view to_text(Channel word) {
  constexpr std::string_view kWords[] = {"web", "whatsapp", "web_chat", "sms"};
  return kWords[static_cast<int>(word)];
}
inline bool from_text(std::string_view text, Channel& word) {
  if (text == "web") return word = Channel::web, true;
  if (text == "whatsapp") return word = Channel::whatsapp, true;
  if (text == "web_chat") return word = Channel::web_chat, true;
  if (text == "sms") return word = Channel::sms, true;
  return false;
}

enum class LayerType { start, intermediate, result, fatalistic };
inline std::string_view to_text(LayerType word) {
  constexpr std::string_view kWords[] = {"start", "intermediate", "result", "fatalistic"};
  return kWords[static_cast<int>(word)];
}
inline bool from_text(std::string_view text, LayerType& word) {
  if (text == "start") return word = LayerType::start, true;
  if (text == "intermediate") return word = LayerType::intermediate, true;
  if (text == "result") return word = LayerType::result, true;
  if (text == "fatalistic") return word = LayerType::fatalistic, true;
  return false;
}

enum class ComponentType { message, input, button };
inline std::string_view to_text(ComponentType word) {
  constexpr std::string_view kWords[] = {"message", "input", "button"};
  return kWords[static_cast<int>(word)];
}
inline bool from_text(std::string_view text, ComponentType& word) {
  if (text == "message") return word = ComponentType::message, true;
  if (text == "input") return word = ComponentType::input, true;
  if (text == "button") return word = ComponentType::button, true;
  return false;
}

enum class MessageAppearance { simple, image };
inline std::string_view to_text(MessageAppearance word) {
  constexpr std::string_view kWords[] = {"simple", "image"};
  return kWords[static_cast<int>(word)];
}
inline bool from_text(std::string_view text, MessageAppearance& word) {
  if (text == "simple") return word = MessageAppearance::simple, true;
  if (text == "image") return word = MessageAppearance::image, true;
  return false;
}

enum class InputType { text, numeric, boolean, choice, file };
inline std::string_view to_text(InputType word) {
  constexpr std::string_view kWords[] = {"text", "numeric", "boolean", "choice", "file"};
  return kWords[static_cast<int>(word)];
}
inline bool from_text(std::string_view text, InputType& word) {
  if (text == "text") return word = InputType::text, true;
  if (text == "numeric") return word = InputType::numeric, true;
  if (text == "boolean") return word = InputType::boolean, true;
  if (text == "choice") return word = InputType::choice, true;
  if (text == "file") return word = InputType::file, true;
  return false;
}

enum class InputAppearance {
  short_,
  long_,
  phone,
  email,
  dropdown,
  number,
  integer,
  spinner,
  slider,
  rating,
  nps,
  checkbox,
  toggle,
  like_dislike,
  consent,
  list,
  buttons,
  cards,
  file,
  dropzone,
  camera,
  media
};
inline std::string_view to_text(InputAppearance word) {
  constexpr std::string_view kWords[] = {
      "short",   "long",   "phone", "email",    "dropdown", "number",       "integer", "spinner",
      "slider",  "rating", "nps",   "checkbox", "toggle",   "like_dislike", "consent", "list",
      "buttons", "cards",  "file",  "dropzone", "camera",   "media"};
  return kWords[static_cast<int>(word)];
}
inline bool from_text(std::string_view text, InputAppearance& word) {
  if (text == "short") return word = InputAppearance::short_, true;
  if (text == "long") return word = InputAppearance::long_, true;
  if (text == "phone") return word = InputAppearance::phone, true;
  if (text == "email") return word = InputAppearance::email, true;
  if (text == "dropdown") return word = InputAppearance::dropdown, true;
  if (text == "number") return word = InputAppearance::number, true;
  if (text == "integer") return word = InputAppearance::integer, true;
  if (text == "spinner") return word = InputAppearance::spinner, true;
  if (text == "slider") return word = InputAppearance::slider, true;
  if (text == "rating") return word = InputAppearance::rating, true;
  if (text == "nps") return word = InputAppearance::nps, true;
  if (text == "checkbox") return word = InputAppearance::checkbox, true;
  if (text == "toggle") return word = InputAppearance::toggle, true;
  if (text == "like_dislike") return word = InputAppearance::like_dislike, true;
  if (text == "consent") return word = InputAppearance::consent, true;
  if (text == "list") return word = InputAppearance::list, true;
  if (text == "buttons") return word = InputAppearance::buttons, true;
  if (text == "cards") return word = InputAppearance::cards, true;
  if (text == "file") return word = InputAppearance::file, true;
  if (text == "dropzone") return word = InputAppearance::dropzone, true;
  if (text == "camera") return word = InputAppearance::camera, true;
  if (text == "media") return word = InputAppearance::media, true;
  return false;
}

enum class ButtonKind { jump, previous };
inline std::string_view to_text(ButtonKind word) {
  constexpr std::string_view kWords[] = {"jump", "previous"};
  return kWords[static_cast<int>(word)];
}
inline bool from_text(std::string_view text, ButtonKind& word) {
  if (text == "jump") return word = ButtonKind::jump, true;
  if (text == "previous") return word = ButtonKind::previous, true;
  return false;
}

enum class ConditionKind { compare, all, any, not_ };
inline std::string_view to_text(ConditionKind word) {
  constexpr std::string_view kWords[] = {"compare", "all", "any", "not"};
  return kWords[static_cast<int>(word)];
}
inline bool from_text(std::string_view text, ConditionKind& word) {
  if (text == "compare") return word = ConditionKind::compare, true;
  if (text == "all") return word = ConditionKind::all, true;
  if (text == "any") return word = ConditionKind::any, true;
  if (text == "not") return word = ConditionKind::not_, true;
  return false;
}

enum class OperandSource { session, channel, language, visited, score };
inline std::string_view to_text(OperandSource word) {
  constexpr std::string_view kWords[] = {"session", "channel", "language", "visited", "score"};
  return kWords[static_cast<int>(word)];
}
inline bool from_text(std::string_view text, OperandSource& word) {
  if (text == "session") return word = OperandSource::session, true;
  if (text == "channel") return word = OperandSource::channel, true;
  if (text == "language") return word = OperandSource::language, true;
  if (text == "visited") return word = OperandSource::visited, true;
  if (text == "score") return word = OperandSource::score, true;
  return false;
}

enum class Operator {
  equal,
  not_equal,
  greater,
  greater_or_equal,
  less,
  less_or_equal,
  contains,
  not_contains,
  starts_with,
  ends_with,
  in_,
  not_in,
  empty,
  not_empty,
  must_be_true,
  must_be_false,
  matches,
  input_type,
  before,
  after
};
inline std::string_view to_text(Operator word) {
  constexpr std::string_view kWords[] = {"==",
                                         "!=",
                                         ">",
                                         ">=",
                                         "<",
                                         "<=",
                                         "contains",
                                         "not_contains",
                                         "starts_with",
                                         "ends_with",
                                         "in",
                                         "not_in",
                                         "empty",
                                         "not_empty",
                                         "must_be_true",
                                         "must_be_false",
                                         "matches",
                                         "input_type",
                                         "before",
                                         "after"};
  return kWords[static_cast<int>(word)];
}
inline bool from_text(std::string_view text, Operator& word) {
  if (text == "==") return word = Operator::equal, true;
  if (text == "!=") return word = Operator::not_equal, true;
  if (text == ">") return word = Operator::greater, true;
  if (text == ">=") return word = Operator::greater_or_equal, true;
  if (text == "<") return word = Operator::less, true;
  if (text == "<=") return word = Operator::less_or_equal, true;
  if (text == "contains") return word = Operator::contains, true;
  if (text == "not_contains") return word = Operator::not_contains, true;
  if (text == "starts_with") return word = Operator::starts_with, true;
  if (text == "ends_with") return word = Operator::ends_with, true;
  if (text == "in") return word = Operator::in_, true;
  if (text == "not_in") return word = Operator::not_in, true;
  if (text == "empty") return word = Operator::empty, true;
  if (text == "not_empty") return word = Operator::not_empty, true;
  if (text == "must_be_true") return word = Operator::must_be_true, true;
  if (text == "must_be_false") return word = Operator::must_be_false, true;
  if (text == "matches") return word = Operator::matches, true;
  if (text == "input_type") return word = Operator::input_type, true;
  if (text == "before") return word = Operator::before, true;
  if (text == "after") return word = Operator::after, true;
  return false;
}

enum class SessionStatus { in_progress, completed, closed, abandoned };
inline std::string_view to_text(SessionStatus word) {
  constexpr std::string_view kWords[] = {"in_progress", "completed", "closed", "abandoned"};
  return kWords[static_cast<int>(word)];
}
inline bool from_text(std::string_view text, SessionStatus& word) {
  if (text == "in_progress") return word = SessionStatus::in_progress, true;
  if (text == "completed") return word = SessionStatus::completed, true;
  if (text == "closed") return word = SessionStatus::closed, true;
  if (text == "abandoned") return word = SessionStatus::abandoned, true;
  return false;
}

enum class EventKind { started, answered, pressed, replied, went_back, closed };
inline std::string_view to_text(EventKind word) {
  constexpr std::string_view kWords[] = {"started", "answered",  "pressed",
                                         "replied", "went_back", "closed"};
  return kWords[static_cast<int>(word)];
}
inline bool from_text(std::string_view text, EventKind& word) {
  if (text == "started") return word = EventKind::started, true;
  if (text == "answered") return word = EventKind::answered, true;
  if (text == "pressed") return word = EventKind::pressed, true;
  if (text == "replied") return word = EventKind::replied, true;
  if (text == "went_back") return word = EventKind::went_back, true;
  if (text == "closed") return word = EventKind::closed, true;
  return false;
}

enum class ReplyKind { text, option, file };
inline std::string_view to_text(ReplyKind word) {
  constexpr std::string_view kWords[] = {"text", "option", "file"};
  return kWords[static_cast<int>(word)];
}
inline bool from_text(std::string_view text, ReplyKind& word) {
  if (text == "text") return word = ReplyKind::text, true;
  if (text == "option") return word = ReplyKind::option, true;
  if (text == "file") return word = ReplyKind::file, true;
  return false;
}

enum class ProblemCode {
  missing,
  wrong_type,
  too_short,
  too_long,
  pattern,
  not_allowed,
  too_small,
  too_large,
  step,
  not_equal,
  not_integer,
  invalid_email,
  invalid_phone,
  too_few,
  too_many,
  file_too_large,
  media_type,
  not_understood
};
inline std::string_view to_text(ProblemCode word) {
  constexpr std::string_view kWords[] = {
      "missing",        "wrong_type",    "too_short",     "too_long", "pattern",
      "not_allowed",    "too_small",     "too_large",     "step",     "not_equal",
      "not_integer",    "invalid_email", "invalid_phone", "too_few",  "too_many",
      "file_too_large", "media_type",    "not_understood"};
  return kWords[static_cast<int>(word)];
}
inline bool from_text(std::string_view text, ProblemCode& word) {
  if (text == "missing") return word = ProblemCode::missing, true;
  if (text == "wrong_type") return word = ProblemCode::wrong_type, true;
  if (text == "too_short") return word = ProblemCode::too_short, true;
  if (text == "too_long") return word = ProblemCode::too_long, true;
  if (text == "pattern") return word = ProblemCode::pattern, true;
  if (text == "not_allowed") return word = ProblemCode::not_allowed, true;
  if (text == "too_small") return word = ProblemCode::too_small, true;
  if (text == "too_large") return word = ProblemCode::too_large, true;
  if (text == "step") return word = ProblemCode::step, true;
  if (text == "not_equal") return word = ProblemCode::not_equal, true;
  if (text == "not_integer") return word = ProblemCode::not_integer, true;
  if (text == "invalid_email") return word = ProblemCode::invalid_email, true;
  if (text == "invalid_phone") return word = ProblemCode::invalid_phone, true;
  if (text == "too_few") return word = ProblemCode::too_few, true;
  if (text == "too_many") return word = ProblemCode::too_many, true;
  if (text == "file_too_large") return word = ProblemCode::file_too_large, true;
  if (text == "media_type") return word = ProblemCode::media_type, true;
  if (text == "not_understood") return word = ProblemCode::not_understood, true;
  return false;
}

enum class RefusalCode {
  malformed,
  wrong_session,
  wrong_release,
  wrong_structure,
  wrong_rules,
  wrong_language,
  wrong_channel,
  not_started,
  already_started,
  ended,
  not_on_layer,
  wrong_type,
  unknown_button,
  layer_incomplete,
  nowhere_to_go,
  too_many_events,
  wrong_seq,
  wrong_prev,
  wrong_hash
};
inline std::string_view to_text(RefusalCode word) {
  constexpr std::string_view kWords[] = {
      "malformed",       "wrong_session", "wrong_release",  "wrong_structure",  "wrong_rules",
      "wrong_language",  "wrong_channel", "not_started",    "already_started",  "ended",
      "not_on_layer",    "wrong_type",    "unknown_button", "layer_incomplete", "nowhere_to_go",
      "too_many_events", "wrong_seq",     "wrong_prev",     "wrong_hash"};
  return kWords[static_cast<int>(word)];
}
inline bool from_text(std::string_view text, RefusalCode& word) {
  if (text == "malformed") return word = RefusalCode::malformed, true;
  if (text == "wrong_session") return word = RefusalCode::wrong_session, true;
  if (text == "wrong_release") return word = RefusalCode::wrong_release, true;
  if (text == "wrong_structure") return word = RefusalCode::wrong_structure, true;
  if (text == "wrong_rules") return word = RefusalCode::wrong_rules, true;
  if (text == "wrong_language") return word = RefusalCode::wrong_language, true;
  if (text == "wrong_channel") return word = RefusalCode::wrong_channel, true;
  if (text == "not_started") return word = RefusalCode::not_started, true;
  if (text == "already_started") return word = RefusalCode::already_started, true;
  if (text == "ended") return word = RefusalCode::ended, true;
  if (text == "not_on_layer") return word = RefusalCode::not_on_layer, true;
  if (text == "wrong_type") return word = RefusalCode::wrong_type, true;
  if (text == "unknown_button") return word = RefusalCode::unknown_button, true;
  if (text == "layer_incomplete") return word = RefusalCode::layer_incomplete, true;
  if (text == "nowhere_to_go") return word = RefusalCode::nowhere_to_go, true;
  if (text == "too_many_events") return word = RefusalCode::too_many_events, true;
  if (text == "wrong_seq") return word = RefusalCode::wrong_seq, true;
  if (text == "wrong_prev") return word = RefusalCode::wrong_prev, true;
  if (text == "wrong_hash") return word = RefusalCode::wrong_hash, true;
  return false;
}

enum class FactKind {
  entered,
  left,
  answered,
  pressed,
  asked_again,
  went_back,
  completed,
  converted,
  triggered,
  closed
};
inline std::string_view to_text(FactKind word) {
  constexpr std::string_view kWords[] = {"entered",     "left",      "answered",  "pressed",
                                         "asked_again", "went_back", "completed", "converted",
                                         "triggered",   "closed"};
  return kWords[static_cast<int>(word)];
}
inline bool from_text(std::string_view text, FactKind& word) {
  if (text == "entered") return word = FactKind::entered, true;
  if (text == "left") return word = FactKind::left, true;
  if (text == "answered") return word = FactKind::answered, true;
  if (text == "pressed") return word = FactKind::pressed, true;
  if (text == "asked_again") return word = FactKind::asked_again, true;
  if (text == "went_back") return word = FactKind::went_back, true;
  if (text == "completed") return word = FactKind::completed, true;
  if (text == "converted") return word = FactKind::converted, true;
  if (text == "triggered") return word = FactKind::triggered, true;
  if (text == "closed") return word = FactKind::closed, true;
  return false;
}

enum class SyncInputKind {
  opened,
  appended,
  stored,
  store_failed,
  answered,
  failed,
  timer,
  online,
  offline,
  hiding
};
inline std::string_view to_text(SyncInputKind word) {
  constexpr std::string_view kWords[] = {"opened", "appended", "stored", "store_failed", "answered",
                                         "failed", "timer",    "online", "offline",      "hiding"};
  return kWords[static_cast<int>(word)];
}
inline bool from_text(std::string_view text, SyncInputKind& word) {
  if (text == "opened") return word = SyncInputKind::opened, true;
  if (text == "appended") return word = SyncInputKind::appended, true;
  if (text == "stored") return word = SyncInputKind::stored, true;
  if (text == "store_failed") return word = SyncInputKind::store_failed, true;
  if (text == "answered") return word = SyncInputKind::answered, true;
  if (text == "failed") return word = SyncInputKind::failed, true;
  if (text == "timer") return word = SyncInputKind::timer, true;
  if (text == "online") return word = SyncInputKind::online, true;
  if (text == "offline") return word = SyncInputKind::offline, true;
  if (text == "hiding") return word = SyncInputKind::hiding, true;
  return false;
}

enum class SyncActionKind { store, send, wake, save, report };
inline std::string_view to_text(SyncActionKind word) {
  constexpr std::string_view kWords[] = {"store", "send", "wake", "save", "report"};
  return kWords[static_cast<int>(word)];
}
inline bool from_text(std::string_view text, SyncActionKind& word) {
  if (text == "store") return word = SyncActionKind::store, true;
  if (text == "send") return word = SyncActionKind::send, true;
  if (text == "wake") return word = SyncActionKind::wake, true;
  if (text == "save") return word = SyncActionKind::save, true;
  if (text == "report") return word = SyncActionKind::report, true;
  return false;
}

enum class SyncStatus { saving, waiting, syncing, synced, halted, not_saved };
inline std::string_view to_text(SyncStatus word) {
  constexpr std::string_view kWords[] = {"saving", "waiting", "syncing",
                                         "synced", "halted",  "not_saved"};
  return kWords[static_cast<int>(word)];
}
inline bool from_text(std::string_view text, SyncStatus& word) {
  if (text == "saving") return word = SyncStatus::saving, true;
  if (text == "waiting") return word = SyncStatus::waiting, true;
  if (text == "syncing") return word = SyncStatus::syncing, true;
  if (text == "synced") return word = SyncStatus::synced, true;
  if (text == "halted") return word = SyncStatus::halted, true;
  if (text == "not_saved") return word = SyncStatus::not_saved, true;
  return false;
}

}  // namespace tundish
