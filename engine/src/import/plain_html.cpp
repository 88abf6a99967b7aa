#include "import/plain_html.hpp"

#include "support/utf8.hpp"

namespace tundish {

namespace {

struct EntityName {
  std::string_view name, text;
};

constexpr EntityName kEntities[] = {{"&amp;", "&"},   {"&lt;", "<"},  {"&gt;", ">"},
                                    {"&quot;", "\""}, {"&#39;", "'"}, {"&apos;", "'"},
                                    {"&nbsp;", " "}};

bool ends_line(std::string_view tag) {
  for (const std::string_view name : {"/div", "/p", "br", "/h1", "/h2", "/h3", "/h4", "/li"}) {
    if (tag.substr(0, name.size()) == name) return true;
  }
  return false;
}

}  // namespace

Entity entity_at(std::string_view html) {
  for (const EntityName& entity : kEntities) {
    const std::size_t size = entity.name.size();
    if (html.substr(0, size) == entity.name) return {entity.text, size};
  }
  return {html.substr(0, 1), 1};
}

std::string without_entities(std::string_view html) {
  std::string text;
  while (!html.empty()) {
    const Entity entity = entity_at(html);
    text += entity.text;
    html.remove_prefix(entity.size);
  }
  return text;
}

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
    const Entity entity = entity_at(rest);
    text += entity.text;
    at += entity.size;
  }
  return std::string(utf8::trim(text));
}

}  // namespace tundish
