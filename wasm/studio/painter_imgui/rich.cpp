#include "painter_imgui/rich.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "painter_imgui/messages.hpp"

namespace tundish::painter {

namespace {

constexpr float kIndent = 24;
constexpr float kStep = 24;
constexpr float kAll = 100'000;

/// Words of one run on one line.
struct Piece {
  std::string_view text;
  const Value* run = nullptr;
  float x = 0, width = 0;
};

using Line = std::vector<Piece>;

bool has(const Value& part, std::string_view name) {
  const Value* found = part.find(name);
  return found && found->boolean();
}

std::string_view text_in(const Value& part, std::string_view name) {
  const Value* found = part.find(name);
  return found ? std::string_view(found->text()) : std::string_view();
}

const Value::List& list_in(const Value& part, std::string_view name) {
  static const Value::List none;
  const Value* found = part.find(name);
  return found ? found->list() : none;
}

bool is_link(const Value& run) {
  const std::string_view url = text_in(run, "url");
  return !url.empty() && may_be_followed(url);
}

Type type_of(const Pen& pen, const Value& run, Colour ink) {
  Type type{16, has(run, "bold") ? Weight::semibold : Weight::regular, ink};
  type.is_slanted = has(run, "italic");
  if (is_link(run)) type.colour = pen.colours.accent_ink;
  return type;
}

float length_of(Pen& pen, std::string_view text, const Value& run) {
  return pen.break_lines(text, type_of(pen, run, 0), kAll).width;
}

/// The runs of a block as lines that are no wider than asked for: broken at spaces, and where a
/// word has no room on any line.
class Setting {
 public:
  Setting(Pen& pen, float within) : pen_(pen), within_(within) {}

  std::vector<Line> lines_of(const Value& block) {
    for (const Value& run : list_in(block, "runs")) take(run, text_in(run, "text"));
    end_word();
    end_line();
    return std::move(lines_);
  }

 private:
  void take(const Value& run, std::string_view text) {
    while (!text.empty()) {
      const std::size_t word = std::min(text.find_first_of(" \n"), text.size());
      if (word > 0) {
        add_to_word(run, text.substr(0, word));
      } else {
        end_word();
        if (text[0] == '\n') end_line();
        if (text[0] == ' ' && !line_.empty()) space_ = place(run, text.substr(0, 1));
      }
      text.remove_prefix(std::max<std::size_t>(word, 1));
    }
  }

  Piece place(const Value& run, std::string_view text) {
    return Piece{text, &run, 0, length_of(pen_, text, run)};
  }

  void add_to_word(const Value& run, std::string_view text) {
    for (const std::string_view part :
         pen_.break_lines(text, type_of(pen_, run, 0), within_).lines) {
      const Piece piece = place(run, part);
      if (word_width_ + piece.width > within_) end_word();
      word_.push_back(piece);
      word_width_ += piece.width;
    }
  }

  void end_word() {
    if (word_.empty()) return;
    if (!line_.empty() && at_ + space_.width + word_width_ > within_) end_line();
    if (!line_.empty() && space_.run) add(space_);
    for (const Piece& piece : word_) add(piece);
    space_ = Piece();
    word_.clear();
    word_width_ = 0;
  }

  void add(Piece piece) {
    piece.x = at_;
    at_ += piece.width;
    line_.push_back(piece);
  }

  void end_line() {
    lines_.push_back(std::move(line_));
    line_.clear();
    space_ = Piece();
    at_ = 0;
  }

  Pen& pen_;
  float within_;
  std::vector<Line> lines_;
  Line line_, word_;
  Piece space_;
  float at_ = 0, word_width_ = 0;
};

bool is_item(const Value& block) { return text_in(block, "kind") != "paragraph"; }

/// What stands before an item; empty: a dot.
std::string mark_of(const Value& block) {
  const Value* number = block.find("number");
  return number ? std::to_string(std::lround(number->number())) + "." : std::string();
}

float indent_of(Pen& pen, const Value& block) {
  if (!is_item(block)) return 0;
  const float mark = pen.break_lines(mark_of(block), {}, kAll).width;
  return std::max(kIndent, std::ceil(mark) + 8);
}

/// One text from top to bottom.
class Text {
 public:
  Text(Pen& pen, const ViewComponent& component, Colour ink)
      : pen_(pen), component_(component), ink_(ink) {}

  void paint();

 private:
  void paint_mark(const Value& block, float indent);
  void paint_line(const Line& line);
  std::size_t paint_link(const Line& line, std::size_t at, std::string_view url);
  std::string words_of(std::string_view url, const Value* run) const;

  Pen& pen_;
  const ViewComponent& component_;
  Colour ink_;
  int links_ = 0;
};

void Text::paint() {
  const Value* before = nullptr;
  for (const Value& block : component_.rich.list()) {
    if (before) pen_.y += is_item(*before) && is_item(block) ? 4.0F : 10.0F;
    before = &block;
    const float indent = indent_of(pen_, block);
    if (is_item(block)) paint_mark(block, indent);
    pen_.x += indent;
    for (const Line& line : Setting(pen_, pen_.width - indent).lines_of(block)) paint_line(line);
    pen_.x -= indent;
  }
}

void Text::paint_mark(const Value& block, float indent) {
  const std::string mark = mark_of(block);
  if (mark.empty()) return pen_.disc(pen_.x + 10, pen_.y + kStep / 2, 2.5F, pen_.colours.muted);
  const Type type{16, Weight::regular, pen_.colours.muted};
  pen_.write(mark, type, pen_.x, pen_.y, indent - 6, Align::end);
}

void Text::paint_line(const Line& line) {
  for (std::size_t at = 0; at < line.size();) {
    if (is_link(*line[at].run)) {
      at = paint_link(line, at, text_in(*line[at].run, "url"));
      continue;
    }
    const Piece& piece = line[at++];
    pen_.write(piece.text, type_of(pen_, *piece.run, ink_), pen_.x + piece.x, pen_.y, kAll);
  }
  pen_.y += kStep;
}

/// What a link is called: all its words, also those on other lines.
std::string Text::words_of(std::string_view url, const Value* run) const {
  std::string words;
  for (const Value& block : component_.rich.list()) {
    bool is_this = false;
    for (const Value& one : list_in(block, "runs")) {
      if (text_in(one, "url") != url) {
        if (is_this) return words;
        words.clear();
        continue;
      }
      words += text_in(one, "text");
      is_this |= &one == run;
    }
    if (is_this) return words;
    words.clear();
  }
  return words;
}

/// The pieces of this line that lead there; each line of a link is a place to press.
std::size_t Text::paint_link(const Line& line, std::size_t at, std::string_view url) {
  std::size_t end = at;
  while (end < line.size() && text_in(*line[end].run, "url") == url) ++end;
  const float begin = pen_.x + line[at].x;
  const float width = line[end - 1].x + line[end - 1].width - line[at].x;
  Spot spot;
  spot.id = component_.id + "/rich" + std::to_string(links_++);
  spot.kind = "link";
  spot.name = words_of(url, line[at].run);
  spot.rect = {begin, pen_.y, std::max(width, 8.0F), kStep};
  const Rect rect = spot.rect;
  const Touch touch = pen_.touch(std::move(spot));
  for (std::size_t i = at; i < end; ++i) {
    const Type type = type_of(pen_, *line[i].run, ink_);
    pen_.write(line[i].text, type, pen_.x + line[i].x, pen_.y, kAll);
  }
  pen_.fill({begin, pen_.y + 21, width, touch.is_hovered ? 2.0F : 1.0F}, pen_.colours.accent_ink);
  if (touch.has_focus) pen_.ring(rect, 4);
  if (touch.is_tapped) pen_.memory.tell({{"do", "open"}, {"url", std::string(url)}});
  return end;
}

}  // namespace

void paint_rich(Pen& pen, const ViewComponent& component, Colour ink) {
  Text(pen, component, ink).paint();
}

float width_of_rich(Pen& pen, const ViewComponent& component, float within) {
  float width = 0;
  for (const Value& block : component.rich.list()) {
    const float indent = indent_of(pen, block);
    for (const Line& line : Setting(pen, within - indent).lines_of(block)) {
      if (!line.empty()) width = std::max(width, indent + line.back().x + line.back().width);
    }
  }
  return width;
}

}  // namespace tundish::painter
