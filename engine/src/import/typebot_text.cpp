#include "import/typebot_text.hpp"

#include <optional>
#include <string_view>

#include "import/members.hpp"
#include "import/plain_html.hpp"
#include "support/utf8.hpp"

namespace tundish::typebot {

namespace {

constexpr std::string_view kMarks[] = {"bold", "italic", "underline", "strikethrough", "color"};
constexpr int kMaxDepth = 30;

class RichText {
 public:
  std::string text;
  bool is_formatted = false;

  void add_block(const At& element, int depth);

 private:
  void add_inline(const At& element, int depth);
  void add_list(const At& list, bool is_numbered, int depth);
  void begin_line() {
    if (has_line_) text += '\n';
    has_line_ = true;
  }

  bool has_line_ = false;
};

bool is_inline(const At& element) {
  const std::string type = text_at(element, "type");
  return element.find("text").has_value() || type == "a" || type == "inline-variable" ||
         type == "variable" || type == "code";
}

void RichText::add_block(const At& element, int depth) {
  if (element->kind != json::Kind::object || depth > kMaxDepth) return;
  const std::string type = text_at(element, "type");
  if (type == "ul" || type == "ol") return add_list(element, type == "ol", depth + 1);
  if (type.size() == 2 && type[0] == 'h') is_formatted = true;
  if (is_inline(element)) {
    begin_line();
    return add_inline(element, depth + 1);
  }
  const std::vector<At> children = items_at(element, "children");
  bool line_is_open = false;
  for (const At& child : children) {
    if (is_inline(child) && !line_is_open) begin_line();
    line_is_open = is_inline(child);
    line_is_open ? add_inline(child, depth + 1) : add_block(child, depth + 1);
  }
  if (children.empty()) begin_line();
}

void RichText::add_list(const At& list, bool is_numbered, int depth) {
  int number = 0;
  for (const At& item : items_at(list, "children")) {
    const std::size_t before = text.size();
    const bool had_line = has_line_;
    add_block(item, depth);
    const std::string mark = is_numbered ? std::to_string(++number) + ". " : "- ";
    if (text.size() > before || !had_line) text.insert(had_line ? before + 1 : before, mark);
  }
}

void RichText::add_inline(const At& element, int depth) {
  if (element->kind != json::Kind::object || depth > kMaxDepth) return;
  for (const std::string_view mark : kMarks) is_formatted |= flag_at(element, mark);
  const std::size_t before = text.size();
  text += text_at(element, "text");
  for (const At& child : items_at(element, "children")) add_inline(child, depth + 1);
  const std::string url = text_at(element, "url");
  if (url.empty()) return;
  const std::string shown = text.substr(before);
  if (utf8::trim(shown).empty()) {
    text += url;
  } else if (shown != url) {
    text += " (" + url + ")";
  }
}

}  // namespace

std::string plain_text(const At& content, Notes& notes) {
  RichText rich;
  for (const At& element : items_at(content, "richText")) rich.add_block(element, 0);
  if (rich.is_formatted) {
    notes.warn("formatting_lost", content.place(),
               "Bold, italic, coloured and large letters are plain here.");
  }
  std::string text = rich.text;
  if (utf8::trim(text).empty()) text = text_at(content, "plainText");
  // Very old bubbles have HTML alone.
  if (utf8::trim(text).empty()) text = plain_html(text_at(content, "html"));
  return std::string(utf8::trim(text));
}

}  // namespace tundish::typebot
