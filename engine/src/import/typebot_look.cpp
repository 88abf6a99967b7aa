#include "import/members.hpp"
#include "import/typebot_making.hpp"
#include "parse/text_rule.hpp"

namespace tundish::typebot {

namespace {

void set_when(Value& theme, std::string_view name, const std::string& text, TextRule rule) {
  if (!text.empty() && follows(rule, text)) theme.set(name, text);
}

Value theme_of(const At& theme) {
  Value made;
  if (const std::optional<At> chat = object_at(theme, "chat")) {
    const std::optional<At> buttons = object_at(*chat, "buttons");
    const std::optional<At> bubbles = object_at(*chat, "hostBubbles");
    const std::optional<At> avatar = object_at(*chat, "hostAvatar");
    if (buttons) set_when(made, "brand", text_at(*buttons, "backgroundColor"), TextRule::color);
    if (bubbles) set_when(made, "text", text_at(*bubbles, "color"), TextRule::color);
    const std::string logo = avatar ? text_at(*avatar, "url") : std::string();
    if (is_url(logo)) made.set("logo", logo);
  }
  if (const std::optional<At> general = object_at(theme, "general")) {
    const std::optional<At> background = object_at(*general, "background");
    const std::optional<At> font = object_at(*general, "font");
    if (background && text_at(*background, "type") == "Color") {
      set_when(made, "background", text_at(*background, "content"), TextRule::color);
    }
    const std::string family = font ? text_at(*font, "family") : text_at(*general, "font");
    if (family.size() <= 200) set_when(made, "font", family, TextRule::font);
  }
  return made;
}

}  // namespace

void read_look(Value& funnel, const Bot& bot, Making& making) {
  if (const std::optional<At> theme = object_at(bot.root(), "theme")) {
    const Value made = theme_of(*theme);
    if (made.is_object()) {
      Value config = funnel.find("config") ? *funnel.find("config") : Value();
      config.set("theme", made);
      funnel.set("config", config);
    }
    if (!(*theme)->members.empty()) {
      making.notes.warn("not_carried", theme->place(),
                        "Of the look the brand's colour, text, background, font and logo are "
                        "kept; the rest is the player's.");
    }
  }
  const std::optional<At> settings = object_at(bot.root(), "settings");
  if (!settings) return;
  if (const std::optional<At> metadata = object_at(*settings, "metadata")) {
    const std::string description = text_at(*metadata, "description");
    if (!description.empty()) {
      funnel.set("description", std::string(shortened(description, 4000)));
    }
  }
  making.notes.warn_of_rest(**settings, settings->pointer, {"metadata"}, "the settings");
}

}  // namespace tundish::typebot
