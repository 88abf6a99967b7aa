#include "import/plain_html.hpp"

#include "support/utf8.hpp"

namespace tundish {

namespace {

struct Entity {
  std::string_view name, text;
};

constexpr Entity kEntities[] = {{"&amp;", "&"}, {"&lt;", "<"},   {"&gt;", ">"},  {"&quot;", "\""},
                                {"&#39;", "'"}, {"&apos;", "'"}, {"&nbsp;", " "}};

bool ends_line(std::string_view tag) {
  for (const std::string_view name : {"/div", "/p", "br", "/h1", "/h2", "/h3", "/h4", "/li"}) {
    if (tag.substr(0, name.size()) == name) return true;
  }
  return false;
}

}  // namespace

std::string plain_html(std::string_view html) {
  std::string text;
  for (std::size_t at = 0; at < html.size();) {
    const std::string_view rest = html.substr(at);
    const std::size_t end = rest.find('>');
    if (rest[0] == '<' && end != std::string_view::npos) {
      if (ends_line(rest.substr(1, end - 1)) && !text.empty()) text += '\n';
      at += end + 1;
      continue;
    }
    std::string_view taken = rest.substr(0, 1);
    std::string_view shown = taken;
    for (const Entity& entity : kEntities) {
      if (rest.substr(0, entity.name.size()) != entity.name) continue;
      taken = entity.name;
      shown = entity.text;
    }
    text += shown;
    at += taken.size();
  }
  return std::string(utf8::trim(text));
}

}  // namespace tundish
