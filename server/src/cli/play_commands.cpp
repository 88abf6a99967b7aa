#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <string_view>

#include "cli/play_effects.hpp"
#include "cli/play_log.hpp"
#include "cli/play_paint.hpp"
#include "cli/play_run.hpp"
#include "cli/words.hpp"
#include "tundish/codec.hpp"

namespace tundish::cli {
namespace {

constexpr std::int64_t kSecond = 1000;
constexpr int kMaxBack = 2000;

constexpr std::string_view kHelp =
    R"(  A line is the reply: words, the number of an option or button, several between commas, JSON where
  a value is no text. On a page an empty line leaves an input as it is. // begins words with a slash.
  /back                the layer before
  /edit SLUG           back to where that was asked, to answer it again
  /language CODE       goes on in another language
  /channel NAME        goes on as web, web_chat, whatsapp or sms
  /file NAME [BYTES]   a file as the reply
  /press BUTTON        a button by its id, whatever is asked
  /request [ID]        sends the code of an auth component again, asks an endpoint again
  /done [DATA]         what is awaited came out well: the endpoint's answer as JSON, the right code
  /failed [STATUS]     it did not: the endpoint failed, the code was wrong
  /offline             there is no network
  /later [SECONDS]     time passes; without a number until what is awaited is over
  /close [REASON]      ends the session from outside
  /show                what is on the screen, anew
  /view, /state, /log  the same, the state and the log as JSON
  /why                 why the last step led where it led
  /save FILE           writes the log
  /quit                stops here
)";

/// What a file of that name usually is.
std::string media_type_of(const std::string& name) {
  struct Known {
    std::string_view ending, media_type;
  };
  constexpr std::array kKnown{
      Known{".jpg", "image/jpeg"},      Known{".jpeg", "image/jpeg"}, Known{".png", "image/png"},
      Known{".svg", "image/svg+xml"},   Known{".gif", "image/gif"},   Known{".webp", "image/webp"},
      Known{".pdf", "application/pdf"}, Known{".txt", "text/plain"},  Known{".csv", "text/csv"},
      Known{".mp3", "audio/mpeg"},      Known{".mp4", "video/mp4"}};
  const std::string ending = std::filesystem::path(name).extension().string();
  for (const Known& one : kKnown) {
    if (is_same_word(ending, one.ending)) return std::string(one.media_type);
  }
  return "application/octet-stream";
}

/// `NAME [BYTES]`; the size of the file when there is one, else 1000.
Replied file_reply(const std::string& words) {
  const std::size_t space = words.rfind(' ');
  const std::string last = space == std::string::npos ? "" : words.substr(space + 1);
  const bool is_sized = !last.empty() && last.find_first_not_of("0123456789") == std::string::npos;
  const std::string path(is_sized ? trimmed(std::string_view(words).substr(0, space)) : words);
  Replied reply;
  reply.kind = ReplyKind::file;
  reply.file.name = std::filesystem::path(path).filename().string();
  reply.file.media_type = media_type_of(path);
  reply.file.size = is_sized ? std::atoll(last.c_str()) : 1000;
  std::error_code none;
  const auto size = std::filesystem::file_size(path, none);
  if (!is_sized && !none) reply.file.size = static_cast<std::int64_t>(size);
  return reply;
}

/// The first that is awaited, or the one whose component or key is named before the rest.
const Pending* find_pending(const State& state, std::string& rest) {
  const std::string name = rest.substr(0, rest.find(' '));
  for (const Pending& one : state.pending) {
    if (name != one.component && name != one.key) continue;
    rest = trimmed(std::string_view(rest).substr(name.size()));
    return &one;
  }
  const auto awaited = std::find_if(state.pending.begin(), state.pending.end(),
                                    [](const Pending& one) { return !one.queued; });
  if (awaited != state.pending.end()) return &*awaited;
  return state.pending.empty() ? nullptr : &state.pending.front();
}

}  // namespace

PlayRun::Next PlayRun::command(const Command& command, Page& page) {
  const std::string& rest = command.rest;
  if (command.name == "quit") return Next::stop;
  if (commands_what_is_shown(command) || commands_the_world(command, page)) return Next::go_on;
  if (command.name == "back") {
    show(page.make(WentBack{}));
  } else if (command.name == "edit") {
    edit(rest, page);
  } else if (command.name == "press") {
    show(page.make(Pressed{rest}));
  } else if (command.name == "close") {
    show(page.make(Closed{rest.empty() ? "by_user" : rest}));
  } else if (command.name == "file") {
    Line line;
    line.reply = file_reply(rest);
    take(line, page);
  } else {
    say("there is no /" + command.name + "; /help says what there is");
  }
  return Next::go_on;
}

bool PlayRun::commands_what_is_shown(const Command& command) {
  if (command.name == "help") {
    (shown_ == Shown::json ? std::cerr : out_) << kHelp;
  } else if (command.name == "show") {
    show_again();
  } else if (command.name == "view") {
    out_ << to_json(session_.screen()) << "\n";
  } else if (command.name == "state") {
    out_ << to_json(session_.funnel(), session_.state()) << "\n";
  } else if (command.name == "log") {
    for (const Event& event : session_.log()) out_ << to_json(event) << "\n";
  } else if (command.name == "why") {
    Value why;
    why.set("why", session_.reasons());
    if (shown_ == Shown::json) out_ << to_json(why) << "\n";
    if (shown_ == Shown::text) paint_reasons(out_, session_.reasons());
  } else if (command.name == "save") {
    if (command.rest.empty()) {
      say("/save wants the name of a file");
    } else if (save_log(command.rest, session_.log())) {
      say(std::to_string(session_.log().size()) + " events are in " + command.rest);
    }
  } else {
    return false;
  }
  return true;
}

bool PlayRun::commands_the_world(const Command& command, Page& page) {
  if (command.name == "done") {
    settle(EffectOutcome::done, command.rest, page);
  } else if (command.name == "failed") {
    settle(EffectOutcome::failed, command.rest, page);
  } else if (command.name == "offline") {
    settle(EffectOutcome::offline, command.rest, page);
  } else if (command.name == "later") {
    let_time_pass(command.rest, page);
  } else if (command.name == "request") {
    request(command.rest, page);
  } else if (command.name == "language") {
    change_language(command.rest, page);
  } else if (command.name == "channel") {
    change_channel(command.rest, page);
  } else {
    return false;
  }
  return true;
}

void PlayRun::settle(EffectOutcome outcome, const std::string& words, Page& page) {
  std::string rest = words;
  const Pending* pending = find_pending(session_.state(), rest);
  if (!pending) return say("nothing is awaited");
  EffectResult result;
  result.effect = pending->key;
  result.outcome = outcome;
  if (outcome == EffectOutcome::done && !rest.empty()) {
    const Result<Value> data = parse_value(rest);
    result.data = data ? *data : Value(rest);
  }
  if (outcome == EffectOutcome::failed) result.status = std::atoi(rest.c_str());
  // Only the server knows what came of an effect; that there is no network the client says itself.
  show(page.make(result, outcome == EffectOutcome::offline ? Lane::c : Lane::s));
}

void PlayRun::let_time_pass(const std::string& rest, Page& page) {
  std::string none;
  const Pending* pending = find_pending(session_.state(), none);
  std::int64_t ms = rest.empty() ? kSecond : std::atoll(rest.c_str()) * kSecond;
  if (rest.empty() && pending && pending->due_ms > session_.now_ms()) {
    ms = pending->due_ms - session_.now_ms();
  }
  if (ms < 0) return say("time does not go back");
  session_.pass_time(ms);
  if (!pending || pending->kind != EffectKind::wait || pending->due_ms > session_.now_ms()) {
    return say(std::to_string(ms / kSecond) + " s later");
  }
  EffectResult over;
  over.effect = pending->key;
  over.outcome = EffectOutcome::elapsed;
  show(page.make(over));
}

void PlayRun::edit(const std::string& slug, Page& page) {
  const Answer* answer = find_answer(session_.state(), slug);
  if (!answer) return say(slug.empty() ? "/edit wants a slug" : "nobody has answered " + slug);
  const LayerIndex wanted = answer->layer;
  Transition last;
  for (int back = 0; session_.state().layer != wanted && back < kMaxBack; ++back) {
    last = page.make(WentBack{});
    if (last.refused || !session_.is_playing()) return show(last);
  }
  if (session_.is_web() && !page.ask_again(slug)) return say(slug + " is not on this page");
  if (last.effects.empty()) return show_again();
  show(last);
}

void PlayRun::request(const std::string& component, Page& page) {
  if (!component.empty()) return show(page.make(Requested{component}));
  const LayerIndex layer = session_.state().layer;
  if (layer == kNoLayer) return say("there is nothing to request");
  for (const Component& one :
       session_.funnel()->layers[static_cast<std::size_t>(layer)].components) {
    if (one.auth() || one.endpoint()) return show(page.make(Requested{one.id}));
  }
  say("there is nothing to request");
}

void PlayRun::change_language(const std::string& language, Page& page) {
  const Content* content =
      find_content(*session_.funnel(), spoken_language(*session_.funnel(), language));
  if (!content) return say("the funnel has no language " + language);
  show_changed(page.make(LanguageChanged{content->language, content->release}));
}

void PlayRun::change_channel(const std::string& name, Page& page) {
  Channel channel = Channel::web;
  if (!from_text(name, channel)) return say("there is no channel " + name);
  show_changed(page.make(ChannelChanged{channel, session_.state().header.release}));
}

void PlayRun::show_changed(const Transition& changed) {
  show(changed);
  const bool is_silent = !session_.is_web() && changed.effects.empty();
  if (is_silent && !changed.refused && shown_ == Shown::text) show_again();
}

}  // namespace tundish::cli
