#include "expression/template_syntax.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "support/join.hpp"
#include "support/utf8.hpp"

namespace tundish {

namespace {

bool is_blank(char character) { return character == ' ' || character == '\t'; }

bool is_space(char character) {
  return is_blank(character) || character == '\n' || character == '\r';
}

std::string_view strip(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

/// A tag as it stands in the text, from `begin` to before `end`.
struct Tag {
  std::size_t begin = 0;
  std::size_t end = 0;
  char sigil = '\0';      // # ^ / ! = & { > < $, or NUL of a plain variable
  std::string_view name;  // what stands inside, without sigil and spaces
};

class TemplateParser {
 public:
  TemplateParser(std::string_view text, Partials partials) : text_(text), partials_(partials) {
    open_.emplace_back();
  }

  TemplateSyntax parse() {
    while (const std::optional<Tag> tag = next_tag()) {
      if (too_deep_) break;
      indent_ = {};
      const bool shown = tag->sigil == '\0' || tag->sigil == '&' || tag->sigil == '{';
      if (shown || !take_standalone(*tag)) {
        add_text(text_.substr(at_, tag->begin - at_));
        at_ = tag->end;
      }
      take(*tag);
    }
    add_text(text_.substr(at_));
    const bool whole = faults_.empty();
    for (std::size_t depth = 1; whole && depth < open_.size(); ++depth) {
      const std::string_view name = open_[depth].node.text;
      fail(open_[depth].begin,
           {"The section `", name, "` is never closed; write {{/", name, "}} behind it."});
    }
    return TemplateSyntax{std::move(open_[0].node.children), std::move(faults_)};
  }

 private:
  struct Open {
    TemplateNode node;
    std::size_t begin = 0;
  };

  /// The tag that begins next; nothing at the end of the text or when it never closes.
  std::optional<Tag> next_tag() {
    Tag tag;
    tag.begin = text_.find(opening_, at_);
    if (tag.begin == std::string_view::npos) return std::nullopt;
    const std::size_t inside = tag.begin + opening_.size();
    const std::string_view rest = text_.substr(inside);
    std::string closing(closing_);
    if (!rest.empty() && rest[0] == '{') closing.insert(0, 1, '}');
    if (!rest.empty() && rest[0] == '=') closing.insert(0, 1, '=');
    // A `}` or `=` that belongs to the opening does not begin the closing.
    const std::size_t length = rest.find(closing, closing.size() - closing_.size());
    if (length == std::string_view::npos) {
      fail(tag.begin, {"This tag is never closed; write `", closing, "` behind it."});
      return std::nullopt;
    }
    tag.end = inside + length + closing.size();
    tag.name = strip(rest.substr(0, length));
    constexpr std::string_view kSigils = "#^/!=&{><$";
    const bool brace = rest[0] == '{' || tag.name.substr(0, 1) != "{";
    if (!tag.name.empty() && brace && kSigils.find(tag.name[0]) != std::string_view::npos) {
      tag.sigil = tag.name[0];
      tag.name = strip(tag.name.substr(1));
    }
    return tag;
  }

  /// A tag that shows nothing and stands alone on its line takes the whole line with it.
  bool take_standalone(const Tag& tag) {
    std::size_t line = tag.begin;
    while (line > at_ && is_blank(text_[line - 1])) --line;
    if (line > 0 && text_[line - 1] != '\n') return false;
    std::size_t end = tag.end;
    while (end < text_.size() && is_blank(text_[end])) ++end;
    if (text_.substr(end, 2) == "\r\n") ++end;
    if (end < text_.size() && text_[end] != '\n') return false;
    add_text(text_.substr(at_, line - at_));
    if constexpr (!kTerse) indent_ = text_.substr(line, tag.begin - line);
    at_ = std::min(end + 1, text_.size());
    return true;
  }

  void add_text(std::string_view text) {
    if (!text.empty()) add(TemplateKind::text, text);
  }

  void add(TemplateKind kind, std::string_view text) {
    TemplateNode node;
    node.kind = kind;
    node.text = text;
    open_.back().node.children.push_back(std::move(node));
  }

  void take(const Tag& tag) {
    switch (tag.sigil) {
      case '!':
        return;
      case '=':
        return change_delimiters(tag);
      case '>':
        if (!kTerse && partials_ == Partials::taken) return add_partial(tag);
        [[fallthrough]];
      case '<':
      case '$':
        return fail(tag.begin, {"Partials and blocks are not supported."});
      default:
        break;
    }
    if (!is_name(tag)) return;
    switch (tag.sigil) {
      case '#':
        return open_section(tag, TemplateKind::section);
      case '^':
        return open_section(tag, TemplateKind::inverted);
      case '/':
        return close_section(tag);
      case '&':
      case '{':
        return add(TemplateKind::raw_variable, tag.name);
      default:
        return add(TemplateKind::variable, tag.name);
    }
  }

  void add_partial(const Tag& tag) {
    if (!is_name(tag)) return;
    add(TemplateKind::partial, tag.name);
    open_.back().node.children.back().indent = indent_;
  }

  bool is_name(const Tag& tag) {
    const std::string_view name = tag.name;
    if (name.empty()) {
      fail(tag.begin, {"This tag names nothing."});
      return false;
    }
    const bool dotted_wrong =
        name.front() == '.' || name.back() == '.' || name.find("..") != std::string_view::npos;
    if (name != "." && dotted_wrong) {
      fail(tag.begin, {"`", name, "` has an empty part between its dots."});
      return false;
    }
    return true;
  }

  void open_section(const Tag& tag, TemplateKind kind) {
    if (open_.size() == kMaxTemplateDepth) {
      too_deep_ = true;
      return fail(tag.begin, {"Sections stand at most 63 deep inside each other."});
    }
    Open open;
    open.node.kind = kind;
    open.node.text = tag.name;
    open.begin = tag.begin;
    open_.push_back(std::move(open));
  }

  void close_section(const Tag& tag) {
    if (open_.size() == 1) {
      return fail(tag.begin, {"No section `", tag.name, "` is open here."});
    }
    const std::string_view name = open_.back().node.text;
    if (name != tag.name) {
      fail(tag.begin, {"The section `", name, "` is open here; close it first."});
    }
    TemplateNode node = std::move(open_.back().node);
    open_.pop_back();
    open_.back().node.children.push_back(std::move(node));
  }

  void change_delimiters(const Tag& tag) {
    const std::size_t space = static_cast<std::size_t>(
        std::find_if(tag.name.begin(), tag.name.end(), is_space) - tag.name.begin());
    const std::string_view opening = tag.name.substr(0, space);
    const std::string_view closing = strip(tag.name.substr(space));
    const auto is_wrong = [](char character) { return is_space(character) || character == '='; };
    const bool wrong = opening.empty() || closing.empty() ||
                       std::any_of(opening.begin(), opening.end(), is_wrong) ||
                       std::any_of(closing.begin(), closing.end(), is_wrong);
    if (wrong) {
      return fail(tag.begin, {"New delimiters are two words without `=`, such as {{=<% %>=}}."});
    }
    opening_ = opening;
    closing_ = closing;
  }

  void fail(std::size_t offset, std::initializer_list<std::string_view> pieces) {
    if (faults_.size() == kMaxTemplateFaults) return;
    if constexpr (kTerse) {
      faults_.emplace_back();
    } else {
      put_fault(offset, join(pieces));
    }
  }

  void put_fault(std::size_t offset, std::string sentence) {
    const std::string_view before = text_.substr(0, offset);
    const std::size_t line = before.rfind('\n') + 1;  // npos + 1 is 0
    Diagnostic diagnostic;
    diagnostic.code = "template_syntax";
    diagnostic.place.line = 1 + static_cast<int>(std::count(before.begin(), before.end(), '\n'));
    diagnostic.place.column = 1 + static_cast<int>(utf8::count_code_points(before.substr(line)));
    diagnostic.sentence = std::move(sentence);
    faults_.push_back(std::move(diagnostic));
  }

  std::string_view text_;
  Partials partials_;
  std::size_t at_ = 0;
  std::string_view indent_;  // before the tag, when it stands alone
  std::string_view opening_ = "{{";
  std::string_view closing_ = "}}";
  std::vector<Open> open_;  // the first is the template itself
  bool too_deep_ = false;
  Diagnostics faults_;
};

}  // namespace

TemplateSyntax parse_template(std::string_view text, Partials partials) {
  return TemplateParser(text, partials).parse();
}

}  // namespace tundish
