#include <utility>

#include "import/members.hpp"
#include "import/rich_draft.hpp"
#include "import/typebot_making.hpp"
#include "import/typebot_text.hpp"
#include "import/write_markdown.hpp"
#include "parse/sentence.hpp"
#include "parse/text_rule.hpp"
#include "support/utf8.hpp"

namespace tundish::typebot {

namespace {

constexpr std::string_view kBubbles[] = {"text", "image", "video", "embed", "audio", "location"};

Value message_of(DraftLayer& layer, std::string_view id, std::string_view appearance) {
  Value message;
  message.set("id", part_id(layer.components, id));
  message.set("type", "message");
  if (!appearance.empty()) message.set("appearance", appearance);
  return message;
}

struct Films {
  std::string_view type, address;
};

constexpr Films kFilms[] = {{"youtube", "https://www.youtube.com/watch?v="},
                            {"vimeo", "https://vimeo.com/"},
                            {"tiktok", "https://www.tiktok.com/embed/v2/"},
                            {"gumlet", "https://play.gumlet.io/embed/"}};

/// What a bubble names by the films' house and a number has no address of its own.
std::string film_address(const At& content) {
  const std::string id = text_at(content, "id");
  for (const Films& one : kFilms) {
    if (!id.empty() && text_at(content, "type") == one.type) return std::string(one.address) + id;
  }
  return {};
}

/// The address in a bubble; empty, with a warning, when it is none that can be shown.
std::string address_in(const At& content, Making& making) {
  std::string url(utf8::trim(text_at(content, "url")));
  if (url.empty()) url = film_address(content);
  if (is_url(url) && url.find("{{") == std::string::npos) return url;
  making.notes.warn("url", place_at(content, "url"),
                    url.empty() ? "The bubble has no address; it is left out."
                                : quoted(url) + " is no address that can be used as it stands; " +
                                      "the bubble is left out.");
  return {};
}

void add_text_bubble(DraftLayer& layer, const At& content, Making& making) {
  const Place place = content.place();
  const auto template_of = [&](std::string_view words) {
    return making.slugs.template_of(words, place);
  };
  const RichText rich = text_of(content, making.notes);
  std::optional<std::string> marked;
  if (is_formatted(rich)) marked = markdown_template(rich, template_of);
  if (is_formatted(rich) && !marked) {
    making.notes.warn("formatting_lost", place, "Bold, italic and linked words are plain here.");
  }
  const std::string text = marked ? *marked : template_of(utf8::trim(plain_words(rich)));
  if (text.empty()) return;
  Value message = message_of(layer, "text", "");
  message.set("text", text);
  if (marked) message.set("markup", "markdown");
  layer.components.push_back(std::move(message));
}

void add_image(DraftLayer& layer, const At& content, Making& making) {
  const std::string url = address_in(content, making);
  if (url.empty()) return;
  const std::optional<At> link = object_at(content, "clickLink");
  const std::string target = link ? text_at(*link, "url") : std::string();
  const bool is_link = !target.empty() && is_url(target);
  Value message = message_of(layer, "image", is_link ? "compound" : "image");
  message.set("image", url);
  if (is_link) message.set("url", target);
  const std::string alt = link ? text_at(*link, "alt") : std::string();
  set_text(message, "alt", making.slugs.template_of(alt, content.place()));
  layer.components.push_back(std::move(message));
}

/// A film or sound in a conversation, a link to it on a page.
void add_medium(DraftLayer& layer, const At& content, std::string_view id, const char* media_type,
                Making& making) {
  const std::string url = address_in(content, making);
  if (url.empty()) return;
  Value link;
  link.set("type", "message");
  link.set("appearance", "hyperlink");
  link.set("url", url);
  Value alternatives;
  alternatives.set("web", link);
  Value message = message_of(layer, id, "media");
  message.set("url", url);
  message.set("media_type", media_type);
  message.set("alternatives", alternatives);
  layer.components.push_back(std::move(message));
}

void add_location(DraftLayer& layer, const At& content, Making& making) {
  const std::optional<double> latitude = number_at(content, "latitude");
  const std::optional<double> longitude = number_at(content, "longitude");
  if (!latitude || !longitude || *latitude < -90 || *latitude > 90 || *longitude < -180 ||
      *longitude > 180) {
    return making.notes.warn("not_carried", content.place(),
                             "A place needs a latitude and a longitude; the bubble is left out.");
  }
  Value message = message_of(layer, "location", "location");
  message.set("latitude", *latitude);
  message.set("longitude", *longitude);
  const Place place = content.place();
  set_text(message, "title", making.slugs.template_of(text_at(content, "name"), place));
  set_text(message, "text", making.slugs.template_of(text_at(content, "address"), place));
  Value plain;
  plain.set("type", "message");
  Value alternatives;
  alternatives.set("web", plain);
  message.set("alternatives", alternatives);
  layer.components.push_back(std::move(message));
}

void note_rest(const At& content, const Block& block, Making& making) {
  making.notes.warn_of_rest(*content, content.pointer,
                            {"richText", "html", "plainText", "url", "clickLink", "id", "type",
                             "name", "address", "latitude", "longitude"},
                            "a bubble of the type " + quoted(block.type));
}

}  // namespace

void set_text(Value& part, std::string_view name, std::string text) {
  if (!text.empty()) part.set(name, std::move(text));
}

bool is_url(std::string_view text) {
  return !text.empty() && text.size() <= 200'000 && follows(TextRule::url, text);
}

bool is_bubble(const Block& block) {
  for (const std::string_view type : kBubbles) {
    if (block.type == type) return true;
  }
  return false;
}

void add_bubble(DraftLayer& layer, const Block& block, Making& making) {
  const std::optional<At> content = object_at(block.at, "content");
  if (!content) {
    return making.notes.warn("empty_bubble", block.at.place(),
                             "This bubble says nothing; it is left out.");
  }
  note_rest(*content, block, making);
  if (block.type == "text") return add_text_bubble(layer, *content, making);
  if (block.type == "image") return add_image(layer, *content, making);
  if (block.type == "audio") return add_medium(layer, *content, "audio", "audio/mpeg", making);
  if (block.type == "location") return add_location(layer, *content, making);
  const bool is_file = block.type == "video" && text_at(*content, "type") == "url";
  if (is_file) return add_medium(layer, *content, "video", "video/mp4", making);
  if (block.type == "embed") {
    making.notes.warn("not_carried", content->place(), "A page within the page is a link here.");
  }
  const std::string url = address_in(*content, making);
  if (!url.empty()) add_link(layer, url, content->place(), making);
}

void add_link(DraftLayer& layer, const std::string& url, const Place& place, Making& making) {
  const bool is_template = url.find("{{") != std::string::npos;
  if (!is_template && is_url(url)) {
    Value message = message_of(layer, "link", "hyperlink");
    message.set("url", url);
    layer.components.push_back(std::move(message));
    return;
  }
  making.notes.warn("url", place,
                    is_template ? "An address with variables is shown as a text."
                                : quoted(url) + " is no address; it is shown as a text.");
  Value message = message_of(layer, "link", "");
  message.set("text", making.slugs.template_of(url, place));
  layer.components.push_back(std::move(message));
}

}  // namespace tundish::typebot
