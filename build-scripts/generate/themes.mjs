// The colours of engine/themes.json, for the analysis of themes and for the player's style sheets.

const banner = "Generated from engine/themes.json by build-scripts/generate.mjs. Do not edit.";

/** What the analysis judges. */
const judged = ["paper", "surface", "control", "ink", "muted", "accent", "on_accent"];

const colours = (scheme) => `{${judged.map((token) => JSON.stringify(scheme[token])).join(", ")}}`;

export function themesHeader({ themes }) {
  const rows = Object.entries(themes).map(
    ([name, { light, dark }]) => `    {${JSON.stringify(name)},
     ${colours(light)},
     ${colours(dark)}},`,
  );
  return `// ${banner}
// clang-format off
#pragma once

#include <string_view>

namespace tundish {

/// Colours of a scheme, written as #rrggbb.
struct SchemeColours {
  std::string_view ${judged.join(", ")};
};

struct ReadyTheme {
  std::string_view name;  ///< empty: the player's own look
  SchemeColours light, dark;
};

constexpr ReadyTheme kReadyThemes[] = {
${rows.join("\n")}
};

}  // namespace tundish
`;
}

const rule = (selector, scheme) => `${selector} {
${Object.entries(scheme)
  .map(([token, colour]) => {
    const name = token.replace("_", "-");
    return `  --${name}: var(--tundish-${name}, ${colour});`;
  })
  .join("\n")}
}
`;

/** What lies around the player on a hosted page: in the dark it is darker than the paper, as a room around a lamp. */
const around = ({ paper, surface }, isDark) => `  --paper: ${paper};
  --surface: ${isDark ? `color-mix(in srgb, ${paper} 70%, #000)` : surface};`;

/** The style sheet of a hosted page whose funnel names a ready theme. */
export const pageStyles = ({ light, dark }) => `/* ${banner} */
:root {
${around(light, false)}
}

@media (prefers-color-scheme: dark) {
  :root {
${around(dark, true).replace(/^/gm, "  ")}
  }
}
`;

/** The style sheet with a ready theme's colours; what a page says itself comes before them. */
export function themeStyles(name, { light, dark }) {
  const root = `.root[data-style='${name}']`;
  return `/* ${banner} */
${rule(root, light)}
${rule(`${root}[data-theme='dark']`, dark)}`;
}
