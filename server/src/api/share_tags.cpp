#include "api/share_tags.hpp"

#include <string_view>
#include <utility>

#include "api/page_text.hpp"
#include "tundish/markdown.hpp"

namespace tundish::api {
namespace {

/// Longer descriptions are cut by those who show them.
constexpr std::size_t kLongest = 200;

/// At most so many bytes, of whole letters, ending with a word.
std::string shortened(std::string text) {
  if (text.size() <= kLongest) return text;
  const std::size_t space = text.rfind(' ', kLongest);
  std::size_t end = space == std::string::npos || space < kLongest / 2 ? kLongest : space;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  text.resize(end);
  return text + "…";
}

/// Texts that depend on the visitor say nothing to anybody else.
bool is_for_everybody(const std::string* text) {
  return text != nullptr && !text->empty() && text->find("{{") == std::string::npos;
}

bool is_web_address(std::string_view url) {
  return url.substr(0, 8) == "https://" || url.substr(0, 7) == "http://";
}

/// Relative ones begin at the server, as in the player; a picture within the definition is none
/// that others could fetch.
std::string absolute(const std::string& origin, std::string_view url) {
  if (url.empty() || is_web_address(url)) return std::string(url);
  if (url.find(':') != url.npos) return {};
  while (!url.empty() && url.front() == '/') url.remove_prefix(1);
  return origin + '/' + std::string(url);
}

void add_words(std::string& words, const std::string* text) {
  if (!is_for_everybody(text) || words.size() > kLongest) return;
  if (!words.empty())
    words += std::string_view(".!?:").find(words.back()) == std::string_view::npos ? ". " : " ";
  words += *text;
}

std::string tag(std::string_view kind, std::string_view name, std::string_view content) {
  std::string text = "    <meta ";
  text += kind;
  text += "=\"";
  text += name;
  text += "\" content=\"";
  text += html_escaped(content);
  text += "\" />\n";
  return text;
}

}  // namespace

Shared shared_of(const Funnel& funnel, const std::string& language, const std::string& origin) {
  Shared shared;
  shared.title = funnel->title;
  shared.language = language;
  shared.color = funnel->config.theme.background;
  const Layer& start = funnel->layers[funnel->config.start_layer];
  const Content* content = find_content(*funnel, language);
  std::string image;
  for (const Component& component : start.components) {
    const Message* message = component.message();
    if (message != nullptr && image.empty()) image = message->image;
    if (content == nullptr) continue;
    for (const std::string_view part : {"title", "subtitle", "text", "label"}) {
      if (component.button() != nullptr) continue;
      const std::string* text = find_text(*content, start.id, component.id, part);
      const bool is_marked = message != nullptr && message->markup == Markup::markdown;
      if (text != nullptr && is_marked && part == "text") {
        const std::string plain = plain_words(parse_markdown(*text));
        add_words(shared.description, &plain);
      } else {
        add_words(shared.description, text);
      }
    }
  }
  shared.description = shortened(std::move(shared.description));
  shared.image = absolute(origin, image.empty() ? funnel->config.theme.logo : image);
  return shared;
}

std::string share_tags(const Shared& shared) {
  std::string tags;
  if (!shared.description.empty()) {
    tags += tag("name", "description", shared.description);
    tags += tag("property", "og:description", shared.description);
  }
  tags += tag("property", "og:type", "website");
  tags += tag("property", "og:title", shared.title);
  tags += tag("property", "og:url", shared.address);
  tags += tag("property", "og:locale", shared.language);
  if (!shared.image.empty()) tags += tag("property", "og:image", shared.image);
  tags += tag("name", "twitter:card", shared.image.empty() ? "summary" : "summary_large_image");
  if (!shared.color.empty()) {
    tags += tag("name", "theme-color", shared.color);
  } else {
    tags +=
        "    <meta name=\"theme-color\" media=\"(prefers-color-scheme: light)\" "
        "content=\"#ffffff\" />\n"
        "    <meta name=\"theme-color\" media=\"(prefers-color-scheme: dark)\" content=\"#14171a\" "
        "/>\n";
  }
  tags += "    <link rel=\"canonical\" href=\"" + html_escaped(shared.address) + "\" />\n";
  return tags;
}

}  // namespace tundish::api
