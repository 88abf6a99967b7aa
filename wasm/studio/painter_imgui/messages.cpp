#include "painter_imgui/messages.hpp"

#include <algorithm>
#include <cmath>

#include "painter_imgui/icons.hpp"
#include "painter_imgui/rich.hpp"

namespace tundish::painter {

namespace {

/// `https://example.org/prices` → `example.org/prices`
std::string readable(std::string address) {
  for (const char* begin : {"https://", "http://", "mailto:", "tel:"}) {
    if (address.rfind(begin, 0) == 0) address.erase(0, std::string_view(begin).size());
  }
  if (!address.empty() && address.back() == '/') address.pop_back();
  return address;
}

Type title_type(const Pen& pen, Size size, Colour ink) {
  if (size == Size::bubble) return {18, Weight::semibold, ink, 1.3F};
  return {pen.is_narrow() ? 26 : 28, Weight::semibold, ink, 1.2F};
}

Type subtitle_type(const Pen& pen, Size size, Colour ink) {
  const Colour muted = ink == pen.colours.ink ? pen.colours.muted : ink;
  return {size == Size::bubble ? 16 : 18, Weight::regular, muted, 1.45F};
}

float gap_of(Size size) { return size == Size::bubble ? 2.0F : 8.0F; }

void paint_picture(Pen& pen, const std::string& address, const std::string& alt, float most) {
  if (address.empty()) return;
  const Picture* found = pen.find_picture(address);
  const float full = found && found->width > 0 ? pen.width * found->height / found->width : most;
  const float height = std::min(full, most);
  pen.picture(address, {pen.x, pen.y, pen.width, height}, pen.scene.radius, alt);
  pen.y += height + 8;
}

void paint_item(Pen& pen, const ViewComponent& component, const ViewItem& item, std::size_t index) {
  const float left = pen.x, width = pen.width, top = pen.y;
  if (!item.image.empty()) {
    pen.picture(item.image, {pen.x, pen.y, 48, 48}, 8);
    pen.x += 60;
    pen.width -= 60;
  }
  const std::string id = component.id + "/" + std::to_string(index);
  if (item.url.empty() || !paint_link(pen, id, item.title, item.url)) {
    pen.write_below(item.title, {16, Weight::semibold, pen.colours.ink, 1.4F});
  }
  if (!item.description.empty()) {
    pen.write_below(item.description, {14, Weight::regular, pen.colours.muted});
  }
  pen.x = left;
  pen.width = width;
  if (!item.image.empty()) pen.y = std::max(pen.y, top + 48);
}

/// Quick replies are offered where a reply is made.
void paint_items(Pen& pen, const ViewComponent& component) {
  if (component.message == MessageAppearance::quick_reply) return;
  std::string section;
  std::size_t index = 0;
  for (const ViewItem& item : component.items) {
    pen.y += 10;
    if (!item.section.empty() && item.section != section) {
      section = item.section;
      pen.write_below(section, {14, Weight::semibold, pen.colours.muted});
      pen.y += 4;
    }
    paint_item(pen, component, item, index++);
  }
}

/// What a message points at. Sound and film are the host's to play.
void paint_target(Pen& pen, const ViewComponent& component, Size size) {
  if (component.latitude && component.longitude) {
    const std::string north = text_of(Value(*component.latitude));
    const std::string east = text_of(Value(*component.longitude));
    draw_icon(pen, Icon::place, pen.x, pen.y + 2, 20, pen.colours.accent);
    pen.x += 26;
    paint_link(pen, component.id + "/place", north + ", " + east,
               "https://www.openstreetmap.org/?mlat=" + north + "&mlon=" + east + "#map=15/" +
                   north + "/" + east);
    pen.x -= 26;
  }
  if (component.url.empty()) return;
  const bool is_file = component.message == MessageAppearance::asset ||
                       component.message == MessageAppearance::media;
  if (component.message == MessageAppearance::media &&
      component.media_type.rfind("image/", 0) == 0) {
    paint_picture(pen, component.url, component.title, size == Size::bubble ? 220 : 320);
    return;
  }
  const std::string name = !is_file                   ? readable(component.url)
                           : !component.title.empty() ? component.title
                           : !component.text.empty()  ? component.text
                                                      : readable(component.url);
  if (is_file) draw_icon(pen, Icon::file, pen.x, pen.y + 2, 20, pen.colours.accent);
  if (is_file) pen.x += 26;
  if (!paint_link(pen, component.id + "/link", name, component.url)) {
    pen.write_below(component.url, {16, Weight::regular, pen.colours.muted});
  }
  if (is_file) pen.x -= 26;
}

}  // namespace

bool may_be_followed(std::string_view url) {
  const std::size_t colon = url.find(':');
  if (colon == std::string_view::npos || url.find('/') < colon) return true;
  const std::string_view scheme = url.substr(0, colon);
  return scheme == "https" || scheme == "http" || scheme == "mailto" || scheme == "tel";
}

bool paint_link(Pen& pen, const std::string& id, const std::string& words, const std::string& url) {
  if (!may_be_followed(url)) return false;
  const Type type{16, Weight::regular, pen.colours.accent_ink};
  const Lines lines = pen.break_lines(words, type, pen.width);
  Spot spot;
  spot.id = id;
  spot.kind = "link";
  spot.name = words;
  spot.rect = {pen.x, pen.y, std::max(lines.width, 8.0F), std::max(lines.height, 24.0F)};
  const Rect rect = spot.rect;
  const Touch touch = pen.touch(std::move(spot));
  pen.write(words, type, pen.x, pen.y, pen.width);
  float under = pen.y + 21;
  for (const std::string_view line : lines.lines) {
    const float length = pen.break_lines(line, type, 100'000).width;
    pen.fill({pen.x, under, length, touch.is_hovered ? 2.0F : 1.0F}, type.colour);
    under += 24;
  }
  if (touch.has_focus) pen.ring(rect, 4);
  if (touch.is_tapped) pen.memory.tell({{"do", "open"}, {"url", url}});
  pen.y += lines.height;
  return true;
}

void paint_message(Pen& pen, const ViewComponent& component, Size size, Colour ink) {
  const float begin = pen.y;
  paint_picture(pen, component.image, component.alt, size == Size::bubble ? 220 : 320);
  const auto texts = {std::pair(&component.title, title_type(pen, size, ink)),
                      std::pair(&component.subtitle, subtitle_type(pen, size, ink)),
                      std::pair(&component.text, Type{16, Weight::regular, ink})};
  bool is_first = true;
  for (const auto& [text, type] : texts) {
    if (text->empty()) continue;
    if (!is_first) pen.y += gap_of(size);
    if (text == &component.text && !component.rich.is_null()) {
      paint_rich(pen, component, ink);
    } else {
      pen.write_below(*text, type);
    }
    is_first = false;
  }
  if (component.type == ComponentType::input || component.type == ComponentType::auth) return;
  if (pen.y > begin && (!component.url.empty() || component.latitude)) pen.y += gap_of(size);
  paint_target(pen, component, size);
  paint_items(pen, component);
}

Lines measure_message(Pen& pen, const ViewComponent& component, float within, Size size) {
  Lines all;
  const bool is_full = !component.image.empty() || !component.items.empty() ||
                       !component.url.empty() || component.latitude;
  if (is_full) all.width = within;
  const auto add = [&](const std::string& text, const Type& type) {
    if (text.empty()) return;
    all.width = std::max(all.width, pen.break_lines(text, type, within).width);
  };
  add(component.title, title_type(pen, size, 0));
  add(component.subtitle, subtitle_type(pen, size, 0));
  if (component.rich.is_null()) add(component.text, {});
  all.width = std::max(all.width, width_of_rich(pen, component, within));
  add(component.label, {});
  add(component.help, {14, Weight::regular, 0});
  return all;
}

}  // namespace tundish::painter
