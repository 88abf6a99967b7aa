#include "tundish/markdown.hpp"

#include <optional>
#include <utility>

#include "expression/markdown_address.hpp"
#include "expression/markdown_signs.hpp"
#include "support/utf8.hpp"

namespace tundish {

namespace markdown {

namespace {

/// What a piece of a line does to the words behind it.
enum class Mark { none, bold, no_bold, italic, no_italic, link, no_link };

/// Literal words, or a sign. A sign that finds no partner is literal, too.
struct Piece {
  std::string text;
  Mark mark = Mark::none;
  std::string url;
};

enum class Sign { bold, star, underscore };

/// One block's text to runs.
class Inline {
 public:
  Inline(std::string_view text, std::vector<std::string>* refused)
      : text_(text), refused_(refused) {
    pieces_.emplace_back();
  }

  /// At most `budget` runs, which counts them.
  std::vector<RichRun> read(std::size_t& budget) {
    while (at_ < text_.size()) step();
    return joined(budget);
  }

 private:
  void step() {
    const char c = text_[at_];
    if (c == kValueMark) return take_value();
    if (is_escape(text_, at_)) {
      words() += text_[at_ + 1];
      at_ += 2;
      return;
    }
    if (c == '*' || c == '_') return take_signs(c);
    if (c == ']' && take_link()) return;
    if (c == '[') {
      put("[", Mark::none);
      bracket_ = pieces_.size() - 1;
      pieces_.emplace_back();
    } else {
      words() += c;
    }
    ++at_;
  }

  std::string& words() { return pieces_.back().text; }

  void put(std::string_view text, Mark mark) {
    pieces_.push_back(Piece{std::string(text), mark, {}});
  }

  void take_value() {
    const std::size_t end = end_of_value(text_, at_);
    words() += text_.substr(at_ + 1, end - at_ - 1);
    at_ = end + 1;
  }

  void take_signs(char sign) {
    std::size_t end = at_;
    while (end < text_.size() && text_[end] == sign) ++end;
    const std::size_t count = end - at_;
    const char before = at_ > 0 ? text_[at_ - 1] : ' ';
    const char behind = end < text_.size() ? text_[end] : ' ';
    // An underscore inside a word is one of its letters.
    const bool opens = !is_space(behind) && !(sign == '_' && is_letter(before));
    const bool closes = !is_space(before) && !(sign == '_' && is_letter(behind));
    at_ = end;
    if (sign == '_' && count == 1) return take(Sign::underscore, opens, closes);
    if (sign == '*' && count == 4) return;  // bold words that a placeholder left empty
    if (sign == '_' || count > 3) {
      words().append(count, sign);
      return;
    }
    const bool star_first = closes && !open_.empty() && open_.back().first == Sign::star;
    if (count == 3 && star_first) take(Sign::star, opens, closes);
    if (count > 1) take(Sign::bold, opens, closes);
    if (count == 1 || (count == 3 && !star_first)) take(Sign::star, opens, closes);
  }

  /// Closes what this sign opened, or opens; what was opened in between is literal.
  void take(Sign sign, bool opens, bool closes) {
    const std::string_view literal = sign == Sign::bold ? "**" : sign == Sign::star ? "*" : "_";
    std::size_t depth = 0;
    while (depth < open_.size() && open_[depth].first != sign) ++depth;
    const bool is_open = depth < open_.size();
    if (closes && is_open) {
      Piece& opening = pieces_[open_[depth].second];
      opening.text.clear();
      opening.mark = sign == Sign::bold ? Mark::bold : Mark::italic;
      put("", sign == Sign::bold ? Mark::no_bold : Mark::no_italic);
      open_.resize(depth);
    } else if (opens && !is_open) {
      put(literal, Mark::none);
      open_.emplace_back(sign, pieces_.size() - 1);
    } else {
      words() += literal;
      return;
    }
    pieces_.emplace_back();
  }

  /// `](address)` behind a `[`.
  bool take_link() {
    const std::size_t bracket = std::exchange(bracket_, 0);
    if (bracket == 0 || at_ + 1 >= text_.size() || text_[at_ + 1] != '(') return false;
    const std::optional<Address> address = read_address(text_, at_ + 2);
    if (!address) return false;
    if (!is_allowed(address->url)) {
      if (refused_) refused_->push_back(address->url);
      return false;
    }
    const bool is_nameless = bracket + 2 == pieces_.size() && utf8::trim(words()).empty();
    if (is_nameless) words() = readable(address->url);
    pieces_[bracket] = Piece{{}, Mark::link, address->url};
    put("", Mark::no_link);
    pieces_.emplace_back();
    at_ = address->end;
    return true;
  }

  std::vector<RichRun> joined(std::size_t& budget) {
    std::vector<RichRun> runs;
    RichRun look;
    int italic = 0;
    for (Piece& piece : pieces_) {
      if (piece.mark == Mark::bold || piece.mark == Mark::no_bold) {
        look.bold = piece.mark == Mark::bold;
      } else if (piece.mark == Mark::italic || piece.mark == Mark::no_italic) {
        italic += piece.mark == Mark::italic ? 1 : -1;
        look.italic = italic > 0;
      } else if (piece.mark == Mark::link || piece.mark == Mark::no_link) {
        look.url = std::move(piece.url);
      }
      if (!piece.text.empty()) add(runs, look, piece.text, budget);
    }
    return runs;
  }

  static void add(std::vector<RichRun>& runs, const RichRun& look, const std::string& text,
                  std::size_t& budget) {
    const bool same = !runs.empty() && runs.back().bold == look.bold &&
                      runs.back().italic == look.italic && runs.back().url == look.url;
    if (same || (budget == 0 && !runs.empty())) {
      runs.back().text += text;
      return;
    }
    if (budget > 0) --budget;
    runs.push_back(look);
    runs.back().text = text;
  }

  std::string_view text_;
  std::vector<std::string>* refused_;
  std::size_t at_ = 0;
  std::vector<Piece> pieces_;
  std::vector<std::pair<Sign, std::size_t>> open_;  // each sign once, and its piece
  std::size_t bracket_ = 0;                         // the piece of the last `[`; 0: none
};

/// The text's lines to blocks.
class Blocks {
 public:
  Blocks(std::string_view text, std::vector<std::string>* refused)
      : text_(text), refused_(refused) {}

  RichText read() {
    while (at_ < text_.size() && budget_ > 0) {
      const std::size_t end = end_of_line(text_, at_);
      take_line(text_.substr(at_, end - at_));
      at_ = end + 1;
    }
    close();
    if (at_ < text_.size()) add_rest();
    return std::move(blocks_);
  }

 private:
  void take_line(std::string_view line) {
    const bool is_indented = line.substr(0, 2) == "  " || line.substr(0, 1) == "\t";
    const std::string_view words = trim_line(line);
    if (words.empty()) return close();
    if (const std::optional<Item> item = item_in(words)) {
      close();
      block_.kind = item->kind;
      block_.number = item->number;
      content_ = trim_line(words.substr(item->size));
      is_open_ = true;
      return;
    }
    if (is_open_ && block_.kind != RichKind::paragraph && !is_indented) close();
    if (is_open_) content_ += '\n';
    content_ += words;
    is_open_ = true;
  }

  void close() {
    if (is_open_) {
      block_.runs = Inline(content_, refused_).read(budget_);
      if (!block_.runs.empty()) blocks_.push_back(std::move(block_));
    }
    block_ = RichBlock();
    content_.clear();
    is_open_ = false;
  }

  /// What is too much is shown as it stands.
  void add_rest() {
    RichRun run;
    for (const char c : text_.substr(at_)) {
      if (c != kValueMark) run.text += c;
    }
    block_.runs.push_back(std::move(run));
    blocks_.push_back(std::move(block_));
  }

  std::string_view text_;
  std::vector<std::string>* refused_;
  std::size_t at_ = 0;
  std::size_t budget_ = kMaxRuns;
  RichText blocks_;
  RichBlock block_;
  std::string content_;
  bool is_open_ = false;
};

}  // namespace

}  // namespace markdown

RichText parse_markdown(std::string_view text) { return markdown::Blocks(text, nullptr).read(); }

std::vector<std::string> refused_addresses(std::string_view text) {
  std::vector<std::string> refused;
  markdown::Blocks(text, &refused).read();
  return refused;
}

}  // namespace tundish
