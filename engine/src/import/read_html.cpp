#include "import/read_html.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "import/plain_html.hpp"
#include "import/rich_draft.hpp"
#include "support/utf8.hpp"

namespace tundish {

namespace html {

namespace {

constexpr std::string_view kSpaces = " \t\r\n\f";
constexpr std::size_t kMaxLists = 30;

bool is_space(char c) { return kSpaces.find(c) != std::string_view::npos; }

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string lowered(std::string_view text) {
  std::string made(text);
  std::transform(made.begin(), made.end(), made.begin(), lower);
  return made;
}

template <std::size_t Count>
bool is_one_of(std::string_view name, const std::string_view (&names)[Count]) {
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

constexpr std::string_view kBold[] = {"b", "strong", "h1", "h2", "h3", "h4", "h5", "h6"};
constexpr std::string_view kItalic[] = {"i", "em"};
constexpr std::string_view kParagraphs[] = {"p",  "h1", "h2", "h3",         "h4",
                                            "h5", "h6", "ul", "blockquote", "ol"};
constexpr std::string_view kLines[] = {"div", "tr", "table", "section", "article", "header", "pre"};
constexpr std::string_view kSilent[] = {"script", "style", "template", "title"};

/// The name of a tag, lower-case, with `/` before that of an end.
std::string name_of(std::string_view tag) {
  std::size_t end = tag.substr(0, 1) == "/" ? 1 : 0;
  while (end < tag.size() && !is_space(tag[end]) && tag[end] != '/') ++end;
  return lowered(tag.substr(0, end));
}

/// The address that a tag leads to.
std::string address_in(std::string_view tag) {
  const std::string small = lowered(tag);
  for (std::size_t at = small.find("href"); at != std::string::npos; at = small.find("href", at)) {
    const bool is_whole = at > 0 && is_space(small[at - 1]);
    at += 4;
    std::size_t begin = std::min(small.find_first_not_of(kSpaces, at), small.size());
    if (!is_whole || small.substr(begin, 1) != "=") continue;
    begin = std::min(small.find_first_not_of(kSpaces, begin + 1), small.size());
    const char quote = begin < small.size() ? small[begin] : ' ';
    const bool is_quoted = quote == '"' || quote == '\'';
    if (is_quoted) ++begin;
    const std::size_t end =
        is_quoted ? small.find(quote, begin) : small.find_first_of(kSpaces, begin);
    return without_entities(utf8::trim(tag.substr(begin, end - begin)));
  }
  return {};
}

class Reader {
 public:
  explicit Reader(std::string_view html) : html_(html) {}

  RichText read() {
    while (at_ < html_.size()) step();
    flush();
    return draft_.take();
  }

 private:
  struct List {
    bool is_numbered = false;
    int count = 0;
  };

  void step();
  void take_tag(std::string_view tag);
  void take_item();
  void skip_to(std::string_view what);
  void flush();
  void end_line(int breaks);

  std::string_view html_;
  std::size_t at_ = 0;
  RichDraft draft_;
  std::string words_;     // not yet in the draft
  bool is_apart_ = true;  // a space here would be the second one
  int bold_ = 0, italic_ = 0;
  std::string url_;
  std::vector<List> lists_;
};

void Reader::step() {
  const std::string_view rest = html_.substr(at_);
  if (rest.substr(0, 4) == "<!--") return skip_to("-->");
  const char next = rest.size() > 1 ? lower(rest[1]) : ' ';
  const bool is_tag =
      rest[0] == '<' && ((next >= 'a' && next <= 'z') || next == '/' || next == '!');
  const std::size_t end = is_tag ? rest.find('>') : std::string_view::npos;
  if (end != std::string_view::npos) {
    at_ += end + 1;
    return take_tag(rest.substr(1, end - 1));
  }
  if (is_space(rest[0])) {
    if (!is_apart_) words_ += ' ';
    is_apart_ = true;
    ++at_;
    return;
  }
  const Entity entity = entity_at(rest);
  words_ += entity.text;
  at_ += entity.size;
  is_apart_ = false;
}

void Reader::take_tag(std::string_view tag) {
  const std::string name = name_of(tag);
  const bool is_end = name.substr(0, 1) == "/";
  const std::string what = name.substr(is_end ? 1 : 0);
  if (!is_end && is_one_of(what, kSilent)) return skip_to("</" + what);
  if (is_one_of(what, kParagraphs)) end_line(2);
  if (is_one_of(what, kLines) || what == "br") end_line(1);
  if (what == "td" || what == "th") words_ += ' ';
  flush();
  if (is_one_of(what, kBold)) bold_ = std::max(bold_ + (is_end ? -1 : 1), 0);
  if (is_one_of(what, kItalic)) italic_ = std::max(italic_ + (is_end ? -1 : 1), 0);
  if (what == "a") url_ = is_end ? std::string() : address_in(tag);
  if (what == "ul" || what == "ol") {
    draft_.end_block();
    if (!is_end && lists_.size() < kMaxLists) lists_.push_back({what == "ol", 0});
    if (is_end && !lists_.empty()) lists_.pop_back();
  }
  if (what == "li") is_end ? draft_.end_block() : take_item();
}

void Reader::take_item() {
  List none;
  List& list = lists_.empty() ? none : lists_.back();
  draft_.begin_item(list.is_numbered ? RichKind::numbered : RichKind::bullet,
                    list.is_numbered ? ++list.count : 0);
  is_apart_ = true;
}

void Reader::skip_to(std::string_view what) {
  const std::string_view rest = html_.substr(at_);
  const auto found = std::search(rest.begin(), rest.end(), what.begin(), what.end(),
                                 [](char a, char b) { return lower(a) == b; });
  at_ += static_cast<std::size_t>(found - rest.begin());
  at_ = std::min(html_.find('>', at_), html_.size() - 1) + 1;
}

void Reader::flush() {
  RichRun look;
  look.bold = bold_ > 0;
  look.italic = italic_ > 0;
  look.url = url_;
  draft_.add(words_, look);
  words_.clear();
}

void Reader::end_line(int breaks) {
  while (!words_.empty() && words_.back() == ' ') words_.pop_back();
  flush();
  for (int i = 0; i < breaks; ++i) draft_.break_line();
  is_apart_ = true;
}

}  // namespace

}  // namespace html

RichText read_html(std::string_view text) { return html::Reader(text).read(); }

}  // namespace tundish
