#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string>

#include "analyze/checks.hpp"
#include "analyze/themes.gen.hpp"
#include "support/decimal.hpp"
#include "support/join.hpp"

namespace tundish {

namespace {

/// Red, green and blue from 0 to 1.
using Colour = std::array<double, 3>;

constexpr double kText = 4.5;   ///< WCAG 1.4.3
constexpr double kControl = 3;  ///< WCAG 1.4.11
constexpr double kLight = 0.2;  ///< luminance of a background above which the light scheme suits it

/// `base` to the power of 2.4, from 0.09 to 1, by arithmetic alone: every runtime finds the same.
double power_of_2_4(double base) {
  double fifth_root = 1;
  for (int step = 0; step < 16; ++step) {
    const double square = fifth_root * fifth_root;
    fifth_root = (4 * fifth_root + base / (square * square)) / 5;
  }
  return base * base * fifth_root * fifth_root;
}

double linear(double channel) {
  return channel <= 0.04045 ? channel / 12.92 : power_of_2_4((channel + 0.055) / 1.055);
}

double luminance_of(const Colour& colour) {
  return 0.2126 * linear(colour[0]) + 0.7152 * linear(colour[1]) + 0.0722 * linear(colour[2]);
}

double contrast(const Colour& a, const Colour& b) {
  const double one = luminance_of(a) + 0.05;
  const double other = luminance_of(b) + 0.05;
  return std::max(one, other) / std::min(one, other);
}

/// So much of the first and the rest of the second, as `color-mix(in srgb, …)`.
Colour mix(const Colour& first, double share, const Colour& second) {
  Colour mixed{};
  for (std::size_t at = 0; at < mixed.size(); ++at) {
    mixed[at] = share * first[at] + (1 - share) * second[at];
  }
  return mixed;
}

int digit_of(char c) {
  if (c >= 'a') return c - 'a' + 10;
  return c >= 'A' ? c - 'A' + 10 : c - '0';
}

/// Nothing of a colour that lets others through: what it is painted on nobody knows here.
std::optional<Colour> colour_of(std::string_view written) {
  if (written.size() != 4 && written.size() != 7) return std::nullopt;
  const std::size_t width = written.size() / 3;  // of a channel
  Colour colour{};
  for (std::size_t at = 0; at < colour.size(); ++at) {
    const int high = digit_of(written[1 + at * width]);
    colour[at] = (high * 16 + digit_of(written[at * width + width])) / 255.0;
  }
  return colour;
}

/// What the player derives from a theme in one scheme, as web/src/player/theme.ts does.
struct Derived {
  Derived(const SchemeColours& ready, const Theme& theme)
      : paper(chosen(theme.background, ready.paper)),
        surface(*colour_of(ready.surface)),
        control(*colour_of(ready.control)),
        ink(chosen(theme.text, ready.ink)),
        muted(*colour_of(ready.muted)),
        accent(chosen(theme.brand, ready.accent)),
        on_accent(*colour_of(ready.on_accent)),
        link(accent) {
    if (!theme.background.empty() && !theme.text.empty()) {
      surface = mix(ink, 0.05, paper);
      control = mix(ink, 0.58, paper);
      muted = mix(ink, 0.72, paper);
    }
    if (theme.brand.empty()) return;
    link = mix(accent, 0.6, ink);
    const Colour white{1, 1, 1};
    const Colour black = *colour_of("#14171a");
    on_accent = contrast(accent, white) >= contrast(accent, black) ? white : black;
  }

  Colour paper, surface, control, ink, muted, accent, on_accent, link;

 private:
  static Colour chosen(const std::string& own, std::string_view ready) {
    return *colour_of(own.empty() ? ready : std::string_view(own));
  }
};

/// Two colours that lie on each other.
struct Pair {
  std::string_view member;  ///< of the theme: whose fault it is
  std::string_view what;
  Colour front, ground;
  double least;
};

/// The pair that falls short most of those that a member is to blame for.
const Pair* worst_of(std::string_view member, const std::vector<Pair>& pairs) {
  const Pair* worst = nullptr;
  const auto reached = [](const Pair& one) { return contrast(one.front, one.ground) / one.least; };
  for (const Pair& one : pairs) {
    if (one.member != member || reached(one) >= 1) continue;
    if (!worst || reached(one) < reached(*worst)) worst = &one;
  }
  return worst;
}

/// Cut, not rounded: what falls short must not look as if it did not.
std::string ratio_text(double ratio) { return decimal_text(std::floor(ratio * 100) / 100) + ":1"; }

void check_scheme(const SchemeColours& ready, const Theme& theme, std::string_view scheme,
                  Diagnostics& findings) {
  const Derived all(ready, theme);
  const std::string_view text = theme.text.empty() ? "background" : "text";
  std::vector<Pair> pairs;
  if (!theme.text.empty() || !theme.background.empty()) {
    pairs = {{text, "Text", all.ink, all.paper, kText},
             {text, "Text on fields", all.ink, all.surface, kText},
             {text, "Help", all.muted, all.paper, kText},
             {text, "Help on fields", all.muted, all.surface, kText},
             {text, "The border of fields", all.control, all.paper, kControl}};
  }
  const std::string_view accent = theme.brand.empty() ? "background" : "brand";
  if (!theme.brand.empty() || !theme.background.empty()) {
    pairs.push_back({accent, "Text in the colour of the brand", all.link, all.paper, kText});
    pairs.push_back({accent, "What is chosen", all.accent, all.paper, kControl});
  }
  if (!theme.brand.empty()) {
    pairs.push_back({accent, "The text of buttons", all.on_accent, all.accent, kText});
  }
  for (const std::string_view member : {"background", "text", "brand"}) {
    const Pair* worst = worst_of(member, pairs);
    if (!worst) continue;
    report(findings, Severity::warning, "low_contrast", join({"/config/theme/", member}),
           join({worst->what, " stands out by ", ratio_text(contrast(worst->front, worst->ground)),
                 " in the ", scheme, " scheme: at least ", ratio_text(worst->least),
                 " can be read by everybody."}));
  }
}

const ReadyTheme& ready_theme(std::string_view name) {
  const auto* found = std::find_if(std::begin(kReadyThemes), std::end(kReadyThemes),
                                   [name](const ReadyTheme& one) { return one.name == name; });
  return found == std::end(kReadyThemes) ? kReadyThemes[0] : *found;
}

}  // namespace

void check_theme(const Scope& scope, Diagnostics& findings) {
  const Theme& theme = scope.definition.config.theme;
  for (const std::string* own : {&theme.background, &theme.text, &theme.brand}) {
    if (!own->empty() && !colour_of(*own)) return;
  }
  const ReadyTheme& ready = ready_theme(theme.name);
  // A background of its own is shown in the scheme that suits it, whatever the visitor likes.
  const std::optional<Colour> ground = colour_of(theme.background);
  const bool is_light = ground && luminance_of(*ground) > kLight;
  if (!ground || is_light) check_scheme(ready.light, theme, "light", findings);
  if (!is_light) check_scheme(ready.dark, theme, "dark", findings);
}

}  // namespace tundish
