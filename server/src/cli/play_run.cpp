#include "cli/play_run.hpp"

#include <iostream>
#include <sstream>

#include "cli/diagnostics_text.hpp"
#include "cli/play_effects.hpp"
#include "cli/play_log.hpp"
#include "cli/play_paint.hpp"
#include "cli/session_text.hpp"
#include "tundish/channels.hpp"
#include "tundish/codec.hpp"

namespace tundish::cli {
namespace {

// Layers without a question that are passed by themselves; a circle of them ends here.
constexpr int kMaxPassed = 1000;

Value refusal_value(const Refused& refused) {
  Value value;
  value.set("code", to_text(refused.code));
  value.set("sentence", refused.sentence);
  return value;
}

/// The events of a text: a list, or one object a line.
Result<Value> read_event_values(const std::string& text) {
  Result<Value> whole = parse_value(text);
  if (whole && whole->is_list()) return whole;
  Value list{Value::List{}};
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    Result<Value> one = parse_value(line);
    if (!one) return whole ? one : whole;
    list.push(*one);
  }
  return list;
}

Lane lane_of(const Value& event) {
  Lane lane = Lane::c;
  if (const Value* word = event.find("lane")) from_text(word->text(), lane);
  return lane;
}

/// What the funnel has that the channel cannot show.
void print_misfits(const Funnel& funnel, const std::string& name) {
  Channel channel = funnel->channel;
  if (!name.empty() && !from_text(name, channel)) return;
  for (const Misfit& misfit : find_misfits(*funnel, channel)) {
    const Layer& layer = funnel->layers[static_cast<std::size_t>(misfit.layer)];
    std::cerr << "  " << layer.id;
    if (misfit.component >= 0) {
      std::cerr << "." << layer.components[static_cast<std::size_t>(misfit.component)].id;
    }
    if (misfit.action >= 0) {
      std::cerr << "." << layer.actions[static_cast<std::size_t>(misfit.action)].id;
    }
    std::cerr << ": " << misfit.property << " " << misfit.word << "\n";
  }
}

}  // namespace

ExitCode PlayRun::begin(const Beginning& beginning) {
  const Transition first = session_.start(beginning);
  if (first.refused) {
    std::cerr << refusal_text(*first.refused) << "\n";
    if (first.refused->code == RefusalCode::wrong_channel) {
      print_misfits(session_.funnel(), beginning.channel);
    }
    return ExitCode::usage;
  }
  show(first);
  return ExitCode::done;
}

ExitCode PlayRun::go_on_behind(const std::string& log) {
  Result<std::vector<Event>> events = parse_events(log);
  if (!events) {
    print_diagnostics(std::cerr, log_, events.error());
    return ExitCode::findings;
  }
  if (const auto refused = session_.resume(std::move(*events))) {
    std::cerr << log_ << ": " << refusal_text(*refused) << "\n";
    return ExitCode::findings;
  }
  show_again();
  return ExitCode::done;
}

ExitCode PlayRun::play_lines(const Beginning& beginning, Lines& lines) {
  const KeptLog kept = read_log(log_);
  if (!kept.is_readable) return ExitCode::usage;
  const ExitCode begun = kept.text.empty() ? begin(beginning) : go_on_behind(kept.text);
  if (begun != ExitCode::done) return begun;
  if (lines.by_hand()) say("/help says what can be done besides replying.");
  play_on(lines);
  summarize_end();
  return ExitCode::done;
}

void PlayRun::play_on(Lines& lines) {
  Page page(session_);
  for (int passed = 0; session_.is_playing();) {
    if (pass(lines, page, passed)) {
      if (passed > kMaxPassed) return;
      continue;
    }
    if (lines.by_hand()) prompt(page);
    const std::optional<Line> line = lines.peek();
    if (!line) return;
    lines.drop();
    passed = 0;
    if (line->command) {
      if (command(*line->command, page) == Next::stop) return;
    } else {
      if (!session_.is_web() && !lines.by_hand() && !line->gesture && shown_ == Shown::text) {
        const Replied& reply = line->reply;
        out_ << "> " << (reply.kind == ReplyKind::file ? reply.file.name : reply.text) << "\n";
      }
      take(*line, page);
    }
  }
}

bool PlayRun::pass(Lines& lines, Page& page, int& passed) {
  if (!session_.is_web() || lines.by_hand() || page.waits() != PageWaits::only_way) return false;
  const std::optional<Line> line = lines.peek();
  if (line && line->command) return false;
  if (line && page.has_way_back() && (line->gesture || page.names_button(*line))) return false;
  ++passed;
  show(page.take_only_way());
  return true;
}

void PlayRun::prompt(const Page& page) const {
  if (session_.is_web() && page.waits() == PageWaits::only_way) std::cout << "(Enter to go on) ";
  if (session_.is_web() && page.asked()) std::cout << page.asked()->slug << " ";
  if (!session_.state().pending.empty()) std::cout << "(/done, /failed, /offline or /later) ";
  std::cout << "> " << std::flush;
}

void PlayRun::take(const Line& line, Page& page) {
  if (line.gesture) return show(page.make(*line.gesture));
  if (!session_.is_web()) return show(page.make(line.reply));
  const bool is_blank = line.reply.kind == ReplyKind::text &&
                        line.reply.text.find_first_not_of(" \t\r") == std::string::npos;
  if (is_blank && page.waits() == PageWaits::only_way) return show(page.take_only_way());
  show(page.take(line));
}

void PlayRun::show(const Transition& transition) {
  const View view = session_.screen();
  if (!transition.refused && !save_log(log_, session_.log())) log_.clear();
  if (shown_ == Shown::json) {
    out_ << to_json(view) << "\n";
    return;
  }
  paint_effects(out_, transition);
  if (session_.is_web()) {
    paint_page(out_, view);
  } else {
    paint_said(out_, transition, view);
  }
  paint_awaited(out_, session_);
  if (transition.refused) out_ << "  (" << refusal_text(*transition.refused) << ")\n";
}

void PlayRun::show_again() {
  if (shown_ == Shown::json) {
    out_ << to_json(session_.screen()) << "\n";
    return;
  }
  paint_page(out_, session_.screen());
  paint_awaited(out_, session_);
}

void PlayRun::say(const std::string& text) {
  (shown_ == Shown::json ? std::cerr : out_) << "  (" << text << ")\n";
}

void PlayRun::summarize_end() {
  if (shown_ == Shown::text) {
    out_ << "\n";
    print_summary(out_, session_.funnel(), session_.state());
    return;
  }
  Value summary = summarize(session_.funnel(), session_.state());
  Value refused{Value::List{}};
  for (const Refused& one : session_.refused()) refused.push(refusal_value(one));
  summary.set("refused", refused);
  Value line;
  line.set("summary", summary);
  out_ << to_json(line) << "\n";
}

ExitCode PlayRun::play_events(const Beginning& beginning, const std::string& file,
                              const std::string& text) {
  const Result<Value> events = read_event_values(text);
  if (!events) {
    print_diagnostics(std::cerr, file, events.error());
    return ExitCode::findings;
  }
  ExitCode ended = ExitCode::done;
  for (std::size_t i = 0; i < events->list().size(); ++i) {
    const Value& event = events->list()[i];
    const std::optional<EventInput> input = read_input(event);
    if (!input) {
      std::cerr << file << ": Event " << i << " is none: " << to_json(event) << "\n";
      ended = ExitCode::findings;
      break;
    }
    // Events without their header are played on a session of the definition's defaults.
    if (i == 0 && !std::holds_alternative<Started>(*input)) show(session_.start(beginning));
    const Transition transition = session_.make(*input, lane_of(event));
    show(transition);
    if (transition.refused) ended = ExitCode::findings;
  }
  summarize_end();
  return ended;
}

}  // namespace tundish::cli
