// Generated from engine/schema by build-scripts/generate.mjs. Do not edit.
// clang-format off
#pragma once

#include <string_view>

// Words of the formats. `to_text` gives the wire word; `from_text` reads it, or leaves `word` as it
// is and returns false.
namespace tundish {

/// Where a funnel is played. web shows a whole layer; the others show one component at a time.
enum class Channel {
  web, whatsapp, web_chat, sms,
};
std::string_view to_text(Channel word);
bool from_text(std::string_view text, Channel& word);

/// start: where sessions begin. intermediate: a step. result: completes the session. fatalistic:
/// closes it, with the reason fatalistic or that of a denial (see fatalistic_layer). action: runs
/// its actions and goes on, never shown. subfunnel: plays another funnel and goes on.
enum class LayerType {
  start, intermediate, result, fatalistic, action, subfunnel,
};
std::string_view to_text(LayerType word);
bool from_text(std::string_view text, LayerType& word);

/// message says something, input asks for an answer, button leads on, endpoint asks a server, auth
/// proves who the visitor is.
enum class ComponentType {
  message, input, button, endpoint, auth,
};
std::string_view to_text(ComponentType word);
bool from_text(std::string_view text, ComponentType& word);

/// simple: title, subtitle and text. compound: the same with a picture, a link and items. image:
/// the same below a picture. hyperlink: a link. text: text alone. quick_reply: text with replies
/// that lead on. list: sections of rows. location: a place on the map. asset: a file to download.
/// media: a picture, sound or film.
enum class MessageAppearance {
  simple, compound, image, hyperlink, text, quick_reply, list, location, asset, media,
};
std::string_view to_text(MessageAppearance word);
bool from_text(std::string_view text, MessageAppearance& word);

/// How a text is written. plain: as it is. markdown: **bold**, *italic*, [words](address) with
/// http, https, mailto or tel, lists with - or 1., a blank line between paragraphs; everything
/// else, HTML too, stands for itself, and so does whatever a placeholder brings.
enum class Markup {
  plain, markdown,
};
std::string_view to_text(Markup word);
bool from_text(std::string_view text, Markup& word);

/// What kind of value an input takes.
enum class InputType {
  text, numeric, boolean, choice, matrix, datetime, location, file,
};
std::string_view to_text(InputType word);
bool from_text(std::string_view text, InputType& word);

/// Every way an input can look; each input type has its own choice of them.
enum class InputAppearance {
  short_, long_, markdown, full_formatted, phone, email, url, otp_code, list, dropdown, number,
  integer, spinner, slider, rating, nps, checkbox, toggle, like_dislike, consent, buttons, cards,
  ranking, single, multiple, date, time, datetime, range, default_, city, postal_code, full, file,
  dropzone, camera, media, signature,
};
std::string_view to_text(InputAppearance word);
bool from_text(std::string_view text, InputAppearance& word);

/// jump checks the layer and goes on; previous goes back without checking; restart begins again;
/// link opens an address; call dials a number; event raises a domain event.
enum class ButtonKind {
  jump, previous, restart, link, call, event,
};
std::string_view to_text(ButtonKind word);
bool from_text(std::string_view text, ButtonKind& word);

/// on_enter: when the layer is entered. on_submit: when it is about to be left onward.
enum class EndpointRun {
  on_enter, on_submit,
};
std::string_view to_text(EndpointRun word);
bool from_text(std::string_view text, EndpointRun& word);

/// What happens without a network. block: the visitor waits. queue: goes on, the result comes
/// later. fallback: goes on with the fallback values. An offline_target is gone to whatever the
/// policy.
enum class OfflinePolicy {
  block, queue, fallback,
};
std::string_view to_text(OfflinePolicy word);
bool from_text(std::string_view text, OfflinePolicy& word);

/// otp_sms, otp_email: a code is sent and typed in. magic_link: a link is sent and opened.
/// password: a password is asked for.
enum class AuthKind {
  otp_sms, otp_email, magic_link, password,
};
std::string_view to_text(AuthKind word);
bool from_text(std::string_view text, AuthKind& word);

/// endpoint asks a server; authenticate proves who the visitor is; checkpoint marks a place; set
/// computes a value; emit raises a domain event; send sends a message or begins a journey; wait
/// pauses a conversation; close ends the session.
enum class ActionKind {
  endpoint, authenticate, checkpoint, set, emit, send, wait, close,
};
std::string_view to_text(ActionKind word);
bool from_text(std::string_view text, ActionKind& word);

/// Where the value of initial data comes from. url: query and POST values. prior_session: the
/// visitor's last session of this funnel. device: language, device_type, os, browser. context:
/// values that the page passes in.
enum class InitialSource {
  url, prior_session, device, context,
};
std::string_view to_text(InitialSource word);
bool from_text(std::string_view text, InitialSource& word);

/// Where an autofill value comes from.
enum class AutofillKind {
  session, initial, parent, contact, prior, device, constant,
};
std::string_view to_text(AutofillKind word);
bool from_text(std::string_view text, AutofillKind& word);

/// A day of the week.
enum class Weekday {
  mon, tue, wed, thu, fri, sat, sun,
};
std::string_view to_text(Weekday word);
bool from_text(std::string_view text, Weekday& word);

/// What a condition is: one comparison, a group, or JsonLogic.
enum class ConditionKind {
  compare, all, any, not_, logic,
};
std::string_view to_text(ConditionKind word);
bool from_text(std::string_view text, ConditionKind& word);

/// Where a comparison reads its operand. session: the valid answer of that slug on the path taken.
/// initial: initial data as it came. contact: an attribute of the contact. auth: authenticated or
/// method. device: language, device_type, os, browser. channel, language: of the session. endpoint:
/// how the endpoint component of that id went: waiting, done, failed or offline. visited: whether
/// the layer with that id was entered. experiment: the session's variant. score: the sum of the
/// scores of the chosen options. now: the time of the event, as an ISO date-time in UTC.
enum class OperandSource {
  session, initial, contact, auth, device, channel, language, endpoint, visited, experiment, score,
  now,
};
std::string_view to_text(OperandSource word);
bool from_text(std::string_view text, OperandSource& word);

/// == is loose: absent, null and empty text are equal, two decimal numbers compare as numbers,
/// booleans normalise, anything else as exact text. Order operators want two numbers or two ISO
/// dates, else they do not hold. !=, not_contains, not_in and not_empty are the exact negations of
/// their twins. An operator other than these on an absent operand does not hold.
enum class Operator {
  equal, not_equal, greater, greater_or_equal, less, less_or_equal, contains, not_contains,
  starts_with, ends_with, in_, not_in, empty, not_empty, must_be_true, must_be_false, matches,
  input_type, before, after,
};
std::string_view to_text(Operator word);
bool from_text(std::string_view text, Operator& word);

/// started: event 0. answered: a field's value was committed. pressed: a button of the whole-layer
/// view. replied: a raw reply where one component is shown at a time. went_back: to the layer
/// before. closed: ended from outside. requested: a code or link is wanted, once more perhaps, or a
/// server is asked again. effect_result: what came of an effect. language_changed, channel_changed:
/// goes on in another language, on another channel.
enum class EventKind {
  started, answered, pressed, replied, went_back, closed, requested, effect_result,
  language_changed, channel_changed,
};
std::string_view to_text(EventKind word);
bool from_text(std::string_view text, EventKind& word);

/// Who wrote the event: c the visitor's client, s the server. Each lane is a chain of its own; the
/// header is event 0 of c.
enum class Lane {
  c, s,
};
std::string_view to_text(Lane word);
bool from_text(std::string_view text, Lane& word);

/// done: it worked. failed: it did not. offline: there is no network and the author said what to do
/// then. elapsed: the time of a wait is over. A client may write the last two.
enum class EffectOutcome {
  done, failed, offline, elapsed,
};
std::string_view to_text(EffectOutcome word);
bool from_text(std::string_view text, EffectOutcome& word);

/// text: what was typed. option: the id of what was tapped. file: a file that was picked.
enum class ReplyKind {
  text, option, file,
};
std::string_view to_text(ReplyKind word);
bool from_text(std::string_view text, ReplyKind& word);

/// error: can not be used. warning: works, though hardly as meant. info: worth knowing.
enum class Severity {
  error, warning, info,
};
std::string_view to_text(Severity word);
bool from_text(std::string_view text, Severity& word);

/// completed: a result layer was reached. closed: ended for a reason. abandoned: no event for too
/// long.
enum class SessionStatus {
  in_progress, completed, closed, abandoned,
};
std::string_view to_text(SessionStatus word);
bool from_text(std::string_view text, SessionStatus& word);

/// What does not fit about a value.
enum class ProblemCode {
  missing, wrong_type, too_short, too_long, pattern, not_allowed, too_small, too_large, step,
  not_equal, not_integer, invalid_email, invalid_phone, too_few, too_many, file_too_large,
  media_type, not_understood, invalid_url, invalid_code, invalid_date, invalid_time, too_early,
  too_late,
};
std::string_view to_text(ProblemCode word);
bool from_text(std::string_view text, ProblemCode& word);

/// Why an event changed nothing.
enum class RefusalCode {
  malformed, wrong_session, wrong_release, wrong_structure, wrong_rules, wrong_language,
  wrong_channel, not_started, already_started, ended, not_on_layer, wrong_type, unknown_button,
  layer_incomplete, nowhere_to_go, too_many_events, wrong_seq, wrong_prev, wrong_hash, wrong_lane,
  waiting, not_awaited, not_offline, too_soon, unknown_component, disabled, read_only,
};
std::string_view to_text(RefusalCode word);
bool from_text(std::string_view text, RefusalCode& word);

/// What can happen in a step.
enum class FactKind {
  entered, left, answered, pressed, asked_again, went_back, completed, converted, triggered,
  closed, skipped, autofilled, computed, exposed, checkpoint, requested, settled, authenticated,
  restarted, language_changed, channel_changed,
};
std::string_view to_text(FactKind word);
bool from_text(std::string_view text, FactKind& word);

/// Where an answer comes from. given: by the visitor. initial: with the visitor. autofill: found by
/// autofill_source. computed: by a calculation. response: by an endpoint.
enum class AnswerOrigin {
  given, initial, autofill, computed, response,
};
std::string_view to_text(AnswerOrigin word);
bool from_text(std::string_view text, AnswerOrigin& word);

/// What a host can be asked to do.
enum class EffectKind {
  say, call, authenticate, send, emit, wait,
};
std::string_view to_text(EffectKind word);
bool from_text(std::string_view text, EffectKind& word);

/// How far an auth or endpoint component has come. idle: nothing was asked yet. waiting: the answer
/// has not come.
enum class ProcessState {
  idle, waiting, done, failed, offline,
};
std::string_view to_text(ProcessState word);
bool from_text(std::string_view text, ProcessState& word);

/// gsm7: the alphabet of GSM 03.38. ucs2: everything else.
enum class SmsEncoding {
  gsm7, ucs2,
};
std::string_view to_text(SmsEncoding word);
bool from_text(std::string_view text, SmsEncoding& word);

/// paragraph: of its own. bullet, numbered: an item of a list.
enum class RichKind {
  paragraph, bullet, numbered,
};
std::string_view to_text(RichKind word);
bool from_text(std::string_view text, RichKind& word);

/// text: plain text. buttons: text with up to 3 buttons. list: text with a list to open. media: the
/// component's picture, file or medium, with text below it. location: the component's place.
enum class OutgoingForm {
  text, buttons, list, media, location,
};
std::string_view to_text(OutgoingForm word);
bool from_text(std::string_view text, OutgoingForm& word);

/// What happened to the client. opened: the device's log was read; the sync begins anew. appended:
/// a new event. stored, store_failed: how writing went. taken: another tab writes this session now.
/// answered, failed: how a request went. timer: what wake asked for. online, offline, hiding: the
/// page's surroundings. asking: the visitor waits for something that the server does. unfit: behind
/// new events of the server an event of the log can no longer be played.
enum class SyncInputKind {
  opened, appended, stored, store_failed, taken, answered, failed, timer, online, offline, hiding,
  asking, unfit,
};
std::string_view to_text(SyncInputKind word);
bool from_text(std::string_view text, SyncInputKind& word);

/// What the host must do. store: add the event to the database. send: make a request. wake: send a
/// timer input later. save: remember how far everything has come. set_aside: move refused events
/// out of the session. server_events: take events of the server's lane and play the session again;
/// save tells when to keep them. report: show the status.
enum class SyncActionKind {
  store, send, wake, save, set_aside, server_events, report,
};
std::string_view to_text(SyncActionKind word);
bool from_text(std::string_view text, SyncActionKind& word);

/// saving: being written to the device. waiting: on the device, not sent. syncing: being sent.
/// synced: all confirmed. halted: no more is sent. not_saved: the device could not keep an event.
enum class SyncStatus {
  saving, waiting, syncing, synced, halted, not_saved,
};
std::string_view to_text(SyncStatus word);
bool from_text(std::string_view text, SyncStatus& word);

}  // namespace tundish
