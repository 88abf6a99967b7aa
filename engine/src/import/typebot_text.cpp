#include "import/typebot_text.hpp"

#include <string>
#include <string_view>

#include "import/members.hpp"
#include "import/read_html.hpp"
#include "import/rich_draft.hpp"
#include "support/utf8.hpp"

namespace tundish::typebot {

namespace {

constexpr std::string_view kLost[] = {"underline", "strikethrough", "color"};
constexpr int kMaxDepth = 30;

class Reader {
 public:
  bool is_lossy = false;

  void add_block(const At& element, RichRun look, int depth);
  RichText take() { return draft_.take(); }

 private:
  void add_inline(const At& element, RichRun look, int depth);
  void add_list(const At& list, bool is_numbered, const RichRun& look, int depth);

  RichDraft draft_;
};

bool is_inline(const At& element) {
  const std::string type = text_at(element, "type");
  return element.find("text").has_value() || type == "a" || type == "inline-variable" ||
         type == "variable" || type == "code";
}

/// Whether a link says anything.
bool has_words(const At& element, int depth) {
  if (element->kind != json::Kind::object || depth > kMaxDepth) return false;
  if (!utf8::trim(text_at(element, "text")).empty()) return true;
  for (const At& child : items_at(element, "children")) {
    if (has_words(child, depth + 1)) return true;
  }
  return false;
}

void Reader::add_block(const At& element, RichRun look, int depth) {
  if (element->kind != json::Kind::object || depth > kMaxDepth) return;
  const std::string type = text_at(element, "type");
  if (type == "ul" || type == "ol") return add_list(element, type == "ol", look, depth + 1);
  if (type.size() == 2 && type[0] == 'h') is_lossy = look.bold = true;
  if (is_inline(element)) {
    draft_.break_line();
    return add_inline(element, look, depth + 1);
  }
  const std::vector<At> children = items_at(element, "children");
  bool line_is_open = false;
  for (const At& child : children) {
    if (is_inline(child) && !line_is_open) draft_.break_line();
    line_is_open = is_inline(child);
    line_is_open ? add_inline(child, look, depth + 1) : add_block(child, look, depth + 1);
  }
  if (children.empty()) draft_.break_line();
}

void Reader::add_list(const At& list, bool is_numbered, const RichRun& look, int depth) {
  int number = 0;
  for (const At& item : items_at(list, "children")) {
    draft_.begin_item(is_numbered ? RichKind::numbered : RichKind::bullet,
                      is_numbered ? ++number : 0);
    add_block(item, look, depth);
  }
  draft_.end_block();
}

void Reader::add_inline(const At& element, RichRun look, int depth) {
  if (element->kind != json::Kind::object || depth > kMaxDepth) return;
  for (const std::string_view mark : kLost) is_lossy |= flag_at(element, mark);
  look.bold |= flag_at(element, "bold");
  look.italic |= flag_at(element, "italic");
  const std::string url = text_at(element, "url");
  if (!url.empty()) look.url = url;
  draft_.add(text_at(element, "text"), look);
  for (const At& child : items_at(element, "children")) add_inline(child, look, depth + 1);
  if (!url.empty() && !has_words(element, depth)) draft_.add(url, look);
}

}  // namespace

RichText text_of(const At& content, Notes& notes) {
  Reader reader;
  for (const At& element : items_at(content, "richText")) reader.add_block(element, {}, 0);
  if (reader.is_lossy) {
    notes.warn("formatting_lost", content.place(),
               "Underlined, struck out, coloured and large letters are plain here.");
  }
  RichText text = reader.take();
  if (!text.empty()) return text;
  const std::string plain = text_at(content, "plainText");
  // Very old bubbles have HTML alone.
  if (utf8::trim(plain).empty()) return read_html(text_at(content, "html"));
  RichDraft draft;
  draft.add(plain, {});
  return draft.take();
}

}  // namespace tundish::typebot
