// Generated from engine/themes.json by build-scripts/generate.mjs. Do not edit.
// clang-format off
#pragma once

#include <string_view>

namespace tundish {

/// Colours of a scheme, written as #rrggbb.
struct SchemeColours {
  std::string_view paper, surface, control, ink, muted, accent, on_accent;
};

struct ReadyTheme {
  std::string_view name;  ///< empty: the player's own look
  SchemeColours light, dark;
};

constexpr ReadyTheme kReadyThemes[] = {
    {"",
     {"#ffffff", "#f5f6f7", "#848e98", "#14171a", "#56616b", "#c8401a", "#ffffff"},
     {"#14171a", "#1c2024", "#76818b", "#f2f4f5", "#a3adb5", "#ff7a4d", "#14171a"}},
    {"letter",
     {"#fffdf8", "#f6f1e7", "#8a806d", "#22201c", "#625b4e", "#1f5c4d", "#ffffff"},
     {"#1a1916", "#23211d", "#8a806f", "#f3eee4", "#b5ac9b", "#8fd0b8", "#14201b"}},
    {"pebble",
     {"#ffffff", "#f3f1fb", "#8a83a3", "#221d35", "#5e5775", "#6a3fe0", "#ffffff"},
     {"#181425", "#221d35", "#857d9f", "#f4f1fd", "#b3abcb", "#b39cff", "#1b1235"}},
    {"ledger",
     {"#ffffff", "#f6f8fb", "#7f8a9c", "#1a2233", "#56627a", "#2456d6", "#ffffff"},
     {"#10151f", "#182030", "#728099", "#edf1f8", "#9eabc2", "#7fa6ff", "#0c1526"}},
    {"stage",
     {"#f4f1ea", "#eae5d9", "#7b7565", "#121212", "#55503f", "#121212", "#f4f1ea"},
     {"#0d0d0d", "#1a1a1a", "#7d7d7d", "#f7f4ee", "#b0aca2", "#d8ff3e", "#121500"}},
};

}  // namespace tundish
