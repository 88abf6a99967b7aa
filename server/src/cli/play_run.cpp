#include "cli/play_run.hpp"

#include <iostream>
#include <sstream>

#include "cli/diagnostics_text.hpp"
#include "cli/play_paint.hpp"
#include "cli/session_text.hpp"
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

}  // namespace

Lines::Lines(const std::string& text)
    : owned_(std::make_shared<std::istringstream>(text)),
      stream_(owned_.get()),
      typing_(Typing::recorded) {}

std::optional<Line> Lines::peek() {
  if (!next_) {
    std::string text;
    if (!std::getline(*stream_, text)) return std::nullopt;
    if (!text.empty() && text.back() == '\r') text.pop_back();
    next_ = text;
  }
  return read_line(*next_);
}

ExitCode PlayRun::play_lines(const std::string& language, const std::string& channel,
                             Lines& lines) {
  const Transition first = session_.start(language, channel);
  if (first.refused) {
    std::cerr << refusal_text(*first.refused) << "\n";
    return ExitCode::usage;
  }
  show(first);
  if (is_web()) {
    play_page(lines);
  } else {
    play_thread(lines);
  }
  summarize_end();
  return ExitCode::done;
}

void PlayRun::play_page(Lines& lines) {
  Page page(session_);
  for (int passed = 0; page.waits() != PageWaits::ended;) {
    const bool only_way = page.waits() == PageWaits::only_way;
    if (only_way && !lines.by_hand() && !page.has_way_back()) {
      if (++passed > kMaxPassed) return;
      show(page.take_only_way());
      continue;
    }
    if (lines.by_hand()) std::cout << (only_way ? "(Enter to go on) > " : "> ") << std::flush;
    const std::optional<Line> line = lines.peek();
    const bool typed = line && lines.by_hand() && !line->reply.text.empty();
    const bool stays = line && (!only_way || line->gesture || typed || page.names_button(*line));
    if (!line && !only_way) return;
    if (stays) {
      passed = 0;
      lines.drop();
      show(page.take(*line));
      continue;
    }
    if (lines.by_hand()) lines.drop();
    if (++passed > kMaxPassed || (!line && lines.by_hand())) return;
    show(page.take_only_way());
  }
}

void PlayRun::play_thread(Lines& lines) {
  while (session_.is_playing()) {
    if (lines.by_hand()) std::cout << "> " << std::flush;
    const std::optional<Line> line = lines.peek();
    if (!line) return;
    lines.drop();
    if (shown_ == Shown::text && !lines.by_hand() && !line->gesture) {
      const Replied& reply = line->reply;
      out_ << "> " << (reply.kind == ReplyKind::file ? reply.file.name : reply.text) << "\n";
    }
    show(session_.make(line->gesture ? *line->gesture : EventInput(line->reply)));
  }
}

void PlayRun::show(const Transition& transition) {
  const View view = session_.screen();
  if (shown_ == Shown::json) {
    out_ << to_json(view) << "\n";
    return;
  }
  if (is_web()) {
    paint_page(out_, view);
  } else {
    paint_said(out_, transition, view);
  }
  if (transition.refused) out_ << "  (" << refusal_text(*transition.refused) << ")\n";
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

ExitCode PlayRun::play_events(const std::string& file, const std::string& text) {
  const Result<Value> events = read_event_values(text);
  if (!events) {
    print_diagnostics(std::cerr, file, events.error());
    return ExitCode::findings;
  }
  ExitCode ended = ExitCode::done;
  for (std::size_t i = 0; i < events->list().size(); ++i) {
    const std::optional<EventInput> input = read_input(events->list()[i]);
    if (!input) {
      std::cerr << file << ": Event " << i << " is none: " << to_json(events->list()[i]) << "\n";
      ended = ExitCode::findings;
      break;
    }
    // Events without their header are played on a session of the definition's defaults.
    if (i == 0 && !std::holds_alternative<Started>(*input)) show(session_.start("", ""));
    const Transition transition = session_.make(*input);
    show(transition);
    if (transition.refused) ended = ExitCode::findings;
  }
  summarize_end();
  return ended;
}

}  // namespace tundish::cli
