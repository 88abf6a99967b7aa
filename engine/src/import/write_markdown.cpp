#include "import/write_markdown.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "support/utf8.hpp"
#include "tundish/template.hpp"

namespace tundish {

namespace writing {

namespace {

constexpr std::string_view kSpaces = " \t\r\n";
constexpr std::size_t kMaxText = 20'000;

bool is_space(char c) { return kSpaces.find(c) != std::string_view::npos; }

/// How long the placeholder at the front is; 0: there is none.
std::size_t placeholder_at(std::string_view text) {
  if (text.substr(0, 2) != "{{") return 0;
  const std::size_t close = text.substr(0, 200).find("}}");
  return close == std::string_view::npos ? 0 : close + 2;
}

/// With this in the place of each placeholder.
std::string filled(std::string_view text, std::string_view value) {
  std::string made;
  while (!text.empty()) {
    const std::size_t size = placeholder_at(text);
    made += size > 0 ? value : text.substr(0, 1);
    text.remove_prefix(std::max<std::size_t>(size, 1));
  }
  return made;
}

/// What somebody sees of it: letters with their looks, and where they are apart.
std::string seen(const RichText& text) {
  std::string all;
  for (const RichBlock& block : text) {
    all.append("\x01").append(to_text(block.kind)).append(std::to_string(block.number));
    std::string look;
    std::string apart;
    for (const RichRun& run : block.runs) {
      const std::string own = std::string(run.bold ? "b" : "") + (run.italic ? "i" : "") + run.url;
      for (const char c : run.text) {
        if (is_space(c)) {
          if (apart != "\n") apart = c == '\n' ? "\n" : " ";
          continue;
        }
        if (!look.empty()) all += apart;
        apart.clear();
        const std::string now = "\x02" + own + "\x03";
        if (now != look) all += look = now;
        all += c;
      }
    }
  }
  return all;
}

/// One block after the other.
class Writer {
 public:
  void add(const RichBlock& block);
  std::string text;

 private:
  void add(const RichRun& run);
  void escape(std::string_view words);
  void escape_front(std::string_view& words);
  void close_beyond(const RichRun& next);
  void open(const RichRun& run);

  std::string indent_;
  std::string spaces_;                   // held back: they stand outside of marks
  std::vector<std::string_view> marks_;  // that are open
  std::string url_;
  bool at_front_ = true;
};

void Writer::add(const RichBlock& block) {
  const bool is_item = block.kind != RichKind::paragraph;
  if (!text.empty()) text += is_item && !indent_.empty() ? "\n" : "\n\n";
  if (block.kind == RichKind::bullet) text += "- ";
  if (block.kind == RichKind::numbered) text += std::to_string(block.number) + ". ";
  indent_ = is_item ? "  " : "";
  at_front_ = true;
  for (const RichRun& run : block.runs) add(run);
  close_beyond(RichRun());
  spaces_.clear();
}

void Writer::add(const RichRun& run) {
  const std::size_t begin = run.text.find_first_not_of(kSpaces);
  if (begin == std::string::npos) {
    if (run.url != url_) close_beyond(run);
    spaces_ += run.text;
    return;
  }
  const std::size_t end = run.text.find_last_not_of(kSpaces) + 1;
  close_beyond(run);
  spaces_ += run.text.substr(0, begin);
  escape(std::exchange(spaces_, {}));
  open(run);
  escape(std::string_view(run.text).substr(begin, end - begin));
  spaces_ = run.text.substr(end);
}

/// Ends what does not go on in the next run.
void Writer::close_beyond(const RichRun& next) {
  const bool is_elsewhere = next.url != url_;
  const auto ends = [&](std::string_view mark) {
    return is_elsewhere || !(mark == "**" ? next.bold : next.italic);
  };
  std::size_t kept = 0;
  while (kept < marks_.size() && !ends(marks_[kept])) ++kept;
  for (; marks_.size() > kept; marks_.pop_back()) text += marks_.back();
  if (is_elsewhere && !url_.empty()) text += "](" + std::exchange(url_, {}) + ")";
}

void Writer::open(const RichRun& run) {
  if (run.url != url_) {
    text += "[";
    url_ = run.url;
  }
  const auto set = [this](bool is_wanted, std::string_view mark) {
    const bool is_open = std::find(marks_.begin(), marks_.end(), mark) != marks_.end();
    if (!is_wanted || is_open) return;
    text += mark;
    marks_.push_back(mark);
    at_front_ = false;
  };
  set(run.bold, "**");
  set(run.italic, "*");
}

/// What would begin an item of a list.
void Writer::escape_front(std::string_view& words) {
  const std::size_t digits = words.find_first_not_of("0123456789");
  if (digits == std::string_view::npos) return;
  const bool is_item = words[digits] == '-' ? digits == 0 : digits > 0 && words[digits] == '.';
  if (!is_item) return;
  text.append(words.substr(0, digits)).append("\\").append(words.substr(digits, 1));
  words.remove_prefix(digits + 1);
}

void Writer::escape(std::string_view words) {
  while (!words.empty()) {
    if (const std::size_t size = placeholder_at(words)) {
      text += words.substr(0, size);
      words.remove_prefix(size);
      at_front_ = false;
      continue;
    }
    if (at_front_ && !is_space(words[0])) {
      at_front_ = false;
      escape_front(words);
      continue;
    }
    const char c = words[0];
    words.remove_prefix(1);
    if (c == '*' || c == '_' || c == '[' || c == ']' || c == '\\') text += '\\';
    text += c;
    if (c == '\n') {
      text += indent_;
      at_front_ = true;
    }
  }
}

}  // namespace

}  // namespace writing

std::optional<std::string> write_markdown(const RichText& text) {
  writing::Writer writer;
  RichText wanted = text;
  for (RichBlock& block : wanted) {
    writer.add(block);
    for (RichRun& run : block.runs) {
      run.text = writing::filled(run.text, "v");
      run.url = writing::filled(run.url, "v");
    }
  }
  const Value value = mark_values("v");
  const RichText read = parse_markdown(writing::filled(writer.text, value.text()));
  if (writing::seen(read) != writing::seen(wanted)) return std::nullopt;
  return std::move(writer.text);
}

std::optional<std::string> markdown_template(
    RichText text, const std::function<std::string(std::string_view)>& template_of) {
  for (RichBlock& block : text) {
    for (RichRun& run : block.runs) {
      for (std::string* part : {&run.text, &run.url}) {
        *part = template_of(*part);
        // Delimiters of its own would hold for what stands behind it, too.
        if (part->find("{{=") != std::string::npos) return std::nullopt;
      }
    }
  }
  std::optional<std::string> made = write_markdown(text);
  if (!made || utf8::count_code_points(*made) > writing::kMaxText ||
      !check_template(*made).empty()) {
    return std::nullopt;
  }
  return made;
}

}  // namespace tundish
